"""Names the series that a capture is a version of: a page's address, a message's id, a file's place.

The same report must get the same name whenever it is captured again, and two reports never one name, so a page's own
word about its address is not believed where it points to the front page of its site. No name holds a path of this
machine.
"""

import hashlib
import html
import re
from email.parser import BytesHeaderParser
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from warledger.archive.capture import well_formed
from warledger.archive.decode import decode
from warledger.archive.media import EML, HTML
from warledger.errors import SkipDocument

HEAD = 256 * 1024  # a page's own address stands in its head
LINK = re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b[^>]*>", re.IGNORECASE)
OG_URL = re.compile(r"<meta\b[^>]*\bproperty\s*=\s*[\"']?og:url\b[^>]*>", re.IGNORECASE)
VALUE = re.compile(r"\b(?:href|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}


def series_of(content: bytes, media_type: str, fallback: str) -> str:
    """The name that the content gives itself, or else `fallback`."""
    kind = media_type.partition(";")[0]
    if kind == HTML:
        return _page_address(content, fallback) or fallback
    if kind == EML:
        return _message_id(content) or fallback
    return fallback


def series_of_file(path: Path) -> str:
    """A file's name and a hash of where it is: a changed file at the same place is a later version of one series."""
    place = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"file:{well_formed(path.name)}#{place[:12]}"


def series_of_text(content: bytes) -> str:
    """Bytes that come from nowhere in particular are named by themselves."""
    return f"text:{hashlib.sha256(content).hexdigest()}"


def canonical_address(address: str) -> str:
    """An address without what does not change the page: letter case of the host, default port, fragment, tracking.

    >>> canonical_address("HTTPS://News.Example:443/a?id=3&utm_source=x#top")
    'https://news.example/a?id=3'
    """
    parts = urlsplit(address.strip())
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    if parts.port is not None and parts.port != DEFAULT_PORTS.get(scheme):
        host = f"{host}:{parts.port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def _page_address(content: bytes, fallback: str) -> str | None:
    """The address a page gives as its own; for a page that was fetched, only one on the same site."""
    try:
        head = decode(content[:HEAD], "").text
    except SkipDocument:
        return None
    fetched = urlsplit(fallback) if fallback.startswith(("http://", "https://")) else None
    for tag in [*LINK.findall(head), *OG_URL.findall(head)]:
        value = VALUE.search(tag)
        if value is None:
            continue
        address = urljoin(fallback if fetched else "", html.unescape(next(filter(None, value.groups()), "")).strip())
        if _names_a_page(address, fetched.hostname if fetched else None):
            return canonical_address(address)
    return None


def _names_a_page(address: str, host: str | None) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or (parts.path in ("", "/") and not parts.query):
        return False
    return host is None or _site(parts.hostname) == _site(host)


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host.lower())


def _message_id(content: bytes) -> str | None:
    value = BytesHeaderParser().parsebytes(content[:HEAD]).get("Message-ID")
    name = well_formed(re.sub(r"\s+", "", str(value or "")).strip("<>"))
    return f"message:{name}" if name else None
