"""Records as short words in the language of the reader: figures, days, places, who did what to whom, names of types.

Nothing is rounded and no bound is dropped: "11+" has no upper bound because the report gave none. Words of a report are
handed through as they are; the pages set them apart from ours.
"""

from warledger.model import shown
from warledger.model.claim import Claim, Harm, HarmKind, Party, Speaker, Status, When, Where
from warledger.model.corroboration import Grade
from warledger.model.document import Document
from warledger.model.ledger import HarmRange
from warledger.model.shown import bounds as bounds
from warledger.model.shown import headline as headline
from warledger.model.shown import short_id as short_id
from warledger.reference.codebook import Codebook
from warledger.web.words import Words

LEFT_TO_RIGHT, ENDS = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"  # "11+" must not become "+11"
# Signs that change how others are shown: embeddings, overrides and isolates. RLM and LRM do no harm and stay.
UNSEEN = {chr(code): "\N{DOTTED CIRCLE}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
UNSEEN |= {chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
UNSEEN |= {chr(code): "\N{REPLACEMENT CHARACTER}" for code in range(0x7F, 0xA0)}
_SIGNS = str.maketrans(UNSEEN)


def visible(text: str) -> str:
    """A text with the signs shown that would rule over how the rest is shown; as long as it was.

    >>> visible("a\\u202eb")
    'a◌b'
    """
    return text.translate(_SIGNS)


def days(when: When | None) -> str:
    """A stretch of days, as fine as it is known and no finer; "" where none is known."""
    if when is None:
        return ""
    return shown.days(when, to=" – ", years="–")


class Phrases:
    """Phrases in one language."""

    def __init__(self, words: Words, codebook: Codebook) -> None:
        self._words = words
        self._rtl = words.direction == "rtl"
        self._codebook = codebook

    def type(self, id: str) -> str:
        """What a type of event is called; one that the codebook in force does not know, by its id."""
        known = self._codebook.types.get(id)
        return self._words.named("type", id, known.label if known else None)

    def status(self, id: str) -> str:
        """What a status is called."""
        return self._words.named("status", id)

    def grade(self, id: str) -> str:
        """What a grade is called."""
        return self._words.named("grade", id)

    def kind(self, id: str | None) -> str:
        """What a kind of actor, weapon or place is called."""
        return self._words.named("kind", id) if id else ""

    def language(self, id: str | None) -> str:
        """What a language is called."""
        return self._words.named("language", id.split("-")[0]) if id else self._words("language_unknown")

    def harm(self, figure: Harm | HarmRange) -> str:
        """One figure of harm: "11+ killed"; "0 hurt" where it is said that nobody was."""
        kind = "hurt" if figure.kind is HarmKind.CASUALTIES and figure.high == 0 else figure.kind.value
        number = bounds(figure.low, figure.high)
        return self._words(f"harm.{kind}", n=f"{LEFT_TO_RIGHT}{number}{ENDS}" if self._rtl else number)

    @staticmethod
    def headline(harm: tuple[HarmRange, ...]) -> tuple[HarmRange, ...]:
        """The figures that a summary of an incident gives."""
        return headline(harm)

    def who(self, figure: Harm) -> str:
        """Whether the harmed took part in the fighting; "" where that is not known."""
        return "" if figure.who.value == "unknown" else self._words.named("who", figure.who.value)

    def where(self, place: Where | None) -> str:
        """A place that the gazetteer knows: its name, its province and country."""
        if place is None:
            return ""
        parts = dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part)
        return self._words("list_comma").join(parts)

    def parties(self, everybody: tuple[Party, ...] | tuple[Speaker, ...]) -> str:
        """Several actors, targets or speakers, each named once."""
        return self._words("list_comma").join(dict.fromkeys(party(who) for who in everybody))

    def weapons(self, claim: Claim) -> str:
        """The means, in the report's words."""
        return self._words("list_comma").join(dict.fromkeys(weapon.quote.text for weapon in claim.weapons))

    def types(self) -> list[tuple[str, str]]:
        """Every type of event with what it is called, by name."""
        return sorted(((id, self.type(id)) for id in self._codebook.types), key=lambda one: one[1])

    def statuses(self, *, events_only: bool = False) -> list[tuple[str, str]]:
        """Every status with what it is called; those of events only, for incidents."""
        return [(s.value, self.status(s.value)) for s in Status if s.counts_as_event or not events_only]

    def grades(self) -> list[tuple[str, str]]:
        """Every grade with what it is called."""
        return [(grade.value, self.grade(grade.value)) for grade in Grade]

    days = staticmethod(days)
    bounds = staticmethod(bounds)

    @staticmethod
    def title(document: Document) -> str:
        """A report by its title, else by where it came from."""
        return one_line(document.title or "") or document.origin


def party(who: Party | Speaker) -> str:
    """Somebody by the name that the actor list has, else by the words of the report."""
    return who.name or one_line(who.quote.text)


def one_line(text: str) -> str:
    """Words without line breaks.

    >>> one_line("two\\n  words")
    'two words'
    """
    return " ".join(text.split())
