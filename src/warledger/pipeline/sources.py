"""The sources of a case: who publishes and who is quoted, how often, and what people noted of each.

Names are shown here even of protected sources: the list is for those who hold the case, and goes into no export.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from warledger.errors import BadSetting
from warledger.linking.voices import bare
from warledger.model.document import Source
from warledger.model.ids import SourceId
from warledger.model.register import Noted, SourceNote, SourceUse, note_id
from warledger.pipeline.judging import Person
from warledger.pipeline.register import register_of
from warledger.store.records import Store


def sources_of(store: Store) -> tuple[SourceUse, ...]:
    """Every source that publishes or is quoted, and every one of which something was noted; the busiest first."""
    incidents = store.incidents()
    notes = incidents.notes()
    register = register_of(notes)
    named = {note.source: note.name for note in notes}
    uses: dict[SourceId, SourceUse] = {}
    for source, documents in incidents.publishers():
        uses[source.id] = SourceUse(source, documents, 0, 0)
    for id, name, quoted, spoken_for in incidents.speakers():
        use = uses.get(id, SourceUse(Source(id, name), 0, 0, 0))
        uses[id] = replace(use, quoted=quoted, incidents=spoken_for)
    for id, name in named.items():
        uses.setdefault(id, SourceUse(Source(id, name), 0, 0, 0))
    for id, noted in register.sources.items():
        held = uses[id]
        known = replace(noted, name=held.source.name)
        uses[id] = replace(held, source=known, same_as=register.renamed.get(id))
    return tuple(sorted(uses.values(), key=lambda use: (-use.documents - use.quoted, use.source.name, use.source.id)))


def find_source(uses: Iterable[SourceUse], wanted: str) -> Source:
    """The source of that name, or whose id or name begins so; BadSetting when there is none, or several."""
    held = list(uses)
    ids = {Source.named(wanted).id, Source.named(" ".join(bare(wanted))).id}
    exact = [use.source for use in held if use.source.id in ids or use.source.id == wanted]
    found = exact or list(_beginning(held, wanted))
    if not found:
        raise BadSetting(f"no source is called {wanted!r}, and none begins so. List them: warledger sources CASE")
    if len(found) > 1:
        some = "; ".join(f"{source.name} ({source.id.rpartition('-')[2][:8]})" for source in found[:5])
        raise BadSetting(f"several sources are called so: {some}. Give the whole name, or the id.")
    return found[0]


def _beginning(uses: Iterable[SourceUse], wanted: str) -> Iterator[Source]:
    folded = wanted.casefold()
    for use in uses:
        id = use.source.id
        if use.source.name.casefold().startswith(folded) or id.startswith(wanted) or id[7:].startswith(wanted):
            yield use.source


def a_note(source: Source, noted: Noted, value: str | None, person: Person) -> SourceNote:
    """What a person notes of a source."""
    id = note_id(source.id, noted, value, person.when)
    return SourceNote(id, source.id, source.name, noted, value, person.who, person.when, person.why)
