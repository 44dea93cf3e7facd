"""Adds the places: stretches of the text that name them, each with the place it means where that can be told.

    sentences -> names (place_names) -> one place for each (place_choice)

A name that the gazetteer does not know, or cannot tell between places, has no `where`. Names of people, groups and
nationalities are left out, and so are countries that act or speak ("Israel said"), and names that could be a town of
the gazetteer but that nothing vouches for.
"""

from dataclasses import replace

from warledger.model.reading import MentionKind, PlaceMention, Reading, Step
from warledger.reading.place_choice import choose
from warledger.reading.place_names import NameFinder
from warledger.reading.place_stretches import Stretches
from warledger.reference.actors import ActorList, actors
from warledger.reference.gazetteer import Gazetteer, gazetteer


def add_places(reading: Reading) -> Reading:
    """Add the places, by the shipped gazetteer and actor list."""
    return places_by(reading, gazetteer(), actors())


def places_by(reading: Reading, places: Gazetteer, actor_list: ActorList) -> Reading:
    """Add the places, by a gazetteer and an actor list of your own."""
    assert reading.sentences is not None
    text = reading.document.text
    groups = _groups(reading, actor_list)
    names = NameFinder(Stretches(places, actor_list.nations), groups).find(text, reading.sentences)
    chosen = choose(names, text, actor_list.nations)
    mentions = tuple(
        PlaceMention(reading.quote(name.start, name.end), where)
        for name, where in zip(names, chosen, strict=True)
        if not name.agent and (where or not name.places or name.vouched or name.cue)
    )
    return replace(reading, places=mentions)


def _groups(reading: Reading, actor_list: ActorList) -> list[tuple[int, int]]:
    """The stretches that name known actors, from the layer of mentions where it is there already."""
    if reading.mentions is None:
        return [(found.start, found.end) for found in actor_list.scan(reading.document.text)]
    return [(m.quote.start, m.quote.end) for m in reading.mentions if m.kind is MentionKind.GROUP]


STEP = Step("places", needs=("sentences",), adds="places", run=add_places)
