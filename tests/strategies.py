"""Hypothesis strategies for every record of the model: `RECORDS` maps each record type to one."""

import importlib
import pkgutil
from dataclasses import is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args

from hypothesis import strategies as st

from warledger import model
from warledger.model import (
    claim,
    correction,
    custody,
    document,
    evidence,
    failure,
    filters,
    ledger,
    listing,
    ranges,
    reading,
)
from warledger.model.ids import ClaimId, DocumentId, IncidentId, JudgementId, SourceId

# Any code point at all, lone surrogates too: reports are not always well-formed.
texts = st.text(st.characters(), max_size=12)
some_text = st.text(st.characters(), min_size=1, max_size=12)
ids = st.from_regex(r"[a-z]{1,8}-[0-9a-f]{16}", fullmatch=True)
document_ids = ids.map(DocumentId)
claim_ids = ids.map(ClaimId)
optional_texts = st.none() | texts
counts = st.integers(0, 10**7)
shares = st.floats(0, 1)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))) | st.just(UTC)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=zones)
latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A tuple of none, one or two."""
    return st.lists(strategy, max_size=2).map(tuple)


def sourced(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value with its rule and its quotes."""
    return st.builds(evidence.Sourced, values, some_text, few(quotes))


@st.composite
def _spans(draw: st.DrawFn) -> evidence.Span:
    start = draw(counts)
    return evidence.Span(draw(document_ids), start, start + draw(st.integers(1, 50)))


@st.composite
def _quotes(draw: st.DrawFn) -> evidence.Quote:
    text, start = draw(some_text), draw(counts)
    return evidence.Quote(evidence.Span(draw(document_ids), start, start + len(text)), text)


@st.composite
def _whens(draw: st.DrawFn) -> claim.When:
    start, end = sorted((draw(days), draw(days)))
    return claim.When(start, end, draw(st.sampled_from(claim.DatePrecision)), draw(some_text))


@st.composite
def _bounds(draw: st.DrawFn) -> tuple[int | None, int | None]:
    low, high = sorted((draw(counts), draw(counts)))
    return draw(st.sampled_from([(low, high), (low, None), (None, high), (None, None), (low, low)]))


@st.composite
def _harms(draw: st.DrawFn) -> claim.Harm:
    low, high = draw(_bounds())
    return claim.Harm(
        kind=draw(st.sampled_from(claim.HarmKind)),
        low=low,
        high=high,
        who=draw(st.sampled_from(claim.Who)),
        quote=draw(quotes),
        rule=draw(some_text),
        victims=draw(st.none() | quotes),
        subset=draw(st.booleans()),
        hedge=draw(optional_texts),
    )


@st.composite
def _chains(draw: st.DrawFn) -> list[custody.CustodyRecord]:
    links: list[custody.CustodyRecord] = []
    for _ in range(draw(st.integers(1, 6))):
        last = links[-1] if links else None
        action, details = draw(st.sampled_from(custody.Action)), draw(few(st.tuples(texts, texts)))
        links.append(custody.next_record(last, draw(moments), action, draw(texts), details))
    return links


spans, quotes, whens, harms, chains = _spans(), _quotes(), _whens(), _harms(), _chains()
sources = st.builds(document.Source, id=ids.map(SourceId), name=texts, kind=optional_texts, affiliation=optional_texts)
published = st.builds(
    document.Published, days, st.sampled_from(document.PublishedBasis), some_text, quote=st.none() | quotes
)
documents = st.builds(
    document.Document,
    id=document_ids,
    version=st.integers(1, 99),
    text=texts,
    published=st.none() | published,
    source=st.none() | sources,
    captured_at=moments,
)
parties = st.builds(claim.Party, quotes, some_text, optional_texts, kind=st.none() | st.sampled_from(claim.ActorKind))
weapons = st.builds(claim.Weapon, quotes, some_text, optional_texts)
speakers = st.builds(claim.Speaker, quotes, some_text, optional_texts)
candidates = st.builds(
    claim.Candidate, texts, optional_texts, optional_texts, latitudes, longitudes, gazetteer_id=texts, score=shares
)
wheres = st.builds(claim.Where, lat=latitudes, lon=longitudes, alternatives=few(candidates))
claims = st.builds(
    claim.Claim,
    id=claim_ids,
    document=document_ids,
    type=sourced(some_text),
    status=sourced(st.sampled_from(claim.Status)),
    trigger=quotes,
    confidence=sourced(shares),
    actors=few(parties),
    targets=few(parties),
    weapons=few(weapons),
    sources=few(speakers),
    places=few(quotes),
    where=st.none() | sourced(wheres),
    times=few(quotes),
    when=st.none() | sourced(whens),
    harm=few(harms),
)
judgements = st.builds(
    ledger.Judgement,
    id=ids.map(JudgementId),
    left=claim_ids,
    right=st.none() | claim_ids,
    when=moments,
    undoes=st.none() | ids.map(JudgementId),
)
harm_ranges = st.builds(ledger.HarmRange, claims=few(claim_ids))
incidents = st.builds(
    ledger.Incident,
    id=ids.map(IncidentId),
    claims=few(claim_ids),
    type=sourced(some_text),
    status=sourced(st.sampled_from(claim.Status)),
    where=st.none() | sourced(wheres),
    when=st.none() | sourced(whens),
    harm=few(harm_ranges),
    voices=few(texts),
)
findings = st.builds(ledger.Finding, caveats=few(texts), incidents=few(ids.map(IncidentId)))
failures = st.builds(failure.Failure, at=moments)
RECORDS: dict[Any, st.SearchStrategy[Any]] = {
    evidence.Span: spans,
    evidence.Quote: quotes,
    document.Source: sources,
    document.Published: published,
    document.Document: documents,
    claim.Party: parties,
    claim.Weapon: weapons,
    claim.Speaker: speakers,
    claim.Candidate: candidates,
    claim.Where: wheres,
    claim.When: whens,
    claim.Harm: harms,
    claim.Claim: claims,
    custody.CustodyRecord: chains.map(lambda links: links[-1]),
    ledger.Judgement: judgements,
    ledger.HarmRange: harm_ranges,
    ledger.Incident: incidents,
    ledger.Finding: findings,
    failure.Failure: failures,
    correction.Placed: st.builds(correction.Placed, st.none() | sourced(wheres), few(quotes)),
    correction.Timed: st.builds(correction.Timed, st.none() | sourced(whens), few(quotes)),
}

# What is never stored changes as the reader grows, so its strategies are drawn from its types.
NOT_RECORDS = {
    *(evidence.Sourced, filters.ClaimFilter, listing.Box, listing.IncidentFilter, ranges.Bounds, reading.Step),
}
for kind, strategy in RECORDS.items():
    st.register_type_strategy(kind, strategy)
st.register_type_strategy(evidence.Sourced, lambda kind: sourced(st.from_type(get_args(kind)[0])))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
_LONGITUDES, _LATITUDES = st.floats(-180, 180), st.floats(-90, 90)
st.register_type_strategy(
    listing.Box,
    st.builds(
        lambda west, east, edges: listing.Box(west, min(edges), east, max(edges)),
        *(_LONGITUDES, _LONGITUDES, st.tuples(_LATITUDES, _LATITUDES)),
    ),
)
for found in pkgutil.iter_modules(model.__path__, "warledger.model."):
    module = importlib.import_module(found.name)
    kinds: list[type[Any]] = [kind for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)]
    for kind in kinds:
        if kind.__module__ == found.name and kind not in NOT_RECORDS:
            RECORDS.setdefault(kind, st.from_type(kind))
