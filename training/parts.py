"""Reads MUC-4's training texts and keys as texts of which it is known who and what takes which part in the violence.

Every place where a mention of a key's filler stands is one; all else is none. Nothing is known of single events. A
share of the texts, chosen by a hash of their ids, is left out: training/muc_choice.py fits its weights on these, so
that they are fitted to what the network says of texts that it has not learned.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.gold import lot
from warledger.model.proposal import PARTS

Span = tuple[str, int, int]

PART_OF = dict(zip(("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"), PARTS, strict=True))  # roles of MUC-4
LEFT_OUT = 0.25


def is_left_out(docid: str) -> bool:
    """Whether a text is none to train the network on."""
    return lot(docid) < LEFT_OUT


def parted_texts(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """The texts of a file to train on, with the parts and their offsets."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if not is_left_out(row["docid"]):
            yield row["doctext"], spans_of(row["doctext"], row["templates"])


def spans_of(text: str, templates: Sequence[Mapping[str, Sequence[Sequence[Sequence[object]]]]]) -> list[Span]:
    """Every place of every mention; of two that overlap in one part the longer.

    >>> spans_of("the fmln bombed a fmln van", [dict.fromkeys(PART_OF, []) | {"PerpOrg": [[["fmln", 4]]]}])
    [('doer_group', 4, 8), ('doer_group', 18, 22)]
    """
    found: set[Span] = set()
    for template in templates:
        for role, part in PART_OF.items():
            for mention, _ in (mention for entity in template[role] for mention in entity):
                found |= {(part, *m.span()) for m in re.finditer(rf"(?<!\w){re.escape(str(mention))}(?!\w)", text)}
    kept: list[Span] = []
    for part, start, end in sorted(found, key=lambda span: span[1] - span[2]):
        if not any(part == other and start < stop and begin < end for other, begin, stop in kept):
            kept.append((part, start, end))
    return sorted(kept, key=lambda span: span[1:])
