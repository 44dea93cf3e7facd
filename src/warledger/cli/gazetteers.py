"""The gazetteer in force, for commands that look a place up; it is loaded when the first place is, and not before."""

from collections.abc import Sequence

from warledger.cli import environment
from warledger.reference.place import Place


def search(name: str) -> Sequence[Place]:
    """The places that go by a name, the surest way of matching first."""
    from warledger.reference.gazetteer import gazetteer  # the index of places takes long to load

    return gazetteer(environment.settings().gazetteer).search(name, near=False)
