"""Adds the places: stretches of the text that name them, each with the place it means where that can be told.

    sentences -> names (place_names) -> one place for each (place_choice)

A name that the gazetteer does not know, or cannot tell between places, has no `where`. Names of people, groups and
nationalities are left out, and so are countries that act or speak ("Israel said"), and names that could be a town of
the gazetteer but that nothing vouches for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.model.claim import Where
from warledger.model.evidence import Sourced
from warledger.model.reading import MentionKind, PlaceMention, Reading, Step
from warledger.reading.place_choice import Choice, choose
from warledger.reading.place_context import Report, report_of
from warledger.reading.place_home import home_of, is_aside
from warledger.reading.place_name import Name, Role
from warledger.reading.place_names import NameFinder
from warledger.reading.place_ranker import ranker
from warledger.reading.place_stretches import Stretches
from warledger.reading.place_trust import is_toponym
from warledger.reading.place_where import places_meant
from warledger.reference.actors import ActorList, actors
from warledger.reference.gazetteer import Gazetteer, gazetteer

OF_REPORT = "the town that the report is about; the words of the event name none"
OF_TITLE = "the town that the report's title names; the words of the event name none"
SPOKEN = 3  # a third as often as the country that a report speaks of most: a country whose places are sought by sound
SPELLED_AS_THEY_ARE = frozenset(  # countries whose own spelling of their places is the English one, but for accents
    """US CA GB IE AU NZ FR DE AT CH NL BE LU ES PT IT SE NO DK FI IS PL CZ SK HU RO SI HR LT LV EE MX GT HN SV NI CR PA
    CU DO PR CO VE EC PE BO CL AR UY PY BR""".split()
)
SOUNDED = 8  # places that sound like a name, the nearest in sound first


def add_places(reading: Reading) -> Reading:
    """Add the places, by the shipped gazetteer and actor list."""
    return places_by(reading, gazetteer(), actors())


def places_by(reading: Reading, places: Gazetteer, actor_list: ActorList) -> Reading:
    """Add the places, by a gazetteer and an actor list of your own."""
    assert reading.sentences is not None
    document, nations = reading.document, actor_list.nations
    finder, names = _found(reading, places, actor_list)
    title = finder.of_title(document.title, document.text)
    outlet = document.source.name if document.source else ""
    report = report_of([*title, *names], document.text, nations, outlet)
    sounded = _by_sound([*title, *names], report, places)
    if sounded != [*title, *names]:
        report = report_of(sounded, document.text, nations, outlet)
    choices = choose(report, ranker())
    meant = places_meant(document.text, report.names, choices, ranker())
    home = _home(reading, report, choices, meant)
    names, choices, wheres = list(report.names[len(title) :]), choices[len(title) :], meant[len(title) :]
    found = [
        PlaceMention(reading.quote(name.start, name.end), where, is_aside(document.text, name))
        for name, where in zip(names, wheres, strict=True)
    ]
    here = [name.role is Role.PLACE and _is_told(name, where) for name, where in zip(names, wheres, strict=True)]
    wide = [is_toponym(name, choice) for name, choice in zip(names, choices, strict=True)]
    return replace(
        reading,
        places=tuple(mention for mention, told in zip(found, here, strict=True) if told),
        toponyms=tuple(mention for mention, named in zip(found, wide, strict=True) if named),
        home=home,
    )


@dataclass(slots=True)
class _Last:
    """The names of the text that was looked through last, since the extractor's places ask for them once more."""

    key: tuple[object, ...] = ()
    found: tuple[NameFinder, list[Name]] | None = None


_LAST = _Last()


def _found(reading: Reading, places: Gazetteer, actor_list: ActorList) -> tuple[NameFinder, list[Name]]:
    """The names of a text with what found them."""
    key = reading.sentences, reading.mentions, places, actor_list
    held = _LAST.found
    if held is None or len(_LAST.key) != len(key) or any(a is not b for a, b in zip(_LAST.key, key, strict=True)):
        finder = NameFinder(Stretches(places, actor_list.nations), groups_of(reading, actor_list))
        held = finder, finder.find(reading.document.text, reading.sentences or ())
        _LAST.key, _LAST.found = key, held
    return held


def _home(
    reading: Reading, report: Report, choices: Sequence[Choice], meant: Sequence[Where | None]
) -> Sourced[Where] | None:
    """The town that the report is about, with the words of the text that name it first; without any, of the title."""
    number = home_of(reading.document.text, report.names, choices)
    where = meant[number] if number is not None else None
    if number is None or where is None:
        return None
    name = report.names[number]
    if name.sentence < 0:
        return Sourced(where, OF_TITLE)
    return Sourced(where, OF_REPORT, (reading.quote(name.start, name.end),))


def _by_sound(names: list[Name], report: Report, places: Gazetteer) -> list[Name]:
    """The names, those that the words vouch for and no list has as written with the places that sound so.

    They are sought in the countries that the report speaks of most, and nowhere where it speaks of none.
    """
    most = max(report.spoken.values(), default=0)
    countries = [c for c, weight in report.spoken.items() if weight * SPOKEN >= most and c not in SPELLED_AS_THEY_ARE]
    if not countries:
        return names
    return [
        replace(name, places=places.search(name.text, countries=countries)[:SOUNDED])
        if name.role is Role.PLACE and not name.places and not name.site and (name.vouched or name.noun)
        else name
        for name in names
    ]


def _is_told(name: Name, where: Where | None) -> bool:
    """Whether a name is kept: its place is known, or the words vouch for one."""
    return where is not None or not name.places or name.vouched or bool(name.cue)


def places_at(
    reading: Reading, stretches: Sequence[tuple[int, int]], outlet: str = "", places: Gazetteer | None = None
) -> list[Where | None]:
    """The place of each stretch of the text, where it is known beforehand that it names one.

    The names that the reader finds by itself, but for those that a stretch overlaps, stand around them.
    """
    assert reading.sentences is not None
    text, nations = reading.document.text, actors().nations
    finder, found = _found(reading, places or gazetteer(), actors())
    names, order = finder.at(text, found, stretches)
    title = finder.of_title(reading.document.title, text)
    names = [*title, *names]
    choices = choose(report_of(names, text, nations, outlet), ranker())
    wheres = places_meant(text, names, choices, ranker())
    return [wheres[len(title) + order[stretch]] for stretch in stretches]


def groups_of(reading: Reading, actor_list: ActorList) -> list[tuple[int, int]]:
    """The stretches that name known actors, from the layer of mentions where it is there already."""
    if reading.mentions is None:
        return [(found.start, found.end) for found in actor_list.scan(reading.document.text)]
    return [(m.quote.start, m.quote.end) for m in reading.mentions if m.kind is MentionKind.GROUP]


STEP = Step("places", needs=("sentences",), adds="places", run=add_places)
