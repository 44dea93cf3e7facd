"""Finds the groups of people a sentence speaks of: "at least 11 civilians", "a Hamas commander", "32", "two others".

A group is a stretch of words with how many it stands for and which side they are on, as far as its own words tell. It
does not know what was done to them, and a group may turn out to be no people at all (`known` is false).
"""

from dataclasses import dataclass

from warledger.coding.harm_lexicon import Form, HarmLexicon, PersonNoun
from warledger.coding.harm_words import (
    ADVERBS,
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS_AND_DAYS,
    OPENERS,
    STOPS,
    Word,
)
from warledger.model.claim import HarmKind, Who
from warledger.reference.codebook import HarmRules
from warledger.reference.inflection import verb_forms

_LONGEST = 9  # words between the first word of a group and its noun
_PERSONAL = {"he": 1, "she": 1, "him": 1, "himself": 1, "herself": 1, "themselves": None, "someone": 1}
_NOBODY = frozenset("nobody none no-one".split())
_PARTITIVE = frozenset("the his her their its our those these".split())
_THEM = frozenset("them whom us you which".split())
_TOTALS = frozenset("total group crew family team crowd party gang".split())
_PAIRED = frozenset("current former young old local foreign women's".split())  # "current and former officers"
_QUOTES = frozenset("\"'“”‘’«»")


@dataclass(slots=True)
class Group:
    """People, or what may be people: words `first` to `stop`, the noun that names them from `noun_first` on."""

    first: int
    stop: int
    low: int | None
    high: int | None
    hedge: str | None = None
    who: Who = Who.UNKNOWN
    known: bool = False  # the noun, or a word like "others", says that they are people
    named: bool = False  # a proper name, perhaps a person's
    numbered: bool = False
    others: bool = False
    of_them: bool = False  # "three of them"
    plural: bool = False
    possessed: bool = False  # "his wife"
    harm: HarmKind | None = None  # the noun itself is one of harm: "five deaths"
    collective: bool = False
    noun_first: int | None = None


def find_groups(words: list[Word], lexicon: HarmLexicon, rules: HarmRules) -> list[Group]:
    """The groups of a sentence in order, none overlapping another."""
    reader = _Reader(words, lexicon, rules)
    groups: list[Group] = []
    at = 0
    while at < len(words):
        group = reader.read(at)
        if group is None:
            at += 1
        else:
            groups.append(group)
            at = group.stop
    return groups


@dataclass(slots=True)
class _Head:
    noun: PersonNoun | None
    stop: int
    first: int
    harm: HarmKind | None = None
    harm_plural: bool = False
    words: int = 0  # open words read, noun or not


class _Reader:
    def __init__(self, words: list[Word], lexicon: HarmLexicon, rules: HarmRules) -> None:
        self.words = words
        self.lexicon = lexicon
        self.rules = rules

    def read(self, at: int) -> Group | None:
        word = self.words[at]
        if word.mark:
            return None
        if word.number is None and (personal := self._personal(at)):
            return personal
        if word.number is None and word.lower in STOPS and word.lower not in DETERMINERS:
            return None
        group, after = self._opening(at)
        if group.of_them:
            return group
        head = self._head(after, bare=after == at, wanted=self._wanted(group, at))
        if head.noun is None and head.harm is None:
            return self._without_noun(group, at, after, head)
        self._count(group, head)
        group.stop, group.noun_first = head.stop, head.first
        self._extend(group, head)
        self._take_side(group, head)
        return group

    def _personal(self, at: int) -> Group | None:
        lower = self.words[at].lower
        if lower in _PERSONAL:
            count = _PERSONAL[lower]
            low, high = (1, 1) if count == 1 else (self.rules.plural_without_number.low, None)
            return Group(at, at + 1, low, high, known=True, plural=count is None, noun_first=at)
        nothing = self.rules.none
        if lower in _NOBODY:
            return Group(at, at + 1, nothing.low, nothing.high, known=True, noun_first=at)
        if lower == "no" and self._lower(at + 1) in ("one", "others"):
            return Group(at, at + 2, nothing.low, nothing.high, known=True, noun_first=at)
        return None

    def _opening(self, at: int) -> tuple[Group, int]:
        """Articles, possessives and the number, with "of the" behind it; and where the noun may begin."""
        group, j = Group(at, at, None, None), at
        while j < len(self.words):
            word = self.words[j]
            if word.number is not None:
                if group.numbered:
                    break
                number = word.number
                group.low, group.high, group.hedge, group.numbered = number.low, number.high, number.hedge, True
                group.plural = (number.high if number.low is None else number.low) != 1
                j = self._of(group, j + 1)
                if group.of_them:
                    return group, j
            elif word.lower in DETERMINERS:
                group.others |= word.lower in ("other", "others", "another", "more")
                group.possessed |= word.lower in ("his", "her", "their", "its")
                if word.lower == "no":
                    group.low, group.high, group.numbered = self.rules.none.low, self.rules.none.high, True
                j += 1
            elif word.lower in _TOTALS and j > at and self._lower(j + 1) == "of" and self._number(j + 2):
                j += 2
            else:
                break
        group.stop = j
        return group, j

    def _of(self, group: Group, j: int) -> int:
        """Pass over "of the", "of his" behind a number; "of them" closes the group."""
        if self._lower(j) != "of":
            return j
        following = self._lower(j + 1)
        if following in _THEM:
            group.of_them, group.known, group.stop = True, True, j + 2
            return j + 2
        k = j + 1
        while self._lower(k) in _PARTITIVE or (k > j + 1 and self._number(k)):
            k += 1
        if k > j + 1 or self._lower(j + 1) in ("dozens",):
            return k
        return j + 1 if self._looks_like_people(j + 1) else j

    def _looks_like_people(self, at: int) -> bool:
        return self._head(at, bare=True).noun is not None or self._lower(at) in ("other", "others", "more")

    def _head(self, at: int, *, bare: bool, wanted: bool | None = None) -> _Head:
        """The noun of the group that begins at `at`: the last of the first run of person nouns."""
        head = _Head(None, at, at)
        k = at
        while k < len(self.words) and k - at < _LONGEST:
            word, lower = self.words[k], self.words[k].lower
            if lower == "(" and self._lower(k + 2) == ")" and k > at:
                k += 3  # "145 Baloch Liberation Army (BLA) insurgents"
                continue
            if word.number is not None or (word.mark and lower not in _QUOTES):
                break
            if lower in self.lexicon.counted and self._counts_harm(k, at, bare=bare):
                kind, plural = self.lexicon.counted[lower]
                return _Head(None, k + 1, at, kind, plural, k + 1 - at)
            if word.mark or lower == "s":
                k += 1
                continue
            if lower in OPENERS and k > at:
                break
            if lower in STOPS and not self._adjective_in_noun_phrase(k, at):
                break
            if self._is_event(k, at, bare=bare):
                break
            if bare and not self._may_qualify(k, at):
                break
            noun = self._person(k)
            if noun is not None and self._fits(noun, wanted) and self._closes(k, noun):
                head = _Head(noun, k + 1, at)
                head.words = k + 1 - at
                while (next_noun := self._person(k + 1)) is not None and self._fits(next_noun, wanted):
                    k += 1
                    head.noun, head.stop = next_noun, k + 1
                if self._lower(head.stop) in self.lexicon.counted and self._counts_harm(head.stop, at, bare=bare):
                    kind, plural = self.lexicon.counted[self._lower(head.stop)]
                    return _Head(None, head.stop + 1, at, kind, plural, head.words + 1)
                return head
            head.words += 1
            k += 1
        head.stop = min(k, len(self.words))
        return head

    def _wanted(self, group: Group, at: int) -> bool | None:
        """Whether the words before the noun ask for a plural, a singular, or either."""
        if group.numbered:
            return group.plural or None
        return False if self._lower(at) in ("a", "an") else None

    @staticmethod
    def _fits(noun: PersonNoun, wanted: bool | None) -> bool:
        return wanted is None or noun.plural is wanted or noun.count != int(not noun.plural) or noun.invariant

    def _counts_harm(self, k: int, at: int, *, bare: bool) -> bool:
        """Whether "arrests", "killing" and the like are nouns here and not verbs."""
        if self._person(k + 1) is not None:
            return False  # "eleven kidnapping victims"
        if bare and verb_forms().get(self._lower(at), ("", ""))[1] == "PAST":
            return False  # "suffered heavy casualties"
        if self._lower(k) not in self.lexicon.verbs:
            return True
        following = self._lower(k + 1)
        return following in ("of", "in", "") or not (bare or k > at or self._number(k + 1)) or following in (".", ",")

    def _person(self, k: int) -> PersonNoun | None:
        lower = self._lower(k)
        noun = self.lexicon.people.get(lower)
        if noun is None and lower.endswith(("-year-old", "-month-old", "-day-old")):
            return PersonNoun(Who.UNKNOWN, plural=False, count=1)
        if noun is None and lower.endswith("-year-olds"):
            return PersonNoun(Who.UNKNOWN, plural=True)
        return noun

    def _closes(self, k: int, noun: PersonNoun) -> bool:
        """A singular right before another open word only qualifies it: "a rebel stronghold"."""
        following = self.words[k + 1] if k + 1 < len(self.words) else None
        if following is not None and following.lower in ("'s", "’s"):
            return False
        if following is None or following.mark or following.number is not None:
            return True
        if self._qualifies_further(k, noun):
            return False
        if following.capital:
            return True
        if following.lower in STOPS or following.lower in self.lexicon.verbs or following.lower in self.lexicon.people:
            return True
        if following.lower in self.lexicon.phrases or following.lower in self.lexicon.counted:
            return True
        if self._is_verb(following.lower, singular=not noun.plural):
            return True
        return (noun.plural and not noun.invariant) or following.lower.endswith(("ed", "ing", "ible", "able")) or self._person(k + 1) is not None

    @staticmethod
    def _is_verb(word: str, *, singular: bool) -> bool:
        """"A man opens fire", "a man drove": a known verb form behind the noun."""
        _, tag = verb_forms().get(word, ("", ""))
        return tag == "PAST" or (tag == "VERB" and singular and word.endswith("s"))

    def _qualifies_further(self, k: int, noun: PersonNoun) -> bool:
        """"Palestinian Islamic Jihad commander", "forces cell commander": a noun for people before another such noun."""
        following = self.words[k + 1]
        if following.lower in STOPS or self._person(k + 1) is not None or following.lower in self.lexicon.verbs:
            return False
        if following.lower in self.lexicon.counted:
            return False
        if not following.capital and following.lower.endswith(("ed", "ing")):
            return False
        return self._noun_within(k + 1, 6 if self.words[k].capital else 2 if noun.plural else 0)

    def _adjective_in_noun_phrase(self, k: int, at: int) -> bool:
        """"and" between two qualifiers: "60 Boko Haram and Islamic State insurgents"; adverbs like "badly"."""
        lower = self._lower(k)
        if lower == "and" and k > at and k + 1 < len(self.words):
            following = self.words[k + 1]
            before = self.words[k - 1].lower
            if not (following.capital or before in _PAIRED or before.endswith("ed")) or following.number is not None:
                return False
            return self._noun_within(k + 1, 4)
        return lower in ADVERBS and lower.endswith("ly") and self._noun_within(k + 1, 3)

    def _noun_within(self, at: int, reach: int) -> bool:
        for k in range(at, min(at + reach, len(self.words))):
            word = self.words[k]
            if word.mark or word.number is not None or word.lower in STOPS or word.lower in OPENERS:
                return False
            if self._person(k) is not None:
                return True
        return False

    def _is_event(self, k: int, at: int, *, bare: bool) -> bool:
        """Whether a harm verb stands here as a verb, not as an adjective before a person noun."""
        harm = self.lexicon.verbs.get(self._lower(k))
        if harm is None:
            return False
        adjectival = harm.form in (Form.PAST, Form.PARTICIPLE, Form.ADJECTIVE) and not bare
        return not (adjectival and self._noun_within(k + 1, 4) and not self._person_before(k, at))

    def _person_before(self, k: int, at: int) -> bool:
        return k > at and self._person(k - 1) is not None

    def _may_qualify(self, k: int, at: int) -> bool:
        word = self.words[k]
        if word.capital or self._person(k) is not None or word.lower in self.lexicon.sides:
            return True
        if word.lower in ("'s", "’s") and k > at:
            return True
        if k - at >= 4 or len(word.lower) < 3:
            return False
        return not word.lower.endswith(("s", "ing", "ly")) or word.lower.endswith("ss")

    def _without_noun(self, group: Group, at: int, after: int, head: _Head) -> Group | None:
        """A bare number, "another", a name, or an unknown noun behind an article or number."""
        opened = after > at
        if opened and group.others and head.words == 0:
            group.known, group.noun_first = True, at
            if not group.numbered:
                single = self._lower(after - 1) in ("another", "other")
                group.plural = not single
                group.low, group.high = (1, 1) if single else self._plural()
            return group
        if group.numbered:
            noun = head.words and not self._lower(after).endswith(("ing", "ed"))
            group.noun_first = after if noun else None
            group.stop = head.stop if noun else after
            return group
        if opened and head.words and self._lower(at) not in ("some", "any", "more", "each", "every"):
            group.stop, group.noun_first = head.stop, after
            group.plural = self._lower(head.stop - 1).endswith("s") and self._lower(at) not in ARTICLES
            group.low, group.high = self._plural() if group.plural else (1, 1)
            group.named = self.words[after].capital
            return group
        return self._name(at) if not opened else None

    def _name(self, at: int) -> Group | None:
        stop = self._name_stop(at)
        if stop == at or self.words[at].lower in STOPS:
            return None
        return Group(at, stop, 1, 1, named=True, noun_first=at)

    def _name_stop(self, at: int) -> int:
        k = at
        while k < len(self.words) and (self.words[k].capital or (self.words[k].particle and k > at)):
            lower = self.words[k].lower
            if lower in MONTHS_AND_DAYS or lower in self.lexicon.verbs and k > at:
                break
            k += 1
        while k > at and not self.words[k - 1].capital:
            k -= 1
        return k

    def _count(self, group: Group, head: _Head) -> None:
        if head.harm is not None:
            group.harm, group.known = head.harm, True
            if not group.numbered:
                group.plural = head.harm_plural
                group.low, group.high = self._plural() if head.harm_plural else (1, 1)
            return
        noun = head.noun
        assert noun is not None
        group.known, group.collective = True, noun.plural and not self._lower(head.stop - 1).endswith(("s", "n", "e"))
        if not group.numbered:
            group.plural = noun.plural
            group.low, group.high = (noun.count, noun.count) if noun.count else self._plural()

    def _plural(self) -> tuple[int | None, int | None]:
        bounds = self.rules.plural_without_number
        return bounds.low, bounds.high

    def _extend(self, group: Group, head: _Head) -> None:
        """Take in the names behind the noun, and a second bare noun: "women and children"."""
        if head.harm is not None or head.noun is None:
            return
        stop = self._name_stop(group.stop)
        if stop == group.stop and not head.noun.plural and self._lower(stop) == "and":
            office = self._head(stop + 1, bare=True)
            named = self._name_stop(office.stop)
            if office.noun is not None and not office.noun.plural and named > office.stop:
                stop = named  # "commander and police chief Abu Kamil" is one man
        if stop > group.stop:
            names = 1
            group.stop, group.named = stop, True
            while head.noun.plural and not group.numbered and self._lower(group.stop) in ("and", ","):
                further = self._name_stop(group.stop + 1)
                if further == group.stop + 1:
                    break
                names, group.stop = names + 1, further
            if head.noun.plural and not group.numbered and names > 1:
                group.low = group.high = names
            return
        if head.noun.plural and self._lower(group.stop) in ("and", "or") and not group.harm:
            second = self._head(group.stop + 1, bare=True)
            joint = second.noun is not None and second.noun.plural and second.stop - group.stop <= 4
            if joint and self._lower(second.stop) not in self.lexicon.counted:
                group.stop = second.stop
                if second.noun is not None and second.noun.who is not head.noun.who:
                    head.noun = PersonNoun(_both(head.noun.who, second.noun.who), plural=True)

    def _take_side(self, group: Group, head: _Head) -> None:
        who = head.noun.who if head.noun is not None else Who.UNKNOWN
        if self._lower(head.stop - 1) in ("personnel", "forces"):
            who = Who.COMBATANT if group.numbered or self._lower(head.stop - 1) == "forces" else who
            if any(self.lexicon.sides.get(w.lower) is Who.CIVILIAN for w in self.words[group.first : head.stop - 1]):
                who = Who.CIVILIAN
        elif who is Who.UNKNOWN or self._lower(head.stop - 1) in ("worker", "workers", "trainees"):
            own = [self.lexicon.sides.get(word.lower) for word in self.words[group.first : head.stop - 1]]
            own += [noun.who for word in self.words[group.first : head.stop - 1] if (noun := self._noun(word))]
            sides = {side for side in own if side not in (None, Who.UNKNOWN)}
            if not sides and who is Who.UNKNOWN and self._lower(group.stop) in ("of", "from"):
                sides = self._behind(group.stop + 1)
            if len(sides) == 1:
                who = sides.pop() or who
            elif Who.COMBATANT in sides:
                who = Who.COMBATANT
        group.who = who

    def _noun(self, word: Word) -> PersonNoun | None:
        return self.lexicon.people.get(word.lower)

    def _behind(self, at: int) -> set[Who | None]:
        found: set[Who | None] = set()
        for word in self.words[at : at + 8]:
            if word.mark or word.lower in CONJUNCTIONS or word.lower in self.lexicon.verbs:
                break
            noun = self.lexicon.people.get(word.lower)
            side = self.lexicon.sides.get(word.lower) or (noun.who if noun else None)
            if side not in (None, Who.UNKNOWN):
                found.add(side)
        return found

    def _lower(self, k: int) -> str:
        return self.words[k].lower if 0 <= k < len(self.words) else ""

    def _number(self, k: int) -> bool:
        return 0 <= k < len(self.words) and self.words[k].number is not None


def _both(one: Who, two: Who) -> Who:
    if one is two or two is Who.UNKNOWN:
        return one
    return two if one is Who.UNKNOWN else Who.MIXED
