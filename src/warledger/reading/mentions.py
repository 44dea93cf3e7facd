"""Finds the groups that the actor list knows by name, so that "Islamic State of Iraq and al-Sham" is one thing.

It adds the `mentions` layer; what role a group plays is not its business.
"""

from dataclasses import replace

from warledger.model.reading import Mention, MentionKind, Reading, Step
from warledger.reference.actors import actors


def add_mentions(reading: Reading) -> Reading:
    """Add one mention for each name of the actor list in the text."""
    found = tuple(
        Mention(
            reading.quote(name.start, name.end),
            MentionKind.GROUP,
            f"actor list: {name.actor.rule}",
            name.actor.name,
            name.actor.kind.value,
        )
        for name in actors().scan(reading.document.text)
    )
    return replace(reading, mentions=found)


STEP = Step("mentions", needs=(), adds="mentions", run=add_mentions)
