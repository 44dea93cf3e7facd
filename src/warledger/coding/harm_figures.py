"""The figures of a sentence as they are found: which group suffered which harm, by which words and which rule.

A group has each kind of harm once; "killed" takes the place of "casualties" said of the same group. Sums are kept here
too, for people who are told one by one but are one figure ("the mayor and his wife").
"""

from dataclasses import dataclass

from warledger.coding.harm_groups import Group
from warledger.coding.harm_voice import Cue, Voice
from warledger.model.claim import HarmKind


@dataclass(slots=True)
class Figure:
    """A group, what was done to it, and the words that say so (`first` to `stop`)."""

    kind: HarmKind
    group: Group
    first: int
    stop: int
    rule: str
    subset: bool
    low: int | None
    high: int | None
    passive: bool = False  # told of the group before the verb


class Figures:
    """The figures found so far, and the groups that have theirs."""

    def __init__(self) -> None:
        self.found: list[Figure] = []
        self._taken: set[int] = set()

    def taken(self, group: Group) -> bool:
        """Whether the group has its figure."""
        return group.first in self._taken

    def take(self, group: Group) -> None:
        """Mark a group as told of, so that nothing else takes it."""
        self._taken.add(group.first)

    def add(self, cue: Cue, group: Group, *, part: bool = False) -> None:
        """Write down what a cue says of a group; counted people told of as killed and injured are casualties.

        A part of others ("including 44 who were killed there") is a subset where those have the same kind of harm.
        """
        first, stop = min(group.first, cue.first), max(group.stop, cue.stop, cue.reach)
        for kind in cue.kinds if group.numbered or not cue.apart else cue.apart:
            earlier = any(figure.kind is kind and figure.group.stop <= group.first for figure in self.found)
            self.put(kind, group, (first, stop), cue.rule, subset=earlier and (group.of_them or part))
            if self.found and self.found[-1].group is group:
                self.found[-1].passive = cue.voice is Voice.BEFORE
            if cue.none:
                self.found[-1].low = self.found[-1].high = 0

    def put(self, kind: HarmKind, group: Group, span: tuple[int, int], rule: str, *, subset: bool = False) -> None:
        """Write down one figure."""
        self.take(group)
        for figure in self.found:
            if figure.group is not group:
                continue
            if figure.kind is kind:
                return
            if {figure.kind, kind} == {HarmKind.CASUALTIES, HarmKind.KILLED}:
                figure.kind = HarmKind.KILLED  # "shot three people dead"
                figure.first, figure.stop = min(figure.first, span[0]), max(figure.stop, span[1])
                return
        self.found.append(Figure(kind, group, *span, rule, subset, group.low, group.high))

    def sum(self, into: Group, other: Group) -> bool:
        """Add the other group's people to the figure of the first; False where either has no exact count."""
        if other.low is None or other.low != other.high:
            return False
        for figure in self.found:
            if figure.group is into and figure.low is not None and figure.high is not None:
                figure.low, figure.high = figure.low + other.low, figure.high + other.low
                figure.first, figure.stop = min(figure.first, other.first), max(figure.stop, other.stop)
                self.take(other)
                return True
        return False
