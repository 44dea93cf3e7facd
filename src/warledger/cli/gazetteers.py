"""The gazetteer in force, for commands that look a place up; it is loaded when the first place is, and not before."""

from collections.abc import Sequence

from warledger.cli import environment
from warledger.reference.place import Place


def search(name: str, country: str | None = None) -> Sequence[Place]:
    """The places that go by a name, the surest way of matching first; in one country those that sound like it too."""
    from warledger.reference.gazetteer import gazetteer  # the index of places takes long to load

    return gazetteer(environment.settings().gazetteer).search(
        name, countries=(country,) if country else (), near=country is not None
    )
