"""Joins the words of harm to the groups they harm: who stands in which relation to "killed", "wounded", "the deaths of".

Each figure is one group and one kind of harm; a group inside another ("including three children") is marked as part of
it. Two kinds may share a group ("kidnapped and killed"), one group never has the same kind twice.
"""

from dataclasses import dataclass

from warledger.coding.harm_cues import Cue, Voice
from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import Frame, HarmLexicon
from warledger.coding.harm_words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    Word,
)
from warledger.model.claim import HarmKind, Who

_CLAUSE = frozenset("when while after before as because but although though if whereas since until".split())
_CONNECTORS = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("alongside",), ("plus",), ("and",), ("&",))
_SUBSET_OPENERS = (("including",), ("incl", "."), ("among", "them"), ("amongst", "them"), ("of", "whom"), ("among", "which"))
_TOLL_VERBS = frozenset(
    """to at of is was reached reaches reach passes passed surpassed surpasses surpass exceeds exceeded exceed tops
    topped hit hits has as now past stands stood above : put""".split()
)
_TOLL_REACH = 22  # words from "death toll" to its number
_SUBJECT_REACH = 30
_CAUSING_HARM = frozenset(
    """cause causes caused causing report reports reported reporting suffer suffers suffered suffering inflict inflicts
    inflicted inflicting sustain sustained sustaining leave leaves left result resulted resulting""".split()
)
_AMONG_THE = {"dead": HarmKind.KILLED, "fatalities": HarmKind.KILLED, "killed": HarmKind.KILLED, "deceased": HarmKind.KILLED,
    "wounded": HarmKind.INJURED, "injured": HarmKind.INJURED, "detained": HarmKind.DETAINED, "arrested": HarmKind.DETAINED,
    "detainees": HarmKind.DETAINED, "missing": HarmKind.MISSING, "casualties": HarmKind.CASUALTIES,
    "victims": HarmKind.CASUALTIES, "abducted": HarmKind.ABDUCTED, "kidnapped": HarmKind.ABDUCTED}  # fmt: skip
_SPEECH = frozenset("say says said claim claims claimed report reports reported state states stated believe that".split())
_BODIES = frozenset("body bodies corpse corpses remains".split())
_COME_UPON = frozenset(
    """found find finds finding discovered recovered recover recovers recovering retrieved retrieve pulled unearthed
    exhumed uncovered uncover uncovers counted saw seen lay collected dumped abandoned brought buried containing""".split()
)
_HANDED_OVER = frozenset("returned returns return handed hands exchanged repatriated repatriation delivered".split())
_GRAVELY = frozenset("seriously critically severely gravely badly".split())


@dataclass(slots=True)
class Figure:
    """A group, what was done to it, and the words that say so (`first` to `stop`)."""

    kind: HarmKind
    group: Group
    first: int
    stop: int
    rule: str
    subset: bool = False
    low: int | None = None
    high: int | None = None


def find_figures(words: list[Word], groups: list[Group], cues: list[Cue], lexicon: HarmLexicon) -> list[Figure]:
    """The figures of a sentence, in the order of their groups."""
    joiner = _Joiner(words, groups, cues, lexicon)
    joiner.join()
    return sorted(joiner.figures, key=lambda figure: (figure.group.first, figure.kind))


class _Joiner:
    def __init__(self, words: list[Word], groups: list[Group], cues: list[Cue], lexicon: HarmLexicon) -> None:
        self.words = words
        self.lower = [word.lower for word in words]
        self.groups = groups
        self.cues = cues
        self.lexicon = lexicon
        self.at: dict[int, Group] = {group.first: group for group in groups}
        self.inside = {k: group for group in groups for k in range(group.first, group.stop)}
        self.figures: list[Figure] = []
        self.taken: set[int] = set()  # first words of groups that have their figure
        self.subsets: dict[int, tuple[int, list[Group]]] = {}  # opener -> end of the list, its groups
        self.in_subset: set[int] = set()

    def join(self) -> None:
        """Find the groups inside others, then join nouns, verbs, and what is coordinated with what they took."""
        self._find_subsets()
        self._harm_nouns()
        joined: list[tuple[Cue, Group]] = []
        for cue in self.cues:
            if cue.voice is Voice.TOLL:
                group = self._toll(cue)
            else:
                group = self._victims(cue)
            if group is not None and self._admits(cue, group):
                joined.append((cue, group))
                self._add(cue, group)
        for cue, group in joined:
            self._coordinate(cue, group)
        self._adjectives()
        self._bodies()
        self._among_the_dead()
        self._parts()

    # -- one cue, one group

    def _victims(self, cue: Cue) -> Group | None:
        if cue.voice is Voice.OF or cue.voice is Voice.ACTIVE:
            return self._behind(cue)
        if cue.voice is Voice.EITHER:
            behind = self._behind(cue)
            before = self._subject(cue)
            if behind is not None and self.lower[behind.first] not in DETERMINERS and self._qualifies(cue, behind):
                behind = None  # "aid for displaced families"
            if behind is None or (before is not None and before.numbered and self._weaker(behind)):
                return before if before is not None and self._may_be_reduced(cue, before) else None
            cue.voice, cue.rule = Voice.ACTIVE, "harm.active"
            return behind
        subject = self._subject(cue)
        if subject is not None and not cue.passive and cue.rule == "harm.reduced":
            return subject if self._may_be_reduced(cue, subject) else None
        return subject

    def _qualifies(self, cue: Cue, group: Group) -> bool:
        before = self._lower(cue.first - 1)
        if group.numbered:
            return False
        return before in PREPOSITIONS or before in DETERMINERS or before in ("", ".", '"', "where", "when", "while", "'s", "’s")

    def _weaker(self, group: Group) -> bool:
        """A name of one word behind "11 people killed" is rather a place."""
        return not group.known and not group.numbered and group.stop - group.first < 2

    def _may_be_reduced(self, cue: Cue, group: Group) -> bool:
        """"Israeli forces killed" is no victim; "two men killed" and "leaving soldiers dead" are."""
        if group.numbered or self._lower(group.first) in ("a", "an", "another", "others"):
            return True
        if group.harm is not None:
            return False
        before = self._lower(group.first - 1)
        if before.startswith(("leav", "left")) or before in ("with", "of", ","):
            return group.known or group.named
        return group.others

    def _behind(self, cue: Cue) -> Group | None:
        k = cue.stop
        while self._lower(k) in ADVERBS or self._lower(k) in ("off", "the", '"', "“") and k not in self.at:
            k += 1
        return self._resolve_subset_opener(k)

    def _resolve_subset_opener(self, k: int) -> Group | None:
        group = self.at.get(k)
        if group is None or group.harm is not None or k in self.in_subset:
            return None
        return group

    def _admits(self, cue: Cue, group: Group) -> bool:
        if group.harm is not None or (group.first, cue.kinds) in {(f.group.first, (f.kind,)) for f in self.figures}:
            return False
        if self._lower(group.first) == "any":
            return False
        if cue.kinds == (HarmKind.DISPLACED,) and cue.frame is not Frame.OBJECT and not self._may_flee(group):
            return False
        bare = group.numbered and group.noun_first is None
        if group.known or bare:
            return not (bare and cue.frame is Frame.PEOPLE and cue.voice is Voice.ACTIVE)
        if cue.frame in (Frame.PEOPLE, Frame.PEOPLE_BEFORE):
            return False
        if group.numbered:
            return not self._not_people(group)
        if cue.frame is Frame.SUBJECT and cue.rule != "harm.intransitive":
            return False
        if group.plural or self._not_people(group):
            return False
        return group.named or cue.voice is not Voice.EITHER

    def _may_flee(self, group: Group) -> bool:
        """Soldiers withdraw and presidents leave; people are displaced."""
        return group.who is not Who.COMBATANT and group.plural

    def _not_people(self, group: Group) -> bool:
        return any(self.lower[k] in self.lexicon.not_people for k in range(group.first, group.stop))

    # -- subjects

    def _subject(self, cue: Cue) -> Group | None:
        """The group before the cue that it is said of."""
        if self._lower(cue.subject_end) == "being" and self._lower(cue.subject_end - 1) in _CLAUSE:
            return self._first_of_sentence()
        found = self._nearest_subject(cue, cue.subject_end - 1)
        while found is not None and self._disagrees(cue, found):
            further = self._nearest_subject(cue, found.first - 2 if self._lower(found.first - 1) == "," else found.first - 1)
            if further is None:
                return found if found.known else None
            found = further
        return found

    def _first_of_sentence(self) -> Group | None:
        """"A gunman shot two men before being arrested": the subject of the whole sentence."""
        first = self.groups[0] if self.groups else None
        return first if first is not None and first.first <= 1 and first.known and first.first not in self.taken else None

    def _disagrees(self, cue: Cue, group: Group) -> bool:
        """Whether the verb's number speaks against the group: "Sudan have been killed"."""
        if cue.singular is None or group.collective or self._lower(group.first - 1) in ("and", "&"):
            return False
        return cue.singular is group.plural

    def _nearest_subject(self, cue: Cue, k: int) -> Group | None:
        if self._lower(k) == ",":
            outer = self._before_parenthesis(k)
            k = outer if outer < k else k - 1
        elif self._lower(k) in ("and", "but"):
            return self._first_of_clause(k, cue)
        steps = 0
        while k >= 0 and steps < _SUBJECT_REACH:
            group = self.inside.get(k)
            if group is not None:
                if group.first in self.in_subset and group.stop == cue.first:
                    return group  # "including 16 inmates killed in the raid"
                if group.first in self.in_subset:
                    k = self._subset_start(group) - 1
                    if self._lower(k) == ",":
                        k -= 1
                    continue
                return self._governor(group, cue)
            if self._ends_clause(k):
                return None
            if self.lower[k] == "," and self.lower[k + 1] not in RELATIVES:
                return None
            if self.lower[k] == ")":
                k = self._before_bracket(k)
            elif self._in_cue(k, cue) and not self._relative_before(k):
                return None
            k -= 1
            steps += 1
        return None

    def _before_bracket(self, k: int) -> int:
        return next((j for j in range(k, max(-1, k - 12), -1) if self.lower[j] == "("), k)

    def _in_cue(self, k: int, own: Cue) -> bool:
        return any(cue.first <= k < cue.stop and cue is not own for cue in self.cues)

    def _relative_before(self, k: int) -> bool:
        """Whether the harm word at `k` stands in a relative clause: "those who were shot were buried"."""
        return any(self._lower(j) in RELATIVES for j in range(k - 4, k))

    def _governor(self, group: Group, cue: Cue) -> Group | None:
        """"members of the army were killed": the group that another belongs to, where the verb agrees with it."""
        best, k = group, group.first - 1
        while k >= 0 and not self._ends_clause(k) and self.lower[k] != ",":
            outer = self.inside.get(k)
            if outer is None:
                if self.lower[k] in AUXILIARIES or self.lower[k] in self.lexicon.verbs:
                    break
                k -= 1
                continue
            between = self.lower[outer.stop : best.first]
            linked = bool(between) and (between[0] in PREPOSITIONS or between[0] in RELATIVES)
            linked = linked or (between in (["and"], [","], [",", "and"]) and best.named and outer.named)
            if not linked or outer.first in self.taken or outer.first in self.in_subset or outer.harm is not None:
                break
            fixed = best.known and (best.numbered or self.lower[best.first] in ("a", "an", "another"))
            if fixed and not (outer.numbered and outer.known):
                break
            if any(word in _SPEECH for word in between):
                break
            if outer.known or outer.numbered or not best.known:
                best = outer
            k = outer.first - 1
        return best

    def _ends_clause(self, k: int) -> bool:
        return self.lower[k] in _CLAUSE or self.lower[k] in (";", ":", "(", "—", "–", "•") or (
            self.lower[k] == "that" and k > 0 and self.lower[k - 1].endswith(("s", "d"))
        )

    def _before_parenthesis(self, closing: int) -> int:
        """From a closing comma to the word before its opening one; the comma itself where there is none."""
        for k in range(closing - 1, max(-1, closing - 26), -1):
            if self.lower[k] == "," and (k - 1 in self.inside or self.words[k - 1].capital):
                if self._lower(k - 2) == "," or self._lower(k + 1) == "and":
                    continue
                return k - 1
        return closing

    def _first_of_clause(self, conjunction: int, cue: Cue) -> Group | None:
        """"He shot two men and was arrested": the subject of the clause before "and"."""
        begin = conjunction
        while begin > 0 and not self._ends_clause(begin - 1):
            begin -= 1
        for group in self.groups:
            if begin <= group.first < conjunction and group.first not in self.taken:
                if group.known or group.named:
                    fits = cue.singular is None or cue.singular is not group.plural
                    return group if fits and (group.known or group.first == begin) else None
        return None

    # -- nouns

    def _harm_nouns(self) -> None:
        for group in self.groups:
            if group.harm is None or group.first in self.in_subset or self._is_attempt(group):
                continue
            if self._is_denied(group):
                group.low = group.high = 0
                self._put(group.harm, group, group.first, group.stop, "harm.none")
                continue
            if self._lower(group.stop) in ("of", "among") and not group.numbered:
                victims = self.at.get(group.stop + 1)
                kind = self.lexicon.victim_nouns.get(self.lower[group.stop - 1])
                if kind and victims and victims.harm is None and self._admits_noun(victims):
                    cue = Cue(group.first, group.stop + 1, (kind,), Voice.OF, Frame.OBJECT, "harm.noun_of")
                    self._add(cue, victims)
                    self._coordinate(cue, victims)
                    continue
            if group.numbered or self._is_reported(group):
                self._put(group.harm, group, group.first, group.stop, "harm.noun")

    def _is_attempt(self, group: Group) -> bool:
        words = self.lower[max(0, group.first - 1) : group.stop]
        return any(word in ("attempted", "failed", "foiled", "planned", "plotted", "alleged", "possible") for word in words)

    def _is_denied(self, group: Group) -> bool:
        """"without any casualties", "did not cause casualties"."""
        before = self.lower[max(0, group.first - 4) : group.first]
        return "without" in before or (bool({"not", "n't", "no"} & set(before)) and not group.numbered and group.plural)

    def _admits_noun(self, group: Group) -> bool:
        return group.known or group.named or (group.numbered and not self._not_people(group))

    def _is_reported(self, group: Group) -> bool:
        """Casualties that are caused, suffered or reported, with no number."""
        if not group.plural or self.lower[group.stop - 1] == "lives":
            return False
        if self._lower(group.first - 1) in ("of", "from", "with", "to"):
            return False
        if group.harm is not HarmKind.CASUALTIES and self._lower(group.first - 1).startswith(("sustain", "le", "suffer")):
            return False
        near = self.lower[max(0, group.first - 3) : group.first] + self.lower[group.stop : group.stop + 3]
        return bool(set(near) & _CAUSING_HARM)

    def _toll(self, cue: Cue) -> Group | None:
        for group in self.groups:
            if group.first < cue.stop or not group.numbered:
                continue
            if group.first - cue.stop > _TOLL_REACH:
                return None
            before = self._lower(group.first - 1)
            if before == "the":
                before = self._lower(group.first - 2)
            if before in _TOLL_VERBS or group.first == cue.stop:
                for other in self.cues:
                    if cue.stop <= other.first < group.first:
                        other.kinds = ()
                return group
        return None

    # -- lists

    def _coordinate(self, cue: Cue, group: Group) -> None:
        if not cue.kinds:
            return
        if cue.voice is Voice.BEFORE or cue.voice is Voice.EITHER:
            self._list_before(cue, group)
            self._list_behind(cue, cue.stop, group, far=True)
        else:
            self._list_behind(cue, group.stop, group, far=False)

    def _list_before(self, cue: Cue, group: Group) -> None:
        """"Eight civilians, a driver and two policemen were killed": the groups before the last one."""
        anded = False
        current = group
        while True:
            k = current.first - 1
            if self._lower(k) == "and":
                anded, k = True, k - 1
                if self._lower(k) == ",":
                    k -= 1
            elif self._lower(k) == "," and anded:
                k -= 1
            else:
                return
            previous = self._ending_at(k)
            if previous is not None and self._lower(previous.first - 1) in ("of", "from"):
                previous = self.inside.get(previous.first - 2, previous)  # "members of the army and two villagers"
            if previous is None or previous.first in self.taken or previous.first in self.in_subset:
                return
            if not self._joins(previous, current):
                return
            shared = previous.possessed and current.noun_first == current.first and not current.plural  # "his wife and son"
            if (shared or current.possessed or (previous.named and current.named)) and self._sum(group, previous):
                current = previous
                continue
            self._add(cue, previous)
            current = previous

    def _sum(self, into: Group, other: Group) -> bool:
        """"The mayor and his wife": two people, one figure."""
        for figure in self.figures:
            if figure.group is into and figure.low is not None and figure.high is not None and other.low == other.high:
                figure.low, figure.high = figure.low + (other.low or 0), figure.high + (other.high or 0)
                figure.first = min(figure.first, other.first)
                self.taken.add(other.first)
                return True
        return False

    def _ending_at(self, k: int) -> Group | None:
        group = self.inside.get(k)
        if group is not None:
            return group if group.stop == k + 1 else None
        steps = 0
        while k >= 0 and steps < 6 and self.lower[k] not in (",", "and") and not self._ends_clause(k):
            group = self.inside.get(k)
            if group is not None and group.known:
                between = self.lower[group.stop]
                return group if between in ("of", "from") else None
            k, steps = k - 1, steps + 1
        return None

    def _list_behind(self, cue: Cue, k: int, group: Group, *, far: bool) -> None:
        current = group
        while True:
            k = self._past_parts(k if far else self._past_of(k))
            found = self._connected(k)
            if found is None:
                k2 = self._past_phrase(k)
                if k2 == k:
                    return
                k, far = k2, True
                continue
            following, comma = found
            if following.first in self.taken or following.first in self.in_subset or following.harm is not None:
                return
            near = following.numbered or following.others or self._lower(k).startswith(("along", "together"))
            if following.others and following.noun_first != following.first and not following.numbered:
                near = False  # "by the cartel and other armed groups"
            if not self._joins(current, following) or (far and not near):
                return
            opened = following.numbered or self.lower[following.first] in DETERMINERS
            if (comma and (far or not (opened or following.named))) or self._has_own_verb(following):
                return
            if comma and not following.numbered and not self._list_goes_on(following):
                return  # "killed Abu Khalid, a brigade commander"
            if following.named and current.named and not following.known and not current.numbered and self._sum(group, following):
                k, current = following.stop, following
                continue
            self._add(cue, following)
            k, current = following.stop, following

    def _connected(self, k: int) -> tuple[Group, bool] | None:
        """The group behind "and", ", and", "along with" or a comma at word `k`."""
        comma = self._lower(k) == ","
        j = k + 1 if comma else k
        for connector in _CONNECTORS:
            if tuple(self.lower[j : j + len(connector)]) == connector:
                j, comma = j + len(connector), False
                break
        else:
            if not comma:
                return None
        while self._lower(j) in ("also", "at", "a", "with") and j not in self.at and j < k + 6:
            j += 1
        group = self.at.get(j)
        return (group, comma) if group is not None else None

    def _joins(self, one: Group, two: Group) -> bool:
        if two.known and not two.of_them:
            return True
        if two.numbered:
            return two.noun_first is None and not two.of_them
        return two.named and one.named and two.stop - two.first >= 2

    def _has_own_verb(self, group: Group) -> bool:
        following = self._lower(group.stop)
        if following in AUXILIARIES or following in MODALS:
            return True
        return following.endswith("ed") and group.stop not in self.inside

    def _past_parts(self, k: int) -> int:
        """Past ", including three children," at word `k`."""
        j = k + 1 if self._lower(k) in (",", "(") else k
        for opener, (end, _) in self.subsets.items():
            if opener == j:
                return end + 1 if self._lower(end) in (",", ")") and self._lower(end + 1) in ("and", "as") else end
        return k

    def _past_phrase(self, k: int) -> int:
        """Past a prepositional phrase at word `k`, as far as the next connector."""
        if self._lower(k) not in PREPOSITIONS or self._lower(k) in ("including", "to"):
            return k
        for j in range(k + 1, min(k + 14, len(self.words))):
            lower = self.lower[j]
            if self._ends_clause(j) or lower in (".", "who", "which") or lower in AUXILIARIES:
                return k
            if any(cue.first <= j < cue.stop for cue in self.cues):
                return k
            if lower in ("and", ",") and (found := self._connected(j)) and (found[0].numbered or found[0].others):
                return j
        return k

    # -- parts of a figure

    def _find_subsets(self) -> None:
        for k in range(len(self.words)):
            opener = next((o for o in _SUBSET_OPENERS if tuple(self.lower[k : k + len(o)]) == o), None)
            if opener is None:
                continue
            found: list[Group] = []
            j = k + len(opener)
            while self._lower(j) in ("also", "were", "are", ","):
                j += 1
            while (group := self.at.get(j)) is not None and group.harm is None:
                if found and not (group.numbered or group.known or (group.named and found[-1].named)):
                    break
                if found and self._has_own_verb(group) and not self._closes_parenthesis(k, group.stop):
                    break
                found.append(group)
                j = self._past_of(group.stop)
                connected = self._connected(j)
                if connected is None or connected[0].first in [g.first for g in found]:
                    break
                if connected[1] and not self._list_goes_on(connected[0]):
                    break
                j = connected[0].first
            if found:
                end = self._past_of(found[-1].stop)
                self.subsets[k] = (end, found)
                self.in_subset |= {group.first for group in found}

    def _closes_parenthesis(self, opener: int, stop: int) -> bool:
        """A list right before the verb, opened by a comma: "57 people, including two women and a boy are killed"."""
        return self._lower(opener - 1) == "," and self._lower(stop) in AUXILIARIES and (opener - 2) in self.inside

    def _list_goes_on(self, group: Group) -> bool:
        """A comma joins two parts only if "and" comes later: "including 10 children, two women and a boy"."""
        after = self._past_of(group.stop)
        connected = self._connected(after)
        return connected is not None and not (self._has_own_verb(group))

    def _past_of(self, k: int) -> int:
        """Past "of the army" behind a group."""
        if self._lower(k) not in ("of", "from"):
            return k
        j = k + 1
        while j < len(self.words) and not self.words[j].mark and self.lower[j] not in ("and", "in", "at", "on", "who"):
            if self.lower[j] in AUXILIARIES or self.lower[j] in self.lexicon.verbs:
                break
            j += 1
        return j

    def _subset_start(self, group: Group) -> int:
        return next((opener for opener, (_, found) in self.subsets.items() if group in found), group.first)

    def _parts(self) -> None:
        """Give the groups inside others the harm of the group they are part of."""
        wholes = [figure for figure in self.figures if not figure.subset]
        for opener, (_, found) in self.subsets.items():
            parents = self._parents(wholes, opener)
            for group in found:
                for parent in parents:
                    if not self._may_be_part(group, parent, opener):
                        continue
                    if group.possessed and group is not found[0] and self._sum(found[found.index(group) - 1], group):
                        continue  # "a woman and her daughter"
                    self._put(parent.kind, group, opener, group.stop, "harm.part", subset=True)
        for group in self.groups:
            if group.of_them and group.first not in self.taken and group.first not in self.in_subset:
                self._part_of_them(group, wholes)
            elif self._gravely(group):
                self._part_of_them(group, [whole for whole in wholes if whole.kind is HarmKind.INJURED])
            elif group.first not in self.taken and tuple(self.lower[group.stop : group.stop + 2]) == ("among", "them"):
                for parent in self._parents(wholes, group.first):
                    self._put(parent.kind, group, group.first, group.stop + 2, "harm.part", subset=True)

    def _gravely(self, group: Group) -> bool:
        """", two seriously" behind the injured."""
        free = group.first not in self.taken and group.first not in self.in_subset
        return free and group.numbered and group.noun_first is None and self._lower(group.stop) in _GRAVELY

    def _parents(self, wholes: list[Figure], at: int) -> list[Figure]:
        before = [figure for figure in wholes if figure.group.stop <= at]
        if not before:
            return []
        nearest = max(figure.group.first for figure in before)
        return [figure for figure in before if figure.group.first == nearest]

    def _may_be_part(self, group: Group, parent: Figure, opener: int) -> bool:
        if parent.high is not None and group.low is not None and group.low > parent.high:
            return False
        if group.known or (group.numbered and group.noun_first is None):
            return True
        between = self.lower[parent.group.stop : opener]
        placed = any(word in ("in", "at", "on", "across", "near", "around", "and") for word in between)
        person = group.stop - group.first >= 2 and self.lower[group.first] not in ("the", "a", "an")
        return group.named and not placed and person

    def _part_of_them(self, group: Group, wholes: list[Figure]) -> None:
        noun = self.at.get(group.stop)
        stop = group.stop
        if noun is not None and not noun.numbered and noun.known:
            group.who, stop = noun.who, noun.stop
            self.taken.add(noun.first)
        elif self._lower(group.stop) not in (*_GRAVELY, "in", "at", "from") and not self._capital(group.stop):
            return
        before = [figure for figure in wholes if figure.group.stop <= group.first]
        if self._lower(group.stop) in _GRAVELY and any(figure.kind is HarmKind.INJURED for figure in before):
            before = [figure for figure in before if figure.kind is HarmKind.INJURED]
        for parent in self._parents(before, group.first):
            self._put(parent.kind, group, group.first, stop, "harm.part", subset=True)

    def _capital(self, k: int) -> bool:
        return k < len(self.words) and self.words[k].capital

    def _bodies(self) -> None:
        """"Four bodies were found", "the bodies of eleven people": dead whom somebody came upon."""
        if "hostage" in self.lower or "hostages" in self.lower:
            return
        for group in self.groups:
            if self._lower(group.stop - 1) not in _BODIES or group.first in self.taken:
                continue
            near = self.lower[max(0, group.first - 8) : group.first] + self.lower[group.stop : group.stop + 22]
            if not _COME_UPON.intersection(near) or _HANDED_OVER.intersection(near):
                continue
            people = self.at.get(group.stop + 1) if self._lower(group.stop) == "of" else None
            dead = people if people is not None and people.numbered and not group.numbered else group
            if not dead.numbered and self.lower[dead.first] not in ("a", "an"):
                continue
            self._put(HarmKind.KILLED, dead, group.first, max(group.stop, dead.stop), "harm.bodies")

    def _among_the_dead(self) -> None:
        """"A Turkish citizen is among the dead"."""
        for k in range(len(self.words) - 2):
            if self.lower[k] != "among" or self.lower[k + 1] not in ("the", "those"):
                continue
            kind = _AMONG_THE.get(self.lower[k + 2])
            if kind is None:
                continue
            end = k
            while end > 0 and self.lower[end - 1] in AUXILIARIES | ADVERBS:
                end -= 1
            cue = Cue(k, k + 3, (kind,), Voice.BEFORE, Frame.OBJECT, "harm.among", end, passive=True)
            group = self._subject(cue)
            if group is not None and (group.known or group.named) and group.first not in self.taken:
                self._put(kind, group, group.first, k + 3, "harm.among", subset=True)

    def _adjectives(self) -> None:
        """"12 injured soldiers", "a missing airman": a harm word inside the group itself."""
        for group in self.groups:
            if not (group.numbered or self.lower[group.first] in ("a", "an")) or group.first in self.in_subset:
                continue
            for k in range(group.first, group.stop - 1):
                harm = self.lexicon.verbs.get(self.lower[k])
                if harm is None or harm.kind is HarmKind.KILLED or group.first in self.taken:
                    continue
                self._put(harm.kind, group, group.first, group.stop, "harm.adjective")

    # -- writing down

    def _add(self, cue: Cue, group: Group) -> None:
        for kind in cue.kinds if group.numbered or not cue.apart else cue.apart:
            subset = group.of_them and any(f.kind is kind and f.group.stop <= group.first for f in self.figures)
            first, stop = min(group.first, cue.first), max(group.stop, cue.stop)
            self._put(kind, group, first, stop, cue.rule, subset=subset)

    def _put(self, kind: HarmKind, group: Group, first: int, stop: int, rule: str, *, subset: bool = False) -> None:
        self.taken.add(group.first)
        for figure in self.figures:
            if figure.group is not group:
                continue
            if figure.kind is kind:
                return
            if {figure.kind, kind} == {HarmKind.CASUALTIES, HarmKind.KILLED}:
                figure.kind = HarmKind.KILLED  # "shot three people dead"
                return
        self.figures.append(Figure(kind, group, first, stop, rule, subset, group.low, group.high))

    def _lower(self, k: int) -> str:
        return self.lower[k] if 0 <= k < len(self.lower) else ""
