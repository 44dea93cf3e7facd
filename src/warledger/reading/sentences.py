"""Splits a document's text into sentences with tokens, and tells prose from datelines, captions, headings and bylines.

Every sentence lies inside one paragraph (a line of the text) and sentences never overlap. Abbreviations, initials,
numbers and closing quotes do not end a sentence. A stretch too long for a sentence is cut between words, since later
steps compare all the words of one with each other. It does not judge what a sentence says.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from warledger.model.reading import Reading, Sentence, Step
from warledger.reading.tokens import tokenize
from warledger.reading.words import tag

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt lt-gen maj col sgt cpl capt cmdr adm brig gov sen rep rev hon pres st ste mt ft no nos
    vs etc e.g i.e approx dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri sat sun al pvt spc supt insp det vol fig art para km min""".split()
)
# After "U.S." and the like only these open a new sentence: "U.S. The army ..." but not "U.S. Central Command".
_OPENERS = frozenset(
    """the a an in on at by it its he she they we his her their this that these those there after before when while as
    but and however meanwhile earlier later no one two three some many most officials according since under""".split()
)
_STOP = re.compile(r"[.!?…؟]+[\"'”’»)\]]*(?=\s)|(?<=[.!?])[\"”»](?=\s)")
_CAPTION = re.compile(
    r"\((?:photo|photograph|picture|image|file photo|AP Photo)\b[^)]*\)|\b(?:photo(?:graph)?|image|picture)"
    r"(?: by| credit|:)|/(?:AFP|Reuters|AP|Getty)\b|\b(?:file photo|courtesy of)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}$|reporting by|additional reporting|writing by|editing by|follow us)"
    r"|\bis an? [\w’' -]{0,40}(?:columnist|correspondent|reporter|contributor|journalist|editor|writer)\b"
    r"|\bon twitter:|\(a pseudonym\)|^©|^copyright\b|all rights reserved",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""^[^\S\n]*(?:
      [A-Z][A-Z'’.\- ]{{2,30}}(?:,[ ][A-Z][\w.'’ ]{{1,30}})?
        (?:,?[ ]{_MONTH}[ ]\d{{1,2}}(?:,[ ]\d{{4}})?|,?[ ]\d{{1,2}}[ ]{_MONTH}(?:[ ]\d{{4}})?)?
        (?:[ ]\([^)\n]{{2,40}}\))?
    )[ ]*(?:--|[-–—])[ ]+(?=\S)""",
    re.VERBOSE,
)
_FOLLOWS = re.compile(r"\s+([\"'“‘«(\[]*)(\S+)")
_WIDTHS = (40, 100)  # characters a line of wrapped prose has: all but the last lie between
LONGEST = 2000  # characters; what has no full stop for so long is a list or a table, and no sentence of prose
_HEADING_WORDS = 14  # a line without a full stop, no longer than this, is a heading


def add_sentences(reading: Reading) -> Reading:
    """Add the sentences."""
    text = reading.document.text
    return replace(reading, sentences=tuple(split_text(text)))


STEP = Step("sentences", needs=(), adds="sentences", run=add_sentences)


def split_text(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    for number, (start, end) in enumerate(paragraphs(text)):
        kind = _line_kind(text[start:end])
        if kind == "prose" and (dateline := _DATELINE.match(text[start:end])):
            head_end = start + dateline.end()
            yield Sentence(start, head_end, number, "dateline", tag(tokenize(text, start, head_end)))
            start = head_end
        for a, b in _pieces(text, start, end):
            piece_kind = "byline" if kind == "prose" and _BYLINE.search(text, a, b) else kind
            yield Sentence(a, b, number, piece_kind, tag(tokenize(text, a, b)))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text: its lines, where lines that were only wrapped to a width are one.

    >>> text = "Shells fell on the\\nmarket of Taiz.\\n\\nTwo people died."
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['Shells fell on the\\nmarket of Taiz.', 'Two people died.']
    """
    block: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*(?:\n|\Z)", text):
        start, end = _trim(text, line.start(), line.end())
        if start < end:
            block.append((start, end))
        elif block:
            yield from _joined(text, block)
            block = []


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines without a blank one between them: a line that ends in mid-sentence, or fills the width, goes on."""
    widths = [b - a for a, b in lines[:-1]]
    filled = len(lines) > 2 and min(widths) >= _WIDTHS[0] and max(widths) <= _WIDTHS[1]
    start, end = lines[0]
    for a, b in lines[1:]:
        goes_on = text[a].islower() and not text[a:b].startswith("http")
        if not (filled or goes_on):
            yield start, end
            start = a
        end = b
    yield start, end


def _line_kind(line: str) -> str:
    if _CAPTION.search(line) and len(line) < 400:
        return "caption"
    if (line_start := _BYLINE.search(line)) and not line_start.start() and len(line) < 200:
        return "byline"
    bare = line.rstrip("\"'”’»)] ")
    if bare and bare[-1] not in ".!?…؟:;," and len(line.split()) <= _HEADING_WORDS:
        return "heading"
    return "prose"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            a, b = _trim(text, begin, stop.end())
            yield from _bounded(text, a, b)
            begin = stop.end()
    yield from _bounded(text, *_trim(text, begin, end))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch as it is, or in pieces of at most LONGEST characters, cut at a space where it has one."""
    while end - start > LONGEST:
        limit = start + LONGEST
        space = next((i for i in range(limit, start, -1) if text[i].isspace()), limit)
        yield _trim(text, start, space)
        start, _ = _trim(text, space, end)
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    follows = _FOLLOWS.match(text, stop.end(), end)
    if not follows:
        return True
    first = follows.group(2)
    if first[0].islower():
        return False
    before = text[max(begin, stop.start() - 12) : stop.start()].split()
    word = before[-1].strip("(\"'“‘").lower() if before else ""
    if stop.group()[0] != ".":
        return True
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):  # U.S, a.m
        return re.sub(r"\W+$", "", first).lower() in _OPENERS
    if len(word) == 1 and word.isalpha() and word != "i":  # an initial
        return False
    if word in _ABBREVIATIONS:
        return word in ("etc", "al") and first[0].isupper()
    return True


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
