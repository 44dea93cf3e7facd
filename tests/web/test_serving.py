"""`warledger serve`: the port and the case are looked at first, the address is printed, Ctrl+C ends it."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.cli.program import warledger
from tests.web.conftest import CASE


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_a_port_that_is_taken_is_named_with_another_to_try(filled: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        shown = warledger("serve", filled / CASE, "--port", port)
    assert shown.code == 2
    assert f"port {port} is taken" in shown.err
    assert f"--port {port + 1}" in shown.err
    assert shown.out == ""


def test_a_case_that_is_not_there_is_named_and_not_made(tmp_path: Path) -> None:
    shown = warledger("serve", tmp_path / "none.ledger", "--port", free_port())
    assert shown.code == 3
    assert "there is no case here" in shown.err
    assert list(tmp_path.iterdir()) == []


def test_only_this_machine_can_be_listened_on(filled: Path) -> None:
    assert warledger("serve", filled / CASE, "--host", "0.0.0.0").code == 2


def test_it_prints_its_address_answers_and_ends_at_ctrl_c(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "desk")
    port = free_port()
    code = "import sys; from warledger.cli.main import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "serve", str(tmp_path / "desk" / CASE), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = ""
            while "Ctrl+C" not in said:
                line = process.stderr.readline()
                assert line, said
                said += line
            address = re.search(r"http://\S+", said)
            assert address is not None
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(address[0], timeout=30) as answer:
                assert answer.status == 200
                assert "Al-Bab" in answer.read().decode()
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/claims", timeout=30)
            refused.value.close()
            assert refused.value.code == 401
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert out == ""
    assert "The desk is closed" in err
    assert "Traceback" not in err
    assert process.returncode == 0
