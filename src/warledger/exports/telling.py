"""An incident as one claim, so that a format that writes claims writes incidents: what was settled, and who tells it.

Fields are those that linking settled, by its stated rules; parties, means and speakers are those of all claims that
stand; harm is that of the voice whose figure was chosen. What a format wants of the other voices stands in `telling`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from warledger.model.claim import Claim, Harm, HarmKind, Party, Status
from warledger.model.corroboration import Accepted, Assessment, Figure, Toll
from warledger.model.evidence import Sourced
from warledger.model.filters import folded
from warledger.model.ids import ClaimId

T = TypeVar("T")
RULE = "the surest of its claims"


@dataclass(frozen=True, slots=True)
class Telling:
    """An incident with its claims that stand: those that say that it happened, and were not taken back."""

    assessment: Assessment
    standing: tuple[Claim, ...]

    def toll(self, kind: HarmKind) -> Toll | None:
        """The toll of one kind of harm to everybody."""
        return next((toll for toll in self.assessment.tolls if toll.kind is kind and toll.who is None), None)

    def figures(self, kind: HarmKind) -> tuple[Claim, ...]:
        """The claims that give the standing figure of each voice, the earliest first."""
        toll, held = self.toll(kind), {claim.id: claim for claim in self.standing}
        return tuple(held[figure.claim] for figure in toll.figures if figure.claim in held) if toll else ()

    def chosen(self, kind: HarmKind) -> Claim | None:
        """The claim whose figure was chosen; of several the latest."""
        toll, held = self.toll(kind), {claim.id: claim for claim in self.standing}
        fitting = (
            [held[one.claim] for one in toll.figures if _point(one) == toll.best and one.claim in held] if toll else []
        )
        return fitting[-1] if fitting else next(iter(self.figures(kind)), None)

    @property
    def voices(self) -> int:
        """How many independent voices tell it."""
        return len(self.assessment.incident.voices)


def _point(figure: Figure) -> int | None:
    return figure.low if figure.low is not None else figure.high


@dataclass(frozen=True, slots=True)
class Composite(Claim):
    """The claim that stands for an incident. Its id is the incident's."""

    telling: Telling = field(kw_only=True)


def telling_of(claim: Claim) -> Telling | None:
    """What several voices add to a claim; None for a claim that speaks for itself."""
    return claim.telling if isinstance(claim, Composite) else None


def composite(found: Assessment, claims: Mapping[ClaimId, Claim]) -> Composite:
    """The claim that stands for an incident. `claims` must hold its claims."""
    incident = found.incident
    out = {*found.denied, *found.retracted}
    told = [claims[id] for id in incident.claims if claims[id].status.value is not Status.DENIED]
    telling = Telling(found, tuple(claim for claim in told if claim.id not in out))
    lead = telling.chosen(HarmKind.KILLED) or (telling.standing or told)[0]
    order = [lead, *(claim for claim in telling.standing or told if claim.id != lead.id)]
    sure = max(claim.confidence.value for claim in order)
    return Composite(
        id=ClaimId(incident.id),
        document=lead.document,
        coder=lead.coder,
        type=incident.type,
        status=incident.status,
        trigger=lead.trigger,
        confidence=Sourced(sure, RULE),
        actors=_doers(found, order),
        targets=_once((party for claim in order for party in claim.targets), _party),
        weapons=_once((weapon for claim in order for weapon in claim.weapons), lambda one: folded(one.quote.text)),
        sources=_once(
            (speaker for claim in order for speaker in claim.sources), lambda one: folded(one.name or one.quote.text)
        ),
        places=_once((place for claim in order for place in claim.places), lambda one: folded(one.text)),
        where=incident.where,
        times=lead.times,
        when=incident.when,
        harm=tuple(_harm(telling)),
        telling=telling,
    )


def _doers(found: Assessment, claims: Sequence[Claim]) -> tuple[Party, ...]:
    """Everybody who is named. Where voices name rivals, who did not do it together: those of one claim.

    It is the first of the claims whose doers most voices name.
    """
    parties = _once((party for claim in claims for party in claim.actors), _party)
    if found.attribution.accepted is not Accepted.CONTESTED or len(found.attribution.named) < 2:
        return parties
    voices = {folded(named.value): len(named.voices) for named in found.attribution.named}

    def backing(claim: Claim) -> int:
        return max(voices.get(_party(party), 0) for party in claim.actors)

    named = [claim for claim in claims if claim.actors]
    return _once(max(named, key=backing).actors, _party) if named else parties


def _harm(telling: Telling) -> Iterable[Harm]:
    for kind in HarmKind:
        claim = telling.chosen(kind)
        if claim is not None:
            yield from (harm for harm in claim.harm if harm.kind is kind)


def _party(party: Party) -> str:
    return folded(party.name or party.quote.text)


def _once(found: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """Each of these once, the first of those that are alike."""
    kept: dict[str, T] = {}
    for one in found:
        kept.setdefault(key(one), one)
    return tuple(kept.values())
