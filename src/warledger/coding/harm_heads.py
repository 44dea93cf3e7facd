"""Finds the noun of a group of people: the "soldiers" of "Pakistan Army soldiers", the "deaths" of "civilian deaths".

It walks over qualifiers (adjectives, names, nouns before nouns) and stops at verbs, marks and the small words that end
a noun phrase. Where it finds no noun for people it says how many open words it passed, so that a caller may still take
the group for people of a name it does not know.
"""

from dataclasses import dataclass

from warledger.coding.harm_lexicon import Form, HarmLexicon, PersonNoun
from warledger.coding.harm_words import ADVERBS, OPENERS, POSSESSIVE_ENDINGS, STOPS, Words
from warledger.model.claim import HarmKind, Who
from warledger.reference.inflection import verb_forms

_LONGEST = 9  # words between the first word of a group and its noun
_LONGEST_BARE = 4  # the same where no article or number opens the group
_QUOTES = frozenset("\"'“”‘’«»")
_OBJECTS = frozenset("him her them himself herself themselves".split())
_PAIRED = frozenset("current former young old local foreign".split())  # "current and former officers"


@dataclass(slots=True)
class Head:
    """The noun found, and the words from `first` to `stop` that lead to it; a noun of harm has `harm` instead."""

    noun: PersonNoun | None
    first: int
    stop: int
    open_words: int = 0
    harm: HarmKind | None = None
    harm_plural: bool = False


class HeadFinder:
    """Looks for the noun in one sentence."""

    def __init__(self, words: Words, lexicon: HarmLexicon) -> None:
        self.words = words
        self.lexicon = lexicon

    def find(self, at: int, *, bare: bool, plural: bool | None = None) -> Head:
        """The noun of the group that begins at `at`: the last of the first run of person nouns.

        `bare`: no article or number stands before it. `plural`: what those ask for, where they ask for something.
        """
        k, passed = at, 0
        while k < len(self.words) and k - at < _LONGEST:
            if self.words.lower(k) == "(" and self.words.lower(k + 2) == ")" and k > at:
                k += 3  # "90 National Resistance Army (NRA) insurgents"
                continue
            if (harm := self._harm(k, at, bare=bare)) is not None:
                return harm
            if self.words[k].mark and self.words.lower(k) in _QUOTES:
                k += 1
                continue
            if self._ends(k, at, bare=bare):
                break
            noun = self.person(k)
            if noun is not None and _fits(noun, plural) and self._closes(k, noun):
                return self._whole(k, at, noun, bare=bare, plural=plural)
            passed, k = passed + 1, k + 1
        return Head(None, at, min(k, len(self.words)), passed)

    def person(self, k: int) -> PersonNoun | None:
        """What the word at `k` says as a noun for people, ages included ("a 14-year-old")."""
        lower = self.words.lower(k)
        noun = self.lexicon.people.get(lower)
        if lower == "minor" and self._qualifies_noun(k + 1):
            return None  # "two guards suffered minor injuries"
        if noun is None and lower.endswith(("-year-old", "-month-old", "-day-old")):
            return PersonNoun(Who.UNKNOWN, plural=False, count=1)
        if noun is None and lower.endswith("-year-olds"):
            return PersonNoun(Who.UNKNOWN, plural=True)
        return noun

    def _qualifies_noun(self, k: int) -> bool:
        """Whether the word at `k` is an open one that the word before it may describe."""
        lower = self.words.lower(k)
        open_word = lower[:1].isalpha() and lower not in STOPS and lower not in self.lexicon.verbs
        return open_word and self.lexicon.people.get(lower) is None and verb_forms().get(lower, ("", ""))[1] != "PAST"

    def _whole(self, k: int, at: int, noun: PersonNoun, *, bare: bool, plural: bool | None) -> Head:
        """The run of person nouns from `k` on ("police officers"), or the harm they qualify ("civilian deaths")."""
        while (further := self.person(k + 1)) is not None and _fits(further, plural):
            k, noun = k + 1, further
        return self._harm(k + 1, at, bare=bare) or Head(noun, at, k + 1, k + 1 - at)

    def _harm(self, k: int, at: int, *, bare: bool) -> Head | None:
        counted = self.lexicon.counted.get(self.words.lower(k))
        if counted is None or not self._counts_harm(k, at, bare=bare):
            return None
        return Head(None, at, k + 1, k + 1 - at, harm=counted[0], harm_plural=counted[1])

    def _counts_harm(self, k: int, at: int, *, bare: bool) -> bool:
        """Whether "arrests", "killing" and the like are nouns here and not verbs or qualifiers."""
        if self.person(k + 1) is not None:
            return False  # "eleven kidnapping victims"
        if bare and self.words.lower(at).endswith("ed") and self.words.lower(at) != "reported":
            return False  # "suffered heavy casualties"
        if self.words.lower(k) not in self.lexicon.verbs:
            return True
        if self.words.lower(k + 1) in ("of", "in", "", ".", ","):
            return True
        return not (bare or k > at or self.words.number(k + 1))

    def _ends(self, k: int, at: int, *, bare: bool) -> bool:
        """Whether the noun phrase is over before the word at `k`."""
        word = self.words[k]
        if word.number is not None or word.mark or (word.lower in OPENERS and k > at):
            return True
        if word.lower in STOPS and not self._joins_qualifiers(k, at):
            return True
        in_a_name = word.capital and self.person(k) is not None  # "10 Niger Armed Forces soldiers"
        if (k > at or not bare) and word.lower in self.lexicon.around and not in_a_name and self._takes_people(k + 1):
            return True  # "a blast put 12 people in hospital"
        return self._is_harm_verb(k, at, bare=bare) or (bare and not self._may_qualify(k, at))

    def _takes_people(self, k: int) -> bool:
        """Whether what begins at `k` may be the object of a verb before it."""
        lower = self.words.lower(k)
        return self.words.number(k) or lower in OPENERS or lower in _OBJECTS or self.person(k) is not None

    def _closes(self, k: int, noun: PersonNoun) -> bool:
        """Whether the noun at `k` ends its phrase; in "a rebel stronghold" it does not."""
        if k + 1 >= len(self.words):
            return True
        following = self.words[k + 1]
        if following.lower in POSSESSIVE_ENDINGS:
            return False
        if following.mark or following.number is not None:
            return True
        if following.lower == "or" and not noun.plural and self._joins_qualifiers(k + 1, k):
            return False  # "no civilian or security officers"
        if self._qualifies_further(k, noun):
            return False
        if following.capital or following.lower in STOPS or self._is_known(following.lower):
            return True
        if _is_verb(following.lower, singular=not noun.plural) or (noun.plural and not noun.invariant):
            return True
        return following.lower.endswith(("ed", "ing", "ible", "able")) or self.person(k + 1) is not None

    def _is_known(self, lower: str) -> bool:
        lexicon = self.lexicon
        return lower in lexicon.verbs or lower in lexicon.people or lower in lexicon.phrases or lower in lexicon.counted

    def _qualifies_further(self, k: int, noun: PersonNoun) -> bool:
        """One person noun before another: "Lebanese Resistance Front commander", "a forces cell commander"."""
        following = self.words[k + 1]
        if following.lower in STOPS or self.person(k + 1) is not None or following.lower in self.lexicon.verbs:
            return False
        if following.lower in self.lexicon.counted:
            return False
        if not following.capital and following.lower.endswith(("ed", "ing")):
            return False
        return self._person_within(k + 1, 6 if self.words[k].capital else 2 if noun.plural else 0)

    def _joins_qualifiers(self, k: int, at: int) -> bool:
        """Whether an "and" or adverb stands between qualifiers: "60 Red Flag and Free Burma insurgents"."""
        lower = self.words.lower(k)
        if lower == "or" and k > at and self._denied(at):
            return self._person_within(k + 1, 4)
        if lower == "and" and k > at and not self.words.number(k + 1):
            before = self.words.lower(k - 1)
            joins = self.words.capital(k + 1) or before in _PAIRED or before.endswith("ed")
            return joins and self._person_within(k + 1, 4)
        return lower in ADVERBS and lower.endswith("ly") and self._person_within(k + 1, 3)

    def _denied(self, at: int) -> bool:
        """Whether "no" opens the group: "no civilian or security officers"."""
        return any(self.words.lower(k) == "no" for k in range(at - 2, at))

    def _person_within(self, at: int, reach: int) -> bool:
        for k in range(at, min(at + reach, len(self.words))):
            word = self.words[k]
            if word.mark or word.number is not None or word.lower in STOPS or word.lower in OPENERS:
                return False
            if self.person(k) is not None:
                return True
        return False

    def _is_harm_verb(self, k: int, at: int, *, bare: bool) -> bool:
        """Whether a harm verb stands here as a verb, not as an adjective before a person noun."""
        harm = self.lexicon.verbs.get(self.words.lower(k))
        if harm is None or (
            self.words.lower(k) in self.lexicon.counted and not bare and self.person(k + 1) is not None
        ):
            return False  # "eleven kidnapping victims"
        opens = k == at or self.words.lower(k - 1).endswith("ly")
        adjectival = harm.form in (Form.PAST, Form.PARTICIPLE, Form.ADJECTIVE) and not bare and opens
        behind_person = k > at and self.person(k - 1) is not None
        return behind_person or not adjectival or not self._person_within(k + 1, 4)

    def _may_qualify(self, k: int, at: int) -> bool:
        """Whether the word at `k` may stand before a bare noun: a name, a known qualifier, a likely adjective."""
        word = self.words[k]
        if word.capital or self.person(k) is not None or word.lower in self.lexicon.sides:
            return True
        if word.lower in POSSESSIVE_ENDINGS:
            return k > at
        if k - at >= _LONGEST_BARE or len(word.lower) < 3:
            return False
        if word.lower.endswith("ed"):
            return k == at  # "suspected militants", not "Belgrade caused casualties"
        return not word.lower.endswith(("s", "ing", "ly")) or word.lower.endswith("ss")


def _fits(noun: PersonNoun, plural: bool | None) -> bool:
    return plural is None or noun.plural is plural or noun.count != int(not noun.plural) or noun.invariant


def _is_verb(word: str, *, singular: bool) -> bool:
    """A known verb form behind the noun: "a man opens fire", "a man drove"."""
    _, tag = verb_forms().get(word, ("", ""))
    return tag == "PAST" or (tag == "VERB" and singular and word.endswith("s"))


def both(one: Who, two: Who) -> Who:
    """The side of people of two sides."""
    if one is two or two is Who.UNKNOWN:
        return one
    return two if one is Who.UNKNOWN else Who.MIXED
