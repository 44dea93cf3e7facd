"""Turns the claims of one incident into what they support together: voices, fields, tolls, attribution and grade.

It is derived anew each time and depends on its claims, the register of sources, the families of copies and the
judgements only. Claims that deny, or that their source took back, are kept and counted, and give no field its value;
a report's later version takes back what it no longer says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from warledger.linking.attributing import attribution
from warledger.linking.grading import Counted, grade
from warledger.linking.judging import retracted
from warledger.linking.settling import settle_status, settle_type, settle_when, settle_where
from warledger.linking.tolls import tolls
from warledger.linking.voices import Register, voices
from warledger.model.claim import Claim, Status
from warledger.model.corroboration import Assessment, FamilyId, Toll
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import HarmRange, Incident, Judgement, incident_id
from warledger.reference.grades import GradeRule, load_grade_rules

RULE = "claims joined by their weights and by people's judgements"
ALONE = "one claim: nothing else tells of it"


@dataclass(frozen=True, slots=True)
class Ground:
    """What assessing needs beside the claims: documents, copies, sources, what was taken back, the rules of grades.

    `superseded` are documents of which the case holds a later version.
    """

    documents: Mapping[DocumentId, Document]
    families: Mapping[DocumentId, FamilyId] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    retracted: frozenset[ClaimId] = frozenset()
    superseded: frozenset[DocumentId] = frozenset()
    rules: tuple[GradeRule, ...] = field(default_factory=load_grade_rules)

    @staticmethod
    def of(documents: Mapping[DocumentId, Document], judgements: Iterable[Judgement]) -> "Ground":
        """The ground under these judgements, with no copies, no register, and the shipped rules."""
        return Ground(documents, retracted=retracted(judgements))


def assessments(groups: Iterable[Sequence[Claim]], ground: Ground) -> Iterator[Assessment]:
    """The assessment of each incident. A group in which nobody says that anything happened (denials only) is none."""
    for claims in groups:
        if any(claim.status.value.counts_as_event for claim in claims):
            yield assessed(claims, ground)


def assessed(claims: Sequence[Claim], ground: Ground) -> Assessment:
    """The assessment of the claims of one incident, of which one at least says that it happened."""
    claims = sorted(claims, key=lambda claim: claim.id)
    denied = [claim for claim in claims if claim.status.value is Status.DENIED]
    told = [claim for claim in claims if claim.status.value is not Status.DENIED]
    replaced = _replaced(claims, ground)
    back = frozenset(claim.id for claim in told if _taken_back(claim, ground, replaced))
    standing = [claim for claim in told if claim.id not in back]
    shown = [claim for claim in standing if claim.id not in replaced] or standing or told
    speaking = voices(standing, ground.documents, ground.families, ground.register)
    denying = voices(denied, ground.documents, ground.families, ground.register)
    all_voices = voices(claims, ground.documents, ground.families, ground.register)
    figures = tolls(standing, ground.documents, speaking)
    doers = attribution(shown, denied, all_voices)
    kinds, states = settle_type(shown, all_voices), settle_status(shown, all_voices)
    wheres, whens = settle_where(shown, all_voices), settle_when(shown, all_voices)
    if kinds.value is None or states.value is None:
        raise ValueError("an incident needs a claim that says that it happened")
    counted = Counted(len(standing), len(back), speaking, denying, figures, doers, _one_text(standing, ground))
    given, rule, why = grade(counted, ground.rules)
    incident = Incident(
        id=incident_id(named_for(claims, ground.documents)),
        claims=tuple(claim.id for claim in claims),
        type=kinds.value,
        status=states.value,
        where=wheres.value,
        when=whens.value,
        harm=tuple(_range(toll) for toll in figures if toll.who is None),
        voices=tuple(voice.name for voice in speaking),
        rule=RULE if len(claims) > 1 else ALONE,
    )
    return Assessment(
        incident,
        all_voices,
        (kinds.settled, states.settled, wheres.settled, whens.settled),
        figures,
        doers,
        tuple(claim.id for claim in denied),
        tuple(sorted(back)),
        given,
        rule,
        why,
    )


def named_for(claims: Iterable[Claim], documents: Mapping[DocumentId, Document]) -> ClaimId:
    """The claim that an incident of these claims is named for: that of the earliest report that says it happened."""

    def order(claim: Claim) -> tuple[bool, str, ClaimId]:
        published = documents[claim.document].published
        return not claim.status.value.counts_as_event, published.date.isoformat() if published else "later", claim.id

    return min(claims, key=order).id


def _replaced(claims: Sequence[Claim], ground: Ground) -> frozenset[ClaimId]:
    """Claims of a version of a report of which a later version tells the incident too."""
    latest: dict[str, int] = {}
    for claim in claims:
        document = ground.documents[claim.document]
        latest[document.series] = max(document.version, latest.get(document.series, 0))
    documents = ((claim, ground.documents[claim.document]) for claim in claims)
    return frozenset(claim.id for claim, document in documents if document.version < latest[document.series])


def _taken_back(claim: Claim, ground: Ground, replaced: frozenset[ClaimId]) -> bool:
    """Whether a person noted so, or a later version of its report no longer tells the incident."""
    return claim.id in ground.retracted or (claim.document in ground.superseded and claim.id not in replaced)


def _one_text(claims: Sequence[Claim], ground: Ground) -> bool:
    """Whether several documents tell it, and all are copies of one text."""
    documents = {claim.document for claim in claims}
    families = {ground.families.get(document) for document in documents}
    return len(documents) > 1 and len(families) == 1 and None not in families


def _range(toll: Toll) -> HarmRange:
    return HarmRange(toll.kind, toll.low, toll.high, toll.rule, tuple(sorted({f.claim for f in toll.figures})))
