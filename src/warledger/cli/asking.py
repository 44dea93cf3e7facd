"""What the commands that ask a case share: the case opened, the filters checked, the count at the end."""

import difflib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from warledger.cli import environment
from warledger.cli.phrases import count
from warledger.cli.talk import say
from warledger.cli.watching import Watching
from warledger.errors import BadSetting, StorageFailure
from warledger.model.filters import ClaimFilter
from warledger.model.listing import IncidentFilter
from warledger.pipeline.linking import is_linked, link_new
from warledger.reference.codebook import load_codebook
from warledger.store.case import Store, open_case

T = TypeVar("T")


@contextmanager
def asked(case: str, wanted: ClaimFilter | None = None) -> Iterator[Store]:
    """The case, open; a type that no codebook in force knows is refused before anything is looked up."""
    if wanted is not None and wanted.types:
        _check_types(wanted.types)
    with open_case(case, create=False) as store:
        yield store


@contextmanager
def asked_linked(case: str, wanted: ClaimFilter | None = None) -> Iterator[Store]:
    """The case, open, its incidents up to date: what was added, judged or noted since is linked first.

    A case that may only be read is shown as it was last linked, and that is said.
    """
    with asked(case, wanted) as store:
        if not is_linked(store):
            try:
                with Watching() as watching:
                    link_new(store, progress=watching)
            except StorageFailure as error:
                if store.links().state() is None:
                    raise
                say(f"warledger: incidents are shown as they were last linked. {error}")
        yield store


def _check_types(types: Iterable[str]) -> None:
    known = load_codebook(environment.settings().codebook).types
    for name in sorted(types):
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise BadSetting(
            f"--type {name}: the codebook has no such type.{meant} `warledger codebook` lists them; "
            "if the case was read by a codebook of your own, name it in WARLEDGER_CODEBOOK."
        )


class Counted(Iterable[T]):
    """Passes things on and counts them."""

    def __init__(self, things: Iterable[T]) -> None:
        self.seen = 0
        self._things = things

    def __iter__(self) -> Iterator[T]:
        for thing in self._things:
            self.seen += 1
            yield thing


def say_count(shown: int, total: int, noun: str, wanted: ClaimFilter | IncidentFilter) -> None:
    """The last line of a list: "12 of 48 claims"."""
    sys.stdout.flush()  # so that the count comes last where both streams meet
    if wanted in (ClaimFilter(), IncidentFilter()) and shown == total:
        say(count(shown, noun))
    else:
        say(f"{shown:,} of {count(total, noun)}")
