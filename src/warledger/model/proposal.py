"""What the trained extractor proposes for a document: event triggers, each with its type, status and role fillers.

Every offset counts code points of the document's own text; probabilities run from 0 to 1. A proposal is no claim yet:
it holds no numbers, no places of the gazetteer and no dates, and nothing here loads or runs a model.
"""

from dataclasses import dataclass

PLAIN_ROLES = ("actor", "target", "weapon", "place", "time", "source")
HARM_ROLES = ("killed", "injured", "casualties", "missing", "displaced", "detained", "abducted")
ROLES = (*PLAIN_ROLES, *HARM_ROLES)
NAMES = ("person", "group", "place", "weapon")  # what it finds names of, without regard to events
PARTS = ("doer", "doer_group", "thing_hit", "victim", "means")  # parts taken in the violence of a whole report


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that fill a role of an event, `start` to `end`; a harm role holds the words that carry a figure of harm."""

    role: str
    start: int
    end: int
    probability: float

    @property
    def is_harm(self) -> bool:
        """Whether the words carry harm; `role` is then the kind of harm."""
        return self.role in HARM_ROLES

    def meets(self, other: "Filler") -> bool:
        """Whether the two have words in common, whatever their roles."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name a person, a group, a place or a weapon (`kind`, one of NAMES), or that take a part in the
    violence which a report tells of, whichever of its events that is (one of PARTS).
    """

    kind: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event as the extractor sees it.

    `types` are the likeliest types with their probabilities, best first; `event` is the same number for all proposals
    of a document that tell of one event; `about` is the probability that the stretch of text around tells of any event.
    """

    start: int
    end: int
    probability: float
    types: tuple[tuple[str, float], ...]
    status: str
    status_probability: float
    fillers: tuple[Filler, ...]
    event: int
    about: float = 1.0

    @property
    def type(self) -> str:
        """The likeliest type."""
        return self.types[0][0]

    def of(self, role: str) -> tuple[Filler, ...]:
        """The fillers of one role, in the order of their words."""
        return tuple(filler for filler in self.fillers if filler.role == role)
