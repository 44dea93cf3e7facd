"""From groups of claims to incidents as they are stored, some hundred claims at a time, so that memory stays flat."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warledger.linking.assessing import Ground, assessments
from warledger.linking.judging import retracted, standing
from warledger.linking.table import LINKED
from warledger.linking.voices import Register, bare, is_anybody
from warledger.model.claim import Claim
from warledger.model.document import Document, Source
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import Judgement
from warledger.model.place_choice import PLACE
from warledger.pipeline.register import under
from warledger.reference.grades import GradeRule
from warledger.store.incident_rows import Derived, Spoken
from warledger.store.links import Links

AT_ONCE = 400  # claims assessed at a time


@dataclass(frozen=True, slots=True)
class Standing:
    """What incidents go by beside their claims: the register, the judgements that stand, the rules of grades."""

    register: Register
    judgements: tuple[Judgement, ...]
    rules: tuple[GradeRule, ...]

    @property
    def retracted(self) -> frozenset[ClaimId]:
        """The claims that people noted as taken back."""
        return retracted(self.judgements)

    @property
    def judged(self) -> frozenset[ClaimId]:
        """The claims that a standing judgement is about."""
        held = (one for one in standing(self.judgements) if one.field != PLACE)
        return frozenset(claim for one in held for claim in (one.left, one.right) if claim is not None)


def derived(links: Links, groups: Iterable[Sequence[ClaimId]], by: Standing) -> Iterator[list[Derived]]:
    """The incidents of these groups of claims, in batches."""
    taken_back, judged = by.retracted, by.judged
    for batch in _batches(groups):
        found_claims = links.claims(claim for group in batch for claim in group)
        claims = {id: claim for id, claim in found_claims.items() if claim.status.value in LINKED}
        held = [[claims[id] for id in group if id in claims] for group in batch]
        documents = {id: under(by.register, one) for id, one in _documents(links, claims.values()).items()}
        ground = Ground(
            documents,
            links.families(documents),
            by.register,
            taken_back,
            links.superseded(documents),
            by.rules,
        )
        found = []
        for assessment in assessments(held, ground):
            own = [claims[id] for id in assessment.incident.claims]
            about = any(claim.id in judged for claim in own)
            found.append(Derived(assessment, own, tuple(spoken(own, documents)), about))
        yield found


def _batches(groups: Iterable[Sequence[ClaimId]]) -> Iterator[list[Sequence[ClaimId]]]:
    batch: list[Sequence[ClaimId]] = []
    held = 0
    for group in groups:
        batch.append(group)
        held += len(group)
        if held >= AT_ONCE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _documents(links: Links, claims: Iterable[Claim]) -> dict[DocumentId, Document]:
    return links.reports({claim.document for claim in claims})


def spoken(claims: Sequence[Claim], documents: Mapping[DocumentId, Document]) -> Iterator[Spoken]:
    """The sources that speak for an incident: those that publish its reports, and those that are quoted by name."""
    published = Counter(source for id in {c.document for c in claims} if (source := documents[id].source))
    quoted = Counter(_named(speaker.name or speaker.quote.text) for claim in claims for speaker in claim.sources)
    del quoted[None]
    by_id: dict[str, tuple[str, int, int]] = {}
    for source, count in published.items():
        by_id[source.id] = (source.name, count, 0)
    for speaker, count in quoted.items():
        if speaker is not None:
            name, reports, _ = by_id.get(speaker.id, (speaker.name, 0, 0))
            by_id[speaker.id] = (name, reports, by_id.get(speaker.id, ("", 0, 0))[2] + count)
    for id, (name, reports, times) in sorted(by_id.items()):
        yield Spoken(Source(id, name).id, name, reports, times)  # type: ignore[arg-type]


def _named(name: str) -> Source | None:
    """Whom a speaker's name stands for in the register; None for people of whom there are many."""
    words = bare(name)
    if is_anybody(words):
        return None
    source = Source.named(" ".join(words))
    return Source(source.id, " ".join(name.split()))
