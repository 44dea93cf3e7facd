"""Tells which claims of one report tell one event again: the coder parts a report into more events than it tells.

Two claims are tellings of one event when something speaks for it (shared words of harm, a shared name of somebody hurt,
the same count, nothing of its own in the later one, or the same place and day where one tells of no harm) and nothing
against it: types that are not told for one another, other days, places, doers or victims, a denial. It looks at one
report and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warledger.linking.settling import within
from warledger.model.claim import Claim, Status
from warledger.model.ranges import NOT_WHO
from warledger.reference.fold import fold
from warledger.reference.linkage import type_rules

MANY = 3  # a count that two events of one report seldom share
NEAR = 600  # code points to the telling before: three or four sentences, in which "the attack" still means that one


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a claim tells for or against another telling. `names` are folded words of those hurt."""

    claim: Claim
    names: frozenset[str]
    counts: frozenset[tuple[str, int]]
    places: frozenset[str]

    @property
    def bare(self) -> bool:
        """Whether it says nothing that an event before it could not have."""
        return not (self.names or self.counts or self.claim.where or self.claim.when)


def tellings(report: Sequence[Claim]) -> list[int]:
    """For each claim of a report the number of the first claim in the text that tells the same event."""
    if len(report) < 2:
        return [0] * len(report)
    told = [_told(claim) for claim in report]
    order = sorted(range(len(report)), key=lambda k: (report[k].trigger.start, report[k].id))
    groups: list[list[int]] = []
    for k in order:
        home = next((group for group in reversed(groups) if _belongs(told[k], [told[j] for j in group])), None)
        if home is None:
            groups.append([k])
        else:
            home.append(k)
    first = {k: group[0] for group in groups for k in group}
    return [first[k] for k in range(len(report))]


def _told(claim: Claim) -> _Told:
    places = frozenset(word for place in claim.places for word in fold(place.text).split())
    quotes = [party.quote.text for party in claim.targets] + [h.victims.text for h in claim.harm if h.victims]
    names = {fold(word).strip(".,'\"()’”“") for text in quotes for word in text.split() if _is_name(word)}
    counts = {(harm.kind.value, harm.low) for harm in claim.harm if harm.low and harm.low >= MANY and not harm.subset}
    return _Told(claim, frozenset(names - places - NOT_WHO - {""}), frozenset(counts), places)


def _is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and not word.isupper()


def _belongs(one: _Told, group: Sequence[_Told]) -> bool:
    return any(_for(one, other) for other in group) and not any(_against(one, other) for other in group)


def _for(one: _Told, other: _Told) -> bool:
    """Whether anything speaks for one event."""
    if {h.quote.span for h in one.claim.harm} & {h.quote.span for h in other.claim.harm}:
        return True
    if one.names & other.names or one.counts & other.counts:
        return True
    if one.bare and one.claim.trigger.start - other.claim.trigger.start <= NEAR:
        return True
    a, b = one.claim, other.claim
    if a.type.value != b.type.value or (a.harm and b.harm):
        return False
    here = a.where and b.where and a.where.value.gazetteer_id == b.where.value.gazetteer_id
    return bool(here and a.when and b.when and (a.when.value.start, a.when.value.end) == _days(b))


def _days(claim: Claim) -> tuple[date, date] | None:
    return (claim.when.value.start, claim.when.value.end) if claim.when else None


def _against(one: _Told, other: _Told) -> bool:
    """Whether anything speaks against it."""
    a, b = one.claim, other.claim
    if Status.DENIED in (a.status.value, b.status.value):
        return True
    rules, kinds = type_rules(), (a.type.value, b.type.value)
    if kinds[0] != kinds[1] and kinds not in rules.confusable:
        return True
    if a.when and b.when:
        one_day, other_day = a.when.value, b.when.value
        if max((one_day.start - other_day.end).days, (other_day.start - one_day.end).days) > 1:
            return True
    if a.where and b.where and not within(a.where.value, b.where.value) and not within(b.where.value, a.where.value):
        return True
    doers = [{party.name for party in claim.actors if party.name} for claim in (a, b)]
    if doers[0] and doers[1] and not doers[0] & doers[1]:
        return True
    return bool(one.names and other.names and not one.names & other.names and not one.counts & other.counts)
