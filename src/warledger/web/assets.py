"""The files that the browser gets of us: scripts, styles, the base map. Each has its hash in its address.

So a browser may keep a file for good, and a new version has a new address. A file that is kept gzipped is sent so, or
unpacked for who cannot.
"""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from warledger.web.trouble import Trouble

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
FOR_GOOD = "public, max-age=31536000, immutable"
NOT_KEPT = "no-cache"


class Assets:
    """The files by their names: `address("desk.css")` is where a page finds one."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self.names = frozenset(name.removesuffix(".gz") for name in found)

    def address(self, name: str) -> str:
        """Where a file is, with the beginning of its hash."""
        return f"/static/{name}?v={_digest(self._path(name))}"

    def answer(self, request: Request) -> Response:
        """A file; only those that were there when the desk was opened."""
        name = request.path_params["path"]
        if name not in self.names:
            raise Trouble("not_found", request.url.path)
        path = self._path(name)
        content, headers = path.read_bytes(), {"cache-control": FOR_GOOD if request.url.query else NOT_KEPT}
        if path.suffix == ".gz":
            headers["vary"] = "accept-encoding"
            if "gzip" in request.headers.get("accept-encoding", ""):
                headers["content-encoding"] = "gzip"
            else:
                content = gzip.decompress(content)
        return Response(content, media_type=TYPES.get(Path(name).suffix, "application/octet-stream"), headers=headers)

    def _path(self, name: str) -> Path:
        path = self._folder / name
        return path if path.exists() else path.with_name(path.name + ".gz")


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
