"""`warledger account`: no password in a command, links that are printed once, the last admin kept."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.cli.program import warledger
from tests.web.team import quick_hashes
from warledger.cli.commands import account as module
from warledger.cli.commands.account import command
from warledger.pipeline import passwords
from warledger.store.case import open_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty case."""
    path = tmp_path / "team.ledger"
    open_case(str(path), create=True).close()
    return path


def typed(*answers: str) -> object:
    """A person at the terminal who types these."""
    prompts = iter(answers)
    return patch.multiple(
        module,
        sys=type("T", (), {"stdin": type("S", (), {"isatty": staticmethod(lambda: True)})}),
        click=type("C", (), {"prompt": staticmethod(lambda *_, **__: next(prompts)), "echo": print}),
    )


def test_no_option_takes_a_password() -> None:
    assert not any("pass" in option for parameter in command.params for option in parameter.opts)


def test_the_first_admin_types_a_password(case: Path) -> None:
    with quick_hashes(), typed("short", "tram depot Aleppo 14"):  # type: ignore[attr-defined]
        made = warledger("account", "add", case, "Lina", "--role", "admin", "--who", "root")
    assert made.code == 0, made.err
    assert "15 characters or more" in made.err
    assert "tram depot" not in made.out + made.err
    with open_case(str(case), create=False) as store, quick_hashes():
        held = store.accounts().named("lina")
        assert held is not None
        assert passwords.fits("tram depot Aleppo 14", held.password)
        told = [dict(one.details) for one in store.custody() if one.subject == "account Lina"]
    assert told == [{"done": "added", "role": "admin", "by": "root (terminal)"}]


def test_without_a_terminal_there_is_a_link(case: Path) -> None:
    refused = warledger("account", "add", case, "Lina", "--role", "admin")
    assert refused.code != 0
    assert "--invite" in refused.err
    made = warledger(
        "account", "add", case, "Lina", "--role", "admin", "--invite", "--address", "https://desk.example/"
    )
    assert made.out.startswith("https://desk.example/invitation?token=")
    again = warledger("account", "invite", case, "lina")
    assert again.out != made.out
    (row,) = warledger("account", "list", case, "--json").rows
    assert row == {"name": "Lina", "role": "admin", "state": "invited"}
    assert made.out.strip().rpartition("=")[2].encode() not in case.read_bytes()


def test_roles_are_changed_and_accounts_disabled(case: Path) -> None:
    warledger("account", "add", case, "Omar", "--role", "coder", "--invite")
    assert warledger("account", "role", case, "Omar", "--role", "reviewer").code == 0
    assert warledger("account", "disable", case, "Omar").code == 0
    assert warledger("account", "invite", case, "Omar").code != 0
    (row,) = warledger("account", "list", case, "--json").rows
    assert (row["role"], row["state"]) == ("reviewer", "disabled")
    assert warledger("account", "enable", case, "Omar").code == 0


WRONG = [
    (("list", "Omar"), "no name"),
    (("disable",), "name the account"),
    (("role", "Omar"), "--role"),
    (("disable", "Omar", "--role", "coder"), "--role"),
    (("disable", "Nobody"), "no account is called"),
    (("add", "<b>", "--role", "viewer", "--invite"), "cannot be the name"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_cannot_be_done_is_said(case: Path, words: tuple[str, ...], said: str) -> None:
    answer = warledger("account", words[0], case, *words[1:])
    assert answer.code != 0
    assert said in answer.err
    assert json.dumps(answer.out) == '""'


def test_a_team_without_anybody_who_could_sign_in_is_not_served(case: Path) -> None:
    answer = warledger("serve", case, "--team", "--port", "18799")
    assert answer.code == 2
    assert f"warledger account add {case}" in answer.err


@pytest.mark.parametrize("name", ["https://desk.example.org", "*", "a b", "-x", "desk.example.org/x", ""])
def test_a_name_that_no_browser_sends_is_refused(case: Path, name: str) -> None:
    answer = warledger("serve", case, "--port", "18799", "--allow-host", name)
    assert answer.code == 2
    assert "--allow-host" in answer.err
