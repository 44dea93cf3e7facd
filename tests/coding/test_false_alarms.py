"""The false alarms: a ratchet on how many texts without war still yield a claim that counts as an event."""

from pathlib import Path

import pytest
import yaml

from tests.build import a_document
from warledger.config import Settings
from warledger.pipeline.stages import coded, stages_for

ALARMS = yaml.safe_load((Path(__file__).parents[1] / "cases/alarms/texts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("coder", ALARMS["at_most"])
def test_no_more_texts_give_a_false_alarm_than_before(coder: str) -> None:
    stages = stages_for(Settings(coder=coder))
    alarming = [
        case["text"]
        for case in ALARMS["texts"]
        if any(claim.status.value.counts_as_event for claim in coded(a_document(case["text"]), stages).claims)
    ]
    most = ALARMS["at_most"][coder]
    assert len(alarming) <= most, "\n".join([f"{len(alarming)} false alarms, where {most} were known:", *alarming])


def test_every_text_is_given_once_and_says_why() -> None:
    texts = [case["text"] for case in ALARMS["texts"]]
    assert len(set(texts)) == len(texts)
    assert all(case["why"] for case in ALARMS["texts"])
