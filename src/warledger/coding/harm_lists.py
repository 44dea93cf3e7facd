"""Gives the harm of one group to those coordinated with it: "three soldiers, a driver and two policemen were killed".

Each is a figure of its own; only people told of by name or by kinship ("the mayor and his wife") are summed. It also
follows the harm past a place ("killing four in Homs and two in Hama") but never into the subject of another verb.
"""

from warledger.coding.harm_clause import Clause
from warledger.coding.harm_figures import Figures
from warledger.coding.harm_groups import Group
from warledger.coding.harm_voice import Cue, Voice
from warledger.coding.harm_words import AUXILIARIES, DETERMINERS, PREPOSITIONS

_PHRASE_REACH = 14  # words of a place or time between two members of a list
_OF_REACH = 6  # words of "from the village" between a group and "and"


def join_lists(clause: Clause, figures: Figures, joined: list[tuple[Cue, Group]]) -> None:
    """Write down the figures of everybody in a list with a group that has one."""
    lister = _Lister(clause, figures)
    for cue, group in joined:
        if cue.voice in (Voice.BEFORE, Voice.EITHER):
            lister.before(cue, group)
            if cue.none:
                continue
            lister.behind(cue, cue.stop, group, far=True)
        else:
            lister.behind(cue, group.stop, group, far=False)


class _Lister:
    def __init__(self, clause: Clause, figures: Figures) -> None:
        self.clause = clause
        self.words = clause.words
        self.figures = figures

    def before(self, cue: Cue, group: Group) -> None:
        """The groups before the last one of a subject."""
        anded = False
        current = holder = group
        while True:
            k = current.first - 1
            if self.words.lower(k) == "and":
                anded = True
                k = k - 2 if self.words.lower(k - 1) == "," else k - 1
            elif self.words.lower(k) == "," and anded:
                k -= 1
            else:
                return
            previous = self._ending_at(k)
            if previous is None or not self._free(previous) or not _joins(current, previous):
                return
            if not (_told_together(previous, current) and self.figures.sum(holder, previous)):
                self.figures.add(cue, previous)
                holder = previous
            current = previous

    def _ending_at(self, k: int) -> Group | None:
        """The group that ends at word `k`, or that "of the army" ending there belongs to."""
        group = self.clause.inside.get(k)
        if group is not None and group.stop != k + 1:
            return None
        if group is None:
            group = self._with_phrase(k)
        if group is not None and self.words.lower(group.first - 1) in ("of", "from"):
            return self.clause.inside.get(group.first - 2, group)
        return group

    def _with_phrase(self, k: int) -> Group | None:
        for j in range(k, max(-1, k - _OF_REACH), -1):
            if self.words.lower(j) in (",", "and") or self.clause.ends_clause(j):
                return None
            group = self.clause.inside.get(j)
            if group is not None and group.known:
                return group if self.words.lower(group.stop) in ("of", "from") else None
        return None

    def behind(self, cue: Cue, k: int, group: Group, *, far: bool) -> None:
        """The groups behind one; `far` once a verb, a place or a time lies between."""
        current, holder, kin = group, group, False
        while True:
            k = self._past_parts(k if far else self.clause.past_of(k))
            connected = self.clause.connected(k)
            if connected is None:
                past = self._past_phrase(k)
                if past == k:
                    return
                k, far = past, True
                continue
            following, comma = connected
            kin = not comma and (kin or current.possessed) and _is_bare(following)
            if not self._continues(current, following, comma=comma) or (
                far and not kin and not self._may_be_far(k, following, comma=comma)
            ):
                return
            together = following.named and current.named and not following.known and not current.numbered
            if not ((together or kin) and self.figures.sum(holder if kin else group, following)):
                self.figures.add(cue, following)
                holder = following
            k, current = following.stop, following

    def _continues(self, current: Group, following: Group, *, comma: bool) -> bool:
        if not self._free(following) or following.harm is not None or not _joins(current, following):
            return False
        if self.words.lower(following.stop - 1) in ("bodies", "corpses"):
            return False
        if self.clause.has_own_verb(following):
            return False
        if not comma or following.numbered:
            return True
        opened = self.words.lower(following.first) in DETERMINERS or following.named
        return opened and self.clause.list_goes_on(following)  # not "killed Abu Khalid, a brigade commander"

    def _may_be_far(self, k: int, following: Group, *, comma: bool) -> bool:
        if comma:
            return False
        if following.others and following.noun_first != following.first and not following.numbered:
            return False  # "by the cartel and other armed groups"
        return following.numbered or following.others or self.words.lower(k) in ("along", "together", "alongside")

    def _free(self, group: Group) -> bool:
        return not self.figures.taken(group) and group.first not in self.clause.in_parts

    def _past_parts(self, k: int) -> int:
        """Past ", including three children," at word `k`."""
        at = k + 1 if self.words.lower(k) in (",", "(") else k
        part = next((part for part in self.clause.parts if part.opener == at), None)
        if part is None:
            return k
        closed = self.words.lower(part.stop) in (",", ")") and self.words.lower(part.stop + 1) in ("and", "as")
        return part.stop + 1 if closed else part.stop

    def _past_phrase(self, k: int) -> int:
        """Past a prepositional phrase at word `k`, as far as the next connector."""
        if self.words.lower(k) not in PREPOSITIONS or self.words.lower(k) in ("including", "to"):
            return k
        for j in range(k + 1, min(k + _PHRASE_REACH, len(self.words))):
            lower = self.words.lower(j)
            if self.clause.ends_clause(j) or lower in (".", "who", "which") or lower in AUXILIARIES:
                return k
            if self.clause.in_cue(j) is not None:
                return k
            connected = self.clause.connected(j) if lower in ("and", ",") else None
            if connected is not None and (connected[0].numbered or connected[0].others):
                return j
        return k


def _joins(one: Group, two: Group) -> bool:
    if two.of_them:
        return False
    if two.known or two.bare_number:
        return True
    return two.named and one.named and not two.numbered and two.stop - two.first >= 2


def _is_bare(group: Group) -> bool:
    """Whether it is one person told by a noun alone: the daughter of "his wife and daughter"."""
    return group.known and not group.numbered and not group.plural and group.noun_first == group.first


def _told_together(previous: Group, current: Group) -> bool:
    """People who are one figure: "his wife and daughter", "the senator and her two bodyguards", two names."""
    kin = previous.possessed and current.noun_first == current.first and not current.plural
    return kin or current.possessed or (previous.named and current.named)
