"""One incident with every record that belongs to it, gathered for whoever shows it: the command line or the desk.

It takes the incident as it was last linked and judges nothing. A protected source goes under its number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warledger.linking.judging import standing
from warledger.linking.tolls import published
from warledger.model.claim import Claim
from warledger.model.corroboration import Assessment, Campaign
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ledger import Judgement
from warledger.model.serial import Json, dump, printed_claim
from warledger.pipeline.campaigning import campaigns_of
from warledger.pipeline.register import register_of, under
from warledger.store.case import Store


@dataclass(frozen=True, slots=True)
class Whole:
    """An incident with the records that its view needs.

    `claims` come in the order in which they were published. `judgements` are those that stand and are about its claims;
    `history` is every judgement about them, oldest first, also those taken back and those that take one back.
    """

    assessment: Assessment
    claims: Sequence[Claim]
    documents: Mapping[DocumentId, Document]
    judgements: Sequence[Judgement]
    campaign: Campaign | None
    history: Sequence[Judgement] = ()

    def voice_number(self, claim: ClaimId) -> str:
        """The number of the voice that a claim belongs to."""
        numbers = (k for k, voice in enumerate(self.assessment.voices, start=1) if claim in voice.claims)
        return str(next(numbers, "-"))


def whole_of(store: Store, incident: str) -> Whole:
    """The incident of that id, or of that claim's; BadSetting when there is none. The beginning of an id is enough."""
    incidents, links = store.incidents(), store.links()
    found = incidents.assessment(incident)
    register = register_of(incidents.notes())
    claims = links.claims(found.incident.claims)
    reports = links.reports(claim.document for claim in claims.values())
    own = set(found.incident.claims)
    made = list(store.judgements())
    history = [one for one in made if {one.left, one.right} & own]
    judged = [one for one in standing(made) if {one.left, one.right} & own]
    campaign = next((one for one in campaigns_of(store) if found.incident.id in one.incidents), None)
    documents = {id: under(register, document) for id, document in reports.items()}
    order = sorted(claims.values(), key=lambda claim: (published(documents[claim.document]), claim.id))
    return Whole(found, order, documents, judged, campaign, history)


def printed_whole(whole: Whole) -> Json:
    """An incident with all of it as JSON: the form of `warledger incident --json`."""
    told = [printed_claim(claim) | {"document": claim.document} for claim in whole.claims]
    last = {"told": told, "judgements": dump(tuple(whole.judgements)), "campaign": dump(whole.campaign)}
    found: Json = {"id": whole.assessment.incident.id} | dump(whole.assessment) | last
    return found
