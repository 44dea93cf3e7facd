"""What is opened as a case, what is refused, and that a refused file is left as it was."""

import sqlite3
from pathlib import Path

import pytest

from tests.build import NOON, a_claim, a_document
from warledger.errors import BadSetting, NotACase
from warledger.model.custody import Action
from warledger.store import create, sqlite
from warledger.store.case import open_case
from warledger.store.migrate import SCHEMA


def refused(path: Path, *, create: bool = True) -> str:
    """The message of the refusal, once it is sure that the file was left as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotACase) as caught:
        open_case(str(path), create=create)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(path) in str(caught.value)
    return str(caught.value)


def a_case(path: Path) -> Path:
    """A case with one document, closed."""
    with open_case(str(path), create=True, at=NOON) as store:
        report = a_document()
        store.add_document(report, [a_claim(report)], NOON)
    return path


def test_a_case_is_made_where_nothing_is(case_path: Path) -> None:
    with open_case(str(case_path), create=True) as store:
        assert store.path == case_path
        assert store.archive.name == "aleppo.ledger.archive"
    assert case_path.exists()


def test_a_case_is_not_made_unless_asked_for(case_path: Path) -> None:
    assert "there is no case here" in refused(case_path, create=False)
    assert list(case_path.parent.iterdir()) == []


def test_opening_a_case_again_makes_nothing_new(case_path: Path) -> None:
    a_case(case_path)
    with open_case(str(case_path), create=True) as store:
        assert store.counts().documents == 1
        assert [link.action for link in store.custody()] == [Action.CREATE, Action.CAPTURE]


@pytest.mark.parametrize("name", ["with space.ledger", "a?b.ledger", "100%.ledger", "حلب.ledger", "#1.ledger", "case"])
def test_a_case_may_have_any_name(tmp_path: Path, name: str) -> None:
    a_case(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Shells fell on Al-Bab.\n" * 100, "a text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4000), "a picture"),
        (b"SQLite format 3\x00" + bytes(4000), "the head of a database and nothing behind it"),
        (b"x", "one byte"),
    ],
)
def test_a_file_that_is_no_database_is_refused(case_path: Path, content: bytes, why: str) -> None:
    case_path.write_bytes(content)
    refused(case_path)


def test_an_empty_file_is_refused(case_path: Path) -> None:
    case_path.touch()
    assert "empty" in refused(case_path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "this is a folder" in refused(tmp_path)


def test_a_database_of_somebody_else_is_refused(case_path: Path) -> None:
    with sqlite3.connect(case_path) as other:
        other.execute("CREATE TABLE custody (sequence INTEGER)")
    other.close()
    assert "not one of warledger's" in refused(case_path)


def test_a_case_of_a_newer_version_is_refused_with_the_way_out(case_path: Path) -> None:
    with sqlite3.connect(a_case(case_path)) as later:
        later.execute(f"PRAGMA user_version = {SCHEMA + 6}")
    later.close()
    message = refused(case_path)
    assert f"form {SCHEMA + 6}" in message
    assert "pip install --upgrade warledger" in message


def test_a_case_without_its_tables_is_refused(case_path: Path) -> None:
    with sqlite3.connect(case_path) as bare:
        bare.execute(f"PRAGMA application_id = {create.APPLICATION_ID}")
        bare.execute("CREATE TABLE something (x)")
    bare.close()
    assert "none of its tables" in refused(case_path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_case_cut_short_is_refused_as_damaged(case_path: Path, kept: float) -> None:
    content = a_case(case_path).read_bytes()
    case_path.write_bytes(content[: int(len(content) * kept)])
    assert "damaged" in refused(case_path)


def test_damage_in_the_middle_is_told_when_it_is_read(case_path: Path) -> None:
    content = bytearray(a_case(case_path).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    case_path.write_bytes(bytes(content))
    with pytest.raises(NotACase, match="damaged"), open_case(str(case_path), create=False) as store:
        list(store.claims())


def test_a_row_that_holds_no_record_is_told_as_damage(case_path: Path) -> None:
    with sqlite3.connect(a_case(case_path)) as tampered:
        tampered.execute("UPDATE claims SET record = '{}'")
    tampered.close()
    with (
        open_case(str(case_path), create=False) as store,
        pytest.raises(NotACase, match=r"damaged.*warledger verify"),
    ):
        list(store.claims())


def test_a_missing_table_is_told_as_damage(case_path: Path) -> None:
    with sqlite3.connect(a_case(case_path)) as tampered:
        tampered.execute("DROP TABLE claims")
    tampered.close()
    with (
        open_case(str(case_path), create=False) as store,
        pytest.raises(NotACase, match=r"damaged \(no such table"),
    ):
        list(store.claims())


def test_an_address_is_refused_until_other_databases_come() -> None:
    with pytest.raises(BadSetting, match="come later"):
        open_case("postgresql://host/case", create=True)


def test_a_case_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="there is no folder"):
        open_case(str(tmp_path / "none" / "case.ledger"), create=True)


def test_whoever_comes_second_opens_the_case_that_was_made_first(
    case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = create._put_in_place

    def beaten(unfinished: Path, path: Path) -> None:
        monkeypatch.setattr(create, "_put_in_place", put)
        a_case(path)
        put(unfinished, path)

    monkeypatch.setattr(create, "_put_in_place", beaten)
    with open_case(str(case_path), create=True) as store:
        assert store.counts().documents == 1
    assert [path.name for path in case_path.parent.iterdir()] == [case_path.name]


def test_a_file_system_without_links_holds_a_case_too(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    a_case(case_path)
    assert [path.name for path in case_path.parent.iterdir()] == [case_path.name]


def test_every_connection_keeps_references_and_survives_a_power_cut(case_path: Path) -> None:
    engine = sqlite.engine_for(a_case(case_path), wait_s=1)
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "synchronous", "journal_mode", "trusted_schema", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {
        "foreign_keys": 1,
        "synchronous": 2,
        "journal_mode": "wal",
        "trusted_schema": 0,
        "busy_timeout": 1000,
    }
