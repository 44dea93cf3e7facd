"""The register of sources as linking and exports go by it, worked out from the notes that people made.

The name of a protected source is not in it: a number stands for it, so that nothing worked out with it can tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from warledger.linking.voices import Register
from warledger.model.document import Document, Reliability, Source
from warledger.model.ids import SourceId
from warledger.model.register import Noted, SourceNote


def register_of(notes: Iterable[SourceNote]) -> Register:
    """The register after these notes, oldest first."""
    sources: dict[SourceId, Source] = {}
    renamed: dict[SourceId, SourceId] = {}
    protected: dict[SourceId, int] = {}
    for note in notes:
        source = sources.get(note.source, Source(note.source, note.name))
        match note.noted:
            case Noted.RELIABILITY:
                source = replace(source, reliability=Reliability(note.value) if note.value else None)
            case Noted.AFFILIATION:
                source = replace(source, affiliation=note.value)
            case Noted.PROTECTED:
                protected.setdefault(note.source, len(protected) + 1)
                source = replace(source, protected=note.value is not None)
            case Noted.SAME_AS:
                renamed.pop(note.source, None)
                renamed |= {note.source: SourceId(note.value)} if note.value else {}
        sources[note.source] = source
    return Register({id: _shown(source, protected) for id, source in sources.items()}, renamed)


def _shown(source: Source, numbers: Mapping[SourceId, int]) -> Source:
    return replace(source, name=f"protected source {numbers[source.id]}") if source.protected else source


def under(register: Register, document: Document) -> Document:
    """The document with its source as the register has it."""
    source = document.source
    noted = register.sources.get(register.current(source.id)) if source else None
    if source is None or noted is None:
        return document
    name = noted.name if noted.protected else source.name
    known = replace(
        source,
        name=name,
        affiliation=noted.affiliation or source.affiliation,
        reliability=noted.reliability or source.reliability,
        protected=noted.protected or source.protected,
    )
    return replace(document, source=known)


def touched(register: Register, notes: Sequence[SourceNote], known: Iterable[SourceId]) -> frozenset[SourceId]:
    """The sources, of those known, of which these notes tell: they themselves, and those that stand for them."""
    named = {note.source for note in notes}
    named |= {SourceId(note.value) for note in notes if note.noted is Noted.SAME_AS and note.value}
    current = {register.current(source) for source in named}
    return frozenset(source for source in {*known, *named} if source in named or register.current(source) in current)
