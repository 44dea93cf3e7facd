"""`warledger show`: one claim, with the words behind each of its fields."""

from typing import Any

import click

from warledger.cli.asking import asked
from warledger.cli.command import subcommand
from warledger.cli.evidence import show_claim
from warledger.cli.kin import in_sentences, printed_family
from warledger.cli.options import case_argument
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import dim, screen
from warledger.cli.talk import emit
from warledger.errors import NotACase
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.reading import Reading, Sentence
from warledger.model.serial import evidence, printed_claim, printed_document
from warledger.pipeline.said import PeopleSaid, printed_words
from warledger.reading.sentences import add_sentences

EXAMPLES = """
warledger show demo.ledger 3f9a2c81          the beginning of an id is enough
warledger show demo.ledger 3f9a2c81 --json   every field, its rule, and its words with their place in the text
"""


@subcommand("show", examples=EXAMPLES)
@case_argument
@click.argument("claim", metavar="CLAIM")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(case: str, claim: str, as_json: bool) -> None:
    """Show one claim: every field beside the words it rests on.

    CLAIM is a claim's id, or the beginning of one, as `warledger claims` prints it. Each field stands beside its
    sentence with the words marked, and under the field stands the rule that read or inferred it. Above all
    stands what people said of it, and what a field was before they corrected it. Last come the reports that share text
    with this one, and how much, and the incident that the claim stands in. Use it to check a claim before you rely on
    it, and to cite it.
    """
    with asked(case) as store:
        found = store.claim(claim)
        document = store.document(found.document)
        kin = in_sentences(store, found.document)
        family = printed_family(store, found.document) if as_json else None
        incident = store.incidents().of_claims([found.id]).get(found.id)
        said = PeopleSaid(store).of(found)
        beside = len(store.incidents().claims_beside(found.id)) - 1
    if document is None:
        raise NotACase(f"{case}: claim {found.id} has no document; the case is damaged. Run: warledger verify {case}")
    if as_json:
        besides = {"family": family, "incident": incident, "people": printed_words(said)}
        emit(_as_json(found, document, sentences_of(document)) | besides)
    else:
        console = screen()
        show_claim(console, found, document, sentences_of(document), said)
        for sentence in kin:
            console.print(dim(sentence))
        if incident is not None:
            console.print(dim(f"It stands in incident {short_id(incident)}, with {count(beside, 'other claim')}."))


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a report."""
    return add_sentences(Reading(document)).sentences or ()


def _as_json(claim: Claim, document: Document, sentences: tuple[Sentence, ...]) -> dict[str, Any]:
    around = [s for s in sentences if s.start <= claim.trigger.start < s.end]
    return {
        "document": printed_document(document),
        "claim": printed_claim(claim),
        "coder": claim.coder,
        "sentence": document.text[around[0].start : around[0].end] if around else None,
        "evidence": evidence(claim),
    }
