"""The false alarms that are known: a ratchet on how many texts without war still yield a claim that counts as one."""

from pathlib import Path

import yaml

from tests.expect import claims_of
from warledger.model.claim import Status

CASES = Path(__file__).parents[1] / "cases"
NOT_YET = yaml.safe_load((CASES / "alarms/not_yet.yaml").read_text("utf-8"))
QUIET = yaml.safe_load((CASES / "events/false_alarms.yaml").read_text("utf-8"))


def alarms(text: str) -> bool:
    return any(Status(claim["status"]).counts_as_event for claim in claims_of(text))


def test_no_more_texts_give_a_false_alarm_than_before() -> None:
    alarming = [case["text"] for case in NOT_YET["texts"] if alarms(case["text"])]
    assert len(alarming) <= NOT_YET["at_most"], alarming


def test_the_number_allowed_is_no_more_than_there_are_texts() -> None:
    assert NOT_YET["at_most"] <= len(NOT_YET["texts"]), "texts were moved out: lower the number too"


def test_a_text_is_either_quiet_or_known_to_alarm() -> None:
    texts = [case["text"] for case in (*NOT_YET["texts"], *QUIET)]
    assert len(set(texts)) == len(texts)
    assert all(case["why"] for case in NOT_YET["texts"])
