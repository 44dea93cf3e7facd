"""Reconciles the figures of harm of one incident: one standing figure a voice, then low, best and high with their rule.

A voice's later figure replaces its earlier ones. Figures inside others are never added, and those of civilians and of
combatants stand apart from each other and from the whole. Of people hit of whom it is not told how many died, all but
the dead are injured; who was told as injured and died later counts among the dead alone. Nothing is averaged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from warledger.linking.figures import of_report
from warledger.model.claim import HURT, Claim, HarmKind, Who
from warledger.model.corroboration import Figure, Toll, Voice
from warledger.model.document import Document, Reliability
from warledger.model.ids import ClaimId, DocumentId

ONLY = "the one figure given"
AGREED = "all voices agree"
MOST = "the figure of most voices"
RELIABLE = "no figure has most voices: that of the most reliable"
LATEST = "no figure has most voices: the latest report's"
LOWER = "no figure has most voices, and none is later: the lower"
KINDS = tuple(HarmKind)
GROUPS = (None, Who.CIVILIAN, Who.COMBATANT)
UNRATED = "Z"  # after every letter of the Admiralty code


@dataclass(frozen=True, slots=True)
class Told:
    """A voice's standing figure, with the day of its report and how reliable the voice is."""

    figure: Figure
    day: date
    reliability: Reliability | None = None

    @property
    def point(self) -> int:
        """The one number it stands for: the fewest it speaks of, or the most where it names no fewest."""
        low, high = self.figure.low, self.figure.high
        return low if low is not None else high if high is not None else 0


def tolls(
    claims: Sequence[Claim], documents: Mapping[DocumentId, Document], voices: Sequence[Voice]
) -> tuple[Toll, ...]:
    """The tolls of an incident, for each kind of harm and each group that a figure is given of.

    `claims` are those that stand and say that it happened: what is denied or taken back gives no figure.
    """
    found = []
    for who in GROUPS:
        said = {kind: _of_voices(voices, claims, documents, (kind, who)) for kind in HarmKind}
        said[HarmKind.INJURED] = told_injured(*(said[kind] for kind in HURT))
        found += [toll(kind, who, told) for kind, told in said.items() if told]
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), GROUPS.index(one.who))))


def _of_voices(
    voices: Iterable[Voice],
    claims: Sequence[Claim],
    documents: Mapping[DocumentId, Document],
    wanted: tuple[HarmKind, Who | None],
) -> list[Told]:
    return [one for voice in voices if (one := _of_voice(voice, claims, documents, wanted))]


def told_injured(killed: Sequence[Told], injured: Sequence[Told], hit: Sequence[Told]) -> list[Told]:
    """What voices say of the injured, where those `hit` (killed or injured) and deaths told later are seen to.

    A voice that tells more people hit than killed and injured tells of as many injured as are left. An older figure of
    injured is nought where another report has as many more dead: they died of their wounds.
    """
    best = _best(killed)[0] if killed else 0
    dead, hurt = ({one.figure.voice: one for one in told} for told in (killed, injured))
    found = []
    for voice in dict.fromkeys([*hurt, *(one.figure.voice for one in hit)]):
        own = dead[voice].point if voice in dead else best
        left = next((_less(one, own) for one in hit if one.figure.voice == voice), None)
        one = max((some for some in (hurt.get(voice), left) if some), key=lambda some: some.point)
        later = [some for some in killed if some.day > one.day and some.point == best]
        died = later and voice not in dead and one.point == best and not any(s.day > one.day for s in injured)
        found.append(_less(one, best) if died else one)
    return found


def _less(one: Told, number: int) -> Told:
    """The same figure without so many people."""
    low, high = (None if bound is None else max(bound - number, 0) for bound in (one.figure.low, one.figure.high))
    return replace(one, figure=replace(one.figure, low=low, high=high))


def toll(kind: HarmKind, who: Who | None, told: Sequence[Told]) -> Toll:
    """Low, best and high of the standing figures of all voices (`told` must not be empty)."""
    lows = [one.figure.low for one in told if one.figure.low is not None]
    highs = [one.figure.high for one in told if one.figure.high is not None]
    top = max(highs, default=None)
    open_ = top is None or any(one.figure.high is None and top < one.point for one in told)
    best, rule = _best(told)
    figures = tuple(one.figure for one in sorted(told, key=lambda one: (one.day, one.figure.voice)))
    return Toll(kind, who, min(lows, default=None), best, None if open_ else top, rule, figures, conflict(told))


def _best(told: Sequence[Told]) -> tuple[int, str]:
    """The one number shown. UCDP's order: the most reliable source, else the lower; before it, what most voices say."""
    points = sorted({one.point for one in told})
    if len(points) == 1:
        return points[0], ONLY if len(told) == 1 else AGREED
    votes = {point: sum(_fits(one, point) for one in told) for point in points}
    leading = [point for point in points if votes[point] == max(votes.values())]
    if len(leading) == 1:
        return leading[0], MOST
    rated = {point: min(_letter(one) for one in told if one.point == point) for point in leading}
    if len({*rated.values()}) > 1:
        best = min(rated.values())
        leading = [point for point in leading if rated[point] == best]
        if len(leading) == 1:
            return leading[0], RELIABLE
    days = {point: max(one.day for one in told if one.point == point) for point in leading}
    latest = [point for point in leading if days[point] == max(days.values())]
    return min(latest), LATEST if len(latest) == 1 else LOWER


def _fits(one: Told, point: int) -> bool:
    low, high = one.figure.low, one.figure.high
    return (
        one.point == point
        or (low is not None and low < point and high is None)
        or (low is not None and high is not None and low < point <= high)
    )


def _letter(one: Told) -> str:
    return one.reliability.value if one.reliability else UNRATED


def conflict(told: Sequence[Told]) -> bool:
    """Whether two voices differ beyond their hedges, and the later one is not simply the higher: counts rise."""
    ordered = sorted(told, key=lambda one: one.day)
    return any(
        _disjoint(one, other) and not (one.day < other.day and one.point < other.point)
        for k, one in enumerate(ordered)
        for other in ordered[k + 1 :]
    )


def _disjoint(one: Told, other: Told) -> bool:
    return _below(one.figure, other.figure) or _below(other.figure, one.figure)


def _below(one: Figure, other: Figure) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _of_voice(
    voice: Voice, claims: Sequence[Claim], documents: Mapping[DocumentId, Document], wanted: tuple[HarmKind, Who | None]
) -> Told | None:
    """What a voice says last: the figure of its latest report that gives one."""
    own = [claim for claim in claims if claim.id in voice.claims]
    kept = _latest_versions(own, documents)
    reports: dict[DocumentId, list[Claim]] = {}
    for claim in kept:
        reports.setdefault(claim.document, []).append(claim)
    found = [
        (published(documents[document]), document, stated)
        for document, held in reports.items()
        if (stated := of_report(held, *wanted)) is not None
    ]
    if not found:
        return None
    found.sort(key=lambda one: one[:2])
    day, _, last = found[-1]
    older = sorted({stated.claim for _, _, stated in found[:-1]} | _outdated(own, kept))
    return Told(Figure(last.low, last.high, voice.name, last.claim, tuple(older)), day, voice.reliability)


def published(document: Document) -> date:
    """When a report came out; the day it was captured where nothing better is known."""
    return document.published.date if document.published else document.captured_at.date()


def _latest_versions(claims: Iterable[Claim], documents: Mapping[DocumentId, Document]) -> list[Claim]:
    """Without the claims of a report of which a later version is there."""
    held = list(claims)
    latest: dict[str, int] = {}
    for claim in held:
        document = documents[claim.document]
        latest[document.series] = max(document.version, latest.get(document.series, 0))
    return [claim for claim in held if documents[claim.document].version == latest[documents[claim.document].series]]


def _outdated(own: Iterable[Claim], kept: Sequence[Claim]) -> set[ClaimId]:
    return {claim.id for claim in own if claim.harm} - {claim.id for claim in kept}
