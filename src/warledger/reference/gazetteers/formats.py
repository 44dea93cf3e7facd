"""The formats in which lists of places come, and how each is told from the others by the beginning of its text.

To add a format: one module with a test of the text and a reader, and one line in `FORMATS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from warledger.errors import BadSetting
from warledger.reference.gazetteers import boundaries, geonames, own, syria, whosonfirst
from warledger.reference.gazetteers.opening import ListFile
from warledger.reference.gazetteers.records import Rows

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One format: how it is told by the head of the text and the ending of the file, and how it is read.

    `licence` and `credit` are those of its usual publisher; the user may say otherwise.
    """

    id: str
    what: str
    licence: str
    credit: str
    fits: Callable[[str, str], bool]
    read: Callable[[ListFile], Rows]


NAMES = ListFormat(
    "geonames-names",
    "GeoNames' names (alternateNamesV2.txt or .zip)",
    "CC BY 4.0",
    "GeoNames, www.geonames.org",
    lambda head, _: geonames.is_names(head),
    lambda _: iter(()),  # read by NamesReader, which needs the lists that are there
)

FORMATS: tuple[ListFormat, ...] = (
    ListFormat(
        "geonames",
        "a GeoNames dump (SY.txt, SY.zip, allCountries.zip)",
        "CC BY 4.0",
        "GeoNames, www.geonames.org",
        lambda head, _: geonames.is_places(head),
        geonames.read_places,
    ),
    NAMES,
    ListFormat(
        "whosonfirst",
        "Who's On First (GeoJSON, CSV or one JSON object a line)",
        "CC BY 4.0 (parts CC0 and public domain)",
        "Who's On First, whosonfirst.org/docs/licenses; GeoNames, www.geonames.org",
        lambda head, _: whosonfirst.is_whosonfirst(head),
        whosonfirst.read,
    ),
    ListFormat(
        "opensyria",
        "OpenSyria's governorates, districts, subdistricts or localities (JSON)",
        "CC BY 4.0",
        "OpenSyria, github.com/Open-Syria; OCHA; GeoNames; Wikidata",
        lambda head, _: syria.is_open_syria(head),
        syria.read_open_syria,
    ),
    ListFormat(
        "quarters",
        "quarters of a city with outlines (JSON)",
        "CC BY 3.0 IGO",
        "UN OCHA, data.humdata.org",
        lambda head, _: syria.is_quarters(head),
        syria.read_quarters,
    ),
    ListFormat(
        "cod",
        "OCHA's areas and settlements, COD-AB and COD-PS (GeoJSON, CSV, or a shapefile, best in its zip archive)",
        "CC BY 3.0 IGO",
        "UN OCHA, data.humdata.org",
        boundaries.is_boundaries,
        boundaries.read,
    ),
    ListFormat(
        "table",
        f"a table of your own (CSV) with the columns {', '.join(own.NEEDED)} and, if you have them, others",
        NOT_STATED,
        NOT_STATED,
        lambda head, _: own.is_table(head),
        own.read,
    ),
)


def format_of(file: ListFile) -> ListFormat:
    """The format of a file, told by its text."""
    head = file.head() if file.suffix != ".shp" else ""
    for form in FORMATS:
        if form.fits(head, file.suffix):
            return form
    known = "; ".join(form.what for form in FORMATS)
    raise BadSetting(f"{file.path} is in no format that is known. Known are: {known}. See docs/gazetteers.md.")
