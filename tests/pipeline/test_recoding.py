"""Coding a case again with the coder of today."""

import json
from dataclasses import replace
from pathlib import Path

from tests.fakes import FakeClock, fake_code, fake_stages
from warledger.archive.capture import Given
from warledger.config import Settings
from warledger.model.claim import Claim
from warledger.model.custody import Action
from warledger.model.reading import Reading
from warledger.pipeline import Recoded, add, recode, verify
from warledger.store.case import Store


def fill(store: Store, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    texts = ["A shell fell on Al-Bab.", "A bomb fell. CRASH of the coder.", "Nothing of note was said today in town."]
    rows.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    add(store, str(rows), Given(), Settings(), stages=fake_stages(), clock=FakeClock())


def test_coding_again_with_the_same_coder_changes_nothing(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path)
    before = (store.counts(), list(store.claims()))
    done = recode(store, Settings(), stages=fake_stages())
    assert done == Recoded(documents=3, changed=0, unread=1, claims=1)
    assert (store.counts(), list(store.claims())) == before


def test_a_better_coder_replaces_claims_and_reads_what_was_unread(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path)
    better = replace(fake_stages(), code=lambda reading: () if "shell" in reading.document.text else _mended(reading))
    done = recode(store, Settings(), stages=better, clock=FakeClock())
    assert done == Recoded(documents=3, changed=2, unread=0, claims=1)
    assert [claim.document for claim in store.claims()] == ["1"]
    assert [document.unread for document in store.documents()] == [None, None, None]
    links = [link for link in store.custody() if link.action is Action.RECODE]
    assert [link.subject for link in links] == ["0", "1"]
    assert dict(links[0].details)["coder"] == "extractor"
    assert all(check.ok for check in verify(str(store.path)))


def _mended(reading: Reading) -> tuple[Claim, ...]:
    report = replace(reading.document, text=reading.document.text.replace("CRASH", "crash"))
    return fake_code(replace(reading, document=report))
