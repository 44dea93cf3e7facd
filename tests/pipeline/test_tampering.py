"""Whatever is changed in the tables of a case breaks the property that speaks of it."""

import sqlite3
from pathlib import Path

import pytest

from tests.pipeline.checking import broken, checks


def tamper(path: Path, statement: str) -> None:
    """Change the case behind its back, as somebody would who drops the guards first."""
    database = sqlite3.connect(path)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    changed = database.execute(statement).rowcount
    assert changed == 1, f"{statement} changed {changed} rows"
    database.commit()
    database.close()


STORED = "documents and claims are as custody tells"
CHAIN = "the custody chain is unbroken"
DATABASE = "the database is sound"
FIRST_CLAIM = "(SELECT id FROM claims ORDER BY document_id, number LIMIT 1)"
FIRST_DOCUMENT = "(SELECT id FROM documents WHERE number = 1)"

TAMPERED = [
    *(
        (f"UPDATE documents SET {change} WHERE number = 1", {STORED})
        for change in (
            "version = 7",
            "series = 'file:other'",
            "published = '2014-04-09'",
            "published = 'some day'",
            "language = 'ar'",
            "unread = 'why'",
            "captured_at = '2020-01-01T00:00:00+00:00'",
            "record = replace(record, 'one.txt', 'two.txt')",
            "text_sha256 = 'ab'",
        )
    ),
    (f"UPDATE documents SET source_id = {FIRST_CLAIM} WHERE number = 1", {STORED, DATABASE}),
    ("UPDATE documents SET record = '{}' WHERE number = 1", {STORED, "every row holds a record"}),
    ("UPDATE documents SET record = 'x' WHERE number = 1", {STORED, "every row holds a record"}),
    ("UPDATE documents SET sha256 = 'ab' WHERE number = 1", {STORED, "every document's original is in the archive"}),
    (
        "UPDATE texts SET text = CAST(replace(CAST(text AS TEXT), 'one killed', 'two killed') AS BLOB)"
        f" WHERE document_id = {FIRST_DOCUMENT}",
        {
            "every text has its hash",
            "every text comes out of its original again",
            "every quote stands in its document",
        },
    ),
    (
        "UPDATE documents SET id = 'other' WHERE number = 1",
        {STORED, DATABASE, "every row holds a record", "every claim has its document"},
    ),
    (f"DELETE FROM texts WHERE document_id = {FIRST_DOCUMENT}", {"every row holds a record"}),
    *(
        (f"UPDATE claims SET {change} WHERE id = {FIRST_CLAIM}", {STORED})
        for change in (
            "type = 'attack'",
            "status = 'denied'",
            "place = ''",
            "number = 9",
            "when_start = '2014-01-01'",
            "when_start = 'some day'",
            "when_end = '2014-01-01'",
            "killed_low = 40",
            "killed_high = 40",
            "confidence = 0.1",
            """record = replace(record, '"low":1', '"low":0')""",
            "record = record || ' '",
        )
    ),
    (
        f"""UPDATE claims SET record = replace(record, '"shelling_missile"', '"attack"') WHERE id = {FIRST_CLAIM}""",
        {STORED, "every claim's id is its hash"},
    ),
    (
        f"""UPDATE claims SET record = replace(record, 'one killed', 'two killed') WHERE id = {FIRST_CLAIM}""",
        {STORED, "every quote stands in its document"},
    ),
    (f"UPDATE claims SET record = '[]' WHERE id = {FIRST_CLAIM}", {STORED, "every row holds a record"}),
    (f"UPDATE claims SET id = 'claim-0' WHERE id = {FIRST_CLAIM}", {STORED}),
    (
        f"UPDATE claims SET document_id = 'none' WHERE id = {FIRST_CLAIM}",
        {STORED, DATABASE, "every claim has its document"},
    ),
    (f"DELETE FROM claims WHERE id = {FIRST_CLAIM}", {STORED}),
    *(
        (f"UPDATE custody SET {change} WHERE sequence = 3", {CHAIN})
        for change in (
            "sequence = 30",
            "at = '2020-01-01T00:00:00+00:00'",
            "at = 'yesterday'",
            "previous = 'ab'",
            "hash = 'ab'",
        )
    ),
    ("UPDATE custody SET action = 'export' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET action = 'burnt' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET subject = 'x' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET details = '[]' WHERE sequence = 3", {CHAIN, STORED}),
    ("UPDATE custody SET details = 'x' WHERE sequence = 3", {CHAIN, STORED}),
    ("DELETE FROM custody WHERE sequence = 3", {CHAIN, STORED}),
    ("DELETE FROM custody WHERE sequence = 1", {CHAIN}),
    ("UPDATE judgements SET record = replace(record, 'yes', 'no')", {"every judgement is as it was stored"}),
    ("UPDATE judgements SET left_claim = 'x'", {"every judgement is as it was stored"}),
]


@pytest.mark.parametrize(("statement", "properties"), TAMPERED, ids=[statement[:60] for statement, _ in TAMPERED])
def test_a_changed_row_breaks_the_property_that_speaks_of_it(
    sound_case: Path, statement: str, properties: set[str]
) -> None:
    tamper(sound_case, statement)
    assert set(broken(sound_case)) == properties


def test_a_deleted_document_is_missed(sound_case: Path) -> None:
    database = sqlite3.connect(sound_case)
    for name in ("guard_documents_delete", "guard_texts_delete"):
        database.execute(f"DROP TRIGGER {name}")
    for table in ("fingerprints", "features", "links", "place_names", "named_documents"):
        database.execute(f"DELETE FROM {table} WHERE document = (SELECT number FROM documents WHERE id = 'r1')")
    for table in ("families", "claims", "texts"):
        database.execute(f"DELETE FROM {table} WHERE document_id = 'r1'")
    database.execute("DELETE FROM documents WHERE id = 'r1'")
    database.commit()
    database.close()
    assert broken(sound_case) == {STORED: "r1: the custody log tells of it, and it is gone"}
    assert "without a document" in str(checks(sound_case)["nothing lies about"].note)


def test_the_first_broken_thing_is_named_and_the_rest_counted(sound_case: Path) -> None:
    database = sqlite3.connect(sound_case)
    database.execute("UPDATE claims SET confidence = 0.5")
    database.commit()
    database.close()
    check = checks(sound_case)[STORED]
    assert str(check.first_broken).endswith(": a claim of it is not what was stored")
    assert check.note == "3 broken"


def test_what_breaks_is_never_told_in_words_of_the_report(sound_case: Path) -> None:
    tamper(
        sound_case,
        f"UPDATE claims SET record = replace(record, 'one killed', 'ten killed there') WHERE id = {FIRST_CLAIM}",
    )
    found = broken(sound_case)
    assert set(found) == {STORED, "every row holds a record"}
    assert "killed" not in " ".join(found.values())
