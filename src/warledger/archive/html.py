"""Reads the article out of a web page, with what the page says of its title, author, day, language and publisher.

The text is the article's alone, one paragraph a line, without menus, comments and pictures. A day is taken only where
the page states it (see page_dates); a page with no article in it is refused, not stored as its menu.
"""

import re
from typing import Any

import trafilatura

from warledger.archive.capture import Capture, Extract, mebibytes
from warledger.archive.charset import content_type, page_charset
from warledger.archive.decode import clean, decode
from warledger.archive.page_dates import page_published
from warledger.config import MEBIBYTE, Settings
from warledger.errors import UnreadableInput

EXTRACTOR = f"html/1 trafilatura {trafilatura.__version__}"
LARGEST = 20 * MEBIBYTE  # a tree of 20 MiB of HTML takes some 15 s and 1 GB; no article is that large
SENTENCE = 40  # letters in the longest line below which a page is menus and labels
SCRIPTED = re.compile(r"\b(?:enable|requires?|turn on|activate|without) javascript\b|javascript (?:is )?disabled", re.I)
LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")


def extract(capture: Capture, settings: Settings) -> Extract:  # noqa: ARG001 - every extractor is called alike
    """The article in a page."""
    content, origin = capture.content, capture.origin
    declared = content_type(capture.media_type)[1] or page_charset(content)
    decoded = decode(content, origin, declared)
    extracted = article(decoded.text, origin, capture.series)
    extractor = f"{EXTRACTOR} {decoded.described}"
    return Extract(
        text=extracted.text,
        media_type=capture.media_type,
        extractor=extractor,
        title=extracted.title,
        author=extracted.author,
        published=extracted.published,
        language=extracted.language,
        source=extracted.source,
    )


def article(page: str, origin: str, address: str = "") -> Extract:
    """The article in the text of a page; UnreadableInput when there is none."""
    if len(page) > LARGEST:
        raise UnreadableInput(
            f"{origin}: the page holds {mebibytes(len(page))} of HTML; at most {mebibytes(LARGEST)} is read. "
            "Save the article alone."
        )
    if not re.search(r"<(?:html|body)\b", page, re.I):
        page = f"<html><body>{page}</body></html>"
    try:
        tree = trafilatura.load_html(page)
        found = None if tree is None else _found(tree)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UnreadableInput(f"{origin}: the HTML is damaged ({error}). Save the article as plain text.") from error
    text = clean(found.text or "") if found is not None else ""
    if tree is None or found is None or _longest_line(text) < SENTENCE or _only_asks_for_script(text):
        raise UnreadableInput(f"{origin}: {_no_article(page)}")
    return Extract(
        text=text,
        media_type="text/html",
        extractor=EXTRACTOR,
        title=_line(found.title),
        author=_line(found.author),
        published=page_published(page, tree, address, found.date),
        language=_language(tree),
        source=_line(found.sitename),
    )


def _found(tree: Any) -> Any:
    """trafilatura's document: dates only from the page's own marks, never the newest date it can guess at."""
    return trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _no_article(page: str) -> str:
    if SCRIPTED.search(page):
        return (
            "the page has no article in it, it is drawn by a script once a browser opens it. "
            "Open it in a browser, print it to PDF or copy the text, and give that."
        )
    return "the page has no article in it, only menus or labels. Give the article's own page, or its text."


def _only_asks_for_script(text: str) -> bool:
    return len(text) < 300 and SCRIPTED.search(text) is not None


def _longest_line(text: str) -> int:
    return max((sum(letter.isalpha() for letter in line) for line in text.splitlines()), default=0)


def _language(tree: Any) -> str | None:
    """The language that the page declares, as two or three letters."""
    root = tree if tree.tag == "html" else tree.find(".//html")
    declared = (
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")) if root is not None else None
    )
    found = LANGUAGE.match((declared or "").strip().lower())
    return found.group() if found else None


def _line(value: str | None) -> str | None:
    """A value on one line; blank is absent."""
    return " ".join(clean(value).split()) or None if value else None
