"""Plants copies among articles for `copies.py`, and texts that look like copies and are none.

Copies: reprint, edited numbers, cut by 30 % from the end, cut to 30 %, cut of every third sentence, update. None: two
stories over one standing background, a digest of three stories, a story that quotes a block of another, a form filled
in with other names. Whatever is planted is drawn with the generator it is handed.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from warledger.model.document import Document, Published, PublishedBasis
from warledger.model.ids import DocumentId

CAPTURED = datetime(2024, 1, 1, tzinfo=UTC)
SHORTEST = 30  # words of an article that copies are made of
LONG_ENOUGH = 100  # words of one that is cut deeply, or that gets a paragraph of its own: as many are left, or more
RENAMED = 5  # names that are changed at least where a text is a form filled in again
OPENING = 60  # words of its own that a text has which looks like a copy and is none
LONG = 14  # sentences of an article that a background can be taken from
TOWNS = ["Wadi Hasan", "Port Meral", "Tel Sabra", "Novokamsk", "San Elmo", "Kilimba", "Baraq", "Dar Yusra", "Ostrovets"]
NAMES = ["Kamal Haddad", "Iryna Koval", "Peter Lomax", "Rosa Quintero", "Amina Diallo", "Yusuf Barre", "Chen Rui"]
AGENCIES = ["Northern Wire", "Harbour Press", "Meridian News", "Union Dispatch"]
FOOTERS = [
    "Copyright 2016 {agency}. All rights reserved. This material may not be published, broadcast or redistributed.",
    "Reporting by {name}; Editing by {other}",
    "Additional reporting by {name} in {town}. Follow {agency} on Twitter for more.",
    "Sign up for the morning newsletter of {agency} and never miss a story.",
]
SENTENCE = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[A-Z\"“])")
FIGURE = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b")
WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A document, what it is, what it was made from (`original`) and whose text it is (`root`; itself, if its own).

    `kinds` are the names that its link may rightly have.
    """

    document: Document
    kind: str
    original: DocumentId | None
    root: DocumentId
    copy: bool
    kinds: tuple[str, ...] = ()


def planted(rows: list[dict[str, str]], documents: int, copies: int, chance: random.Random) -> list[Planted]:
    """The articles, those put together to make up the number, and what is planted among them."""
    apart, rows = rows[::10], [row for at, row in enumerate(rows) if at % 10]  # only the decoys are made of the first
    articles = [_article(number, row, chance) for number, row in enumerate(rows[:documents])]
    sentences = [s for a in articles for s in SENTENCE.split(a.document.text) if 6 <= len(s.split()) <= 60]
    while len(articles) < documents:
        parts = [chance.choice(sentences) for _ in range(chance.randint(6, 24))]
        text = "\n\n".join(" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2))
        articles.append(_article(len(articles), {"text": text}, chance))
    usable = [a for a in articles if len(a.document.text.split()) >= SHORTEST]
    made = list(articles)
    for name, original in _originals(usable, copies, chance):
        text = COPIES[name][0](original.document.text, chance)
        document = _dressed(len(made), text, original.document, chance)
        made.append(Planted(document, name, original.document.id, original.document.id, True, COPIES[name][1]))
    others = [_opening(row.get("text") or row.get("doctext") or "") for row in apart]
    made.extend(_decoys(len(made), usable, [text for text in others if text], (copies // 10, chance)))
    return made


def _originals(usable: list[Planted], copies: int, chance: random.Random) -> Iterator[tuple[str, Planted]]:
    """As many articles of each kind of copy, none twice; of those that need it only long ones."""
    drawn = chance.sample(usable, len(usable))
    drawn.sort(key=lambda article: len(article.document.text.split()) < LONG_ENOUGH)
    long = sum(len(article.document.text.split()) >= LONG_ENOUGH for article in drawn)
    deep = len(DEEP) * min(copies // len(COPIES), long // len(DEEP))
    rest = chance.sample(drawn[deep:], max(0, min(copies - deep, len(drawn) - deep)))
    yield from ((DEEP[number % len(DEEP)], article) for number, article in enumerate(drawn[:deep]))
    others = [name for name in COPIES if name not in DEEP]
    yield from ((others[number % len(others)], article) for number, article in enumerate(rest))


def _opening(text: str) -> str:
    """The first sentences of a story, until they are 60 words; empty where it has no such beginning."""
    kept: list[str] = []
    for sentence in SENTENCE.split(text):
        kept.append(sentence)
        if len(" ".join(kept).split()) >= OPENING:
            break
    opening = " ".join(kept)
    prose = all(line.rstrip().endswith((".", "”", '"')) for line in opening.splitlines() if line.strip())
    return opening if prose and OPENING <= len(opening.split()) <= 2 * OPENING else ""


def _article(number: int, row: dict[str, str], chance: random.Random) -> Planted:
    text = row.get("text") or row.get("doctext") or ""
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else _some_day(chance)
    document = _document(number, text, day if chance.random() < 0.9 else None)
    return Planted(document, "article", None, document.id, False)


def _document(number: int, text: str, day: date | None) -> Document:
    published = Published(day, PublishedBasis.GIVEN, "given") if day else None
    captured = CAPTURED + timedelta(minutes=number)
    return Document(
        *(DocumentId(f"document-{number}"), f"row:{number}", 1, str(number), str(number), text, None, None, published),
        *("en", None, f"rows.jsonl row {number}", "text/plain", "rows", captured),
    )


def _some_day(chance: random.Random) -> date:
    return date(2014, 1, 1) + timedelta(days=chance.randrange(1000))


def _dressed(number: int, text: str, original: Document, chance: random.Random) -> Document:
    """A text as another outlet prints it: its own title, dateline, byline and footers, some days later."""
    town, name, other = chance.choice(TOWNS), *chance.sample(NAMES, 2)
    agency = chance.choice(AGENCIES)
    top = [f"{chance.choice(NAMES)} and the news of {town} today", f"By {name}"]
    head = chance.choice([f"{town.upper()} ({agency}) - ", f"{town.upper()}, {agency} -- ", ""])
    footers = [f.format(agency=agency, name=name, other=other, town=town) for f in chance.sample(FOOTERS, 2)]
    full = "\n\n".join([*top[: chance.randint(0, 2)], head + text.strip(), *footers])
    day = original.published.date + timedelta(days=chance.randint(1, 3)) if original.published else None
    return _document(number, full, day)


def _reprint(text: str, chance: random.Random) -> str:
    del chance
    return text


def _edited(text: str, chance: random.Random) -> str:
    """Every figure another one, some with a hedge: the toll has risen."""

    def other(match: re.Match[str]) -> str:
        value = chance.randint(2, 9) if len(match.group()) < 2 or match.group().isalpha() else chance.randint(10, 999)
        hedge = chance.choice(["", "", "at least ", "more than ", "about "])
        return hedge + (WORDS.get(value, str(value)) if chance.random() < 0.5 else str(value))

    return FIGURE.sub(other, text)


def _cut_end(text: str, chance: random.Random) -> str:
    del chance
    return _first_words(text, round(0.7 * len(text.split())))


def _cut_deep(text: str, chance: random.Random) -> str:
    del chance
    return _first_words(text, round(0.3 * len(text.split())))


def _cut_within(text: str, chance: random.Random) -> str:
    """Nearly a third of the sentences gone, wherever they stood."""
    sentences = SENTENCE.split(text)
    gone = set(chance.sample(range(len(sentences)), round(0.3 * len(sentences)))) if len(sentences) > 2 else set()
    return " ".join(sentence for at, sentence in enumerate(sentences) if at not in gone)


def _update(text: str, chance: random.Random) -> str:
    """Other figures, and a paragraph of its own on top or at the end."""
    own = (
        f"Officials in {chance.choice(TOWNS)} held a meeting late in the evening and {chance.choice(NAMES)} told those "
        f"present that an inquiry had been opened. {chance.choice(NAMES)} said the findings would be made public soon."
    )
    parts = [_edited(text, chance), own]
    return "\n\n".join(parts if chance.random() < 0.5 else parts[::-1])


def _first_words(text: str, number: int) -> str:
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[min(max(number, 1), len(ends)) - 1]] if ends else text


COPIES = {
    "reprint": (_reprint, ("reprint",)),
    "edited numbers": (_edited, ("update", "reprint")),
    "cut by 30 %": (_cut_end, ("cut",)),
    "cut to 30 %": (_cut_deep, ("cut",)),
    "cut within": (_cut_within, ("cut",)),
    "update": (_update, ("update",)),
}
DEEP = ("cut to 30 %", "cut within", "update")  # made of long articles only


def _decoys(
    first: int, articles: list[Planted], openings: list[str], drawing: tuple[int, random.Random]
) -> Iterator[Planted]:
    """As many of each kind of text that looks like a copy and is none as `drawing` says."""
    number, chance = drawing
    chance.shuffle(openings)  # each is used once: two texts with one beginning would be copies
    long = [article for article in articles if len(SENTENCE.split(article.document.text)) >= LONG]
    at = first
    for turn in range(min(number, len(openings) // 2)):
        own = openings[2 * turn : 2 * turn + 2]
        for text, kind, original in _four(articles, long or articles, own, chance):
            day = original.document.published.date if original and original.document.published else _some_day(chance)
            document = _document(at, text, day + timedelta(days=30 if kind == "form" else chance.randint(1, 2)))
            yield Planted(document, kind, original.document.id if original else None, document.id, False)
            at += 1


def _four(
    articles: list[Planted], long: list[Planted], own: list[str], chance: random.Random
) -> Iterator[tuple[str, str, Planted | None]]:
    story = chance.choice(long)
    background = " ".join(SENTENCE.split(story.document.text)[-5:])
    yield f"{own[0]}\n\n{background}", "background", story
    stories = [" ".join(SENTENCE.split(article.document.text)[:2]) for article in chance.sample(articles, 3)]
    yield "\n\n".join([_made_up(chance), *(_first_words(story, 40) for story in stories)]), "digest", None
    source = chance.choice(long)
    quoted = " ".join(SENTENCE.split(source.document.text)[3:6])
    yield f"{own[1]}\n\n{_made_up(chance)}\n\n{quoted}", "quoted block", source
    forms = (
        (article, *_renamed(article.document.text, chance)) for article in iter(lambda: chance.choice(articles), 0)
    )
    form, names, _ = next(found for found in forms if found[2] >= RENAMED)
    yield _edited(names, chance), "form", form


def _renamed(text: str, chance: random.Random) -> tuple[str, int]:
    """A text with other names in it, and how many were changed."""
    return re.subn(r"(?<=[a-z,] )[A-Z][a-z]{2,}", lambda _: chance.choice(TOWNS).split()[-1], text)


def _made_up(chance: random.Random) -> str:
    return (
        f"{chance.choice(NAMES)} spoke in {chance.choice(TOWNS)} as the day ended, and people there listened. "
        f"The week had been a long one, {chance.choice(NAMES)} said, and {chance.choice(TOWNS)} was quiet at last."
    )
