"""Losses that several formats share, each declared once with its sentence, and the test of coordinates they rest on."""

from warledger.exports.losses import LossKind
from warledger.model.claim import Status, Where

NOT_EVENTS = tuple(
    LossKind(status.value, f"The report says that it was {status.value}; only what happened is an event.")
    for status in Status
    if not status.counts_as_event
)
TAKEN_BACK = LossKind("taken back", "Every source that told of the incident took it back.")
RIVAL_DOERS = LossKind("rival doers", "Voices name different doers; the row has those whom most voices name.")
UNKNOWN_TYPE = LossKind("unknown type", "The codebook in force does not have the claim's type.")
TOLL = LossKind("running total", "The claim is a toll over a stretch of war; as a row its dead would count twice.")
NO_DATE = LossKind("no date", "The report does not say when, or its words could not be reckoned.")
NO_PLACE = LossKind("no place", "The report does not say where, or the place could not be found.")
BAD_COORDINATES = LossKind("bad coordinates", "The place's coordinates are no degrees.")
ALTERNATIVES = LossKind("other places", "The words could mean other places too; the row has the likeliest.")
WORDS = LossKind("evidence", "Confidence, rules and the places of words in the text have no column.")


def on_the_map(where: Where) -> bool:
    """Whether the coordinates are degrees at all; 0, 0 is a place in the sea like any other."""
    return -90 <= where.lat <= 90 and -180 <= where.lon <= 180
