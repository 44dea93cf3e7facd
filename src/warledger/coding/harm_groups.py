"""Finds the groups of people a sentence speaks of: "at least 11 civilians", "a Hamas commander", "32", "two others".

A group is a stretch of words with how many it stands for and which side they are on, as far as its own words tell. It
does not know what was done to them, and a group may turn out to be no people at all (`known` is false).
"""

from dataclasses import dataclass

from warledger.coding.harm_heads import Head, HeadFinder, both
from warledger.coding.harm_lexicon import HarmLexicon, PersonNoun
from warledger.coding.harm_pronouns import counts_nobody, pronoun
from warledger.coding.harm_words import ARTICLES, CONJUNCTIONS, DETERMINERS, MONTHS_AND_DAYS, POSSESSIVES, STOPS, Words
from warledger.model.claim import HarmKind, Who
from warledger.reference.codebook import Bounds, HarmRules

_ONE = Bounds(1, 1)
_PARTITIVE = frozenset("the his her their its our those these".split())
_THEM = frozenset("them whom us you which".split())
_CLOSING_QUOTES = frozenset("\"”’'»")
_TOTALS = frozenset("total group crew family team crowd party gang patrol column squad platoon contingent band".split())
_NOT_OF_UNKNOWN = frozenset("some any more each every".split())  # words that open no group of unknown nouns
_ONE_OR_MANY = frozenset("police personnel".split())
_BRANCHES = frozenset(
    "army police military navy security border militia paramilitary".split()
)  # "12 army and police men"
_SIDE_REACH = 8  # words behind "of" in which the side of "members of the army" is looked for


@dataclass(slots=True)
class Group:
    """People, or what may be people: words `first` to `stop`, the noun that names them from `noun_first` on."""

    first: int
    stop: int
    low: int | None = None
    high: int | None = None
    hedge: str | None = None
    who: Who = Who.UNKNOWN
    known: bool = False  # the noun, or a word like "others", says that they are people
    named: bool = False  # a proper name, perhaps a person's
    numbered: bool = False
    others: bool = False
    of_them: bool = False  # "three of them"
    plural: bool = False
    possessed: bool = False  # "his wife"
    collective: bool = False  # "the crew"
    harm: HarmKind | None = None  # the noun itself is one of harm: "five deaths"
    noun_first: int | None = None

    @property
    def bare_number(self) -> bool:
        """Whether it is a number and nothing else."""
        return self.numbered and self.noun_first is None

    def count(self, bounds: Bounds) -> None:
        """Let it stand for so many."""
        self.low, self.high = bounds.low, bounds.high


def find_groups(words: Words, lexicon: HarmLexicon, rules: HarmRules) -> list[Group]:
    """The groups of a sentence in order, none overlapping another."""
    reader = _Reader(words, lexicon, rules)
    groups: list[Group] = []
    at = 0
    while at < len(words):
        group = reader.read(at)
        if group is not None:
            groups.append(group)
        at = group.stop if group is not None else at + 1
    return groups


class _Reader:
    def __init__(self, words: Words, lexicon: HarmLexicon, rules: HarmRules) -> None:
        self.words = words
        self.lexicon = lexicon
        self.rules = rules
        self.heads = HeadFinder(words, lexicon)

    def read(self, at: int) -> Group | None:
        """The group that begins at word `at`."""
        word = self.words[at]
        if word.mark:
            return None
        if word.number is None:
            if (personal := self._personal(at)) is not None:
                return personal
            if word.lower in STOPS and word.lower not in DETERMINERS:
                return None
        if word.number is not None and counts_nobody(self.words, self.lexicon, at):
            return None
        group = self._opening(at)
        if group.of_them:
            return group
        head = self.heads.find(group.stop, bare=group.stop == at, plural=self._asks_for_plural(group, at))
        if head.noun is None and head.harm is None:
            return self._without_noun(group, at, head)
        self._close(group, head)
        return group

    def _personal(self, at: int) -> Group | None:
        found = pronoun(self.words, self.lexicon, self.rules, at)
        if found is None:
            return None
        group = Group(at, found[0], known=True, noun_first=at)
        group.count(found[1])
        group.plural = group.high != 1 and group.high != 0
        group.numbered = self.words.lower(at) in ("nobody", "none", "no-one", "both", "neither", "without")
        group.harm = HarmKind.CASUALTIES if self.words.lower(at) == "without" else None
        return group

    def _opening(self, at: int) -> Group:
        """The articles, possessives and number of a group, with "of the" behind it; its noun begins at `stop`."""
        group, k = Group(at, at), at
        while k < len(self.words):
            word = self.words[k]
            if word.number is not None and not group.numbered:
                group.count(Bounds(word.number.low, word.number.high))
                group.hedge, group.numbered = word.number.hedge, True
                group.plural = (group.high if group.low is None else group.low) != 1
                k = self._past_of(group, k + 1)
                if group.of_them:
                    break
            elif word.number is None and word.lower in DETERMINERS:
                self._determine(group, word.lower)
                k += 1
            elif word.lower in _TOTALS and k > at and self.words.lower(k + 1) == "of" and self.words.number(k + 2):
                group.collective = True
                k += 2
            else:
                break
        group.stop = k
        return group

    def _determine(self, group: Group, determiner: str) -> None:
        group.others |= determiner in ("other", "others", "another", "more")
        group.possessed |= determiner in POSSESSIVES
        if determiner == "no":
            group.count(self.rules.none)
            group.numbered = True

    def _past_of(self, group: Group, k: int) -> int:
        """Past "of the", "of his" behind a number; "of them" closes the group."""
        if self.words.lower(k) in _CLOSING_QUOTES and self.words.lower(k + 1) == "of":
            k += 1  # '"dozens" of people'
        if self.words.lower(k) != "of":
            return k
        if self.words.lower(k + 1) in _THEM:
            group.of_them, group.known = True, True
            return k + 2
        noun = k + 1
        while self.words.lower(noun) in _PARTITIVE or (noun > k + 1 and self.words.number(noun)):
            noun += 1
        if noun > k + 1:
            return noun
        people = self.heads.find(noun, bare=True).noun is not None or self.words.lower(noun) in ("other", "others")
        return noun if people else k

    def _asks_for_plural(self, group: Group, at: int) -> bool | None:
        if group.numbered:
            return group.plural or None
        return False if self.words.lower(at) in ("a", "an") else None

    # -- without a noun for people

    def _without_noun(self, group: Group, at: int, head: Head) -> Group | None:
        """A bare number, "another", a name, or an unknown noun behind an article or number."""
        after = group.stop
        opened = after > at
        if opened and group.others and not head.open_words:
            return self._others(group, at)
        if group.numbered:
            if head.open_words and not self.words.lower(after).endswith(("ing", "ed")):
                group.noun_first, group.stop = after, head.stop
                self._take_branches(group)
            return group
        if opened and head.open_words and self.words.lower(at) not in _NOT_OF_UNKNOWN:
            group.stop, group.noun_first = head.stop, after
            group.plural = self.words.lower(head.stop - 1).endswith("s") and self.words.lower(at) not in ARTICLES
            group.count(self.rules.plural_without_number if group.plural else _ONE)
            group.named = self.words.capital(after)
            return group
        stop = self._name_stop(at)
        if opened or stop == at or self.words.lower(at) in STOPS:
            return None
        return Group(at, stop, 1, 1, named=True, noun_first=at)

    def _take_branches(self, group: Group) -> None:
        """Go on to the noun of two branches: "12 army and police personnel" are 12."""
        if self.words.lower(group.stop - 1) not in _BRANCHES or self.words.lower(group.stop) != "and":
            return
        second = self.heads.find(group.stop + 1, bare=True)
        if second.noun is not None and second.noun.plural:
            group.stop, group.known, group.who = second.stop, True, second.noun.who

    def _others(self, group: Group, at: int) -> Group:
        group.known, group.noun_first = True, at
        if not group.numbered:
            group.plural = self.words.lower(group.stop - 1) not in ("another", "other")
            group.count(self.rules.plural_without_number if group.plural else _ONE)
        return group

    def _name_stop(self, at: int) -> int:
        k = at
        while self.words.capital(k) or (at < k < len(self.words) and self.words[k].particle):
            lower = self.words.lower(k)
            if lower in MONTHS_AND_DAYS or (lower in self.lexicon.verbs and k > at):
                break
            k += 1
        while k > at and not self.words.capital(k - 1):
            k -= 1
        return k

    # -- with one

    def _close(self, group: Group, head: Head) -> None:
        """Give the group its noun, its count, the names behind the noun, and its side."""
        group.stop, group.noun_first, group.known = head.stop, head.first, True
        plural = head.harm_plural if head.noun is None else head.noun.plural
        if not group.numbered:
            group.plural = plural and not self._one_of(group, head)
            group.count(self.rules.plural_without_number if group.plural else _ONE)
        if head.noun is None:
            group.harm = head.harm
            group.who = self._side_of(head.stop - 2) if head.stop - 2 >= group.first else Who.UNKNOWN
            return
        if not group.numbered and head.noun.count:
            group.count(Bounds(head.noun.count, head.noun.count))
        group.collective = head.noun.plural and not self.words.lower(head.stop - 1).endswith(("s", "n", "e"))
        noun = self._extend(group, head.noun)
        group.who = self._side(group, noun, head.stop - 1)

    def _one_of(self, group: Group, head: Head) -> bool:
        """Whether an article makes one of a noun that is one or many: "a police", "a Chinese"."""
        if head.noun is None or self.words.lower(group.first) not in ("a", "an"):
            return False
        return head.noun.invariant or self.words.lower(head.stop - 1) in _ONE_OR_MANY

    def _extend(self, group: Group, noun: PersonNoun) -> PersonNoun:
        """Take in the names behind the noun, or a second bare noun: "women and children"."""
        stop = self._name_stop(group.stop)
        if stop == group.stop and not noun.plural and self.words.lower(stop) == "and":
            office = self.heads.find(stop + 1, bare=True)
            if office.noun is not None and not office.noun.plural:
                named = self._name_stop(office.stop)
                stop = named if named > office.stop else stop  # "commander and police chief Abu Kamil": one man
        if stop > group.stop:
            if self.words.lower(group.stop - 1) == "police" and not group.plural:
                group.stop, group.known = stop, False  # "a police Land Rover"
                return noun
            group.stop, group.named = stop, True
            if noun.plural and not group.numbered:
                self._count_names(group)
            return noun
        if noun.plural and self.words.lower(group.stop) in ("and", "or"):
            second = self.heads.find(group.stop + 1, bare=True)
            if second.noun is not None and second.noun.plural and second.stop - group.stop <= 4:
                group.stop = second.stop
                return PersonNoun(both(noun.who, second.noun.who), plural=True)
        return noun

    def _count_names(self, group: Group) -> None:
        """Count people by their names: "commanders Abu Jafar and Abu Hadi" are two."""
        names = 1
        while self.words.lower(group.stop) in ("and", ","):
            further = self._name_stop(group.stop + 1)
            if further == group.stop + 1:
                break
            names, group.stop = names + 1, further
        if names > 1:
            group.count(Bounds(names, names))

    def _side(self, group: Group, noun: PersonNoun, at: int) -> Who:
        """The side of the noun at `at`, or what its qualifiers and the words behind "of" say of it."""
        word = self.words.lower(at)
        before = {self._side_of(k) for k in range(group.first, at)} - {Who.UNKNOWN}
        if word in ("personnel", "forces"):
            return Who.CIVILIAN if Who.CIVILIAN in before else Who.COMBATANT
        if noun.who is not Who.UNKNOWN and word not in ("worker", "workers", "trainees"):
            return noun.who
        if not before and noun.who is Who.UNKNOWN and self.words.lower(group.stop) in ("of", "from"):
            before = self._sides_behind(group.stop + 1)
        if Who.COMBATANT in before:
            return Who.COMBATANT
        return Who.CIVILIAN if before else noun.who

    def _sides_behind(self, at: int) -> set[Who]:
        found: set[Who] = set()
        for k in range(at, min(at + _SIDE_REACH, len(self.words))):
            if self.words[k].mark or self.words.lower(k) in CONJUNCTIONS or self.words.lower(k) in self.lexicon.verbs:
                break
            found.add(self._side_of(k))
        return found - {Who.UNKNOWN}

    def _side_of(self, k: int) -> Who:
        lower = self.words.lower(k)
        noun = self.lexicon.people.get(lower)
        side = self.lexicon.sides.get(lower, Who.UNKNOWN)
        return noun.who if side is Who.UNKNOWN and noun is not None else side
