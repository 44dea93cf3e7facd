"""UCDP's rules for one claim: the type of violence, the two sides, whose dead they were, how clear the report is.

UCDP knows the conflicts and the groups in them; a claim knows the kinds of its parties at best. Where the kinds do not
decide, the answer is None and the column stays empty.
"""

from dataclasses import dataclass

from warledger.exports.fatalities import Deaths, killed, ucdp_group
from warledger.exports.parties import GOVERNMENTS
from warledger.model.claim import ActorKind, Claim, DatePrecision, Harm, HarmKind, Party, Status, When, Who
from warledger.model.evidence import Quote
from warledger.model.filters import folded
from warledger.reference.codebook import EventType, HarmRules
from warledger.reference.ucdp import date_prec

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
YEAR = 366  # days; UCDP keeps nothing that is known to more than one calendar year

GROUPS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
ARMED = GOVERNMENTS | GROUPS
UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS})

CELLS_A_ROW = 720  # PRIO-GRID: cells of half a degree, counted from 1 at the south-west corner of the world


@dataclass(frozen=True, slots=True)
class Dyad:
    """The two sides: in state-based violence the government is A, in one-sided violence B is nobody's army."""

    violence: int | None
    a: Party | None
    b: Party | None


@dataclass(frozen=True, slots=True)
class Toll:
    """UCDP's fatality columns: `best` is the sum of the four before it."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        """The best estimate of all deaths."""
        return self.a + self.b + self.civilians + self.unknown


def dyad(claim: Claim, kind: EventType) -> Dyad:
    """Who stood against whom, and what type of violence that makes it."""
    parties = [party for party in claim.actors if party.kind in ARMED] or list(claim.actors)
    first = parties[0] if parties else None
    second = _opponent(claim, parties)
    violence = _violence(kind.ucdp_violence, first, second)
    if violence == ONE_SIDED:
        return Dyad(violence, first, None)
    if violence == STATE_BASED and not _is(first, GOVERNMENTS):
        return Dyad(violence, second if _is(second, GOVERNMENTS) else None, first)
    return Dyad(violence, first, second)


def _opponent(claim: Claim, parties: list[Party]) -> Party | None:
    """The side that was fought: an armed target, else an unarmed one, else a second actor ("A and B clashed")."""
    for kinds in (ARMED, UNARMED):
        found = next((target for target in claim.targets if target.kind in kinds), None)
        if found is not None:
            return found
    named = next((target for target in claim.targets if target.name is not None), None)
    return named or next(iter(parties[1:]), None)


def _violence(allowed: tuple[int, ...], first: Party | None, second: Party | None) -> int | None:
    """The type of violence: the codebook says which are possible, the kinds of the sides which it is.

    Bombing that may have been aimed at anything is state-based: UCDP calls it one-sided only where civilians were
    plainly the target.
    """
    if allowed == (ONE_SIDED,) or (_is(second, UNARMED) and ONE_SIDED in allowed):
        return ONE_SIDED
    if _is(first, GOVERNMENTS) or _is(second, GOVERNMENTS):
        return STATE_BASED
    if _is(first, GROUPS) and _is(second, GROUPS):
        return NON_STATE
    without_civilians = [violence for violence in allowed if violence != ONE_SIDED]
    return without_civilians[0] if len(without_civilians) == 1 else None


def _is(party: Party | None, kinds: frozenset[ActorKind]) -> bool:
    return party is not None and party.kind in kinds


def toll(claim: Claim, sides: Dyad, rules: HarmRules) -> Toll:
    """The dead by whose they were; in one-sided violence neither side has any."""
    counts = {"a": 0, "b": 0, "civilians": 0, "unknown": 0}
    low = high = 0
    groups = killed(claim)
    for group in groups:
        deaths = ucdp_group(group, rules)
        low, high = low + deaths.low, high + deaths.high
        for owner, number in _owners(claim, group, deaths, len(groups) == 1, rules).items():
            counts[_column(owner, sides)] += number
    return Toll(**counts, low=low, high=high)


Owner = tuple[Who, Party | None]


def _owners(claim: Claim, group: list[Harm], deaths: Deaths, alone: bool, rules: HarmRules) -> dict[Owner, int]:
    """Whose the best estimate of one group is: as its figure says, less the parts of it that say so themselves."""
    figure = min(group, key=lambda rival: ucdp_group([rival], rules).best)
    owners = {_owner(claim, figure): deaths.best}
    if not alone or figure.who in (Who.CIVILIAN, Who.COMBATANT) or figure.subset:
        return owners
    parts: dict[Owner, int] = {}
    for part in claim.harm:
        if part.subset and part.kind is HarmKind.KILLED and part.who in (Who.CIVILIAN, Who.COMBATANT):
            owner, number = _owner(claim, part), ucdp_group([part], rules).best
            parts[owner] = max(parts.get(owner, 0), number)  # parts may lie in one another: "10 civilians, 3 children"
    if sum(parts.values()) <= deaths.best:
        return parts | {_owner(claim, figure): deaths.best - sum(parts.values())}
    return owners


def _owner(claim: Claim, figure: Harm) -> Owner:
    """A combatant's side is the party whose words are among the words of the figure."""
    if figure.who is not Who.COMBATANT:
        return figure.who, None
    victims = figure.victims or figure.quote
    theirs = (party for party in claim.targets + claim.actors if _same(party, victims))
    return figure.who, next(theirs, None)


def _same(party: Party, victims: Quote) -> bool:
    """Whether the dead are of a party: in the same words, one or many, or in words within the party's own."""
    ours, theirs = _singular(party.quote.text), _singular(victims.text)
    named_alike = bool(ours.strip() and theirs.strip()) and (ours in theirs or theirs in ours)
    return named_alike or party.quote.start <= victims.start < party.quote.end


def _singular(text: str) -> str:
    """Words as they are compared, each between spaces and without the s of a plural."""
    return f" {' '.join(word.removesuffix('s') for word in folded(text).split())} "


def _column(owner: Owner, sides: Dyad) -> str:
    who, party = owner
    if who is Who.CIVILIAN:
        return "civilians"
    if party is None or sides.violence == ONE_SIDED:
        return "unknown"
    if party == sides.a:
        return "a"
    return "b" if party == sides.b else "unknown"


def date_precision(when: When) -> int | None:
    """UCDP's date_prec; None for a time known to more than a year. A single day that is a guess is not an exact day."""
    days = (when.end - when.start).days + 1
    if days > YEAR:
        return None
    return max(date_prec(when.start, when.end), 1 if when.precision is DatePrecision.DAY else 2)


def clarity(claim: Claim, when: When) -> int:
    """1 for an incident told of by itself; 2 for one figure over several days of fighting, which cannot be undone."""
    several_days = when.start < when.end
    summed = claim.status.value is Status.ONGOING or when.precision is DatePrecision.DAY
    return 2 if several_days and summed else 1


def priogrid(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell of a point.

    >>> priogrid(34.802462, 36.707602)
    179714
    """
    row = min(int((lat + 90) * 2), 359)
    column = min(int((lon + 180) * 2), 719)
    return row * CELLS_A_ROW + column + 1
