"""Every form in which claims leave the ledger, and the one function that writes them.

A new format is one file with a `FORMAT` and one line in `FORMATS`. The formats import nothing of the store: they take
claims from any iterator and ask for documents by id. An incident is handed to them as the claim that stands for it.
"""

from collections.abc import Iterable
from typing import TextIO

from warledger.errors import BadSetting
from warledger.exports import acled, geojson, jsonl, ledger, ucdp
from warledger.exports.form import Documents, Format, write_form
from warledger.exports.losses import Losses
from warledger.model.claim import Claim
from warledger.reference.codebook import Codebook, load_codebook

OF_INCIDENTS = frozenset([geojson.FORMAT.name, acled.FORMAT.name, ucdp.FORMAT.name])  # the others write claims
FORMATS: tuple[Format, ...] = (ledger.FORMAT, jsonl.FORMAT, geojson.FORMAT, acled.FORMAT, ucdp.FORMAT)


def write(
    name: str, claims: Iterable[Claim], documents: Documents, out: TextIO, *, codebook: Codebook | None = None
) -> Losses:
    """Write claims to `out` in the named format; the account says what the format could not carry.

    `documents` is a mapping or a function from a document's id to the document or None. `out` must write UTF-8 and
    leave line ends alone (`open(path, "w", encoding="utf-8", newline="")`). `codebook` is the shipped one when None.
    """
    return write_form(named(name), claims, documents, out, codebook or load_codebook(None))


def named(name: str) -> Format:
    """The format of that name; BadSetting, naming those there are, when there is none."""
    found = next((form for form in FORMATS if form.name == name), None)
    if found is None:
        known = ", ".join(form.name for form in FORMATS)
        raise BadSetting(f"There is no format {name!r}. Choose one of: {known}.")
    return found
