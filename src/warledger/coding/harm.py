"""Reads the harm that a sentence tells of into figures: how many were killed, hurt, taken or driven out.

A grammar of number words, words for people and words of harm: nothing is learned or guessed, each figure quotes its
words and names its rule. It does not say which event did the harm.
"""

import re
from dataclasses import replace

from warledger.coding.harm_clause import Clause
from warledger.coding.harm_cues import find_cues
from warledger.coding.harm_ends import join_fatal_parts, settle_ends
from warledger.coding.harm_figures import Figure, Figures
from warledger.coding.harm_groups import Group, find_groups
from warledger.coding.harm_kin import with_their_own
from warledger.coding.harm_lexicon import HarmLexicon, load_harm_lexicon
from warledger.coding.harm_lists import join_lists
from warledger.coding.harm_nouns import join_adjectives, join_bodies, join_nouns, join_tolls
from warledger.coding.harm_parts import join_among, join_parts
from warledger.coding.harm_rivals import SHARE_OF, with_rivals
from warledger.coding.harm_sides import sides
from warledger.coding.harm_verbs import join_verbs
from warledger.coding.harm_words import Words, stretches, words_of
from warledger.model.claim import Harm, HarmKind, Who
from warledger.model.evidence import Quote
from warledger.model.reading import Reading, Sentence
from warledger.reference.codebook import HarmRules, load_codebook

_KINDS = tuple(HarmKind)
_FATAL = re.compile(r"\b(?:fatal(?:ly)?|deadly|lethal(?:ly)?)\s+$", re.IGNORECASE)
_HURT = re.compile(r"\b(?:hurt|harmed|hit|scratched)\b", re.IGNORECASE)
_DIED = re.compile(r"\b(?:die|dies|died|dying|passed away)$", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r",? (?:\w+ly )?(?:(?:at home )?in (?:(?:his|her)(?: own)? )?(?:bed|sleep)|"
    r"(?:of|from) (?:old age|cancer|natural causes))\b",
    re.IGNORECASE,
)
_MANY = 10  # "half of the two" is told of so few that they are no population
_BEHIND_THE_NOUN = re.compile(r",| (?:of|from|in|who|at|on|with|and)\b")
_ANYBODY = frozenset("people person persons victim other another more he she him himself herself man".split()) | {""}
LONGEST_QUOTE = 18  # words; a figure spread wider quotes the group alone


def find_harm(
    reading: Reading, sentence: Sentence, rules: HarmRules | None = None, lexicon: HarmLexicon | None = None
) -> tuple[Harm, ...]:
    """The figures of harm of one sentence, in the order of their words; the reading must hold its numbers."""
    rules, lexicon = rules or load_codebook(None).harm, lexicon or load_harm_lexicon()
    words = words_of(reading.document.text, sentence, reading.numbers or ())
    found = [harm for part in stretches(words) for harm in _harm_of(reading, part, rules, lexicon)]
    found = with_rivals(reading, sentence, [harm for harm in found if not _of_itself(reading, harm)])
    settled = (_whole(reading, _unhurt(_fatal(reading, harm, sentence.start)), sentence.start) for harm in found)
    return with_their_own(reading, settled)


def _of_itself(reading: Reading, harm: Harm) -> bool:
    """Whether nobody did it: somebody "died in his sleep", "of cancer"."""
    died = harm.kind is HarmKind.KILLED and _DIED.search(harm.quote.text)
    return bool(died) and _OF_ITSELF.match(reading.document.text, harm.quote.end) is not None


def _unhurt(harm: Harm) -> Harm:
    """That nobody was hurt, harmed or hit says that nobody was killed either."""
    if harm.low == harm.high == 0 and harm.kind is HarmKind.INJURED and _HURT.search(harm.quote.text):
        return replace(harm, kind=HarmKind.CASUALTIES)
    return harm


def _whole(reading: Reading, harm: Harm, start: int) -> Harm:
    """A share of a number is no count: "a third of the 200,000 inhabitants fled" is not 200,000."""
    share = SHARE_OF.search(reading.document.text[start : harm.quote.start])
    if not share or harm.low is None or harm.low < _MANY:
        return harm
    return replace(harm, low=None, high=None, hedge=None, quote=reading.quote(start + share.start(), harm.quote.end))


def _fatal(reading: Reading, harm: Harm, start: int) -> Harm:
    """People "fatally shot", or in "the deadly shooting of", are killed, not hit with an end untold."""
    before = _FATAL.search(reading.document.text[start : harm.quote.start])
    if harm.kind is not HarmKind.CASUALTIES or not before:
        return harm
    quote = reading.quote(start + before.start(), harm.quote.end)
    return replace(harm, kind=HarmKind.KILLED, quote=quote, rule=f"{harm.rule}, told as fatal")


def _harm_of(reading: Reading, words: Words, rules: HarmRules, lexicon: HarmLexicon) -> list[Harm]:
    groups = find_groups(words, lexicon, rules)
    clause = Clause(words, groups, find_cues(words, groups, lexicon), lexicon)
    figures = _figures(clause)
    harms: list[Harm] = []
    for figure, who in zip(figures, sides(words, figures, lexicon), strict=True):
        harm = _harm(reading, words, figure, who)
        if not any(_same_words(harm, earlier) for earlier in harms):
            harms.append(harm)
    return harms


def _figures(clause: Clause) -> list[Figure]:
    """Every figure of the sentence: nouns and tolls first, for they say most; then verbs, lists, and their parts."""
    figures = Figures()
    joined = [*join_nouns(clause, figures), *join_tolls(clause, figures)]
    joined += join_verbs(clause, figures)
    join_lists(clause, figures, joined)
    join_adjectives(clause, figures)
    join_bodies(clause, figures)
    join_among(clause, figures)
    join_fatal_parts(clause, figures)
    join_parts(clause, figures)
    settle_ends(clause, figures)
    figures.found = [figure for figure in figures.found if not _in_another(figure, figures.found)]
    return sorted(figures.found, key=lambda figure: (figure.group.first, _KINDS.index(figure.kind)))


def _in_another(figure: Figure, figures: list[Figure]) -> bool:
    """Whether it is the bare noun in another's words: the "injuries" of "three guards sustained injuries"."""
    return (figure.rule == "harm.noun" and not figure.group.numbered) and any(
        other is not figure and other.kind is figure.kind and other.first <= figure.first and figure.stop <= other.stop
        for other in figures
    )


def same_figure(one: Harm, two: Harm) -> bool:
    """Whether two figures of one event are one told twice: kind and bounds agree, and nothing else clashes.

    "A soldier" and "a driver" are two people; "11 people" and "the 11 victims" are not.
    """
    if (one.kind, one.low, one.high, one.subset) != (two.kind, two.low, two.high, two.subset):
        return False
    vague = (Who.UNKNOWN, Who.MIXED)
    if one.who is not two.who and one.who not in vague and two.who not in vague:
        return False
    nouns = {_noun(one), _noun(two)} - _ANYBODY
    return len(nouns) < 2 and not _other_names(one, two)


def _other_names(one: Harm, two: Harm) -> bool:
    """Whether both victims are named, and not by the same name."""
    first, second = _name(one), _name(two)
    return bool(first and second) and first != second


def _name(harm: Harm) -> str:
    """The last word of a name, empty where the victims are not named."""
    last = harm.victims.text.split()[-1] if harm.victims else ""
    return last if last[:1].isupper() and last.lower() not in _ANYBODY else ""


def _noun(harm: Harm) -> str:
    """The word that names the victims, in the singular; empty where none does, or a name."""
    if harm.victims is None:
        return ""
    words = _BEHIND_THE_NOUN.split(harm.victims.text, maxsplit=1)[0].split()
    if not words or words[-1][0].isupper():
        return ""
    return words[-1].lower().removesuffix("s")


def merge_repeats(harms: tuple[Harm, ...]) -> tuple[Harm, ...]:
    """The figures without those told again; of two, the one with the fuller words stays."""
    kept: list[Harm] = []
    for harm in harms:
        for place, earlier in enumerate(kept):
            if same_figure(earlier, harm):
                kept[place] = max(earlier, harm, key=_fullness)
                break
        else:
            kept.append(harm)
    return tuple(kept)


def _fullness(harm: Harm) -> tuple[bool, bool, int]:
    return harm.who is not Who.UNKNOWN, harm.victims is not None, len(harm.quote.text)


def _same_words(one: Harm, two: Harm) -> bool:
    return (one.kind, one.low, one.high) == (two.kind, two.low, two.high) and one.victims == two.victims is not None


def _harm(reading: Reading, words: Words, figure: Figure, who: Who) -> Harm:
    first, stop = figure.first, figure.stop
    if stop - first > LONGEST_QUOTE:
        first, stop = figure.group.first, figure.group.stop
    return Harm(
        kind=figure.kind,
        low=figure.low,
        high=figure.high,
        who=who,
        quote=reading.quote(words[first].start, words[stop - 1].end),
        rule=figure.rule,
        victims=_victims(reading, words, figure.group),
        subset=figure.subset,
        hedge=figure.group.hedge,
    )


def _victims(reading: Reading, words: Words, group: Group) -> Quote | None:
    if group.harm is not None:
        return None
    first = group.noun_first
    if first is None or first >= group.stop:
        return None
    return reading.quote(words[first].start, words[group.stop - 1].end)
