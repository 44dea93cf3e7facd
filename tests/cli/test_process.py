"""What only a real process shows: pipes that close, Ctrl-C, terminals, the environment."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.program import demo_case, warledger

PROGRAM = [sys.executable, "-c", "from warledger.cli.main import main; main()"]
QUIET = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR", "TERM")}


@pytest.mark.parametrize("words", [("claims", "--json"), ("claims",), ("export", "--format", "csv"), ("custody",)])
def test_a_reader_that_goes_away_ends_the_run_quietly(words: tuple[str, ...]) -> None:
    command = [*PROGRAM, words[0], str(demo_case()), *words[1:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read().decode()
        process.wait(30)
    assert "Traceback" not in said
    assert "Broken" not in said
    assert process.returncode in (0, 141)  # 0: all of it was in the pipe before the reader left


def test_ctrl_c_leaves_a_case_that_verifies_and_goes_on(case_path: Path, tmp_path: Path) -> None:
    text = "Shells fell on the market, killing 3 people, the mayor said on Tuesday. "
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(text * 40 + str(number))
    files = sorted(str(path) for path in tmp_path.glob("*.txt"))
    command = [*PROGRAM, "add", str(case_path), *files]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.default_int_handler
        ),  # a shell's background job ignores it
    ) as process:
        deadline = time.monotonic() + 60
        while _snapshots(case_path) < 3 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said.decode()
    assert "Traceback" not in said.decode()
    assert "stopped" in said.decode()
    assert warledger("verify", case_path).code == 0
    again = warledger("add", case_path, *files)
    assert again.code == 0, again.err
    assert "already held" in again.err
    assert _documents(case_path) == 60


def heeding() -> None:
    """Heed an interrupt, which the background jobs of a shell are started to ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _snapshots(case: Path) -> int:
    """The reports kept so far: looked for in the folder, which waits for nobody, so that two are surely in the case."""
    return sum(path.is_file() for path in Path(f"{case}.archive").rglob("*"))


def _documents(case: Path) -> int:
    return len(warledger("documents", case, "--json").rows) if case.exists() else 0


def on_a_terminal(*words: str, **environment: str) -> str:
    """What the program writes when standard output is a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *words],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=QUIET | {"TERM": "xterm-256color", "COLUMNS": "100"} | environment,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    assert process.wait(30) == 0
    return written.decode()


def test_on_a_terminal_the_words_are_underlined_and_not_bracketed() -> None:
    claim = warledger("claims", demo_case(), "--json").rows[0]["id"]
    shown = on_a_terminal("show", str(demo_case()), claim)
    assert "\x1b[1;4;" in shown
    assert "«" not in shown


def test_no_color_takes_the_colours_and_leaves_the_marks() -> None:
    claim = warledger("claims", demo_case(), "--json").rows[0]["id"]
    shown = on_a_terminal("show", str(demo_case()), claim, NO_COLOR="1")
    assert "\x1b[1;4m" in shown
    assert not re.search(r"\x1b\[[\d;]*(?:3[0-7]|9[0-7]|38;)[\d;]*m", shown)


def test_any_locale_gets_names_in_their_own_script() -> None:
    command = [*PROGRAM, "documents", str(demo_case())]
    done = subprocess.run(command, capture_output=True, check=True, env=QUIET | {"LC_ALL": "POSIX", "LANG": "C"})
    assert "حصيلة" in done.stdout.decode("utf-8")
