"""Who really speaks for an incident: documents are sources, and sources that are not independent are one voice.

Documents are one voice when they are copies or versions of one text, when one source published them, or when all that
the one rests on is what the other rests on too ("according to X" in two agencies is X). Each merge names its rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warledger.model.claim import Claim
from warledger.model.corroboration import FamilyId, Voice
from warledger.model.document import Document, Reliability, Source
from warledger.model.filters import folded
from warledger.model.ids import DocumentId, SourceId

COPIES = "copies of one text"
VERSIONS = "versions of one report"
PUBLISHER = "published by one source"
SPEAKER = "given to the same speaker"
# Words for people of whom two reports may well have heard two.
ANYBODY = frozenset(
    """witness witnesses eyewitness eyewitnesses resident residents local locals villager villagers neighbor neighbors
    neighbour neighbours source sources activist activists official officials spokesman spokeswoman spokesperson
    relative relatives survivor survivors medic medics doctor doctors people person reports media man woman father
    mother he she they friend friends victim victims""".split()
)


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of sources: their records, and which id stands for a source that was renamed or merged."""

    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    renamed: Mapping[SourceId, SourceId] = field(default_factory=dict)

    def id_of(self, name: str) -> SourceId:
        """The source of that name, after renamings."""
        return self.current(Source.named(name).id)

    def current(self, source: SourceId) -> SourceId:
        """The source that an id now stands for; a ring of renamings ends where it began."""
        seen = {source}
        while (after := self.renamed.get(source)) is not None and after not in seen:
            source = after
            seen.add(source)
        return source

    def reliability(self, source: SourceId) -> Reliability | None:
        """The letter the user gave it."""
        known = self.sources.get(self.current(source))
        return known.reliability if known else None


@dataclass(frozen=True, slots=True)
class _Group:
    documents: tuple[DocumentId, ...]
    origins: frozenset[str]
    rules: frozenset[str]


def voices(
    claims: Sequence[Claim],
    documents: Mapping[DocumentId, Document],
    families: Mapping[DocumentId, FamilyId] | None = None,
    register: Register | None = None,
) -> tuple[Voice, ...]:
    """The independent voices behind the claims of an incident, in the order of their first documents."""
    register, families = register or Register(), families or {}
    held = sorted({claim.document for claim in claims})
    groups = _by_origin([_Group((one,), *_origins(claims, documents[one], register)) for one in held])
    groups = _merged(groups, [documents[one] for one in held], families, register)
    return tuple(_voice(group, claims, documents, register) for group in _absorbed(groups))


def _origins(claims: Iterable[Claim], document: Document, register: Register) -> tuple[frozenset[str], frozenset[str]]:
    """What a document rests on: the speakers it names, and its publisher wherever it speaks for itself."""
    found: set[str] = set()
    for claim in claims:
        if claim.document == document.id:
            named = [speaker.name or speaker.quote.text for speaker in claim.sources]
            found |= (
                {_speaker(name, document, register) for name in named} if named else {publisher(document, register)}
            )
    return frozenset(found), frozenset()


def publisher(document: Document, register: Register) -> str:
    """Who published a document; where that is unknown, the document itself."""
    return register.current(document.source.id) if document.source else f"unknown publisher of {document.id}"


def _speaker(name: str, document: Document, register: Register) -> str:
    words = bare(name)
    if is_anybody(words):
        return f"{' '.join(words)} in {publisher(document, register)}"
    return register.id_of(" ".join(words))


def bare(name: str) -> list[str]:
    """A speaker's name as sources are told by it: folded, without an article, word by word."""
    words = folded(name).split()
    return words[1:] if words and words[0] in ("the", "a", "an") else words


def is_anybody(words: Sequence[str]) -> bool:
    """Whether words name people of whom two reports may well have heard two: witnesses, a doctor, officials."""
    return not words or words[-1] in ANYBODY


def _by_origin(groups: list[_Group]) -> list[_Group]:
    return sorted(groups, key=lambda group: group.documents)


def _merged(
    groups: list[_Group], documents: Sequence[Document], families: Mapping[DocumentId, FamilyId], register: Register
) -> list[_Group]:
    """Documents that share a family, a series or a publisher, as one group each."""
    ties: dict[tuple[str, str], int] = {}
    lead = list(range(len(groups)))
    why: list[set[str]] = [set() for _ in groups]
    for k, document in enumerate(documents):
        keys = [(VERSIONS, document.series)]
        keys += [(COPIES, families[document.id])] if document.id in families else []
        keys += [(PUBLISHER, publisher(document, register))] if document.source else []
        for key in keys:
            first = ties.setdefault(key, k)
            if first != k:
                one, other = sorted((_lead(lead, first), _lead(lead, k)))
                lead[other] = one
                why[one] |= why[other] | {key[0]}
    found: dict[int, _Group] = {}
    for k, group in enumerate(groups):
        top = _lead(lead, k)
        before = found.get(top, _Group((), frozenset(), frozenset(why[top])))
        found[top] = _Group(before.documents + group.documents, before.origins | group.origins, before.rules)
    return list(found.values())


def _lead(lead: list[int], k: int) -> int:
    while lead[k] != k:
        k = lead[k]
    return k


def _absorbed(groups: list[_Group]) -> list[_Group]:
    """Groups that rest on nothing of their own are taken into the widest one that rests on it too."""
    kept: list[_Group] = []
    for group in sorted(groups, key=lambda one: (-len(one.origins), one.documents)):
        wider = next((k for k, other in enumerate(kept) if group.origins <= other.origins), None)
        if wider is None:
            kept.append(group)
        else:
            other = kept[wider]
            joint = tuple(sorted(other.documents + group.documents))
            kept[wider] = _Group(joint, other.origins, other.rules | group.rules | {SPEAKER})
    return sorted(kept, key=lambda one: one.documents)


def _voice(
    group: _Group, claims: Iterable[Claim], documents: Mapping[DocumentId, Document], register: Register
) -> Voice:
    own = sorted(claim.id for claim in claims if claim.document in group.documents)
    letters = [letter for origin in group.origins if (letter := register.reliability(SourceId(origin)))]
    publishers = [documents[one].source for one in group.documents]
    letters = letters or [letter for source in publishers if source and (letter := _letter(source, register))]
    return Voice(
        name=_name(group, claims, documents, register),
        documents=tuple(sorted(group.documents)),
        claims=tuple(own),
        reliability=min(letters, default=None),
        rules=tuple(sorted(group.rules)),
    )


def _letter(source: Source, register: Register) -> Reliability | None:
    return register.reliability(source.id) or source.reliability


def _name(group: _Group, claims: Iterable[Claim], documents: Mapping[DocumentId, Document], register: Register) -> str:
    """The speakers and publishers that it rests on, by the names that the texts give them."""
    names: dict[str, str] = {}
    for claim in claims:
        if claim.document in group.documents:
            document = documents[claim.document]
            said = [speaker.name or speaker.quote.text for speaker in claim.sources]
            house = document.source.name if document.source else f"document {document.id}"
            for name in said:
                shown = " ".join(name.split())
                shown = f"{shown} in {house}" if is_anybody(bare(name)) else shown
                names.setdefault(_speaker(name, document, register), shown)
            if not said:
                names.setdefault(publisher(document, register), house)
    renamed = {key: register.sources[SourceId(key)].name for key in names if SourceId(key) in register.sources}
    return ", ".join(dict.fromkeys(sorted((names | renamed).values())))
