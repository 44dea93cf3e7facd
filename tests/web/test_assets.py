"""What the browser is sent: as it was published, with its licence, by a hash that holds."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from warledger.web.assets import FOLDER, TYPES, Assets

VENDOR = FOLDER / "vendor"
LOCK = json.loads((VENDOR / "lock.json").read_text(encoding="utf-8"))
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("entry", LOCK, ids=lambda entry: entry["file"])
def test_a_vendored_file_is_the_one_of_the_lock(entry: dict[str, str]) -> None:
    content = (VENDOR / entry["file"]).read_bytes()
    content = gzip.decompress(content) if entry["file"].endswith(".gz") else content
    assert len(content) == entry["bytes"]
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_the_lock_names_every_vendored_file_and_no_other() -> None:
    assert {entry["file"] for entry in LOCK} == {path.name for path in VENDOR.iterdir()} - {"lock.json"}


def test_every_package_has_its_licence_beside_it_and_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for entry in LOCK:
        own = [one for one in LOCK if one["package"] == entry["package"] and "LICENSE" in one["file"]]
        assert len(own) == 1, entry["package"]
        assert entry["licence"] in notice


def test_the_script_that_fetches_them_names_the_same_versions() -> None:
    script = (ROOT / "tools" / "vendor_assets.py").read_text(encoding="utf-8")
    for entry in LOCK:
        assert f'"{entry["package"]}", "{entry["version"]}", "{entry["licence"]}", "{entry["path"]}"' in script


@pytest.mark.parametrize("name", sorted(Assets().names))
def test_a_file_is_sent_with_its_type_packed_or_not(stranger: TestClient, name: str) -> None:
    packed = stranger.get(f"/static/{name}", headers={"accept-encoding": "gzip"})
    plain = stranger.get(f"/static/{name}", headers={"accept-encoding": "identity"})
    assert packed.status_code == plain.status_code == 200
    assert packed.content == plain.content
    assert plain.headers["content-type"] == TYPES[Path(name).suffix]


@pytest.mark.parametrize("name", ["../app.py", "%2e%2e/app.py", "vendor/../../app.py", "desk.css/", "/etc/passwd", ""])
def test_nothing_else_is_sent(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_address_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    (tmp_path / "b.css").write_text("b {}")
    made = Assets(tmp_path)
    assert made.address("a.css") != made.address("b.css").replace("b.css", "a.css")


def test_our_own_scripts_use_no_code_made_of_text() -> None:
    for path in FOLDER.glob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|\.write\(", text)
        assert found == [], path.name
