"""One sentence as the harm grammar sees it: its words, groups of people and words of harm, asked for by place.

Also where clauses end, what a comma or "and" connects, and which groups are named as parts of others ("including three
children"). It only looks; nothing here decides who was harmed.
"""

from dataclasses import dataclass

from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import HarmLexicon
from warledger.coding.harm_voice import Cue
from warledger.coding.harm_words import AUXILIARIES, MODALS, Words

CLAUSE_OPENERS = frozenset("when while after before as because but although though if whereas since until".split())
CLAUSE_MARKS = frozenset([";", ":", "(", "—", "–", "•"])
_CONNECTORS = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("alongside",),
    ("plus",),
    ("and",),
    ("&",),
)
_PART_OPENERS = (
    ("including",),
    ("incl", "."),
    ("among", "them"),
    ("amongst", "them"),
    ("of", "whom"),
    ("among", "which"),
)
_ENDS_OF_PHRASE = frozenset("and in at on who".split())  # words that end "of the army" behind a group


@dataclass(slots=True)
class PartList:
    """Groups named as parts of one before them: "including" at word `opener`, the list's end, and its groups."""

    opener: int
    stop: int
    groups: list[Group]


class Clause:
    """The view of one sentence."""

    def __init__(self, words: Words, groups: list[Group], cues: list[Cue], lexicon: HarmLexicon) -> None:
        self.words = words
        self.groups = groups
        self.cues = cues
        self.lexicon = lexicon
        self.at = {group.first: group for group in groups}
        self.inside = {k: group for group in groups for k in range(group.first, group.stop)}
        self.parts = self._part_lists()
        self.in_parts = {group.first for part in self.parts for group in part.groups}

    def ends_clause(self, k: int) -> bool:
        """Whether a clause begins or ends at word `k`."""
        lower = self.words.lower(k)
        says_that = lower == "that" and self.words.lower(k - 1).endswith(("s", "d"))
        return lower in CLAUSE_OPENERS or lower in CLAUSE_MARKS or says_that

    def in_cue(self, k: int) -> Cue | None:
        """The harm words that word `k` is one of."""
        return next((cue for cue in self.cues if cue.first <= k < cue.stop), None)

    def past_of(self, k: int) -> int:
        """Past "of the army" behind a group."""
        if self.words.lower(k) not in ("of", "from"):
            return k
        j = k + 1
        while j < len(self.words) and not self.words[j].mark and self.words.lower(j) not in _ENDS_OF_PHRASE:
            if self.words.lower(j) in AUXILIARIES or self.words.lower(j) in self.lexicon.verbs:
                break
            j += 1
        return j

    def connected(self, k: int) -> tuple[Group, bool] | None:
        """The group behind "and", "along with" or a comma at word `k`, and whether only a comma connects it."""
        comma = self.words.lower(k) == ","
        j = k + 1 if comma else k
        connector = next((words for words in _CONNECTORS if self.words.run(j, words)), None)
        if connector is None and not comma:
            return None
        j += len(connector or ())
        while self.words.lower(j) in ("also", "at", "a", "with", "then", "finally") and j not in self.at and j < k + 6:
            j += 1
        group = self.at.get(j)
        return (group, connector is None) if group is not None else None

    def has_own_verb(self, group: Group) -> bool:
        """Whether a verb right behind the group makes it the subject of something else."""
        following = self.words.lower(group.stop)
        if following in AUXILIARIES or following in MODALS:
            return True
        return following.endswith("ed") and group.stop not in self.inside

    def list_goes_on(self, group: Group) -> bool:
        """Whether more of a list follows the group: a comma joins two groups only if "and" comes later."""
        return self.connected(self.past_of(group.stop)) is not None and not self.has_own_verb(group)

    def not_people(self, group: Group) -> bool:
        """Whether the group's words name animals or things."""
        return any(self.words.lower(k) in self.lexicon.not_people for k in range(group.first, group.stop))

    # -- parts

    def _part_lists(self) -> list[PartList]:
        lists: list[PartList] = []
        for k in range(len(self.words)):
            opener = next((words for words in _PART_OPENERS if self.words.run(k, words)), None)
            if opener is None or k in self.inside:
                continue  # "three of whom were children" are told by their number
            found = self._part_groups(k, k + len(opener))
            if found:
                lists.append(PartList(k, self.past_of(found[-1].stop), found))
        return lists

    def _part_groups(self, opener: int, at: int) -> list[Group]:
        while self.words.lower(at) in ("also", "were", "are", ","):
            at += 1
        found: list[Group] = []
        group = self.at.get(at)
        while group is not None and group.harm is None and group not in found:
            if found and not self._continues(opener, group, found[-1]):
                break
            found.append(group)
            connected = self.connected(self.past_of(group.stop))
            group = None
            if connected is not None and (not connected[1] or self.list_goes_on(connected[0])):
                group = connected[0]
        return found

    def _continues(self, opener: int, group: Group, last: Group) -> bool:
        if not (group.numbered or group.known or (group.named and last.named)):
            return False
        return not self.has_own_verb(group) or self._before_verb(opener, group)

    def _before_verb(self, opener: int, group: Group) -> bool:
        """A list between its whole and their verb: "57 people, including two women and a boy, are killed"."""
        comma = self.words.lower(opener - 1) == ","
        return comma and (opener - 2) in self.inside and self.words.lower(group.stop) in AUXILIARIES
