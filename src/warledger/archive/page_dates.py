"""Finds the day of publication that a web page states: structured data, meta tags, a time element, its address.

Marks of publication come before marks of change, and each rule has its name. Text is not searched here (see dates), and
nothing is taken from the day the page was read.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from warledger.archive.dates import day_of, iso_day
from warledger.model.document import Published, PublishedBasis

LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_NAMES = (
    "article:published_time og:published_time article.published datepublished date dc.date dc.date.issued "
    "dcterms.issued dcterms.created dcterms.date pubdate publishdate publish-date publish_date publication_date "
    "publication-date parsely-pub-date sailthru.date cxenseparse:recs:publishtime originalpublicationdate"
)
META_NAMES = tuple(_NAMES.split())
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|$)")


def page_published(page: str, tree: Any, address: str, otherwise: str | None) -> Published | None:
    """The first day that a page states. `otherwise` is the ISO day that htmldate found in its own way."""
    for value, rule in _stated(page, tree, address, otherwise):
        day = day_of(value)
        if day is not None:
            return Published(day, PublishedBasis.FOUND, rule)
    return None


def _stated(page: str, tree: Any, address: str, otherwise: str | None) -> Iterator[tuple[str, str]]:
    if linked := LINKED_DATA.search(page):
        yield linked.group(1), "structured data datePublished"
    yield from _metas(tree)
    for element in tree.iter("time"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if element.get("datetime") and (element.get("pubdate") is not None or "publish" in marks or "entry" in marks):
            yield element.get("datetime"), "time element"
    for place in (address, _canonical(tree)):
        if dated := IN_ADDRESS.search(urlsplit(place).path if "://" in place else ""):
            year, month, number = (int(part) for part in dated.groups())
            yield f"{year}-{month:02}-{number:02}", "date in the address"
    if otherwise and iso_day(otherwise):
        yield otherwise, "date mark of the page (htmldate)"


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    """Meta tags by the order of META_NAMES, whatever their order in the page."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in META_NAMES and element.get("content"):
            stated.setdefault(name, element.get("content"))
    for name in META_NAMES:
        if name in stated:
            yield stated[name], f"meta tag {name}"


def _canonical(tree: Any) -> str:
    return next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")
