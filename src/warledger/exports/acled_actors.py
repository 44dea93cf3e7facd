"""Who stands in ACLED's two actor columns, with whom beside them, and which codes the pair gets.

ACLED's order means nothing, except that in violence against civilians the target is actor 2. Crowds and civilians go
by ACLED's generic names; a side that fought but is not named is its "Unidentified Armed Group". Words that name no
actor (a market, a convoy) are no actor: they stay in the notes.
"""

from dataclasses import dataclass
from types import MappingProxyType

from warledger.exports.acled_rules import (
    AGAINST_CIVILIANS,
    BATTLES,
    EXPLOSIONS,
    PROTESTS,
    RIOTS,
    has_identity,
    only_civilians_harmed,
)
from warledger.exports.losses import LossKind, Tally
from warledger.exports.parties import kind_in
from warledger.model.claim import ActorKind, Claim, Party, Who
from warledger.reference.acled import INTER, interaction
from warledger.reference.countries import Country

UNNAMED_SIDE = LossKind(
    "unnamed side", "The report names no attacker or no second side; ACLED's Unidentified Armed Group stands for it."
)
UNKNOWN_KIND = LossKind(
    "unknown actor kind", "The actor list does not know what kind of actor a side is: its inter code is empty."
)
NOT_ACTORS = LossKind(
    "targets that are no actors", "What was hit (a building, a vehicle, a place) has no column; it is in the notes."
)
NO_ACTOR = LossKind("no actor", "The report names nobody who did it, and nobody whom it befell: actor1 is empty.")
OUR_NAMES = LossKind(
    "actor names", "Actors go by this ledger's names or the report's words; ACLED's names hold a regime's years."
)
ACTOR_LOSSES = (OUR_NAMES, NO_ACTOR, UNNAMED_SIDE, UNKNOWN_KIND, NOT_ACTORS)

INTER_LABELS = MappingProxyType(
    {
        1: "State forces",
        2: "Rebel group",
        3: "Political militia",
        4: "Identity militia",
        5: "Rioters",
        6: "Protesters",
        7: "Civilians",
        8: "External/Other forces",
    }
)
GENERIC = MappingProxyType(
    {ActorKind.CIVILIANS: "Civilians", ActorKind.PROTESTERS: "Protesters", ActorKind.RIOTERS: "Rioters"}
)
ATTACKED_BY = (BATTLES, EXPLOSIONS, AGAINST_CIVILIANS)  # somebody did it, named or not


@dataclass(frozen=True, slots=True)
class Actor:
    """One name in an actor column, and the kind it is known to be."""

    name: str
    kind: ActorKind | None


@dataclass(frozen=True, slots=True)
class Sides:
    """The two main actors and those beside them."""

    first: Actor | None
    second: Actor | None
    beside_first: tuple[Actor, ...] = ()
    beside_second: tuple[Actor, ...] = ()

    @property
    def interaction(self) -> int | None:
        """The two-digit code of the pair, the smaller first; None when a side's kind is not known."""
        if self.first is None or self.first.kind is None:
            return None
        if self.second is None:
            return interaction(INTER[self.first.kind], 0)
        return None if self.second.kind is None else interaction(INTER[self.first.kind], INTER[self.second.kind])


def sides(claim: Claim, event: str, country: Country | None, tally: Tally) -> Sides:
    """The actors of a claim as ACLED orders them."""
    named = Names(country)
    actors = tuple(named.of(party) for party in claim.actors)
    targets = tuple(named.of(party) for party in claim.targets if has_identity(party))
    if len(targets) < len(claim.targets):
        tally.note(NOT_ACTORS.name)
    found = _by_event(event, claim, named, (actors, targets))
    if event in ATTACKED_BY and (found.first is None or (event == BATTLES and found.second is None)):
        tally.note(UNNAMED_SIDE.name)
        found = _with_unnamed(found, event, named)
    if found.first is None:
        found = Sides(found.second, None, found.beside_first, found.beside_second)
    if found.first is None:
        tally.note(NO_ACTOR.name)
    both = [side for side in (found.first, found.second) if side is not None]
    if any(side.kind is None for side in both):
        tally.note(UNKNOWN_KIND.name)
    if any(side in actors or side in targets for side in both if side.kind not in GENERIC):
        tally.note(OUR_NAMES.name)
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """ACLED's names for parties in one country."""

    country: Country | None

    def of(self, party: Party) -> Actor:
        """A party's name: generic for crowds and civilians, else the actor list's, else the report's words."""
        if party.kind is not None and party.kind in GENERIC:
            return self.generic(party.kind)
        name = party.name or " ".join(party.quote.text.split())
        return Actor(name, kind_in(party, self.country.iso2 if self.country else None))

    def generic(self, kind: ActorKind) -> Actor:
        """Civilians, protesters or rioters of the country."""
        return Actor(self._here(GENERIC[kind]), kind)

    def unidentified(self) -> Actor:
        """An armed side that nobody named; ACLED counts it among political militias."""
        return Actor(self._here("Unidentified Armed Group"), ActorKind.POLITICAL_MILITIA)

    def _here(self, name: str) -> str:
        return f"{name} ({self.country.acled_name})" if self.country else name


def _by_event(event: str, claim: Claim, named: Names, parties: tuple[tuple[Actor, ...], tuple[Actor, ...]]) -> Sides:
    actors, targets = parties
    if event == AGAINST_CIVILIANS:
        civilians = named.generic(ActorKind.CIVILIANS)
        others = tuple(target for target in targets if target != civilians)
        return Sides(_head(actors), civilians, actors[1:], others)
    if event == PROTESTS:
        return _crowd(named.generic(ActorKind.PROTESTERS), actors, targets)
    if event == RIOTS:
        return _crowd(named.generic(ActorKind.RIOTERS), actors, targets)
    if event == EXPLOSIONS:
        return _remote(claim, named, actors, targets)
    if not targets:  # "A and B clashed", "A and B signed": both sides did it
        return Sides(_head(actors), _head(actors[1:]), actors[2:])
    return Sides(_head(actors), _head(targets), actors[1:], targets[1:])


def _crowd(crowd: Actor, actors: tuple[Actor, ...], targets: tuple[Actor, ...]) -> Sides:
    """A demonstration: the crowd first, whoever met it second, and organisers without a kind of force beside it."""
    crowds = tuple(GENERIC)
    others = [actor for actor in (*actors, *targets) if actor.kind not in crowds]
    forces = [actor for actor in others if actor.kind is not None]
    beside = tuple(actor for actor in actors if actor in others and actor.kind is None)
    return Sides(crowd, _head(tuple(forces)), beside, tuple(forces[1:]))


def _remote(claim: Claim, named: Names, actors: tuple[Actor, ...], targets: tuple[Actor, ...]) -> Sides:
    """A strike: civilians are the other side when only they were hit, and beside it when fighters were the target."""
    civilians = named.generic(ActorKind.CIVILIANS)
    second = _head(targets) or (civilians if only_civilians_harmed(claim) else None)
    beside = targets[1:]
    hurt = any(harm.who is Who.CIVILIAN and harm.high != 0 for harm in claim.harm)
    if hurt and second is not None and second != civilians and civilians not in beside:
        beside = (*beside, civilians)
    return Sides(_head(actors), second, actors[1:], beside)


def _with_unnamed(found: Sides, event: str, named: Names) -> Sides:
    first = found.first or named.unidentified()
    second = found.second or (named.unidentified() if event == BATTLES else None)
    return Sides(first, second, found.beside_first, found.beside_second)


def _head(actors: tuple[Actor, ...]) -> Actor | None:
    return actors[0] if actors else None
