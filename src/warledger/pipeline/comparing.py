"""Why two claims of a case are, or are not, one incident: how their pair's weight comes about, and what people said.

It goes by the rows, the weights and the counts of words that the case was last linked by, and changes nothing.
"""

from dataclasses import dataclass

import numpy as np

from warledger.errors import BadSetting
from warledger.linking.judging import standing
from warledger.linking.linker import resumed
from warledger.linking.packing import unpacked
from warledger.linking.scoring import Waterfall
from warledger.linking.weights import read_weights, shipped
from warledger.model.ids import ClaimId
from warledger.model.ledger import Judgement
from warledger.store.records import Store


@dataclass(frozen=True, slots=True)
class Compared:
    """Two claims: the weight of their pair, whether they are of one incident, and what people said of the pair.

    `one_report` says that both are of one report, and are never joined by weight alone; `beside` are the claims that
    are of the first one's incident.
    """

    one: ClaimId
    other: ClaimId
    waterfall: Waterfall
    together: bool
    one_report: bool
    judgements: tuple[Judgement, ...]
    beside: tuple[ClaimId, ...]


def compare(store: Store, one: ClaimId, other: ClaimId) -> Compared:
    """Lay open how two claims of a linked case compare."""
    if one == other:
        raise BadSetting(f"{one} is one claim: name two.")
    links = store.links()
    state = links.state()
    table = unpacked([content for content in links.features() if content])
    weights = read_weights(state.weights, "the weights") if state and state.weights is not None else shipped()
    alone = np.arange(len(table))
    linkage = resumed(table, weights, alone, alone, ())
    for claim in (one, other):
        if claim not in linkage.rows:
            raise BadSetting(
                f"{claim} is only planned, threatened or feared, so it is in no incident and not compared."
            )
    documents = table.rows["document"]
    beside = store.incidents().claims_beside(one)
    said = tuple(j for j in standing(store.judgements()) if {j.left, j.right} == {one, other})
    return Compared(
        one,
        other,
        linkage.explain(one, other),
        other in beside,
        bool(documents[linkage.rows[one]] == documents[linkage.rows[other]]),
        said,
        beside,
    )
