"""Holds claims to their document: every quote stands in its text, every id is the hash it must be."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from warledger.model.claim import Claim, claim_id
from warledger.model.document import Document
from warledger.model.evidence import Quote


def fault_of(document: Document, claims: Iterable[Claim]) -> str | None:
    """The first thing that is wrong with a document's claims, without a word of the report; None when all is right."""
    seen: set[str] = set()
    for claim in claims:
        fault = wrong_id(document, claim) or wrong_quote(document, claim)
        if fault:
            return f"{claim.id}: {fault}"
        if claim.id in seen:
            return f"{claim.id}: two claims of one type on the same words"
        seen.add(claim.id)
    return None


def wrong_id(document: Document, claim: Claim) -> str | None:
    """What is wrong with the id of a claim."""
    if claim.document != document.id:
        return "belongs to another document"
    if claim.id != claim_id(claim.type.value, claim.trigger):
        return "the id is not the hash of its document, type and trigger"
    return None


def wrong_quote(document: Document, record: Claim | Quote | None) -> str | None:
    """What is wrong with the first quote of a record that does not stand in the document's text."""
    for quote in quotes_in(record):
        if quote.span.document != document.id:
            return f"the quote at {quote.start}..{quote.end} points into another document"
        if document.text[quote.start : quote.end] != quote.text:
            return f"the quote at {quote.start}..{quote.end} does not stand there in the text"
    return None


def quotes_in(record: Any) -> Iterator[Quote]:
    """Every quote in a record, however deep."""
    if isinstance(record, Quote):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from quotes_in(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from quotes_in(getattr(record, field.name))
