"""Reconciles the figures of harm of one incident: one standing figure a voice, then low, best and high with their rule.

A voice's later figure replaces its earlier ones. Figures inside others are never added, and those of civilians and of
combatants stand apart from each other and from the whole. Nothing is averaged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from warledger.model.claim import Claim, HarmKind, Who
from warledger.model.corroboration import Figure, Toll, Voice
from warledger.model.document import Document, Reliability
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ranges import harm_bounds

ONLY = "the one figure given"
AGREED = "all voices agree"
MOST = "the figure of most voices"
RELIABLE = "no figure has most voices: that of the most reliable"
LATEST = "no figure has most voices: the latest report's"
LOWER = "no figure has most voices, and none is later: the lower"
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
    for kind in HarmKind:
        for who in GROUPS:
            told = [one for voice in voices if (one := _of_voice(voice, claims, documents, (kind, who)))]
            if told:
                found.append(toll(kind, who, told))
    return tuple(found)


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
    """What a voice says last: the largest figure of its latest report that gives one."""
    own = [claim for claim in claims if claim.id in voice.claims]
    kept = _latest_versions(own, documents)
    found = [
        (published(documents[claim.document]), documents[claim.document].id, bounds[0] or 0, claim, bounds)
        for claim in kept
        if (bounds := figure_of(claim, *wanted)) is not None
    ]
    if not found:
        return None
    found.sort(key=lambda one: (one[0], one[1], one[2], one[3].id))
    day, _, _, claim, (low, high) = found[-1]
    older = sorted({one[3].id for one in found if one[3].document != claim.document} | _outdated(own, kept))
    return Told(Figure(low, high, voice.name, claim.id, tuple(older)), day, voice.reliability)


def published(document: Document) -> date:
    """When a report came out; the day it was captured where nothing better is known."""
    return document.published.date if document.published else document.captured_at.date()


def figure_of(claim: Claim, kind: HarmKind, who: Who | None) -> tuple[int | None, int | None] | None:
    """The bounds that a claim gives of one kind of harm to one group; None where it gives none."""
    if who is not None:
        claim = replace(claim, harm=tuple(harm for harm in claim.harm if harm.who is who))
    bounds = harm_bounds(claim, kind)
    if bounds is None or (bounds.low is None and bounds.high is None):
        return None
    return bounds.low, bounds.high


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
