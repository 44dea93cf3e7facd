"""The shallow grammar and the speakers, on sentences of many shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import a_document
from warledger.model.reading import Parse, Phrase, Reading, Sentence, Step
from warledger.reading.clauses import parse
from warledger.reading.reader import STEPS, check, read
from warledger.reading.sentences import split_text
from warledger.reading.tokens import tokenize
from warledger.reading.words import tag


def parsed(text: str) -> tuple[Sentence, Parse]:
    sentence = next(iter(split_text(text)))
    return sentence, parse(sentence)


def words(sentence: Sentence, phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    return " ".join(t.text for t in sentence.tokens[phrase.core_first : phrase.core_last + 1])


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_", "agent"),
    [
        ("Israel strikes a hospital in Gaza.", "strikes", "Israel", "hospital", None),
        ("The town was captured by the rebels.", "captured", "town", None, "rebels"),
        ("Two people are killed and 14 others injured in a blast.", "injured", "others", None, None),
        ("The governor, a former general, said that the road is shut.", "said", "governor", None, None),
        ("The fighters who attacked the post fled.", "attacked", "fighters", "post", None),
        ("A shell fell on a school but failed to explode.", "explode", "shell", None, None),
        ("The regime accuses Turkey of arming rebels.", "accuses", "regime", "Turkey", None),
        ("After the army (SAF) withdrew, gangs looted the market.", "withdrew", "army", None, None),
        ("Rebel shelling killed 11 and wounded over 30.", "wounded", "Rebel shelling", "30", None),
    ],
)
def test_a_verb_finds_its_sides(text: str, verb: str, subject: str, object_: str | None, agent: str | None) -> None:
    sentence, grammar = parsed(text)
    predicate = next(p for p in grammar.predicates if sentence.tokens[p.verb].text == verb)
    found = [words(sentence, p) for p in (predicate.subject, predicate.object, predicate.agent)]
    assert found == [subject, object_, agent]


@pytest.mark.parametrize(
    ("text", "word", "tagged"),
    [
        ("Israeli strikes on Tyre continued.", "strikes", "NOUN"),
        ("Israel strikes a convoy.", "strikes", "VERB"),
        ("Airstrikes kill two and wound five.", "wound", "VERB"),
        ("The wound was deep.", "wound", "NOUN"),
        ("Rebel shelling on the city went on.", "shelling", "NOUN"),
        ("They are shelling the city.", "shelling", "GER"),
        ("The raid, killing 11 people, was condemned.", "killing", "GER"),
        ("A bus stop was hit.", "stop", "NOUN"),
        ("They cut off the only road.", "cut", "VERB"),
        ("On May 3 the army left.", "May", "NAME"),
    ],
)
def test_words_of_two_classes_are_settled_by_their_neighbours(text: str, word: str, tagged: str) -> None:
    tokens = tag(tokenize(text, 0, len(text)))
    assert next(t.pos for t in tokens if t.text == word) == tagged


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Twelve died, according to the Red Crescent.", "Red Crescent"),
        ("The mayor said that twelve people died.", "mayor"),
        ("Twelve people died, the mayor said.", "mayor"),
        ('"Twelve people died," said the mayor.', "mayor"),
        ("The Rapid Support Forces (RSF) say they captured the base.", "Rapid Support Forces"),
        ("Twelve deaths were reported by the mayor.", "mayor"),
        ("He said that twelve people died.", None),
        ("The mayor did not say who fired.", None),
    ],
)
def test_a_speaker_is_found_and_a_pronoun_is_none(text: str, speaker: str | None) -> None:
    found = read(a_document(text)).attributions
    assert found is not None
    assert [a.speaker.text for a in found] == ([speaker] if speaker else [])


def test_a_step_that_lacks_a_layer_is_refused() -> None:
    late = Step("late", needs=("sentences",), adds="parses", run=lambda reading: reading)
    with pytest.raises(ValueError, match="needs sentences"):
        check((late,))


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_every_quote_is_its_words(text: str) -> None:
    document = a_document(text)
    reading = read(document)
    assert isinstance(reading, Reading)
    quotes = [a.speaker for a in reading.attributions or ()] + [m.quote for m in reading.mentions or ()]
    assert all(document.text[q.start : q.end] == q.text for q in quotes)
    assert {step.adds for step in STEPS} <= {
        name for name in Reading.__dataclass_fields__ if getattr(reading, name) is not None
    }
