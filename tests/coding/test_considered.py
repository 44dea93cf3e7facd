"""What became of every event word: what is told of them is what the coder did."""

from functools import cache

import pytest

from tests.build import a_document
from warledger.coding.coder import code
from warledger.coding.considered import considered
from warledger.demo import reports
from warledger.model.claim import Claim
from warledger.model.considered import Considered
from warledger.model.reading import Reading
from warledger.reading.reader import read
from warledger.reference.codebook import Codebook, load_codebook

ENGLISH = [report for report in reports() if report.language == "en"]


@cache
def codebook() -> Codebook:
    return load_codebook(None)


def words_of(text: str) -> tuple[Reading, tuple[Considered, ...]]:
    reading = read(a_document(text))
    return reading, considered(reading, codebook())


@pytest.mark.parametrize("report", ENGLISH, ids=lambda report: report.name)
def test_the_claims_that_words_name_are_the_claims_of_the_coder(report: object) -> None:
    reading, words = words_of(report.text)  # type: ignore[attr-defined]
    claims: dict[str, Claim] = {claim.id: claim for claim in code(reading, codebook())}
    assert {word.claim for word in words if word.claim is not None} == set(claims)
    telling = {word.claim: word.quote for word in words if word.why == "telling words"}
    assert telling == {id: claim.trigger for id, claim in claims.items()}


@pytest.mark.parametrize("report", ENGLISH, ids=lambda report: report.name)
def test_every_word_stands_in_its_sentence_and_has_a_reason(report: object) -> None:
    reading, words = words_of(report.text)  # type: ignore[attr-defined]
    assert reading.sentences is not None
    assert [word.quote.start for word in words] == sorted(word.quote.start for word in words)
    for word in words:
        sentence = reading.sentences[word.sentence]
        assert sentence.start <= word.quote.start < sentence.end
        assert word.why


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("Shells hit the town, the mayor said.", "said", "seldom an event: 0."),
        ("The striker fired a rocket into the goal and the league leaders surrendered.", "surrendered", "borrowed"),
        ("Police seized grenades in the village.", "grenades", "a thing that somebody has"),
        ("A rebel commander threatened to shell the port on Monday.", "shell", "event is the speech, “threatened”"),
        ("The army denied that its aircraft bombed the market.", "denied", "speech of an event: “bombed”"),
        ("An air strike hit a farmhouse, killing three people.", "killing", "same event as “air strike”"),
        ("An air strike hit a farmhouse near the town.", "air strike", "telling words"),
    ],
)
def test_a_word_is_told_why_it_is_an_event_or_none(text: str, words: str, why: str) -> None:
    _, found = words_of(text)
    reasons = [word.why for word in found if word.quote.text == words]
    assert reasons
    assert why in reasons[0]


def test_a_type_that_the_codebook_lacks_is_the_reason() -> None:
    rules = codebook()
    without = {name: kind for name, kind in rules.types.items() if name != "air_drone_strike"}
    reading = read(a_document("An air strike destroyed a farmhouse near the town."))
    smaller = type(rules)(**{field: getattr(rules, field) for field in rules.__dataclass_fields__} | {"types": without})
    found = {word.quote.text: word for word in considered(reading, smaller)}
    assert found["air strike"].claim is None
    assert found["air strike"].why == "the codebook has no type air_drone_strike"
