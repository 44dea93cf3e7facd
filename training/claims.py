"""Proposals and figures of the harm grammar to coded claims, as the scorer reads them.

A figure belongs to the event whose harm words overlap its own; the kind is the extractor's, the bounds the grammar's.
This is for measuring weights alone: the program's coder decides by more than this.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from warledger.coding.harm import find_harm
from warledger.evaluation.gold import CodedClaim, GoldReport, coded_claim
from warledger.evaluation.reports import document_of
from warledger.model.claim import Harm
from warledger.model.proposal import PLAIN_ROLES, Filler, Proposal
from warledger.model.reading import NumberMention, Reading
from warledger.reading import numbers, sentences

_PLURAL = re.compile(r"(?!was|his|has|is|this)\w+[^s\W]s|people|children|women|men|troops|personnel|police|them|both")
_SHARES = frozenset("% percent cent most majority".split())


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures and the bare counts of a text."""

    harms: tuple[Harm, ...]
    numbers: tuple[NumberMention, ...]


def counted(text: str) -> Counted:
    """What the grammar reads in a text."""
    reading = Reading(document_of(GoldReport("measured", text, None, None, ())))
    for step in (sentences.STEP, numbers.STEP):
        reading = step.run(reading)
    found = tuple(harm for sentence in reading.sentences or () for harm in find_harm(reading, sentence))
    return Counted(found, reading.numbers or ())


def coded(text: str, proposals: Sequence[Proposal], counts: Counted) -> list[CodedClaim]:
    """The claims that the proposals make."""
    return [coded_claim(row) for row in rows(text, proposals, counts)]


def rows(text: str, proposals: Sequence[Proposal], counts: Counted) -> list[dict[str, object]]:
    """The claims in the scorer's form; of several proposals for one event the likeliest."""
    best: dict[int, Proposal] = {}
    for proposal in proposals:
        if proposal.event not in best or best[proposal.event].probability < proposal.probability:
            best[proposal.event] = proposal
    return [_row(text, proposal, counts) for proposal in best.values()]


def line(key: str, text: str, proposals: Sequence[Proposal], counts: Counted) -> str:
    """One line of a file of coded reports."""
    return json.dumps({"id": key, "claims": rows(text, proposals, counts)}, ensure_ascii=False)


def _row(text: str, proposal: Proposal, counts: Counted) -> dict[str, object]:
    row: dict[str, object] = {
        "type": proposal.type,
        "status": proposal.status,
        "trigger": text[proposal.start : proposal.end],
        "harm": _harm(text, proposal, counts),
    }
    for role in PLAIN_ROLES:
        row[role] = [text[f.start : f.end] for f in proposal.of(role)]
    return row


def _harm(text: str, proposal: Proposal, counts: Counted) -> list[dict[str, object]]:
    used: list[Harm] = []
    found: list[dict[str, object]] = []
    for filler in proposal.fillers:
        if not filler.is_harm:
            continue
        figure = _figure(filler, counts.harms, used)
        if figure is not None:
            used.append(figure)
            bounds = figure.low, figure.high
        else:
            bounds = _bare(filler, counts.numbers, text)
        quote = text[filler.start : filler.end]
        found.append({"kind": filler.role, "low": bounds[0], "high": bounds[1], "quote": quote})
    return found


def _figure(filler: Filler, harms: Sequence[Harm], used: Sequence[Harm]) -> Harm | None:
    """The figure that shares most of its words with the filler; of the same kind if there is one."""

    def shared(harm: Harm) -> int:
        return min(harm.quote.end, filler.end) - max(harm.quote.start, filler.start)

    near = [h for h in harms if shared(h) > 0 and h not in used]
    same = [h for h in near if h.kind.value == filler.role]
    return max(
        same, key=lambda h: shared(h) / (len(h.quote.text) + filler.end - filler.start - shared(h)), default=None
    )


def _bare(filler: Filler, numbers_found: Sequence[NumberMention], text: str) -> tuple[int | None, int | None]:
    """Bounds where the grammar has no figure: a count among the words, nobody, one or some."""
    for number in numbers_found:
        if filler.start <= number.quote.start and number.quote.end <= filler.end:
            return number.low, number.high
    words = re.findall(r"[\w%]+", text[filler.start : filler.end].lower())
    if words and words[0] in ("no", "nobody", "none", "without"):
        return 0, 0
    if _SHARES & set(words):
        return None, None
    return (2, None) if any(_PLURAL.fullmatch(word) for word in words) else (1, 1)
