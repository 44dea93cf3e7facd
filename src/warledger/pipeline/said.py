"""What people said of claims, as a reader is told it: corrected, rejected, doubted, placed or added; by whom, and what
it was before.

It takes the words that rule. What coders answered beside each other rules nothing and is not told here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from warledger.linking.placing import Choices, Chosen
from warledger.linking.reviewing import Ruled, rulings
from warledger.model.claim import PERSON, Claim, Harm, Party, Speaker, Weapon
from warledger.model.correction import Placed, Timed, Value, read, value_of
from warledger.model.evidence import Quote, Sourced
from warledger.model.ids import JudgementId
from warledger.model.ledger import Judgement
from warledger.model.place_choice import Meaning
from warledger.model.serial import Json, dump
from warledger.model.shown import bounds, days, short_id
from warledger.store.records import Store

NONE = "–"


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said: `act` is accepted, rejected, doubted, corrected, placed or added.

    `was` and `now` are the values of a field in short; `judgement` is what `undo` takes, None of an added claim.
    """

    act: str
    field: str
    who: str
    when: datetime | None
    why: str | None
    was: str
    now: str
    judgement: JudgementId | None

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        field = f" {self.field}" if self.act == "corrected" else ""
        change = f": {self.was} → {self.now}" if self.now else ""
        on = f" on {self.when:%Y-%m-%d}" if self.when else ""
        why = f" ({self.why})" if self.why else ""
        undo = f" [{short_id(self.judgement)}]" if self.judgement else ""
        return f"{self.act}{field} by {self.who}{on}{change}{why}{undo}"


class PeopleSaid:
    """What people said of the claims of a case: made once, asked of claim after claim."""

    def __init__(self, store: Store) -> None:
        judgements = tuple(store.judgements())
        self._store = store
        self._ruled = rulings(judgements)
        self._choices = Choices.of(judgements)
        named = store.places().of_names(self._choices.names) if self._choices else ()
        self._chosen = self._choices.by_claim(named)

    def of(self, claim: Claim) -> tuple[Word, ...]:
        """What rules a claim, the word on the whole of it first."""
        ruled, chosen = self._ruled.get(claim.id), self._chosen.get(claim.id)
        if ruled is None and chosen is None:
            return tuple(_added(claim))
        coded = self._store.coded_claim(claim.id) or claim
        return (*_added(coded), *_whole(ruled or Ruled()), *_fields(coded, ruled or Ruled(), chosen))


def printed_words(words: Iterable[Word]) -> list[Json]:
    """What people said as JSON: the `people` of a claim."""
    return [dump(word) for word in words]


def _added(claim: Claim) -> Iterator[Word]:
    if claim.coder.startswith(PERSON):
        yield Word("added", "claim", claim.coder.removeprefix(PERSON), None, None, "", "", None)


def _whole(ruled: Ruled) -> Iterator[Word]:
    if ruled.whole is not None:
        act = {"yes": "accepted", "no": "rejected", "unsure": "doubted"}[ruled.whole.verdict.value]
        yield _word(act, "claim", ruled.whole)


def _fields(coded: Claim, ruled: Ruled, chosen: Chosen | None) -> Iterator[Word]:
    if chosen is not None and "where" not in ruled.fields:
        choice = chosen.choice
        now = choice.where.name if choice.where else choice.meaning.value
        was = in_words(value_of(coded, "where")) if choice.meaning is not Meaning.NONE or coded.where else NONE
        yield _word("placed", "where", chosen.judgement, was, now)
    for field, one in ruled.fields.items():
        now = in_words(read(field, one.value)) if one.value is not None else NONE
        yield _word("corrected", field, one, in_words(value_of(coded, field)), now)


def _word(act: str, field: str, made: Judgement, was: str = "", now: str = "") -> Word:
    return Word(act, field, made.who, made.when, made.why, was, now, made.id)


def in_words(value: Value) -> str:
    """A value of a field in short, for two to stand side by side."""
    match value:
        case Placed(where, places):
            return ", ".join(filter(None, (where.value.name, where.value.admin1))) if where else _words(places)
        case Timed(when, times):
            return days(when.value, to=" – ", years="–") if when else _words(times)
        case Sourced():
            return str(value.value)
        case _:
            held: Sequence[Party | Weapon | Speaker | Harm] = value
            return ", ".join(map(_one, held)) or NONE


def _one(held: Party | Weapon | Speaker | Harm) -> str:
    figure = f"{bounds(held.low, held.high)} " if isinstance(held, Harm) else ""
    return f"{figure}“{held.quote.text}”"


def _words(quotes: tuple[Quote, ...]) -> str:
    return ", ".join(one.text for one in quotes) or NONE
