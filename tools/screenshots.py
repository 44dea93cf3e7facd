"""Takes the two pictures of the README anew: the incidents of the demo case, and one of them.

    python tools/screenshots.py

It makes the demo case in a temporary folder, opens a desk on it, and looks at it with the system's Chromium (another is
named by WARLEDGER_CHROMIUM). Everything on the pictures is of the bundled reports.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WIDTH, HEIGHT = 1280, 800
LARGEST = 200_000  # bytes of a picture
COLOURS = 128  # of a picture: the desk has few, and so the file is small
SHOTS = (
    ("incidents.png", "/incidents?pick={incident}"),
    ("incident.png", "/incidents/{incident}"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]


def main() -> None:
    """Make the case, serve it, look at it."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "demo.ledger"
        subprocess.run([*program(), "demo", str(case)], check=True, capture_output=True)
        incident = most_told(case)
        with served(case) as address:
            take(address, incident)


def program() -> list[str]:
    """The command, as this Python has it."""
    return [sys.executable, "-c", "from warledger.cli.main import main; main()"]


def most_told(case: Path) -> str:
    """The incident with most claims, and of these with most killed."""
    found = subprocess.run([*program(), "incidents", str(case), "--json"], check=True, capture_output=True, text=True)
    rows = [json.loads(line)["incident"] for line in found.stdout.splitlines()]
    return str(max(rows, key=lambda row: (len(row["voices"]), len(row["claims"])))["id"])


@contextmanager
def served(case: Path) -> Iterator[str]:
    """A desk on a case; the address that opens it."""
    with subprocess.Popen(
        [*program(), "serve", str(case), "--port", "8799"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as desk:
        assert desk.stdout is not None
        try:
            for line in desk.stdout:
                if found := re.search(r"http://\S+token=\S+", line):
                    yield found[0]
                    return
            raise SystemExit("the desk did not open")
        finally:
            desk.terminate()


def take(address: str, incident: str) -> None:
    """The pictures, each small enough."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("WARLEDGER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        look = {"width": WIDTH, "height": HEIGHT}
        # without scripts the server draws the map: the same picture on any machine, whatever draws its WebGL
        context = browser.new_context(viewport=look, locale="en-US", java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        base = address.partition("/?")[0]
        for name, path in SHOTS:
            page.goto(base + path.format(incident=incident), wait_until="load")
            page.screenshot(path=IMAGES / name)
            size = smaller(IMAGES / name)
            print(f"{name}: {size:,} bytes")
            if size > LARGEST:
                raise SystemExit(f"{name} is larger than {LARGEST:,} bytes")
        browser.close()


def smaller(path: Path) -> int:
    """The picture with few colours, where there is a tool for it; its size."""
    try:
        from PIL import Image
    except ImportError:
        return path.stat().st_size
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    main()
