"""Turns MUC-4's training texts and keys into coded reports, in part by what a trained extractor sees in them.

The keys say who did it, to whom or what and with what, but not which words name the event. So the extractor proposes
the events; one that agrees with a template nearby takes that template's fillers, for each the mention nearest to its
trigger. What else the extractor saw there is neither rewarded nor punished, and neither are events without a template:
MUC-4 leaves out what its task does not ask for. Texts without an event that agrees are left out.

    python -m training.muc TRAIN.json --weights FOLDER --out FILE
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from training.gold import Extent, GoldClaim, Report, cost, places
from warledger.model.proposal import Proposal
from warledger.reading.encoder import load
from warledger.reading.encoder_propose import propose_events
from warledger.reading.encoder_windows import words_of
from warledger.reading.sentences import split_text

ROLE_OF = {"PerpInd": "actor", "PerpOrg": "actor", "Target": "target", "Victim": "target", "Weapon": "weapon"}
_BLASTS = "ied_mine suicide_bomb grenade air_drone_strike shelling_missile attack property_destruction"
_TYPES_OF = {  # types of the codebook that an incident of MUC-4 may be coded as
    "attack": frozenset("armed_clash attack grenade shelling_missile air_drone_strike ied_mine".split()),
    "bombing": frozenset(_BLASTS.split()),
    "kidnapping": frozenset({"abduction"}),
    "arson": frozenset({"property_destruction", "attack"}),
    "robbery": frozenset({"property_destruction", "attack"}),
    "forced work stoppage": frozenset({"siege_access", "attack", "property_destruction"}),
}
LIKELY = 0.4  # proposals below are doubtful
CLOSE = 150  # characters and their like (see `cost`) from a trigger to a mention that shows which template it is
NEAR = {"actor": 700, "target": 350, "weapon": 350}  # how far from the trigger a filler may stand

Template = Mapping[str, object]
Filler = tuple[str, int, int]


def main() -> None:
    """Convert and save."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--weights", type=Path, required=True, help="the folder of an exported extractor")
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    model = load(given.weights)
    found = []
    for line in given.file.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = row["doctext"]
        words = words_of(text, list(split_text(text)), model.pieces)
        proposals = propose_events(words, model.network, model.decoding)
        claims, doubtful = coded(text, list(proposals), row["templates"])
        if claims:
            found.append(asdict(Report(row["docid"], text, tuple(claims), {}, tuple(doubtful))))
    given.out.write_text("".join(f"{json.dumps(one)}\n" for one in found), "utf-8")


def coded(
    text: str, proposals: Sequence[Proposal], templates: Sequence[Template]
) -> tuple[list[GoldClaim], list[Extent]]:
    """The proposals that agree with a template as claims with its fillers, and the triggers of the others."""
    known = [{role: list(_mentions(text, template, role)) for role in ROLE_OF} for template in templates]
    claims, doubtful = [], []
    for proposal in proposals:
        agreed = [_agreement(text, proposal, *pair) for pair in zip(templates, known, strict=True)]
        if proposal.probability >= LIKELY and max(agreed, default=0) > 0:
            claims.append(_keyed(text, proposal, known[agreed.index(max(agreed))]))
        else:
            doubtful.append(_trigger(proposal))
    return claims, doubtful


def _mentions(text: str, template: Template, role: str) -> Iterator[list[Extent]]:
    """For each entity of a role, all places where one of its mentions stands."""
    for entity in template[role]:  # type: ignore[attr-defined]
        yield [place for mention in entity if mention[0] in text for place in places(text, mention[0])]


def _agreement(text: str, proposal: Proposal, template: Template, known: Mapping[str, Iterable[list[Extent]]]) -> int:
    """How many of the template's entities the proposal has close by; none if the types cannot be one event."""
    if proposal.type not in _TYPES_OF.get(str(template["incident_type"]), frozenset()):
        return 0
    trigger = _trigger(proposal)
    spans = [(a, b) for _, a, b in _own(proposal) if cost(text, (a, b), trigger) <= CLOSE]
    entities = [entity for role in ROLE_OF for entity in known[role]]
    return sum(any(a < d and c < b for a, b in spans for c, d in entity) for entity in entities)


def _keyed(text: str, proposal: Proposal, known: Mapping[str, Iterable[list[Extent]]]) -> GoldClaim:
    trigger = _trigger(proposal)
    fillers: list[Filler] = []
    elsewhere = list(_own(proposal))
    for key, role in ROLE_OF.items():
        for entity in known[key]:
            ranked = sorted(entity, key=lambda place: cost(text, place, trigger))
            near = [place for place in ranked[:1] if cost(text, place, trigger) <= NEAR[role]]
            fillers += [(role, *place) for place in near]
            elsewhere += [(role, *place) for place in ranked if place not in near]
    return GoldClaim(proposal.type, proposal.status, trigger, tuple(fillers), tuple(elsewhere))


def _trigger(proposal: Proposal) -> Extent:
    return proposal.start, proposal.end


def _own(proposal: Proposal) -> Iterator[Filler]:
    for filler in proposal.fillers:
        yield filler.role, filler.start, filler.end


if __name__ == "__main__":
    main()
