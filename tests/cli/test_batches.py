"""`warledger batches`: what a desk left is listed, taken up and thrown away; what is refused makes the exit code 1."""

from pathlib import Path

from tests.build import NOON
from tests.cli.program import warledger
from warledger.archive.capture import Given
from warledger.pipeline.batches import Kind, Phase
from warledger.pipeline.spool import Brought, Spool
from warledger.store.case import open_case

TEXT = b"On 3 April 2014 a mortar shell hit the market of Al-Bab and killed at least nine people, the hospital said."


def test_what_was_cut_short_is_listed_taken_up_and_thrown_away(tmp_path: Path) -> None:
    case = tmp_path / "c.ledger"
    open_case(str(case), create=True, at=NOON).close()
    brought = [Brought(Kind.FILE, "a.txt", Given(), TEXT), Brought(Kind.FILE, "b.png", Given(), b"\x89PNG\r\n\x1a\n\0")]
    batch = Spool(case).make(brought, "Lina", NOON, Phase.KEEPING)
    listed = warledger("batches", case, "--json").rows
    assert [(row["id"], row["phase"], row["who"]) for row in listed] == [(batch.id, "keeping", "Lina")]
    assert "cut short, 0 of 2 inputs" in " ".join(warledger("batches", case).out.split())
    kept = warledger("batches", case, "--keep", batch.id[:6])
    assert kept.code == 1
    assert "is an image" in kept.err
    assert len(warledger("documents", case, "--json").rows) == 1
    assert warledger("batches", case, "--drop", batch.id).code == 0
    assert warledger("batches", case, "--json").rows == []
    assert warledger("batches", case, "--keep", "0").code == 2
