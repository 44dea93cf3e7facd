"""A stretch of the text that may name a place, with what the gazetteer has under it and what was seen around it.

It records; whether it is a place, and which, is for others to say.
"""

from dataclasses import dataclass
from enum import Enum

from warledger.reading.place_words import NEAR, SITING, STRONG_CUES
from warledger.reference.gazetteer import Place

HEADING, OUTLET = -1, -2  # the `sentence` of names of the report's title, and of what the outlet says of itself there


class Role(Enum):
    """What a name does in its sentence."""

    PLACE = "something is there"
    AGENT = "it acts or speaks, or describes what does"
    PEOPLE = "it names a nationality"
    DOUBTFUL = "it may be no place at all"


@dataclass(frozen=True, slots=True)
class Name:
    """A place name: code points `start` to `end`, its places, and what was seen around it.

    `cue` is the word that vouches for it; `part` the direction in front ("southern"); `noun` the word for a place or a
    unit that stands beside it. `listed` tells that it stands after a comma behind the name before it; `site` that it is
    a building or the like, named for a place that `places` holds. `against` says why a doubtful one is one. `sentence`
    counts from 0, and is below 0 for names of the title, whose code points are those of the title.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    cue: str
    part: str | None = None
    role: Role = Role.PLACE
    listed: bool = False
    site: bool = False
    after_the: bool = False
    sentence: int = 0
    noun: str = ""
    following: str = ""
    against: str = ""

    @property
    def agent(self) -> bool:
        """Whether it says what the report is about, not where something is."""
        return self.role is not Role.PLACE

    @property
    def near(self) -> bool:
        """Whether the words put something near it, not in it."""
        return self.cue in NEAR

    @property
    def vouched(self) -> bool:
        """Whether the words around it make a place of it, known or not."""
        return self.listed or self.cue in STRONG_CUES or self.cue in SITING
