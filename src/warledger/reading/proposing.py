"""The step that asks the trained extractor for the events of a document; it adds the layer `proposals`.

Loading and running the model is `encoder`'s business. The step is no part of the rule coder's reading.
"""

from dataclasses import replace

from warledger.model.reading import Reading, Step
from warledger.reading.encoder import propose


def add_proposals(reading: Reading) -> Reading:
    """Add what the extractor proposes."""
    assert reading.sentences is not None
    return replace(reading, proposals=propose(reading.document.text, reading.sentences))


STEP = Step("extractor", needs=("sentences",), adds="proposals", run=add_proposals)
