"""Reads what a server or a page declares of its content: the media type and the charset.

What is declared is a hint: media and decode believe the bytes first. A declared UTF-8 is left out, because it is tried
in any case.
"""

import re
from email.message import Message

META = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)", re.I)
KIND = re.compile(r"[\w.+-]+/[\w.+-]+")
HEAD = 4096  # browsers look for the declaration in the first 1024 bytes; some pages put it later


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header; None for what it does not say.

    >>> content_type("text/html; charset=Windows-1256")
    ('text/html', 'windows-1256')
    """
    if not header:
        return None, None
    message = Message()
    message["Content-Type"] = " ".join(header.split())
    kind = header.partition(";")[0].strip().lower()
    charset = message.get_content_charset()
    return kind if KIND.fullmatch(kind) else None, None if charset in (None, "utf-8", "utf8") else charset


def page_charset(content: bytes) -> str | None:
    """The charset that an HTML page declares in its head."""
    found = META.search(content[:HEAD])
    return (found.group(1) or found.group(2)).decode("ascii").lower() if found else None
