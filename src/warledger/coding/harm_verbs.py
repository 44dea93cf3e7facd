"""Joins verbs of harm to their victims, one group a verb; the rest of a list is `harm_lists`' business.

A group that the verb cannot mean is refused: things, places, soldiers "displaced", a person where several fled.
"""

from warledger.coding.harm_clause import Clause
from warledger.coding.harm_figures import Figures
from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import Frame
from warledger.coding.harm_nouns import BODIES
from warledger.coding.harm_subjects import SubjectFinder
from warledger.coding.harm_voice import Cue, Voice
from warledger.coding.harm_words import ADVERBS, DETERMINERS, POSSESSIVE_ENDINGS, PREPOSITIONS, PRONOUNS
from warledger.model.claim import HarmKind, Who

_LOSE = frozenset("lose loses lost losing".split())
_NO_SUBJECT = frozenset(["", ".", "where", "when", "while", *POSSESSIVE_ENDINGS])


def join_verbs(clause: Clause, figures: Figures) -> list[tuple[Cue, Group]]:
    """Write down the figure of every verb's nearest victims; returns each verb with the group it took."""
    joiner = _VerbJoiner(clause, figures)
    joined: list[tuple[Cue, Group]] = []
    for cue in clause.cues:
        if cue.voice is Voice.TOLL:
            continue
        group = joiner.victims(cue)
        if group is not None and joiner.admits(cue, group):
            figures.add(cue, group, part=group.first in clause.in_parts)
            joined.append((cue, group))
    return joined


class _VerbJoiner:
    def __init__(self, clause: Clause, figures: Figures) -> None:
        self.clause = clause
        self.words = clause.words
        self.subjects = SubjectFinder(clause, figures)

    def victims(self, cue: Cue) -> Group | None:
        """The group the cue is about."""
        if cue.voice in (Voice.OF, Voice.ACTIVE):
            return self._behind(cue)
        if cue.voice is Voice.EITHER:
            return self._either(cue)
        subject = self.subjects.find(cue)
        if subject is not None and cue.rule == "harm.reduced" and not self._may_be_reduced(cue, subject):
            return None
        return subject

    def _either(self, cue: Cue) -> Group | None:
        """The victims behind the verb or before it: "gunmen killed two men", "two men killed in a raid"."""
        behind, before = self._behind(cue), self.subjects.find(cue)
        if behind is not None and self._qualifies(cue, behind):
            behind = None
        if behind is None or (before is not None and before.numbered and _weak(behind)):
            return before if before is not None and self._may_be_reduced(cue, before) else None
        cue.voice, cue.rule = Voice.ACTIVE, "harm.active"
        return behind

    def _behind(self, cue: Cue) -> Group | None:
        k = cue.stop
        while self.words.lower(k) in ADVERBS or (
            self.words.lower(k) in ("off", "the", '"', "“") and k not in self.clause.at
        ):
            k += 1
        group = self.clause.at.get(k)
        return None if group is None or group.harm is not None or k in self.clause.in_parts else group

    def _qualifies(self, cue: Cue, group: Group) -> bool:
        """Whether the harm word only qualifies the group behind it: "aid for displaced families"."""
        if group.numbered or self.words.lower(group.first) in DETERMINERS:
            return False
        before = self.words.lower(cue.first - 1)
        return before in PREPOSITIONS | DETERMINERS | _NO_SUBJECT or before.endswith(("ing", "ed"))

    def _may_be_reduced(self, cue: Cue, group: Group) -> bool:
        """Whether no helping verb is needed: in "leaving soldiers dead", not in "coalition forces killed"."""
        if self.words.lower(cue.first) in _LOSE and self.words.lower(group.first) in PRONOUNS:
            return False  # "he lost"
        if group.numbered or self.words.lower(group.first) in ("a", "an", "another", "others"):
            return True
        if group.harm is not None:
            return False
        if group.first == 0 and group.known and not group.plural:
            return True  # a headline: "Teen shot dead in Leeds"
        before = self.words.lower(group.first - 1)
        if before.startswith(("leav", "left")) or before in ("with", "of", ","):
            return group.known or group.named
        return group.others

    def _told_behind(self, cue: Cue, group: Group) -> bool:
        """Whether people told one by one behind a number say that it counts them: "lost two, Ahmed and the smith"."""
        people = self.clause.at.get(group.stop + 1)
        if self.words.lower(cue.first) not in _LOSE or self.words.lower(group.stop) != "," or people is None:
            return False
        return people.known or people.named

    def admits(self, cue: Cue, group: Group) -> bool:
        """Whether the group may be the victims of the cue."""
        if not cue.kinds or group.harm is not None or self.words.lower(group.first) == "any":
            return False
        if cue.kinds == (HarmKind.DISPLACED,) and cue.frame is not Frame.OBJECT and not _may_flee(group):
            return False
        if self.words.lower(group.stop - 1) in BODIES and HarmKind.KILLED not in cue.kinds:
            return False
        if group.bare_number:
            return not (cue.frame is Frame.PEOPLE and cue.voice is Voice.ACTIVE) or self._told_behind(cue, group)
        if group.known:
            return True
        if cue.frame is Frame.BODY:
            counted = group.numbered and cue.rule == "harm.around" and not self.clause.not_people(group)
            return counted or (group.named and _is_a_name(group, cue))
        if cue.frame in (Frame.PEOPLE, Frame.PEOPLE_BEFORE) or self.clause.not_people(group):
            return False
        if group.numbered:
            return True
        if group.plural or (cue.frame is Frame.SUBJECT and cue.rule != "harm.intransitive"):
            return False
        return group.named or cue.voice is not Voice.EITHER


def _weak(group: Group) -> bool:
    """A name of one word behind "11 people killed" is rather a place."""
    return not group.known and not group.numbered and group.stop - group.first < 2


def _is_a_name(group: Group, cue: Cue) -> bool:
    """Whether a name may be a person's: of one word only before a verb in the singular."""
    return group.stop - group.first > 1 or (cue.voice is Voice.BEFORE and group.noun_first == group.first)


def _may_flee(group: Group) -> bool:
    """Soldiers withdraw and presidents leave; people are displaced."""
    return group.who is not Who.COMBATANT and group.plural
