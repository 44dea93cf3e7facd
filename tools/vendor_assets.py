"""Fetches the browser's assets from npm into src/warledger/web/static/vendor, and writes the lock file beside them.

Run it after a change of `ASSETS`: `python tools/vendor_assets.py`. It needs `npm` (only `npm pack`; no package is
installed and no script of one is run). A test recomputes every hash of the lock file from the vendored files. Files are
kept as they were published; one over half a megabyte is kept gzipped, and its hash is that of the file inside.
"""

import gzip
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "src" / "warledger" / "web" / "static" / "vendor"
REGISTRY = "https://registry.npmjs.org"
GZIPPED_FROM = 500_000  # bytes


class Asset(NamedTuple):
    """A file of a package, and the name it gets here."""

    package: str
    version: str
    licence: str
    path: str
    name: str


ASSETS = (
    Asset("htmx.org", "4.0.1", "0BSD", "dist/htmx.esm.min.js", "htmx.esm.min.js"),
    Asset("htmx.org", "4.0.1", "0BSD", "LICENSE", "htmx.LICENSE.txt"),
    Asset("maplibre-gl", "6.17.0", "BSD-3-Clause", "dist/maplibre-gl.mjs", "maplibre-gl.mjs"),
    Asset("maplibre-gl", "6.17.0", "BSD-3-Clause", "dist/maplibre-gl-worker.mjs", "maplibre-gl-worker.mjs"),
    Asset("maplibre-gl", "6.17.0", "BSD-3-Clause", "dist/maplibre-gl.css", "maplibre-gl.css"),
    Asset("maplibre-gl", "6.17.0", "BSD-3-Clause", "LICENSE.txt", "maplibre-gl.LICENSE.txt"),
    Asset("world-atlas", "2.0.2", "ISC", "countries-50m.json", "countries-50m.json"),
    Asset("world-atlas", "2.0.2", "ISC", "countries-110m.json", "countries-110m.json"),
    Asset("world-atlas", "2.0.2", "ISC", "LICENSE", "world-atlas.LICENSE.txt"),
)


def main() -> None:
    """Fetch everything and write the lock."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    lock = []
    with tempfile.TemporaryDirectory() as aside:
        for package in dict.fromkeys((asset.package, asset.version) for asset in ASSETS):
            archive = fetched(*package, Path(aside))
            wanted = [asset for asset in ASSETS if (asset.package, asset.version) == package]
            lock += [vendored(asset, archive) for asset in wanted]
    (FOLDER / "lock.json").write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fetched(package: str, version: str, folder: Path) -> Path:
    """The archive of a package, as npm has it."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{package}@{version}"]
    name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    return folder / name


def vendored(asset: Asset, archive: Path) -> dict[str, str | int]:
    """Keep one file; its entry of the lock."""
    with tarfile.open(archive) as tar:
        member = tar.extractfile(f"package/{asset.path}")
        if member is None:
            sys.exit(f"{asset.package} {asset.version} has no file {asset.path}")
        content = member.read()
    gzipped = len(content) > GZIPPED_FROM
    name = asset.name + (".gz" if gzipped else "")
    (FOLDER / name).write_bytes(gzip.compress(content, mtime=0) if gzipped else content)
    return {
        "file": name,
        "package": asset.package,
        "version": asset.version,
        "licence": asset.licence,
        "path": asset.path,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "from": f"{REGISTRY}/{asset.package}/-/{asset.package}-{asset.version}.tgz",
    }


if __name__ == "__main__":
    main()
