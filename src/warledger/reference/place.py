"""A place as the gazetteer gives it: a record of a list, with how its name matched the words that were looked up.

It turns GeoNames' feature codes into the few kinds and precisions that resolving a report's places needs.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from warledger.model.claim import PlaceList, PlacePrecision
from warledger.reference.areas import Area
from warledger.reference.cities import shipped_list
from warledger.reference.fold import fold, without_article
from warledger.reference.gazetteers.records import PlaceRecord
from warledger.reference.transliteration import is_abjad

OTHER_NAME = "another name of it"


class Match(StrEnum):
    """How a name matched, the surest way first."""

    NAME = "name"
    OTHER_NAME = "other name"
    OTHER_SCRIPT = "other script"
    SPELLING = "spelling"
    TRANSLITERATION = "transliteration"
    NEAR = "near spelling"

    @property
    def tier(self) -> int:
        """0 for the name as written, 1 but for an article or ending, 2 by sound, 3 by a sound or two amiss."""
        return {Match.SPELLING: 1, Match.TRANSLITERATION: 2, Match.NEAR: 3}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A place a name can mean. `basis` says in words how the name matched; `weak` that it is an everyday word too.

    `size` is people for a town and a stand-in of that order for an area: it only serves to put one before another.
    `match` and `nearness` (1 for the name as written, less where sounds differ) say how sure the way is; `matched` is
    the name that was found. `feature` is GeoNames' class and code, as "P.PPLX"; `population` is null where the list has
    none; `listed` is the list that it stands in. `bounds` is west, south, east, north.
    """

    gazetteer_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: str
    precision: PlacePrecision
    size: int
    basis: str
    weak: bool = False
    match: Match = Match.NAME
    nearness: float = 1.0
    matched: str = ""
    admin2: str | None = None
    feature: str = ""
    population: int | None = None
    bounds: tuple[float, float, float, float] | None = None
    listed: PlaceList = field(default_factory=shipped_list)

    @property
    def source(self) -> str:
        """The name of its list."""
        return self.listed.name

    @property
    def licence(self) -> str:
        """The licence of its list."""
        return self.listed.licence


KINDS = {
    **{"A.ADM1": "unit", "A.ADM2": "district", "A.ADM3": "district", "A.ADM4": "district", "A.ADM5": "district"},
    **{"A.ADMD": "district", "A.PCLI": "country", "A.PCLD": "country", "A.PCLS": "country", "P.PPLX": "quarter"},
    **{"L.RGN": "region", "H.SEA": "sea", "H.OCN": "sea", "H.STRT": "strait"},
}
_KINDS_OF_CLASS = {"P": "town", "A": "district", "H": "water", "L": "area", "R": "road", "T": "mountain", "V": "forest"}
_FEATURES = {"unit": "A.ADM1", "country": "A.PCLI", "region": "L.RGN", "sea": "H.SEA", "strait": "H.STRT"}
_FEATURES |= {"district": "A.ADM2", "province": "A.ADM1", "metropolis": "P.PPLC"}
_PRECISIONS = {
    **{"unit": PlacePrecision.PROVINCE, "region": PlacePrecision.PROVINCE, "sea": PlacePrecision.PROVINCE},
    **{"district": PlacePrecision.DISTRICT, "area": PlacePrecision.DISTRICT, "country": PlacePrecision.COUNTRY},
}
# Stand-ins for people, to order places whose list has none; for areas those of reference.areas
_SIZES = {"P.PPLC": 1_000_000, "P.PPLA": 100_000, "P.PPLA2": 20_000, "P.PPLA3": 5_000, "A.ADM1": 3_000_000}
_SIZES |= {"A.ADM2": 200_000, "A.ADM3": 50_000, "A.ADM4": 10_000, "A.PCLI": 100_000_000, "L.RGN": 1_000_000}


def from_record(record: PlaceRecord, number: int, *, listed: PlaceList, asked: str) -> Place:
    """A place of a list, found by its name of that number; `asked` is what was looked up, folded."""
    kind = KINDS.get(record.feature) or _KINDS_OF_CLASS.get(record.feature[:1], "site")
    own = number == 0 or without_article(fold(record.names[0])) == without_article(asked)
    script = is_abjad(asked) != is_abjad(record.names[0]) or asked.isascii() != fold(record.names[0]).isascii()
    match = Match.NAME if own else Match.OTHER_SCRIPT if script else Match.OTHER_NAME
    size = record.population or 0
    if kind not in ("town", "quarter"):
        size = _SIZES.get(record.feature, 1)
    return Place(
        record.id,
        record.names[0],
        record.country,
        record.admin1,
        record.lat,
        record.lon,
        kind,
        _PRECISIONS.get(kind, PlacePrecision.PLACE),
        max(size, 1 if record.population else _SIZES.get(record.feature, 1)),
        {Match.NAME: "name", Match.OTHER_SCRIPT: "name in another script"}.get(match, OTHER_NAME),
        match=match,
        matched=record.names[number],
        admin2=record.admin2,
        feature=record.feature,
        population=record.population,
        bounds=record.bounds,
        listed=listed,
    )


def from_area(area: Area, basis: str, weak: bool = False, *, asked: str = "") -> Place:
    """An area that ships with the program."""
    return Place(
        area.gazetteer_id,
        area.name,
        area.country,
        area.admin1,
        area.lat,
        area.lon,
        area.kind,
        area.precision,
        area.size,
        basis,
        weak,
        match=Match.NAME if fold(area.name) == asked else Match.OTHER_NAME,
        matched=asked,
        feature=_FEATURES.get(area.kind, "S.UNK"),
    )
