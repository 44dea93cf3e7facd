"""Reads GeoNames' dumps: places (SY.txt, allCountries.zip) and the names that stand in a file apart (alternateNames).

Columns are those of download.geonames.org/export/dump/readme.txt. A first-order unit is named by its GeoNames code; a
second-order one by its own row, wherever in the file that stands. A file of names adds names to places of the lists
that are there already, and is a list of its own that holds only those.
"""

from collections.abc import Callable, Iterable, Iterator

from warledger.errors import BadSetting
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import UNIT_CODE, BadRow, PlaceRecord, Rows

COLUMNS = 19
# what stands in the column of a language and is none: links, codes and postcodes
_NO_LANGUAGE = frozenset("link wkdt post iata icao faac unlc tcid phon abbr nuts".split())


def is_places(head: str) -> bool:
    """Whether a text is a dump of places."""
    return any(
        len(cells) == COLUMNS and cells[0].isdigit() and len(cells[6]) <= 1 and _is_number(cells[4])
        for cells in (line.split("\t") for line in head.splitlines()[:20])
    )


def is_names(head: str) -> bool:
    """Whether a text is a dump of names."""
    rows = [line.split("\t") for line in head.splitlines()[:20]]
    return any(8 <= len(cells) <= 10 and cells[0].isdigit() and cells[1].isdigit() for cells in rows)


def read_places(file: ListFile) -> Rows:
    """The places of a dump."""
    second = _second_order(file)
    for number, line in file.lines():
        if line is None:
            yield BadRow(number, "it is not UTF-8 text")
            continue
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            yield BadRow(number, f"it has {len(cells)} columns, not {COLUMNS}")
            continue
        if not (_is_number(cells[4]) and _is_number(cells[5]) and cells[0].isdigit()):
            yield BadRow(number, f"{cells[4]!r:.20}, {cells[5]!r:.20} is no latitude and longitude")
            continue
        yield _place(cells, second)


def _place(cells: list[str], second: dict[tuple[str, str, str], str]) -> PlaceRecord:
    identity, name, plain, others, lat, lon, kind, code, country, _, admin1, admin2, *_ = cells
    return PlaceRecord(
        f"geonames:{identity}",
        (name, plain, *(other for other in others.split(",") if _written_by_people(other))),
        float(lat),
        float(lon),
        country or None,
        f"{UNIT_CODE}{admin1}" if admin1 else None,
        second.get((country, admin1, admin2)),
        f"{kind or 'S'}.{code}",
        int(cells[14]) if cells[14].isdigit() and cells[14] != "0" else None,
    )


def _written_by_people(name: str) -> bool:
    """GeoNames' names that begin with a small Latin letter ("dmshq") are transliterations made by machine."""
    return bool(name) and not ("a" <= name[0] <= "z")


def _second_order(file: ListFile) -> dict[tuple[str, str, str], str]:
    found = {}
    for _, line in file.lines():
        if line and "\tADM2\t" in line:
            cells = line.split("\t")
            if len(cells) == COLUMNS:
                found[cells[8], cells[10], cells[11]] = cells[1]
    return found


class NamesReader:
    """Reads a dump of names; `known` gives the places of the lists that are there, and is gone through twice."""

    def __init__(self, known: Callable[[], Iterable[PlaceRecord]]) -> None:
        self._known = known

    def __call__(self, file: ListFile) -> Rows:
        """The known places again, each under the names that the dump has for it."""
        bad: list[BadRow] = []
        names: dict[int, list[str]] = {number: [] for place in self._known() if (number := _number(place.id))}
        for number, name in _names(file, bad):
            if number in names:  # of the world's names only those that will be kept
                names[number].append(name)
        yield from bad
        found = 0
        for place in self._known():
            others = [name for name in names.pop(_number(place.id), ()) if name not in place.names]
            if others:
                found += 1
                yield PlaceRecord(
                    place.id,
                    tuple(others),
                    place.lat,
                    place.lon,
                    place.country,
                    place.admin1,
                    place.admin2,
                    place.feature,
                    place.population,
                )
        if not found:
            raise BadSetting(
                f"{file.path} names no place of the lists that are there; add the dump of its country first."
            )


def _number(identity: str) -> int:
    return int(identity.removeprefix("geonames:")) if identity.startswith("geonames:") else 0


def _names(file: ListFile, bad: list[BadRow]) -> Iterator[tuple[int, str]]:
    for number, line in file.lines():
        if line is None:
            bad.append(BadRow(number, "it is not UTF-8 text"))
            continue
        cells = line.split("\t")
        if len(cells) < 4 or not cells[1].isdigit():
            if line:
                bad.append(BadRow(number, "it has no place and name"))
            continue
        if cells[2] not in _NO_LANGUAGE and cells[3]:
            yield int(cells[1]), cells[3]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
