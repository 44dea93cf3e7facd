"""Finds the running prose of a text: what is left without its titles, bylines, datelines and site furniture.

It yields stretches of the text in order and never changes it. Where hardly anything is prose (a post, a list), titles
and labels count too, and where there is nothing but furniture, the furniture, so that every text with words has some.
"""

import re
from collections.abc import Iterator

HEADING_WORDS = 14  # a line of its own without a full stop, no longer than this, is a title or a label
WIDTHS = (40, 100)  # characters of the lines of wrapped prose: all but the last lie between
ENOUGH = 8  # words; with less prose than this the whole text is taken

# What agencies and sites put around any story. It never says what happened, so it is left out wherever it stands.
FURNITURE = (
    *("©", "copyright", "all rights reserved", "may not be published", "may not be reproduced", "terms of use"),
    *("terms of service", "privacy policy", "cookies", "subscribe", "newsletter", "sign up", "log in", "our app"),
    *("follow us", "click here", "read more", "more from ", "share this", "advertisement", "related content"),
    *("related stor", "related article", "join our ", "join us on", "support our ", "contributed to this", "e-mail us"),
    *("reporting by", "writing by", "editing by", "notifications", "notification has", "your e-mail", "your email"),
    *("your inbox", "your account", "your browser", "your device", "your password", "javascript", "this story was "),
    *("this article was ", "this story will be", "for the latest updates", "comment section", "commenting on"),
    *("follow @", "on twitter for", "on facebook for", "on telegram for"),
)
SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*(?:[.!?]+(?!\s)[^.!?\n]*)*[.!?]*")  # a full stop inside a number ends nothing
BYLINE = re.compile(r"^(?:by|from) [^.!?]{2,60}$|^\W*[\w.-]+@[\w.-]+\W*$", re.IGNORECASE)
CREDIT = re.compile(r"\((?:[^()\n]{0,30}(?:photo|image|getty|afp|reuters|ap)\b[^()\n]{0,40})\)", re.IGNORECASE)
DATELINE = re.compile(
    r"[^\S\n]*(?:[A-Z][\w'’.-]*(?:[ /][A-Z][\w'’.-]*){0,3}(?:, [\w.'’ ]{2,24}){0,3}[ ]?)(?:\([^)\n]{2,40}\)[ ]*)?"
    r"(?:--|[-–—―])[ ]+|[^\S\n]*\([^)\n]{2,40}\)[ ]*(?:--|[-–—―])?[ ]*"
)
DATELINE_LENGTH = 80
END = re.compile(r"[.!?…؟。！？][\"'”’»)\]]*$")


def prose(text: str) -> list[tuple[int, int]]:
    """Stretches of prose, `start` to `end` in code points of the text."""
    everything = list(_blocks(text))
    folded = text.casefold()
    furniture = tuple(phrase for phrase in FURNITURE if phrase in folded)
    story = [part for start, end in everything for part in _without(furniture, text, start, end)]
    kept = [(start, end) for start, end in story if not _beside_the_story(text[start:end].strip())]
    found = next((parts for parts in (kept, story) if _words_in(text, parts) >= ENOUGH), everything)
    if found:
        found[0] = (_after_dateline(text, *found[0]), found[0][1])
    return found


def _after_dateline(text: str, start: int, end: int) -> int:
    """Where the story begins; a reprint may keep the agency's dateline behind its own."""
    for _ in range(2):
        dateline = DATELINE.match(text, start, min(end, start + DATELINE_LENGTH))
        start = dateline.end() if dateline else start
    return start


def _words_in(text: str, parts: list[tuple[int, int]]) -> int:
    return sum(len(text[start:end].split()) for start, end in parts)


def _without(furniture: tuple[str, ...], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, or, where part of it is furniture, its other sentences."""
    if not _holds(furniture, text, start, end):
        yield start, end
        return
    for sentence in SENTENCE.finditer(text, start, end):
        if not _holds(furniture, text, *sentence.span()):
            yield sentence.span()


def _holds(furniture: tuple[str, ...], text: str, start: int, end: int) -> bool:
    folded = text[start:end].casefold() if furniture else ""
    return any(phrase in folded for phrase in furniture)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs: lines, where lines that were only wrapped to a width are one."""
    lines: list[tuple[int, int]] = []
    for found in re.finditer(r"[^\n]*(?:\n|\Z)", text):
        if found.group().strip():
            lines.append((found.start(), found.start() + len(found.group().rstrip())))
        elif lines:
            yield from _joined(text, lines)
            lines = []


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    widths = [end - start for start, end in lines[:-1]]
    wrapped = len(lines) > 2 and min(widths) >= WIDTHS[0] and max(widths) <= WIDTHS[1]
    first, last = lines[0]
    for start, end in lines[1:]:
        if not wrapped and not text[start : start + 1].islower():
            yield first, last
            first = start
        last = end
    yield first, last


def _beside_the_story(line: str) -> bool:
    """Whether a paragraph is a title, a byline or a credit."""
    if BYLINE.match(line):
        return True
    if END.search(line) or line.endswith((":", ",", ";")):
        return CREDIT.fullmatch(line) is not None
    return len(line.split()) <= HEADING_WORDS and not _unspaced(line)


def _unspaced(line: str) -> bool:
    """Whether a line is in a script that puts no spaces between words, where words cannot be counted so."""
    return len(line) > HEADING_WORDS and len(line.split()) <= len(line) / 12
