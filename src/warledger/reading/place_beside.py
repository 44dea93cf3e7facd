"""What stands beside a stretch of words and says whether, and how, it is the name of a place.

Each function answers one question from the words alone; `place_names` decides.
"""

from warledger.reading.place_lines import Line
from warledger.reading.place_name import Name
from warledger.reading.place_stretches import Stretch
from warledger.reading.place_words import BEHIND_NAMES, ORGANISATION_WORDS, PLACE_NOUNS, SITES, SPEAKING, TITLES


def noun_beside(stretch: Stretch, first: int) -> str:
    """The word for a place beside a name: "the village of Marea", "Marea district"; '' where there is none."""
    line = stretch.line
    if stretch.following in PLACE_NOUNS and line.joined(stretch.last, stretch.last + 1):
        return stretch.following
    before = line.lower(first - 2) if line.lower(first - 1) == "of" else line.lower(first - 1)
    return before if before in PLACE_NOUNS else ""


def is_place_here(stretch: Stretch, name: Name) -> bool:
    """Whether a site is a place where it stands, and not a body that acts: "at Nasser Hospital", "the bridge"."""
    word = stretch.line.lower(stretch.last)
    if not name.cue or (SITES[word] and name.cue in ("and", "or", "for", "by", "of")):
        return False
    inner = {stretch.line.lower(k) for k in range(stretch.first, stretch.last)}
    return not (inner & ORGANISATION_WORDS - {"air", "navy", "oil", "energy", "security"} or inner & TITLES)


def acts(stretch: Stretch, name: Name) -> bool:
    """Whether the name of a capital stands for its government: "accused Baghdad", "talks with Moscow"."""
    if name.text.isupper():
        return False  # a dateline
    return name.cue in ("", "with", "between") or (stretch.following in SPEAKING and not name.vouched)


def describes(stretch: Stretch) -> bool:
    """Whether the name of a country only describes what follows: "U.S. aircraft", "the Iran war"."""
    line, k = stretch.line, stretch.last + 1
    if k >= len(line.words) or not line.joined(stretch.last, k):
        return False
    word = stretch.following
    return word.isalpha() and word not in BEHIND_NAMES | PLACE_NOUNS and not word.endswith(("ing", "ed", "ly"))


def at_a_border(line: Line, stretch: Stretch, name: Name, previous: Name | None) -> bool:
    """Whether a country is a side of a border that is spoken of: "the border with X", "the border between X and Y"."""
    k = stretch.first - 1
    k -= line.lower(k) == "the"
    if line.lower(k) in ("with", "between", "of") and line.lower(k - 1) in ("border", "borders", "frontier"):
        return True
    return name.cue == "between" and line.lower(k) == "and" and previous is not None and not previous.agent


def is_named_person(line: Line, stretch: Stretch, persons: frozenset[str]) -> bool:
    """Whether a word of the stretch belongs to the name of a person of the report."""
    return any(line.words[k].bare in persons for k in range(stretch.first, stretch.last + 1))
