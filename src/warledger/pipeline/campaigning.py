"""The campaigns of a case: counted anew when its incidents have changed, and kept until they change again."""

from warledger.errors import StorageFailure
from warledger.linking.campaigns import Event, Reach, campaigns
from warledger.model.claim import PlacePrecision
from warledger.model.corroboration import Campaign
from warledger.model.listing import Mark
from warledger.store.records import Store

LONGEST = 62  # days; what goes on for longer is no incident of a campaign


def campaigns_of(store: Store) -> tuple[Campaign, ...]:
    """The campaigns of a case as it was last linked, in the order of their first days."""
    state = store.links().state()
    if state is None:
        return ()
    if state.campaigns == state.stamp:
        return store.incidents().campaigns()
    found = found_in(store)
    try:
        with store.links().linking() as linking:
            linking.put_campaigns(found)
    except StorageFailure:  # a case on a read-only disk can be asked all the same
        pass
    return found


def found_in(store: Store, reach: Reach | None = None) -> tuple[Campaign, ...]:
    """The campaigns among the incidents of a case."""
    return campaigns(filter(None, map(_event, store.incidents().marks())), reach)


def _event(mark: Mark) -> Event | None:
    """What decides on an incident's campaign; None for one without days, or with no place finer than a country."""
    if mark.start is None or mark.end is None or mark.lat is None or mark.lon is None:
        return None
    if mark.precision is PlacePrecision.COUNTRY or (mark.end - mark.start).days > LONGEST:
        return None
    return Event(mark.id, mark.start, mark.end, mark.lat, mark.lon, frozenset(mark.sides))
