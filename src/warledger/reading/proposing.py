"""The step that asks the trained extractor for the events and names of a document.

It adds the layers `proposals` and `parts`, and to the layer `mentions` the names that stand there under no other name.
Loading and running the model is `encoder`'s business. The step is no part of the rule coder's reading.
"""

from dataclasses import replace

from warledger.model.proposal import NAMES, Name
from warledger.model.reading import Mention, MentionKind, Reading, Step
from warledger.reading.encoder import propose


def add_proposals(reading: Reading) -> Reading:
    """Add what the extractor proposes, and the names it finds."""
    assert reading.sentences is not None
    assert reading.mentions is not None
    proposals, names = propose(reading.document.text, reading.sentences)
    parts = tuple(name for name in names if name.kind not in NAMES)
    names = tuple(name for name in names if name.kind in NAMES)
    return replace(reading, proposals=proposals, parts=parts, mentions=_with(reading, reading.mentions, names))


def _with(reading: Reading, known: tuple[Mention, ...], names: tuple[Name, ...]) -> tuple[Mention, ...]:
    """The mentions with the names that overlap none of them, in the order of their words."""
    free = [n for n in names if not any(m.quote.start < n.end and n.start < m.quote.end for m in known)]
    found = [
        Mention(reading.quote(name.start, name.end), MentionKind(name.kind), f"extractor, {name.probability:.2f}")
        for name in free
    ]
    return tuple(sorted([*known, *found], key=lambda mention: mention.quote.start))


STEP = Step("extractor", needs=("sentences", "mentions"), adds="proposals", run=add_proposals)
