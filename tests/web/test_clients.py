"""The client examples of docs/clients: mypy finds them right, and they do what they say on a real desk."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.browser import serving
from warledger.model.ledger import Act
from warledger.store.case import Store

CLIENTS = Path(__file__).parents[2] / "docs" / "clients"
COMMANDS = [[sys.executable, str(CLIENTS / "review.py")], ["sh", str(CLIENTS / "review.sh")]]


def test_the_client_in_python_is_typed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(CLIENTS / "review.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=["python", "curl"])
def test_a_client_answers_an_item_and_takes_it_back(own_store: Store, command: list[str]) -> None:
    if shutil.which(command[0]) is None or ("sh" in command and shutil.which("curl") is None):
        pytest.skip(f"{command[0]} or curl is not on the path")
    with serving(own_store) as address:
        done = subprocess.run([*command, address], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(("doubt ", "judge "))
    made = list(own_store.judgements())
    assert [made[0].act in (Act.DOUBT, Act.JUDGE), made[1].act] == [True, Act.UNDO]
    assert made[1].undoes == made[0].id
