"""The benchmarks run on data of their own form and end in one JSON line of figures, without a word of a text."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarking import BENCHMARKS, RULES, figures


def rows_file(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_the_tolls_of_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = {
        "id": "a",
        "published": "2016-12-14",
        "text": "Gunmen killed two people and wounded three others in Chicago on Tuesday.",
    }
    rows = rows_file(
        tmp_path / "articles.jsonl",
        article | {"gold": {"killed": 2, "injured": 3, "city": "Chicago", "date": "December 13, 2016"}},
        article | {"gold": {"killed": 2, "injured": 4, "city": "Chicago (Austin)", "date": "2016-12-12"}},
    )
    found = figures(capsys, "gun_violence", rows, *RULES)
    shares = {name: found[f"{name}_right"] for name in ("killed", "injured", "both", "city", "date")}
    assert shares == {"killed": 1.0, "injured": 0.5, "both": 0.5, "city": 1.0, "date": 0.5}
    assert (found["documents"], found["not_coded"]) == (2, 0)
    assert found["documents_a_second"] > 0


def test_the_role_fillers_of_muc4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = {
        "incident_type": "bombing",
        "PerpInd": [[["rebels", 0]]],
        "PerpOrg": [],
        "Target": [[["embassy", 25], ["american embassy", 20]], [["bridge", 60]]],
        "Victim": [],
        "Weapon": [[["dynamite", 70]]],
    }
    text = "rebels attacked the embassy with a car bomb."
    rows = rows_file(tmp_path / "dev.json", {"docid": "1", "doctext": text, "templates": [template]})
    found = figures(capsys, "muc4", rows)
    assert found["roles"]["PerpInd"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert found["roles"]["Target"] == {"p": 1.0, "r": 0.5, "f1": 0.6667}
    assert found["roles"]["Weapon"]["r"] == 0.0
    assert found["documents"] == 1


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        (
            "members of the liberation front",
            [("PerpInd", "members of the liberation front"), ("PerpOrg", "the liberation front")],
        ),
        ("shining path", [("PerpOrg", "shining path")]),
        ("hooded men", [("PerpInd", "hooded men")]),
    ],
)
def test_a_perpetrator_is_people_or_an_organisation(words: str, roles: list[tuple[str, str]]) -> None:
    assert list(runpy.run_path(str(BENCHMARKS / "muc4_words.py"))["perpetrator"](words)) == roles


def test_the_names_of_re3d(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Shells fell on Aleppo on 3 March 2016."
    names = [("Location", "Aleppo"), ("Temporal", "3 March 2016"), ("Nationality", "fell")]
    source = tmp_path / "A source"
    rows_file(source / "documents.json", {"_id": "d", "text": text})
    rows_file(
        source / "entities.json",
        *(
            {"documentId": "d", "type": kind, "begin": text.index(name), "end": text.index(name) + len(name)}
            for kind, name in names
        ),
    )
    found = figures(capsys, "re3d_ner", tmp_path, *RULES)
    assert found["exact"]["Location"] == found["overlapping"]["Temporal"] == 1.0
    assert found["documents"] == 1
    assert "Nationality" not in found["exact"]
    assert figures(capsys, "re3d_ner", tmp_path, "--leave-out", "A source", *RULES)["documents"] == 0


MUC_TEXT = """TST1-MUC3-0001

   SAMPLE CITY, 4 FEB 90 (AGENCY) -- [TEXT] REBELS ATTACKED THE EMBASSY
IN SAN SALVADOR WITH A CAR BOMB ON 2 FEBRUARY 1990, KILLING THREE PEASANTS.


TST1-MUC3-0002

   SAMPLE CITY, 5 FEB 90 (AGENCY) -- [TEXT] THE HARVEST WAS GOOD.
"""
MUC_KEY = """0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 FEB 90
3.  INCIDENT: LOCATION              EL SALVADOR: SAN SALVADOR (CITY)
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         "CAR BOMB"
9.  PERP: INDIVIDUAL ID             "REBELS" /
                                    "GUERRILLAS"
10. PERP: ORGANIZATION ID           -
12. PHYS TGT: ID                    ? "EMBASSY"
18. HUM TGT: NAME                   "JUAN SAMPLE"
19. HUM TGT: DESCRIPTION            "PEASANTS"
                                    "MAYOR": "JUAN SAMPLE"
21. HUM TGT: NUMBER                 3: "PEASANTS"
                                    1: "JUAN SAMPLE"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "PEASANTS"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     TST1-MUC3-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
4.  INCIDENT: TYPE                  *
"""


def test_the_slots_of_muc4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tst1-muc3").write_text(MUC_TEXT, "latin-1")
    (tmp_path / "key-tst1.v7").write_text(MUC_KEY, "latin-1")
    found = figures(capsys, "muc4_slots", tmp_path, *RULES)
    assert found["documents"] == 2
    recall = {name: shares["r"] for name, shares in found["slots"].items()}
    whole = ("date", "type", "instrument", "perpetrator, individual", "physical target", "human target effect")
    assert {name: recall[name] for name in whole} == dict.fromkeys(whole, 1.0)
    assert recall["human target"] == recall["human target number"] == 0.5
