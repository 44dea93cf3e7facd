"""Reads the figure in words that are known to tell of harm, where the harm grammar found none in them.

The extractor points at words ("we buried four hundred", "her throat was cut") and names the kind; this reads how many:
a count, a negation, the people named one after another, a plural, or one. It never decides that words tell of harm.
"""

import re
from collections.abc import Sequence

from warledger.coding.harm_groups import Group, find_groups
from warledger.coding.harm_lexicon import load_harm_lexicon
from warledger.coding.harm_pronouns import is_age, is_label
from warledger.coding.harm_rivals import SHARE_OF, summed_up
from warledger.coding.harm_uncounted import alone, spared, taken_alone, uncounted
from warledger.coding.harm_words import DETERMINERS, Words, words_of
from warledger.model.claim import Harm, HarmKind, Who
from warledger.model.evidence import Quote
from warledger.model.reading import NumberMention, Reading
from warledger.reference.codebook import Bounds, load_codebook

_HOUSEHOLDS = re.compile(r"\W*(?:[a-z-]+ ){0,2}(?:families|households|homes|houses)\b", re.IGNORECASE)
_RANGE = re.compile(r"[,;(\s]*(?:or|perhaps|maybe|possibly|if not)(?: even)?(?: perhaps)?\s*", re.IGNORECASE)
_REVISED = re.compile(
    r"[^.]*\b(?:then|later|now|(?:has|had) (?:arrived at|reached))\b[^.]*|\W*later\W*|"
    r"\W*(?:this|yesterday|last|at|on) [\w ]{2,18} to\W*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s+(?:[\w-]+ ){0,3}(?:says?|said|spoke|speaks?|tells?|told|counts?|counted|saw|heard|hears|reports?|reported|"
    r"gives?|gave|puts?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|rather than|instead of)\s+$", re.IGNORECASE)
_WITH = re.compile(r"\bwith (?:\w+ )?$", re.IGNORECASE)
_OTHERS = re.compile(r"\s+(?:others?|more)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:[\w ]{0,12})$", re.IGNORECASE)
_GROWN = re.compile(
    r"\b(?:rais|rose|risen|revis|updat|went up|gone up|increas|climb|injured|dead|count|toll)", re.IGNORECASE
)
_OR_MORE = re.compile(r"\W*(?:plus|or more|and more|at (?:the )?least|upwards?)\b", re.IGNORECASE)
_SUBSET = re.compile(
    r"^(?:including|among them|of (?:them|whom)|of the dead)\b|\b(?:of them|among them|of whom)\b", re.IGNORECASE
)
_COMBATANT = re.compile(
    r"\b(?:soldiers?|troops?|police\w*|fighters?|militants?|rebels?|gunm[ae]n|guards?|officers?|insurgents?|guerrillas?|"
    r"militia\w*|commanders?|cadets?|gendarmes?|paramilitar\w+)\b",
    re.IGNORECASE,
)
_CIVILIAN = re.compile(
    r"\b(?:civilians?|child(?:ren)?|wom[ae]n|girls?|boys?|villagers?|teachers?|students?|pupils?|nurses?|doctors?|farmers?|"
    r"passengers?|journalists?|worshippers?|residents?|mother|father|brother|sister|daughter|son|infants?|bab(?:y|ies))\b",
    re.IGNORECASE,
)
_LINKS = frozenset([",", "and", "with", "together", "along", "plus", "&", "also"])
_DOERS = frozenset("by from against of near outside beside at in to".split())


_Count = tuple[int | None, int | None, str | None, str]  # low, high, hedge, and by which rule


def figure_in(reading: Reading, quote: Quote, kind: HarmKind) -> Harm:
    """The figure that `quote` tells of harm of that kind."""
    low, high, hedge, rule = _count(reading, quote, kind)
    return Harm(
        kind=kind,
        low=low,
        high=high,
        who=_who(quote.text),
        quote=quote,
        rule=f"extractor's words, {rule}",
        subset=bool(_SUBSET.search(quote.text)),
        hedge=hedge,
    )


def _count(reading: Reading, quote: Quote, kind: HarmKind) -> _Count:
    words, groups = _groups(reading, quote)
    text = reading.document.text
    told = [n for n in reading.numbers or () if quote.start <= n.quote.start and n.quote.end <= quote.end]
    listed = _listed(words, groups)
    numbers = [n for n in told if not _of_nobody(words, n) and not (listed and _of_things(words, groups, n))]
    if any(SHARE_OF.search(text[quote.start : n.quote.start]) for n in numbers):
        return None, None, None, "a share without a count"
    numbers = _counting(text, quote, numbers)
    if not numbers and any(_DENIED.search(text[quote.start : n.quote.start]) for n in told):
        return None, None, None, "a count that is denied"
    if spared(quote.text, kind, counted=bool(numbers)):
        return 0, 0, None, "told as unhurt"
    if numbers and (len(listed) < 2 or not _all_in(numbers, words, listed)):
        return _counted(text, quote, numbers)
    if taken_alone(quote.text):
        return 1, 1, None, "one person"
    if len(listed) > 1:
        low, high = _all_of(listed)
        return low, high, None, "people told one after another"
    bounds, rule = uncounted(quote.text, Bounds(listed[0].low, listed[0].high) if listed and listed[0].known else None)
    return bounds.low, bounds.high, None, rule


def _counting(text: str, quote: Quote, numbers: Sequence[NumberMention]) -> list[NumberMention]:
    """The numbers without those that are corrected, and without one speaker where what is said is counted."""
    kept = [n for n in numbers if n.low == 1 or n.hedge or not _DENIED.search(text[quote.start : n.quote.start])]
    if len(kept) > 1 and kept[0].low == kept[0].high == 1 and _SAYS.match(text, kept[0].quote.end, kept[1].quote.start):
        return kept[1:]
    return kept


def _counted(text: str, quote: Quote, numbers: Sequence[NumberMention]) -> _Count:
    """What the counts come to: of two, a range, the later of a revision, or the people beside their households."""
    first, before = numbers[0], text[quote.start : numbers[0].quote.start]
    if len(numbers) > 1:
        second = numbers[1]
        between = text[first.quote.end : second.quote.start]
        if _RANGE.fullmatch(between):
            return _range(first, second)
        if between.strip(' "“”') in ("to", "and as many as"):
            grown = _FROM.search(before) and _GROWN.search(before)
            return _only(second) if grown else _range(first, second)
        if _REVISED.fullmatch(between):
            return _only(numbers[-1])
    if _HOUSEHOLDS.match(text, first.quote.end, quote.end):
        return _only(numbers[1]) if len(numbers) > 1 else (None, None, None, "households, not counted as persons")
    if _OR_MORE.match(text, first.quote.end, quote.end) and first.high == first.low:
        return first.low, None, "or more", "the count in them"
    bounds = summed_up(before, first)
    if bounds.low != first.low:
        return bounds.low, bounds.high, None, "the count in them"
    others = _WITH.search(before) and _OTHERS.match(text, first.quote.end, quote.end)
    if len(numbers) == 1 and first.low and first.low == first.high and others and alone(before):
        return first.low + 1, first.low + 1, None, "one person and the others"
    return _only(first)


def _only(number: NumberMention) -> _Count:
    return number.low, number.high, number.hedge, "the count in them"


def _range(one: NumberMention, two: NumberMention) -> _Count:
    ends = [end for end in (one.low, one.high, two.low, two.high) if end is not None]
    return min(ends), max(ends), None, "a range between two counts"


def _groups(reading: Reading, quote: Quote) -> tuple[Words, list[Group]]:
    """The words of the sentences that hold `quote`, and the groups of people that stand in it."""
    words = Words([])
    sentences = reading.sentences or ()
    for number in reading.sentences_over(quote.start, quote.end):
        words = Words([*words, *words_of(reading.document.text, sentences[number], reading.numbers or ())])
    found = find_groups(words, load_harm_lexicon(), load_codebook(None).harm)
    return words, [g for g in found if quote.start <= words[g.first].start and words[g.stop - 1].end <= quote.end]


def _of_nobody(words: Words, number: NumberMention) -> bool:
    """Whether it is part of a name, or an age: "Rosa, 34," as the grammar has it, and here "the teacher, 34,"."""
    at = next((k for k, word in enumerate(words) if word.number is number), None)
    if at is None:
        return False
    lexicon, following = load_harm_lexicon(), words.lower(at + 1)
    parts = lexicon.words["<limb>"] | lexicon.words["<wound>"]
    if following in ("side", "sides") or following in lexicon.not_people or (following,) in parts:
        return True  # "losses on both sides", "six tanks", "both legs"
    if number.quote.text.startswith("0") and number.quote.text != "0":
        return True  # "at 0900"
    set_off = words.lower(at - 1) == "," and words.lower(at + 1) in (",", "")
    return (
        is_age(words, lexicon, at)
        or is_label(words, lexicon, at)
        or (set_off and words.lower(at - 2) in lexicon.people)
    )


def _of_things(words: Words, groups: Sequence[Group], number: NumberMention) -> bool:
    """Whether the number counts what the people are only near or in: "farmers moved out of six hamlets"."""
    over = (g for g in groups if words[g.first].start <= number.quote.start < words[g.stop - 1].end)
    return any(not g.known and g.noun_first is not None and words.lower(g.first - 1) in _DOERS for g in over)


def _listed(words: Words, groups: Sequence[Group]) -> list[Group]:
    """The first people told of in the words, and those joined to them by "and", "with" or a comma."""
    found: list[Group] = []
    for place, group in enumerate(groups):
        if group.harm is not None:
            continue
        if not found:
            following = groups[place + 1] if place + 1 < len(groups) else None
            if _opens_list(words, group, following) and not (place and group.named and not group.known):
                found.append(group)
        elif not _LINKS.issuperset(_between(words, found[-1].stop, group.first)) or group.of_them:
            break
        elif (group.known or (found[0].numbered and _may_be_people(words, group))) and not _says_who(
            words, found, group
        ):
            found.append(group)
    return found


def _opens_list(words: Words, group: Group, following: Group | None) -> bool:
    """Whether the group is the first of those harmed: no doer, and people, a count, or a name with others behind it."""
    before = words.lower(group.first - 1)
    harmed = before == "of" and words.lower(group.first - 2) in load_harm_lexicon().victim_nouns
    if before in _DOERS and not harmed:
        return False
    if group.known or (group.numbered and group.noun_first is not None):
        return group.known or not _is_thing(words.lower(group.stop - 1))
    joined = following is not None and words.lowers[group.stop : following.first] == ["and"]
    return (
        group.named
        and group.noun_first == group.first
        and joined
        and following is not None
        and (following.others or following.possessed)
    )


def _may_be_people(words: Words, group: Group) -> bool:
    """Whether a noun that is not known may name people beside others: "two Germans and a Ukrainian auxiliary"."""
    opened = words.lower(group.first) in DETERMINERS and words.lower(group.first) not in ("the", "its")
    joined = words.lower(group.first - 1) == "and"
    return opened and joined and not group.plural and not _is_thing(words.lower(group.stop - 1))


def _is_thing(noun: str) -> bool:
    not_people = load_harm_lexicon().not_people
    return noun in not_people or f"{noun}s" in not_people or (noun,) in load_harm_lexicon().words["<limb>"]


def _says_who(words: Words, found: Sequence[Group], group: Group) -> bool:
    """Whether it only says who those counted are: "two of them Malaysians", "seven hostages, farmers"."""
    if found[-1].of_them and group.first == found[-1].stop:
        return True
    return found[0].numbered and group.plural and not group.numbered and words.lower(group.first) not in DETERMINERS


def _all_of(groups: Sequence[Group]) -> tuple[int | None, int | None]:
    """All of the groups, or the first where the others are those it counts: "18 others, 14 Italians, 4 Germans"."""
    first, rest = groups[0], _total([Bounds(g.low, g.high) for g in groups[1:]])
    if len(groups) > 2 and first.numbered and first.low == first.high and rest == (first.low, first.high):
        return rest
    return _total([Bounds(g.low, g.high) for g in groups])


def _between(words: Words, first: int, stop: int) -> list[str]:
    """The words between two groups, without an age: "a girl of four and an old man"."""
    if words.lower(first) == "of" and first + 1 < stop and not words.number(first + 2):
        first += 2
    return words.lowers[first:stop]


def _all_in(numbers: Sequence[NumberMention], words: Words, groups: Sequence[Group]) -> bool:
    """Whether every count is of one of the groups."""
    inside = [(words[g.first].start, words[g.stop - 1].end) for g in groups]
    return all(any(a <= n.quote.start and n.quote.end <= b for a, b in inside) for n in numbers)


def _total(bounds: Sequence[Bounds]) -> tuple[int | None, int | None]:
    lows = [b.low for b in bounds]
    highs = [b.high for b in bounds]
    low = None if None in lows else sum(x for x in lows if x is not None)
    return low, None if None in highs else sum(x for x in highs if x is not None)


def _who(words: str) -> Who:
    fighters, civilians = bool(_COMBATANT.search(words)), bool(_CIVILIAN.search(words))
    if fighters and civilians:
        return Who.MIXED
    return Who.COMBATANT if fighters else Who.CIVILIAN if civilians else Who.UNKNOWN
