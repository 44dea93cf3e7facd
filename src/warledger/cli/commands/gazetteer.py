"""`warledger gazetteer`: the lists of places that names are looked up in; adding, listing, removing, searching them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.talk import emit, say
from warledger.reference.gazetteer import Place, gazetteer
from warledger.reference.gazetteers.folder import Given, add, default_folder, opened, remove
from warledger.reference.gazetteers.records import Provenance

EXAMPLES = """
warledger gazetteer list                              the lists that are there, with licence and version
warledger gazetteer add SY.zip                        a country of GeoNames (download.geonames.org/export/dump)
warledger gazetteer add aleppo.json --country SY      quarters of a city
warledger gazetteer add mine.csv --name mine --licence "CC0"
warledger gazetteer search "al-Hamdaniyeh" --country SY
warledger gazetteer remove mine
"""
ACTIONS = ("add", "list", "remove", "search")
COLUMNS = (Column("LIST", 20), Column("PLACES", 10, right=True), Column("FROM", share=3), Column("LICENCE", share=2))
PLACE_COLUMNS = (
    *(Column("PLACE", share=3), Column("IN", share=3), Column("WHAT", 10), Column("POINT", 17)),
    *(Column("MATCHED", share=3), Column("LIST", 14)),
)


@subcommand("gazetteer", examples=EXAMPLES)
@click.argument("action", type=click.Choice(ACTIONS), metavar="ACTION")
@click.argument("what", required=False, metavar="[FILE|NAME]")
@click.option("--name", metavar="NAME", help="add: what to call the list; a list of that name is replaced.")
@click.option("--licence", metavar="TEXT", help="add: the licence of the list, where it is not the usual one.")
@click.option("--credit", metavar="TEXT", help="add: whom to name as its source.")
@click.option("--edition", metavar="TEXT", help="add: its version or date, if not the date of the file.")
@click.option("--country", metavar="XX", help="add: the country of a list that names none; search: only there.")
@click.option("--encoding", metavar="NAME", help="add: the encoding of a text that is not UTF-8, such as cp1256.")
@click.option("--swap", is_flag=True, help="add: latitude and longitude stand exchanged in the file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a list or place.")
def command(action: str, what: str | None, country: str | None, as_json: bool, **given: str | bool | None) -> None:
    """Add lists of places that names are looked up in, list, search and remove them.

    The shipped list has the world's towns of 500 people and more. A war needs villages and city quarters: add a dump of
    GeoNames (its alternateNames too), Who's On First, OCHA's COD-AB (GeoJSON, CSV, shapefile), or a table of your own.
    The ACTION is one of add FILE, list, search NAME, remove NAME. Each list keeps its licence and version. A row that
    cannot be used is counted and told of, and never costs the others. docs/gazetteers.md has the formats.
    """
    if country is not None and not (len(country) == 2 and country.isalpha()):
        raise click.BadParameter(f"{country!r} is not two letters, such as SY.", param_hint="--country")
    if (what is None) != (action == "list"):
        raise click.UsageError(_USAGE[action])
    folder = environment.settings().gazetteer or default_folder()
    if action == "add":
        _add(folder, Path(what or ""), country, given, as_json=as_json)
    elif action == "remove":
        gone = remove(folder, what or "")
        say(f"{what} is removed, and its {gone:,} places with it.")
    elif action == "search":
        _search(folder, what or "", country, as_json=as_json)
    else:
        _list(folder, as_json=as_json)


_USAGE = {
    "add": "name the file to add: warledger gazetteer add FILE.",
    "list": "`warledger gazetteer list` takes nothing further; to look for a place, use search.",
    "remove": "name the list to remove: warledger gazetteer remove NAME. `warledger gazetteer list` has the names.",
    "search": "name the place to look for: warledger gazetteer search NAME.",
}


def _add(folder: Path, path: Path, country: str | None, given: dict[str, str | bool | None], *, as_json: bool) -> None:
    name, licence, credit, edition, encoding = (
        str(given[key]) if given[key] else None for key in ("name", "licence", "credit", "edition", "encoding")
    )
    asked = Given(name, licence, credit, edition, country, encoding, swap=bool(given["swap"]))
    known = add(folder, path, asked)
    if as_json:
        emit(asdict(known))
    say(f"{known.name}: {known.places:,} places with {known.names:,} names, {known.licence}.")
    if known.bad:
        say(f"{known.bad:,} rows were left out, the first: {'; '.join(known.first_bad)}.")


def _list(folder: Path, *, as_json: bool) -> None:
    lists = [index.provenance for index in opened(folder)]
    if as_json:
        for known in lists:
            emit(asdict(known))
    else:
        draw(screen(), COLUMNS, map(_list_row, lists))
    say(f"{len(lists)} lists, those added in {folder}")


def _list_row(known: Provenance) -> Row:
    left_out = f"{known.bad:,} rows left out" if known.bad else ""
    source = lines(f"{known.file}, {known.version}", dim(known.credit), dim(left_out))
    return known.name, f"{known.places:,}", source, known.licence


def _search(folder: Path, name: str, country: str | None, *, as_json: bool) -> None:
    found = gazetteer(folder).search(name, countries=(country.upper(),) if country else ())
    if as_json:
        for place in found:
            emit(asdict(place) | {"source": place.source})
    else:
        draw(screen(), PLACE_COLUMNS, map(_place_row, found))
    say(_counted(found, name))


def _place_row(place: Place) -> Row:
    within = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part and part != place.name)
    how = place.match.value if place.nearness == 1 else f"{place.match.value}, {place.nearness:.2f}"
    people = f"{place.population:,}" if place.population else ""
    point = f"{place.lat:.4f}, {place.lon:.4f}"
    return (
        lines(place.name, dim(place.gazetteer_id)),
        within,
        lines(place.kind, dim(people)),
        point,
        lines(place.matched, dim(how)),
        place.source,
    )


def _counted(found: Sequence[Place], name: str) -> str:
    if not found:
        return f"no place is called {name!r} or sounds like it"
    return f"{len(found)} places could be meant, the surest way of matching first" if len(found) > 1 else "1 place"
