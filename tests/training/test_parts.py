"""MUC-4's keys as parts taken in the violence of a report."""

import json
from pathlib import Path

from training.parts import PART_OF, is_left_out, parted_texts, spans_of

from warledger.model.proposal import PARTS

KEY = dict.fromkeys(PART_OF, ())


def test_every_role_is_one_part() -> None:
    assert tuple(PART_OF.values()) == PARTS


def test_a_mention_is_marked_wherever_it_stands_but_not_inside_a_word() -> None:
    text = "the eln hit a bus; eln men and a kelner fled"
    assert spans_of(text, [KEY | {"PerpOrg": [[["eln", 4]]]}]) == [("doer_group", 4, 7), ("doer_group", 19, 22)]


def test_of_mentions_of_one_part_that_overlap_the_longer_is_marked() -> None:
    text = "an army patrol shot him"
    key = KEY | {"PerpInd": [[["patrol", 8], ["army patrol", 3]]], "PerpOrg": [[["army", 3]]]}
    assert spans_of(text, [key]) == [("doer_group", 3, 7), ("doer", 3, 14)]


def test_a_share_of_the_texts_is_left_out_for_fitting(tmp_path: Path) -> None:
    rows = [{"docid": f"d{n}", "doctext": f"text {n}", "templates": []} for n in range(200)]
    file = tmp_path / "train.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    read = [text for text, _ in parted_texts(file)]
    assert read == [row["doctext"] for row in rows if not is_left_out(row["docid"])]
    assert 130 < len(read) < 170
