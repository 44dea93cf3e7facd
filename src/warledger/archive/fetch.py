"""Fetches the bytes at a web address, or says why it could not.

Only http and https, at the start and after every redirect; no cookies, no passwords, no proxies, and never more bytes
or seconds than the settings allow. An address of this machine or of a private network is asked only where the settings
allow it and a person named it, never where another address sent us. It judges nothing of the content: see media.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request

from warledger import __version__
from warledger.archive.capture import too_large
from warledger.archive.charset import content_type
from warledger.config import Settings
from warledger.errors import UnreachableInput, UnreadableInput

REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 64 * 1024
WHOLE = 10  # a whole transfer may take this many times the wait for an answer: 200 s for 64 MiB by default
HEADERS = {"User-Agent": f"warledger/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
SAVE_IT = "Open it in a browser, save the page or print it to PDF, and give that file."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered with, after redirects; `media_type` and `charset` are the server's word."""

    content: bytes = field(repr=False)
    address: str
    media_type: str | None
    charset: str | None


class Answer(Protocol):
    """The part of an HTTP response that is used here."""

    status: int
    reason: str
    headers: http.client.HTTPMessage

    def read1(self, n: int = ...) -> bytes: ...


def fetch(address: str, settings: Settings) -> Fetched:
    """The content of a web address; UnreachableInput or UnreadableInput when it cannot be had."""
    url, visited = _requestable(address, address), list[str]()
    while len(visited) <= settings.max_redirects:
        if url in visited:
            raise UnreachableInput(
                f"{address}: sends us round in a circle, back to {url}; it may want cookies or a login. {SAVE_IT}"
            )
        visited.append(url)
        near = settings.fetch_private and (len(visited) == 1 or _same_place(url, visited[0]))
        answer = _ask(url, address, settings, near)
        with answer:
            location = answer.headers.get("Location")
            if answer.status in REDIRECTS and location:
                url = _requestable(urljoin(url, location), address)
                continue
            if answer.status != 200:
                raise UnreachableInput(f"{address}: the server answered {_status(answer)}. {_advice(answer.status)}")
            media_type, charset = content_type(answer.headers.get("Content-Type"))
            return Fetched(_body(answer, address, settings), url, media_type, charset)
    raise UnreachableInput(f"{address}: sent us on more than {settings.max_redirects} times. {SAVE_IT}")


def _same_place(url: str, other: str) -> bool:
    """Whether two addresses name the same host: what a person named may send us on within itself."""
    return urlsplit(url).hostname == urlsplit(other).hostname


def _requestable(url: str, address: str) -> str:
    """The address in the form that is sent: ASCII only, without fragment; refused if it is not for the web."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        ascii_host = host.encode("idna").decode("ascii") if host and not host.isascii() else host
        path, query = (quote(part, safe="/:@!$&'()*+,;=~%?-._") for part in (parts.path or "/", parts.query))
    except (ValueError, UnicodeError) as error:
        raise UnreachableInput(f"{address}: {url!r} is no web address ({error}). Check its spelling.") from error
    if parts.scheme.lower() not in ("http", "https"):
        sent = "" if url == address else f"sends us to {url!r}; "
        raise UnreachableInput(
            f"{address}: {sent}only http and https addresses are fetched. Give a file on this machine by its path."
        )
    if not ascii_host:
        raise UnreachableInput(f"{address}: {url!r} names no host. Check its spelling.")
    if parts.username or parts.password:
        raise UnreachableInput(
            f"{without_password(address)}: an address with a user name or a password in it is not fetched, as it would "
            f"be stored. {SAVE_IT}"
        )
    ascii_host = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    place = f"{ascii_host}:{port}" if port else ascii_host
    return urlunsplit((parts.scheme.lower(), place, path, query, ""))


def without_password(address: str) -> str:
    """An address as it may be shown and stored.

    >>> without_password("https://me:secret@news.example/a")
    'https://news.example/a'
    """
    return re.sub(r"^([^/]*//)[^/?#]*@", r"\1", address)


class _Private(OSError):
    """A host that stands on this machine or in a private network, which may not be asked."""


def _ask(url: str, address: str, settings: Settings, near: bool) -> http.client.HTTPResponse:
    """The answer of one address; `near` says whether its host may stand on this machine or in a private network."""
    opener = OpenerDirector()  # bare: no redirects, cookies, proxies, files or passwords unless added
    opener.add_handler(_PlainHandler(near))
    opener.add_handler(_SecureHandler(near))
    try:
        response = opener.open(Request(url, headers=HEADERS), timeout=settings.fetch_timeout_s)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreachableInput(f"{address}: {_why(error, settings)}") from error
    if not isinstance(response, http.client.HTTPResponse):
        raise UnreachableInput(f"{address}: no answer came. Try again later.")
    return response


class _PlainHandler(HTTPHandler):
    def __init__(self, near: bool) -> None:
        super().__init__()
        self._near = near

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        """Ask over http."""
        return self.do_open(partial(_Plain, near=self._near), req)


class _SecureHandler(HTTPSHandler):
    def __init__(self, near: bool) -> None:
        super().__init__()
        self._near = near

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        """Ask over https."""
        return self.do_open(partial(_Secure, near=self._near), req)


class _Plain(http.client.HTTPConnection):
    """A connection that looks at where it leads before it is made: a name may be answered otherwise the next time."""

    def __init__(self, host: str, *, near: bool, **options: Any) -> None:
        super().__init__(host, **options)
        self._create_connection = partial(_connected, near=near)


class _Secure(http.client.HTTPSConnection):
    """The same, encrypted."""

    def __init__(self, host: str, *, near: bool, **options: Any) -> None:
        super().__init__(host, **options)
        self._create_connection = partial(_connected, near=near)


def _connected(place: tuple[str, int], timeout: float, source: object = None, *, near: bool) -> socket.socket:
    """A connection to the first of a host's addresses that answers, private ones left out unless they may be asked."""
    del source
    host, port = place
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    allowed = [one for one in found if near or is_public(one)]
    if not allowed:
        raise _Private(host)
    for number, one in enumerate(allowed, start=1):
        try:
            return socket.create_connection((one, port), timeout)
        except OSError:
            if number == len(allowed):
                raise
    raise OSError(f"{host} has no address")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the world at large, also where it is written as another.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        nat64 = ipaddress.ip_network("64:ff9b::/96")
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in nat64 else inner
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def _body(answer: Answer, address: str, settings: Settings) -> bytes:
    """The content, unpacked if the server packed it against our wish, never more than the limit."""
    limit = settings.max_bytes
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > limit:
        raise UnreadableInput(too_large(address, int(length), limit))
    content = bytearray()
    try:
        for chunk in _unpacked(_chunks(answer, address, settings, length), answer, address, limit):
            content += chunk
            if len(content) > limit:
                raise UnreadableInput(too_large(address, None, limit))
    except (OSError, http.client.HTTPException) as error:
        raise UnreachableInput(f"{address}: {_why(error, settings)}") from error
    except zlib.error as error:
        raise UnreadableInput(f"{address}: the server packed the content badly ({error}). {SAVE_IT}") from error
    return bytes(content)


def _chunks(answer: Answer, address: str, settings: Settings, length: str) -> Iterator[bytes]:
    deadline = time.monotonic() + WHOLE * settings.fetch_timeout_s
    received = 0
    while chunk := answer.read1(CHUNK):
        received += len(chunk)
        yield chunk
        if time.monotonic() > deadline:
            raise UnreachableInput(f"{address}: still sending after {WHOLE * settings.fetch_timeout_s:g} s. {SAVE_IT}")
    if length.isdigit() and received < int(length):
        raise UnreachableInput(f"{address}: the answer broke off after {received:,} of {length} bytes. Try again.")


def _unpacked(chunks: Iterator[bytes], answer: Answer, address: str, limit: int) -> Iterator[bytes]:
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        yield from chunks
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableInput(
            f"{address}: the server packs its content as {packing!r}, which is not read here. {SAVE_IT}"
        )
    unpacker = zlib.decompressobj(wbits=47)  # 47: gzip or zlib, told by the header
    for chunk in chunks:
        yield unpacker.decompress(chunk, limit + 1)


def _status(answer: Answer) -> str:
    return f"{answer.status} {answer.reason}".strip()


def _advice(status: int) -> str:
    if status in (404, 410):
        return "The page is not there; check the address, or look for it in a web archive."
    if status in (401, 402, 403, 407, 429, 451):
        return f"It does not let us in. {SAVE_IT}"
    return "Try again later." if status >= 500 else SAVE_IT


def _why(error: Exception, settings: Settings) -> str:
    """What went wrong on the way to an address, in words, and what to do."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({cause.verify_message}), so the page could be forged. {SAVE_IT}"
    if isinstance(cause, _Private):
        return (
            f"{cause} stands on this machine or in a private network, and may not be asked from here. "
            "Open it in a browser, save the page, and give that file."
        )
    if isinstance(cause, TimeoutError):
        return f"no answer within {settings.fetch_timeout_s:g} s. Try again later."
    if isinstance(cause, socket.gaierror):
        return "no such host is known, or this machine is not connected. Check the spelling and the connection."
    if isinstance(cause, ConnectionRefusedError):
        return "the host refuses connections. Check the address, or try again later."
    return f"the connection failed ({' '.join(str(cause).split())[:160] or type(cause).__name__}). Try again later."
