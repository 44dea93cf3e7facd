"""Reads plain text: decodes the bytes and changes nothing else.

Lines stay as they are wrapped, and nothing at the top is taken for a title: what stands there is part of the report.
"""

from warledger.archive.capture import Capture, Extract
from warledger.archive.charset import content_type
from warledger.archive.decode import decode
from warledger.config import Settings

EXTRACTOR = "plain/1"


def extract(capture: Capture, settings: Settings) -> Extract:  # noqa: ARG001 - every extractor is called alike
    """The text of a plain file."""
    decoded = decode(capture.content, capture.origin, content_type(capture.media_type)[1])
    return Extract(decoded.text, capture.media_type, f"{EXTRACTOR} {decoded.described}")
