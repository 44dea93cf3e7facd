"""Reads a saved e-mail: subject, sender, date and the text, from the plain part or else from the HTML part.

Attachments are not read; how many there were is said in the extractor's name, so that they can be given as files of
their own. A date header that is no date gives none.
"""

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart

from warledger.archive.capture import Capture, Extract
from warledger.archive.dates import day_of
from warledger.archive.decode import Decoded, decode
from warledger.config import Settings
from warledger.errors import UnreadableInput
from warledger.model.document import Published, PublishedBasis

EXTRACTOR = "eml/1"


def extract(capture: Capture, settings: Settings) -> Extract:  # noqa: ARG001 - every extractor is called alike
    """The text of an e-mail and what its headers say."""
    origin = capture.origin
    try:
        message = email.message_from_bytes(capture.content, policy=email.policy.default)
        plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
        attached = sum(1 for _ in message.iter_attachments())
        subject, sender, day = (_header(message, name) for name in ("Subject", "From", "Date"))
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableInput(f"{origin}: the e-mail is damaged ({error}). Save its text as a plain file.") from error
    decoded = _decoded(plain, origin)
    extractor = EXTRACTOR
    if not decoded.text.strip() and html is not None:
        decoded, extractor = _from_html(html, origin)
    if not decoded.text.strip():
        raise UnreadableInput(f"{origin}: the e-mail has no text of its own. Give its attachments as files.")
    published = day_of(day) if day else None
    notes = f"; {attached} attachments not read" if attached else ""
    return Extract(
        text=decoded.text,
        media_type=capture.media_type,
        extractor=f"{extractor} {decoded.described}{notes}",
        title=subject,
        author=sender,
        published=Published(published, PublishedBasis.FOUND, "email Date header") if published else None,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _decoded(part: MIMEPart | None, origin: str) -> Decoded:
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        return Decoded("", "")
    return decode(payload, origin, part.get_content_charset())


def _from_html(part: MIMEPart, origin: str) -> tuple[Decoded, str]:
    """The article in the HTML part, and the extractor with its own."""
    from warledger.archive import html  # trafilatura is heavy, and most messages have a plain part

    decoded = _decoded(part, origin)
    if not decoded.text.strip():
        return decoded, EXTRACTOR
    found = html.article(decoded.text, origin)
    return Decoded(found.text, decoded.encoding, decoded.note), f"{EXTRACTOR} {html.EXTRACTOR}"
