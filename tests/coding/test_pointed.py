"""How many are meant by words that the extractor points at and the harm grammar cannot read."""

import pytest

from tests.build import a_document
from warledger.coding.pointed import figure_in
from warledger.model.claim import HarmKind
from warledger.model.reading import Reading
from warledger.reading.numbers import add_numbers
from warledger.reading.sentences import add_sentences

CASES = [
    ("we buried four hundred", 400, 400),
    ("Enemy dead: twenty plus", 20, None),
    ("the dead were two, perhaps three", 2, 3),
    ("sixty, or eighty, before dark", 60, 80),
    ("the police chief said 53, then 61", 61, 61),
    ("raised the toll from 380 to 424", 424, 424),
    ("the estimates vary from 100 to 300", 100, 300),
    ("120 families went down to the coast", None, None),
    ("5,200 families (about 31,000 people)", 31000, 31000),
    ("a third of the town has gone", None, None),
    ("with heavy losses", None, None),
    ("nobody came to harm", 0, 0),
    ("the ministry denies any loss", 0, 0),
    ("her body was brought home without its head", 1, 1),
    ("men in two white cars took him", 1, 1),
    ("a villager who had begged a lift with them was not found", 1, 1),
    ("a girl of four and an old man", 2, 2),
    ("Four observers and their interpreter", 5, 5),
    ("the teacher, 34, over half of whose skin was burned", 1, 1),
    ("farmers moved out of six hamlets", 2, None),
    ("One nurse spoke of 200", 200, 200),
    ("one nurse and 200 others", 201, 201),
    ("A third of the 200,000 inhabitants", None, None),
    ("the 200,000 inhabitants", 200000, 200000),
    ("Losses on both sides", None, None),
    ("Losses of both sides unknown", None, None),
    ("Both were lost", 2, 2),
    ("four, not six as stated in our last number", 4, 4),
    ("not six as stated in our last number", None, None),
    ("fourteen of them civilians", 14, 14),
    ("Seventeen souls, ten of them market women", 17, 17),
    ("14 U.N. observers and relief workers", 14, 14),
    ("14 observers and their drivers", 16, None),
    ("Daniel Zalazar, 30, was held hours later", 1, 1),
    ("guards, after hours", 2, None),
    ("marines capture General Duarte", 1, 1),
    ("All crew members survive", 0, 0),
    ("he did not survive", 1, 1),
    ("They were not hurt", 0, 0),
    ("which began with 100 and has arrived at 300", 300, 300),
    ('numbers from "about a hundred" to 300', 100, 300),
    ("has been flown to Vienna with fifteen others", 16, 16),
    ("fifteen others", 15, 15),
    ("by the Red Cross, 6,200", 6200, 6200),
    ("It adds up to seven", 7, 7),
    ("two Germans and a Ukrainian auxiliary", 3, 3),
    ("two Germans and a car", 2, 2),
    ("took Shaima and three others", 4, 4),
    ("took Shaima", 1, 1),
    ("seized a Boeing and its 90 passengers", 90, 90),
    ("one of the women and a finger", 1, 1),
    ("hit on the head with a stone or a club", 1, 1),
    ("wounded on the right bank: 0", 0, 0),
    ("THE DEATH OF A CAPTAIN AND 3 SOLDIERS", 4, 4),
    ("by a captain and 3 soldiers", 3, 3),
    ("Ten missiles, no victims", 0, 0),
    ("was killed Tuesday at 0900", 1, 1),
    ("Two British subjects are unhurt", 0, 0),
    ("two are unhurt, three died", 2, 2),
    ("Mrs. Foss was not struck", 0, 0),
]


@pytest.mark.parametrize(("words", "low", "high"), CASES)
def test_the_words_are_read_as(words: str, low: int | None, high: int | None) -> None:
    reading = add_numbers(add_sentences(Reading(a_document(f"{words}."))))
    figure = figure_in(reading, reading.quote(0, len(words)), HarmKind.KILLED)
    assert (figure.low, figure.high) == (low, high), figure.rule
    assert figure.rule.startswith("extractor's words, ")
