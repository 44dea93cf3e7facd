"""Chooses, for all names of a report together, the place that each means.

    names -> surroundings (place_context) -> candidates ranked (place_ranker) -> one choice a name

It goes over the report up to three times, each time with the places of the time before as neighbours; all mentions of
one name mean one place, unless the words beside one say otherwise. A name that no candidate fits has none: an unknown
place is better than a wrong one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from warledger.reading.place_context import Report, Surroundings
from warledger.reading.place_name import Name, Role
from warledger.reading.place_ranker import Ranker, Ranking
from warledger.reference.gazetteer import Place

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """How a name's candidates stand, and the surroundings that they were ranked in."""

    ranking: Ranking
    seen: Surroundings

    @property
    def place(self) -> Place | None:
        """The place that the name means, None where it cannot be told."""
        best = self.ranking.best
        return best.place if best else None


def choose(report: Report, ranker: Ranker) -> list[Choice]:
    """The choice for each name, in their order."""
    chosen: list[Place | None] = [_only(name) for name in report.names]
    choices: list[Choice] = []
    for _ in range(ROUNDS):
        choices = ranked(report, ranker, chosen)
        before = chosen
        chosen = [
            choice.place if name.role is not Role.DOUBTFUL else None
            for name, choice in zip(report.names, choices, strict=True)
        ]
        if chosen == before:
            break  # with the same neighbours the next round would choose the same
    return choices


def ranked(report: Report, ranker: Ranker, chosen: Sequence[Place | None]) -> list[Choice]:
    """One round: every name ranked with the places chosen so far around it; mentions of one name once."""
    seen = report.around(chosen)
    known: dict[tuple[str, bool, str, str], Ranking] = {}
    found = []
    firsts: dict[str, int] = defaultdict(int)
    for number, (name, key) in enumerate(zip(report.names, report.keys, strict=True)):
        firsts.setdefault(key, number)
        mark = key, name.site, name.cue, name.noun
        if mark not in known:
            known[mark] = ranker.rank(name, seen[number])
        found.append(Choice(known[mark], seen[number]))
    return found


def _only(name: Name) -> Place | None:
    """Before the first round: countries, and what has the only place of its name."""
    if name.role is Role.DOUBTFUL or not name.places or name.site:
        return None
    place = name.places[0]
    return place if len(name.places) == 1 or place.kind == "country" or place.size > 1_000_000 else None
