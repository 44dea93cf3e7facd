"""Counts the facts that the rules of grades ask for, and gives the grade of the first rule that fires.

The rules are data (reference/grades.py); here nothing is weighed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warledger.model.claim import HarmKind
from warledger.model.corroboration import Accepted, Attribution, Grade, Toll, Voice
from warledger.model.document import Reliability
from warledger.reference.grades import GradeRule

RELIABLE = (Reliability.A, Reliability.B, Reliability.C)
DOUBTFUL = (Reliability.D, Reliability.E)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a grade rests on. `voices` are those of the claims that stand, `denying` those of the claims that deny."""

    standing: int
    retracted: int
    voices: Sequence[Voice]
    denying: Sequence[Voice]
    tolls: Sequence[Toll]
    attribution: Attribution
    copies_only: bool


def facts(counted: Counted) -> Mapping[str, int]:
    """The facts that conditions may ask for, by their names in the rules' file."""
    voices = counted.voices
    doubtful = sum(voice.reliability in DOUBTFUL for voice in voices)
    killed = [toll for toll in counted.tolls if toll.kind is HarmKind.KILLED and toll.who is None]
    return {
        "standing": counted.standing,
        "retracted": counted.retracted,
        "voices": len(voices),
        "reliable": sum(voice.reliability in RELIABLE for voice in voices),
        "doubtful": doubtful,
        "credible": len(voices) - doubtful,
        "denying": len(counted.denying),
        "copies_only": int(counted.copies_only),
        "toll_conflict": int(any(toll.conflict for toll in killed)),
        "accepted": int(counted.attribution.accepted is Accepted.ACCEPTED),
        "contested": int(counted.attribution.accepted is Accepted.CONTESTED),
        "alleged": int(counted.attribution.accepted is Accepted.ALLEGED),
    }


def grade(counted: Counted, rules: Sequence[GradeRule]) -> tuple[Grade, str, str]:
    """The grade, the rule that fired, and why: the rule's words and the facts that it asked for."""
    found = facts(counted)
    rule = next(rule for rule in rules if all(condition.holds(found) for condition in rule.when))
    asked = ", ".join(f"{condition.fact} {found[condition.fact]}" for condition in rule.when)
    return rule.grade, rule.rule, f"{rule.why} ({asked})" if asked else rule.why
