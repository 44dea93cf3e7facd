"""`warledger documents`: the reports of a case."""

from collections.abc import Iterator

import click

from warledger.cli import phrases
from warledger.cli.asking import Counted, asked
from warledger.cli.command import subcommand
from warledger.cli.kin import in_brief, printed_family
from warledger.cli.options import case_argument
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.talk import emit, say
from warledger.model.document import Document
from warledger.model.serial import printed_document
from warledger.store.case import Store

EXAMPLES = """
warledger documents demo.ledger
warledger documents demo.ledger --versions
warledger documents demo.ledger --json | jq 'select(.unread != null) | .title'
"""

NARROW = (Column("PUBLISHED", 10), Column("REPORT", share=5), Column("CLAIMS", 6, right=True))
WIDE = (
    *(Column("DOCUMENT", 8), Column("PUBLISHED", 10), Column("REPORT", share=5), Column("SOURCE", share=3)),
    *(Column("LANGUAGE", 8), Column("CLAIMS", 6, right=True), Column("UNREAD BECAUSE", share=3)),
)


@subcommand("documents", examples=EXAMPLES)
@case_argument
@click.option("--versions", is_flag=True, help="Also list versions that a newer one has replaced.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a report.")
def command(case: str, versions: bool, as_json: bool) -> None:
    """List the reports of a case.

    For each: when it was published and how that is known (given by whoever added it, found in the file, or inferred
    from the text), its language, how many claims it makes, whose copy it is (a reprint, a cut, an update of an earlier
    report), and, where it was kept but not read, why. Use it to see what the ledger rests on, how many of its reports
    are one voice, and what it could not use.
    """
    with asked(case) as store:
        documents = Counted(store.documents(superseded=versions))
        if as_json:
            for document in documents:
                claims = len(store.claims_of(document.id))
                emit(printed_document(document) | {"claims": claims, "family": printed_family(store, document.id)})
        else:
            console = screen()
            wide = console.width >= 110
            draw(console, WIDE if wide else NARROW, _rows(store, documents, wide=wide))
        say(phrases.count(documents.seen, "report"))


def _rows(store: Store, documents: Counted[Document], *, wide: bool) -> Iterator[Row]:
    for document in documents:
        claims = "-" if document.unread else str(len(store.claims_of(document.id)))
        published = document.published
        day = lines(str(published.date), dim(published.basis.value)) if published else "not known"
        version = dim(f"version {document.version}") if document.version > 1 else ""
        kin = dim(in_brief(store.families().family_of(document.id), document.id))
        name = lines(document.title or document.origin, version, kin)
        source = document.source.name if document.source else "-"
        if wide:
            short = phrases.short_id(document.id)
            yield short, day, name, source, document.language or "?", claims, document.unread or ""
        else:
            unread = dim(f"unread: {document.unread}") if document.unread else ""
            about = dim(f"{source}, {document.language or 'language not known'}")
            yield day, lines(name, about, unread), claims
