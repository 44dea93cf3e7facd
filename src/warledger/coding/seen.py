"""What the rules see in each sentence before anything is decided: its figures of harm and its event words.

Both coders start from it, and where they work on one report together it is looked for once.
"""

from dataclasses import dataclass

from warledger.coding.harm import find_harm
from warledger.coding.sketch import Trigger
from warledger.coding.triggers import find_triggers
from warledger.model.claim import Harm
from warledger.model.reading import Reading

LAYERS = ("sentences", "parses", "times", "places", "attributions")


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one sentence."""

    figures: tuple[Harm, ...]
    triggers: tuple[Trigger, ...]


def look(reading: Reading) -> tuple[Seen, ...]:
    """What is seen in each sentence, in order; ValueError where the reader has not added a layer that coding needs."""
    missing = [layer for layer in LAYERS if getattr(reading, layer) is None]
    if missing:
        raise ValueError(f"the coder needs the layers {', '.join(missing)}, which no step of the reader has added")
    return tuple(
        Seen(find_harm(reading, sentence), find_triggers(reading, number))
        for number, sentence in enumerate(reading.sentences or ())
    )
