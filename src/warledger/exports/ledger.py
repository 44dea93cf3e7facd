"""The ledger as a spreadsheet: one row a claim, every field of it with the words it rests on and their places.

The first columns are what an analyst reads; the evidence for each stands further right, the report last. Lists share
one cell, split by " | ", and the lists of one role run side by side: the second name belongs to the second words.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from warledger.exports.cells import BYTE_ORDER_MARK, CELL_LOSSES, Cell, Table, joined
from warledger.exports.form import NO_DOCUMENT, PROTECTED_SOURCE, Column, Format, Job
from warledger.exports.harm_cells import figures_json, harm_rules, high_of, low_of
from warledger.exports.json_text import json_text
from warledger.exports.losses import LossKind
from warledger.model.claim import Claim, HarmKind, Party, Speaker, Weapon, When, Where
from warledger.model.document import Document
from warledger.model.evidence import Quote, Sourced
from warledger.model.serial import dump
from warledger.reference.countries import country

TEXT = LossKind("text of the report", "The report's text is not in the file; text_sha256 names it.")


@dataclass(frozen=True, slots=True)
class Field:
    """A column and what stands in it."""

    column: Column
    value: Callable[[Claim, Document | None], Cell]


def of_claim(name: str, doc: str, value: Callable[[Claim], Cell]) -> Field:
    """A column that the claim alone fills."""
    return Field(Column(name, doc), lambda claim, _: value(claim))


def of_place(name: str, doc: str, value: Callable[[Where], Cell]) -> Field:
    """A column of the resolved place; empty when there is none."""
    return of_claim(name, doc, lambda claim: value(claim.where.value) if claim.where else None)


def of_time(name: str, doc: str, value: Callable[[When], Cell]) -> Field:
    """A column of the reckoned interval; empty when there is none."""
    return of_claim(name, doc, lambda claim: value(claim.when.value) if claim.when else None)


def of_report(name: str, doc: str, value: Callable[[Document], Cell]) -> Field:
    """A column of the report; empty when the document is not at hand."""
    return Field(Column(name, doc), lambda _, document: value(document) if document else None)


def spans(quotes: Iterable[Quote]) -> str:
    """Where words stand, as start..end: a form that no spreadsheet takes for a date or a time.

    The end is one past the last code point, as everywhere in the ledger.
    """
    return joined(f"{quote.start}..{quote.end}" for quote in quotes)


def words(quotes: Iterable[Quote]) -> str:
    """The words themselves."""
    return joined(quote.text for quote in quotes)


def evidence_of(name: str, of_what: str, sourced: Callable[[Claim], Sourced[Any] | None]) -> tuple[Field, ...]:
    """The rule that made a value, the words it read and where they stand."""

    def quotes(claim: Claim) -> tuple[Quote, ...]:
        found = sourced(claim)
        return found.quotes if found else ()

    def rule(claim: Claim) -> str | None:
        found = sourced(claim)
        return found.rule if found else None

    return (
        of_claim(f"{name}_rule", f"The rule that made {of_what}.", rule),
        of_claim(f"{name}_words", f"The words that the rule for {of_what} read.", lambda claim: words(quotes(claim))),
        of_claim(f"{name}_spans", "Where those words stand: start..end.", lambda claim: spans(quotes(claim))),
    )


Filler = Party | Weapon | Speaker


def role(name: str, of_what: str, fillers: Callable[[Claim], Iterable[Filler]]) -> tuple[Field, ...]:
    """The evidence for those who fill a role."""
    return (
        of_claim(
            f"{name}_spans",
            f"Where the words for {of_what} stand: start..end.",
            lambda c: spans(f.quote for f in fillers(c)),
        ),
        of_claim(f"{name}_rules", f"The rule that found {of_what}.", lambda c: joined(f.rule for f in fillers(c))),
    )


def names(name: str, of_what: str, fillers: Callable[[Claim], Iterable[Party | Speaker]]) -> Field:
    """The names of those who fill a role, where a list knows them."""
    return of_claim(
        f"{name}_names", f"The reference list's names of {of_what}.", lambda c: joined(f.name for f in fillers(c))
    )


def kinds(name: str, of_what: str, fillers: Callable[[Claim], Iterable[Party | Weapon]]) -> Field:
    """The kinds of those who fill a role, where a list knows them."""
    return of_claim(
        f"{name}_kinds", f"The kinds of {of_what}, where known.", lambda c: joined(f.kind for f in fillers(c))
    )


def harm_range(kind: HarmKind) -> tuple[Field, ...]:
    """The two ends of what a claim supports for a kind of harm."""
    what = "killed or injured, not told apart" if kind is HarmKind.CASUALTIES else kind.value
    low, high = f"{kind.value}_low", f"{kind.value}_high"
    return (
        of_claim(low, f"The fewest people {what} that the claim's figures support.", lambda c: low_of(c, kind)),
        of_claim(high, f"The most people {what}; empty when no ceiling is given.", lambda c: high_of(c, kind)),
    )


def alternatives(where: Where) -> str | None:
    """The other places that the words could mean, as JSON."""
    return json_text(dump(where.alternatives)) if where.alternatives else None


def country_name(where: Where) -> str | None:
    """The country's English name."""
    found = country(where.country)
    return found.name if found else None


MAIN = (
    of_claim("claim_id", "The claim's id: the same words of the same report always have the same one.", lambda c: c.id),
    of_claim("type", "The type of event, by the codebook.", lambda c: c.type.value),
    of_claim(
        "status",
        "What the report says became of it: only happened, ongoing and attempted are events.",
        lambda c: c.status.value.value,
    ),
    of_time("date_start", "The first day it can have been.", lambda when: when.start.isoformat()),
    of_time("date_end", "The last day it can have been, inclusive.", lambda when: when.end.isoformat()),
    of_time("date_precision", "The finest thing the time is known to.", lambda when: when.precision.value),
    of_place("place", "The name of the resolved place.", lambda where: where.name),
    of_place("place_precision", "The finest thing the place is known to.", lambda where: where.precision.value),
    of_place("admin2", "Its district.", lambda where: where.admin2),
    of_place("admin1", "Its province.", lambda where: where.admin1),
    of_place("country", "Its country, ISO 3166-1 alpha-2.", lambda where: where.country),
    of_place("country_name", "Its country's name.", country_name),
    of_place("latitude", "Degrees, WGS 84.", lambda where: where.lat),
    of_place("longitude", "Degrees, WGS 84.", lambda where: where.lon),
    of_claim("actors", "Who did it, in the report's words.", lambda c: words(p.quote for p in c.actors)),
    of_claim("targets", "Whom or what it was done to.", lambda c: words(p.quote for p in c.targets)),
    of_claim("weapons", "The means.", lambda c: words(w.quote for w in c.weapons)),
    of_claim(
        "said_by",
        "Whom the report gives the claim to; empty when it says so itself.",
        lambda c: words(s.quote for s in c.sources),
    ),
    *(field for kind in HarmKind for field in harm_range(kind)),
    of_claim("harm_words", "The words that carry the figures of harm.", lambda c: words(h.quote for h in c.harm)),
    of_claim("confidence", "How sure the coder is, from 0 to 1.", lambda c: c.confidence.value),
    of_report("title", "The report's title.", lambda d: d.title),
    of_report("source", "Who published the report.", lambda d: d.source.name if d.source else None),
    of_report("published", "The day of publication.", lambda d: d.published.date.isoformat() if d.published else None),
)

EVIDENCE = (
    of_claim("trigger", "The words that name the event.", lambda c: c.trigger.text),
    of_claim(
        "trigger_span",
        "Where they stand in the report's text, in code points: start..end.",
        lambda c: spans([c.trigger]),
    ),
    *evidence_of("type", "the type", lambda c: c.type),
    *evidence_of("status", "the status", lambda c: c.status),
    names("actor", "the actors", lambda c: c.actors),
    kinds("actor", "the actors", lambda c: c.actors),
    *role("actor", "the actors", lambda c: c.actors),
    names("target", "the targets", lambda c: c.targets),
    kinds("target", "the targets", lambda c: c.targets),
    *role("target", "the targets", lambda c: c.targets),
    kinds("weapon", "the weapons", lambda c: c.weapons),
    *role("weapon", "the weapons", lambda c: c.weapons),
    names("said_by", "those who say so", lambda c: c.sources),
    *role("said_by", "those who say so", lambda c: c.sources),
    of_claim(
        "place_words", "Every place that the report names for the event, finest first.", lambda c: words(c.places)
    ),
    of_claim("place_spans", "Where those words stand: start..end.", lambda c: spans(c.places)),
    of_place("place_basis", "How the words matched the gazetteer.", lambda where: where.basis),
    of_place("gazetteer_id", "The resolved place's id in the gazetteer.", lambda where: where.gazetteer_id),
    of_place("place_alternatives", "Other places that the words could mean, as JSON.", alternatives),
    *evidence_of("where", "the resolved place", lambda c: c.where),
    of_claim("time_words", "Every expression of time that dates the event.", lambda c: words(c.times)),
    of_claim("time_spans", "Where those words stand: start..end.", lambda c: spans(c.times)),
    of_time("date_basis", "How the days were reckoned.", lambda when: when.basis),
    *evidence_of("when", "the days", lambda c: c.when),
    of_claim("harm_spans", "Where the words of harm stand: start..end.", lambda c: spans(h.quote for h in c.harm)),
    of_claim("harm_rules", "For each kind of harm, how its figures became one range.", harm_rules),
    of_claim("harm", "Every figure with its bounds, hedge, victims, words and rule, as JSON.", figures_json),
    *evidence_of("confidence", "the confidence", lambda c: c.confidence),
    of_claim("coder", "The coder and its version.", lambda c: c.coder),
)

REPORT = (
    of_claim("document_id", "The id of the captured version of the report.", lambda c: c.document),
    of_report("author", "Its author, where the file names one.", lambda d: d.author),
    of_report(
        "published_basis",
        "How the day of publication is known: given, found or inferred.",
        lambda d: d.published.basis.value if d.published else None,
    ),
    of_report(
        "published_rule",
        "Where that day was found, or the rule that inferred it.",
        lambda d: d.published.rule if d.published else None,
    ),
    of_report(
        "published_words",
        "The words that give that day, where the text does.",
        lambda d: words([d.published.quote]) if d.published and d.published.quote else None,
    ),
    of_report(
        "published_span",
        "Where those words stand: start..end.",
        lambda d: spans([d.published.quote]) if d.published and d.published.quote else None,
    ),
    of_report("language", "The language of the report, ISO 639-1.", lambda d: d.language),
    of_report("origin", "The path or address that the report was taken from.", lambda d: d.origin),
    of_report("media_type", "The media type of the original.", lambda d: d.media_type),
    of_report("captured_at", "When it was taken in.", lambda d: d.captured_at.isoformat()),
    of_report("extractor", "What made text of it, with version.", lambda d: d.extractor),
    of_report("series", "The report across its versions.", lambda d: d.series),
    of_report("version", "Which version of the series, from 1.", lambda d: d.version),
    of_report("sha256", "SHA-256 of the original bytes.", lambda d: d.sha256),
    of_report("text_sha256", "SHA-256 of the text that every span counts in.", lambda d: d.text_sha256),
)

FIELDS = (*MAIN, *EVIDENCE, *REPORT)
COLUMNS = tuple(field.column for field in FIELDS)


def write(job: Job, claims: Iterator[Claim], out: TextIO) -> None:
    """Write every claim, one at a time."""
    out.write(BYTE_ORDER_MARK)
    table = Table(out, COLUMNS, job.tally)
    for claim in claims:
        job.tally.note(TEXT.name)
        document = job.document(claim)
        table.write({field.column.name: field.value(claim, document) for field in FIELDS})
        job.tally.export()


FORMAT = Format(
    name="csv",
    suffix=".csv",
    help="the ledger for a spreadsheet: every field of every claim, with its words and its report",
    columns=COLUMNS,
    left_out=(),
    reduced=(TEXT, NO_DOCUMENT, PROTECTED_SOURCE, *CELL_LOSSES),
    write=write,
)
