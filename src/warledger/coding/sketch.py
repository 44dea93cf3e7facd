"""The half-finished claim that the coder passes from step to step: frozen, every filler with its words and its rule."""

from dataclasses import dataclass

from warledger.model.claim import Harm, Party, Speaker, Status, Weapon
from warledger.model.evidence import Quote, Sourced
from warledger.model.reading import PlaceMention, Predicate, TimeMention
from warledger.reference.lexicon import Pattern

NEAREST = "finest place near the words of the event"
VIOLENT = frozenset(
    """air_drone_strike shelling_missile ied_mine suicide_bomb grenade chemical armed_clash attack
    sexual_violence""".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of the lexicon found in a sentence: tokens `first` to `last`, `head` the verb or noun that carries them."""

    pattern: Pattern
    sentence: int
    first: int
    last: int
    head: int
    clause: int
    predicate: Predicate | None
    quote: Quote

    @property
    def violent(self) -> bool:
        """One of the types that are force against people or things."""
        return self.pattern.type in VIOLENT


@dataclass(frozen=True, slots=True)
class Sketch:
    """One event of the text so far. `triggers` are all the words that name it, the telling one first."""

    triggers: tuple[Trigger, ...]
    type: Sourced[str]
    status: Sourced[Status] | None = None
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    sources: tuple[Speaker, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    place_rule: str = NEAREST
    times: tuple[TimeMention, ...] = ()
    harm: tuple[Harm, ...] = ()

    @property
    def trigger(self) -> Trigger:
        """The telling one."""
        return self.triggers[0]

    @property
    def sentence(self) -> int:
        """The sentence of the telling trigger."""
        return self.triggers[0].sentence
