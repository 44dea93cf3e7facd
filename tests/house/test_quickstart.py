"""The quickstart is run as it stands, line by line, so that a newcomer's first ten minutes work."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.program import warledger

PAGE = (Path(__file__).parents[2] / "docs" / "quickstart.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def test_every_line_of_the_quickstart_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (text,) = [block for kind, block in BLOCKS if kind == "text"]
    (tmp_path / "post.txt").write_text(text, encoding="utf-8")
    for line in [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]:
        if "CLAIM" in line:
            line = line.replace("CLAIM", warledger("claims", "demo.ledger", "--json").rows[0]["id"][6:14])
        program, *words = shlex.split(line.split(" > ")[0])
        assert program == "warledger"
        done = warledger(*words)
        assert done.code == 0, f"{line}\n{done.err}"
        assert done.out or words[0] in ("add", "export"), f"{line} prints nothing"


def test_what_the_quickstart_adds_is_found(tmp_path: Path) -> None:
    (text,) = [block for kind, block in BLOCKS if kind == "text"]
    read = warledger("read", "-", "--published", "2023-10-17", "--json", stdin=text.encode())
    claim = read.rows[0]["claims"][0]
    assert claim["type"] == "shelling_missile"
    assert claim["when"]["start"] == "2023-10-17"
    assert claim["where"]["name"] == "Kharkiv"
    assert [(h["kind"], h["low"], h["high"]) for h in claim["harm"]] == [("killed", 4, 4), ("injured", 9, None)]
