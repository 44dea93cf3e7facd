"""Reads sets of named entities, one word a line, as texts whose people, groups and places are known.

It takes the first column that is no number as the word and the last, or the next one that is a tag, as its tag; other
kinds of names than people, groups and places count as none. Nothing is known of the events of these texts.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

Span = tuple[str, int, int]

LEAST_WORDS = 250  # sentences are put together until a text has so many
_TAG = re.compile(r"O|[BI]-\S+")
_KINDS = {
    **dict.fromkeys(("PER", "PERSON", "POLITICIAN"), "person"),
    **dict.fromkeys(("ORG", "ORGANISATION", "ORGANIZATION", "POLITICALPARTY", "GROUP", "CORPORATION"), "group"),
    **dict.fromkeys(("LOC", "LOCATION", "COUNTRY"), "place"),
}


def named_texts(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """The texts of a file with the offsets of their names."""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = [cell for cell in line.split() if not line.startswith(("# ", "-DOCSTART-"))]
        if not cells and len(words) >= LEAST_WORDS:
            yield _text(words)
            words = []
        elif cells:
            words.append(_word(cells))
    if words:
        yield _text(words)


def _word(cells: Sequence[str]) -> tuple[str, str]:
    """A word and its tag; a set that numbers its words has the number first."""
    rest = cells[1:] if cells[0].isdigit() and len(cells) > 2 else cells
    return rest[0], next((cell for cell in rest[1:] if _TAG.fullmatch(cell)), "O")


def _text(words: Sequence[tuple[str, str]]) -> tuple[str, list[Span]]:
    text, spans, before = "", [], "O"
    for word, tag in words:
        text += word if not text or word in ".,;:!?)'" else f" {word}"
        start, kind = len(text) - len(word), _KINDS.get(tag[2:].upper())
        if kind and before[2:] == tag[2:] and tag[0] == "I":
            spans[-1] = (kind, spans[-1][1], len(text))
        elif kind:
            spans.append((kind, start, len(text)))
        before = tag
    return text, spans
