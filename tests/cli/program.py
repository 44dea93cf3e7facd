"""Runs the program inside the test: same parsing, same exit codes, same bytes on both streams, no new process."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from warledger.cli.main import run


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: the exit code, the data on standard output, the talk on standard error."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The data as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def warledger(*words: object, stdin: bytes = b"") -> Outcome:
    """Run `warledger WORDS...`."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="") for _ in "12"]
    out, err = streams
    piped = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", piped):
        code = run([str(word) for word in words])
        out.flush()
        err.flush()
    said, told = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
    return Outcome(code, said, told)


@cache
def demo_case() -> Path:
    """The demo case, made once for all tests that only ask it. Never add to it."""
    case = Path(mkdtemp(prefix="warledger-test-")) / "demo.ledger"
    made = warledger("demo", case)
    assert made.code == 0, made.err
    return case
