"""Compares the words of two texts: which passages stand in both, how much of each they are, and what differs in them.

Order does not matter for the shares: a text whose paragraphs were moved is still the same text. It measures and does
not judge.
"""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from warledger.archive.copies.words import FIGURE_KEY, LEAD, Words, value_of

RUN = 4  # words in a row that begin a passage
PASSAGE = 6  # words; fewer in a row, small changes aside, are shared by texts that know nothing of each other
CHANGE = 3  # words that may differ between two stretches of one passage
TELLING = 5  # letters; shorter words are mostly of the kind that any text has
ALIKE = 0.7  # two spellings of one name share this much of their letters in order: Muqtada and Moqtada, 0.86

RENAMED = 3  # names changed within passages; a copy corrects one, a form that is filled in again changes all

Stretch = tuple[int, int, int]  # where it begins in the one, in the other, and its length in words


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its number of words, how many stand in the other, and how much of its lead does, 0 to 1.

    `news` is how much of what its lead says, from 0 to 1, the other text has no word of, wherever it may stand.
    """

    words: int
    shared: int
    lead: float
    news: float
    strangers: frozenset[str] = frozenset()  # names in its lead that stand nowhere in the other

    @property
    def share(self) -> float:
        """How much of it stands in the other."""
        return self.shared / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common.

    `figures` counts figures in shared passages, `changed` those that differ; `renamed` counts the places within
    passages where one text has one name and the other another.
    """

    one: Side
    other: Side
    passages: tuple[Stretch, ...]
    figures: int = 0
    changed: int = 0
    renamed: int = 0

    @property
    def filled_in(self) -> bool:
        """Whether names were changed throughout, as in a form that is filled in again."""
        return self.renamed >= RENAMED

    @property
    def other_names(self) -> bool:
        """Whether each lead names what the other text does not know, or names were changed throughout."""
        return self.filled_in or _unlike(self.one.strangers, self.other.strangers)


def overlap(one: Words, other: Words) -> Overlap:
    """What two texts have in common."""
    shorter = min(len(one), len(other))
    if not shorter:
        return Overlap(Side(len(one), 0, 0.0, 0.0), Side(len(other), 0, 0.0, 0.0), ())
    length = min(RUN, shorter)
    ones, others = _runs(one.keys, length), _runs(other.keys, length)
    there = _passages(_stretches(ones, others, length), shorter)
    back = _passages(_stretches(others, ones, length), shorter)
    passages = [(group[0][0], group[0][1], group[-1][0] + group[-1][2] - group[0][0]) for group in there]
    covered, covered_back = _covered(one, there), _covered(other, back)
    mine, theirs = _figures(one, covered), _figures(other, covered_back)
    figures = min(mine.total(), theirs.total())
    return Overlap(
        _side(one, other, covered),
        _side(other, one, covered_back),
        tuple(passages),
        figures,
        changed=figures - (mine & theirs).total(),
        renamed=sum(_renamed(one, other, group) for group in there),
    )


def _runs(keys: list[int], length: int) -> list[tuple[int, ...]]:
    return list(zip(*(keys[place:] for place in range(length)), strict=False))


def _stretches(ones: list[tuple[int, ...]], others: list[tuple[int, ...]], length: int) -> list[Stretch]:
    """Runs of words that stand in both, as long as they go on in both."""
    where = {run: at for at, run in reversed(list(enumerate(others)))}
    found: list[Stretch] = []
    begin = there = -1
    for at, run in enumerate([*ones, ()]):
        place = there + at - begin
        if begin >= 0 and run and place < len(others) and others[place] == run:
            continue
        if begin >= 0:
            found.append((begin, there, at - begin + length - 1))
        there = where.get(run, -1)
        begin = at if there >= 0 else -1
    return found


def _passages(stretches: list[Stretch], shortest: int) -> list[list[Stretch]]:
    """Stretches that follow each other closely in both texts, together; those that are too short left out."""
    groups: list[list[Stretch]] = []
    for stretch in stretches:
        if groups and _goes_on(groups[-1][-1], stretch):
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    return [group for group in groups if sum(length for _, _, length in group) >= min(PASSAGE, shortest)]


def _goes_on(before: Stretch, after: Stretch) -> bool:
    gaps = (after[0] - before[0] - before[2], after[1] - before[1] - before[2])
    return max(gaps) <= CHANGE and min(gaps) > -RUN


def _covered(words: Words, passages: list[list[Stretch]]) -> list[bool]:
    """Which words stand in passages."""
    covered = [False] * len(words)
    for group in passages:
        for start, _, length in group:
            covered[start : start + length] = [True] * length
    return covered


def _side(words: Words, other: Words, covered: list[bool]) -> Side:
    lead = range(min(LEAD, len(words), len(other)))
    known = set(other.keys)
    unknown = [at for at in lead if words.keys[at] not in known]
    telling = [at for at in lead if words.ends[at] - words.starts[at] >= TELLING] or list(lead)
    news = len(set(unknown) & set(telling)) / len(telling)
    names = frozenset(words.word(at).casefold() for at in _unknown(words, known) if _is_name(words, at))
    return Side(len(words), sum(covered), sum(covered[: len(lead)]) / len(lead), news, names)


def _unknown(words: Words, known: set[int]) -> list[int]:
    """Where the whole lead has words that the other text lacks, however short that is."""
    return [at for at in range(min(LEAD, len(words))) if words.keys[at] not in known]


def _renamed(one: Words, other: Words, passage: list[Stretch]) -> int:
    """How often a name stands in one text where another stands in the other, between the stretches of a passage."""
    count = 0
    for before, after in pairwise(passage):
        mine = _names(one, before[0] + before[2], after[0])
        theirs = _names(other, before[1] + before[2], after[1])
        count += _unlike(mine, theirs)
    return count


def _names(words: Words, start: int, end: int) -> frozenset[str]:
    return frozenset(words.word(at).casefold() for at in range(start, end) if _is_name(words, at))


def _unlike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether there are names on both sides, and no two of them are spellings of one."""
    pairs = [(a, b) for a in mine for b in theirs]
    return bool(pairs) and not any(SequenceMatcher(None, a, b).ratio() >= ALIKE for a, b in pairs)


def _is_name(words: Words, at: int) -> bool:
    word = words.word(at)
    if at == 0 or len(word) < 3 or not word[0].isupper() or word.isupper():
        return False
    return not set(words.text[words.ends[at - 1] : words.starts[at]]) & set(".!?\n:\"“”'‘")


def _figures(words: Words, covered: list[bool]) -> Counter[str]:
    """The figures among the words that are covered, each as often as it stands there."""
    found = [at for at, key in enumerate(words.keys) if key == FIGURE_KEY and covered[at]]
    return Counter(value_of(words.word(at)) for at in found)
