"""One report as `explain --json` prints it: the printed form of `read --json`, with the layers and the event words.

It writes JSON values and reads none.
"""

from collections.abc import Callable, Sequence
from typing import Any

from warledger.model.claim import Claim
from warledger.model.considered import Considered
from warledger.model.proposal import Proposal
from warledger.model.reading import Reading
from warledger.model.serial import evidence, printed_claim, printed_document, printed_place, printed_quote, printed_time
from warledger.pipeline import Explained
from warledger.pipeline.said import Word, printed_words

Json = dict[str, Any]


def as_values(explained: Explained, said: Callable[[Claim], Sequence[Word]] = lambda _: ()) -> Json:
    """The report, its claims with their evidence, its layers, and the fate of each event word."""
    reading = explained.reading
    return {
        "document": printed_document(explained.document),
        "claims": [_claim(claim) | {"people": printed_words(said(claim))} for claim in explained.claims],
        "event_words": [_event_word(word) for word in explained.considered],
        "layers": _layers(reading) if reading is not None else None,
    }


def _claim(claim: Claim) -> Json:
    return printed_claim(claim) | {"coder": claim.coder, "evidence": evidence(claim)}


def _event_word(word: Considered) -> Json:
    return printed_quote(word.quote) | {
        "sentence": word.sentence,
        "pattern": word.pattern,
        "type": word.type,
        "weight": word.weight,
        "claim": word.claim,
        "why": word.why,
    }


def _layers(reading: Reading) -> Json:
    """Each layer as a list; null for one that no step has added."""
    text = reading.document.text
    return {
        "sentences": _each(
            reading.sentences,
            lambda s: {"text": text[s.start : s.end], "start": s.start, "end": s.end, "kind": s.kind},
        ),
        "mentions": _each(
            reading.mentions,
            lambda m: (
                printed_quote(m.quote) | {"kind": m.kind.value, "name": m.name, "detail": m.detail, "rule": m.rule}
            ),
        ),
        "places": _each(reading.places, printed_place),
        "times": _each(reading.times, printed_time),
        "durations": _each(reading.durations, printed_time),
        "numbers": _each(
            reading.numbers, lambda n: printed_quote(n.quote) | {"low": n.low, "high": n.high, "hedge": n.hedge}
        ),
        "attributions": _each(
            reading.attributions,
            lambda a: {
                "speaker": printed_quote(a.speaker),
                "cue": printed_quote(a.cue),
                "covers": {"start": a.scope_start, "end": a.scope_end},
                "rule": a.rule,
            },
        ),
        "proposals": _each(reading.proposals, lambda p: _proposal(reading, p)),
        "parts": _each(
            reading.parts,
            lambda p: printed_quote(reading.quote(p.start, p.end)) | {"kind": p.kind, "probability": p.probability},
        ),
    }


def _each(layer: tuple[Any, ...] | None, written: Any) -> list[Json] | None:
    return None if layer is None else [written(found) for found in layer]


def _proposal(reading: Reading, proposal: Proposal) -> Json:
    fillers = [
        printed_quote(reading.quote(f.start, f.end)) | {"role": f.role, "probability": f.probability}
        for f in proposal.fillers
    ]
    return printed_quote(reading.quote(proposal.start, proposal.end)) | {
        "probability": proposal.probability,
        "types": [{"type": kind, "probability": share} for kind, share in proposal.types],
        "status": proposal.status,
        "status_probability": proposal.status_probability,
        "fillers": fillers,
        "event": proposal.event,
        "about": proposal.about,
    }
