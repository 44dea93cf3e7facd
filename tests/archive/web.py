"""A web server on this machine's own loopback, for tests of fetching: each path answers in its own bad or good way."""

import gzip
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType

from tests.archive.builders import REPORT, a_page

SEEN: list[dict[str, str]] = []
ARABIC = "قتل تسعة أشخاص في قصف على سوق الباب صباح الثلاثاء، بحسب أطباء في المستشفى الميداني بالمدينة."


class Pages(BaseHTTPRequestHandler):
    """One method a path that needs more than a status and a body."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        SEEN.append(dict(self.headers.items()))
        path = self.path.partition("?")[0]
        if path.startswith("/status/"):
            self.answer(b"no", status=int(path.rpartition("/")[2]))
        elif path in REDIRECTS:
            self.answer(b"", status=302, headers={"Location": REDIRECTS[path]})
        elif path in BODIES:
            content_type, body, headers = BODIES[path]
            self.answer(body, headers={"Content-Type": content_type, **headers})
        elif path.startswith("/hop/"):
            self.answer(b"", status=301, headers={"Location": f"/hop/{int(path.rpartition('/')[2]) + 1}"})
        elif path == "/slow":
            time.sleep(1.5)
        else:
            getattr(self, path.strip("/"))()

    def answer(self, body: bytes, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def endless(self) -> None:
        """Goes on and on without saying how long it is."""
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def dripping(self) -> None:
        """A little at a time, never done."""
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                time.sleep(0.02)
        except OSError:
            return

    def broken_off(self) -> None:
        """Promises more than it sends."""
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"Shells fell")
        self.close_connection = True

    def huge(self) -> None:
        """Says at once that it is too large."""
        self.send_response(200)
        self.send_header("Content-Length", str(10**12))
        self.end_headers()
        self.close_connection = True

    def nonsense(self) -> None:
        """No answer in the language of the web."""
        self.wfile.write(b"GARBAGE\r\n\r\n")
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


Body = tuple[str, bytes, dict[str, str]]
BODIES: dict[str, Body] = {
    "/report": ("text/plain; charset=utf-8", REPORT.encode(), {}),
    "/article": ("text/html", a_page().encode(), {}),
    "/canonical": ("text/html", a_page(head='<link rel="canonical" href="/2014/04/03/market">').encode(), {}),
    "/elsewhere": ("text/html", a_page(head='<link rel="canonical" href="https://other.example/a">').encode(), {}),
    "/arabic": ("text/html; charset=windows-1256", f"<html><body><p>{ARABIC}</p></body></html>".encode("cp1256"), {}),
    "/zipped": ("text/plain", gzip.compress(REPORT.encode()), {"Content-Encoding": "gzip"}),
    "/zip_bomb": ("text/plain", gzip.compress(b"x" * 3_000_000), {"Content-Encoding": "gzip"}),
    "/bad_gzip": ("text/plain", b"\x1f\x8b not so", {"Content-Encoding": "gzip"}),
    "/brotli": ("text/plain", b"x", {"Content-Encoding": "br"}),
    "/reports.jsonl": ("text/plain", b'{"id": "1", "text": "Shells fell."}\n{"id": "2"}\n', {}),
    "/empty": ("text/plain", b"", {}),
}
REDIRECTS = {
    "/moved": "/report",
    "/round": "/about",
    "/about": "/round",
    "/to_file": "file:///etc/hostname",
    "/to_ftp": "ftp://127.0.0.1/a",
}


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server that runs until the end of the block."""
    SEEN.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
