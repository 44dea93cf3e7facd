"""The rules that grade an incident, read from a file that a user may replace, and checked line by line.

A rule is a list of conditions on counted facts; the first rule whose conditions all hold gives the grade. Which facts
there are is fixed here; counting them is linking's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warledger.model.corroboration import Grade
from warledger.reference.settings_file import Section, parse, shipped_text, user_text

SHIPPED = "grades.yaml"
FACTS = (
    *("standing", "retracted", "voices", "reliable", "doubtful", "credible", "denying"),
    *("copies_only", "toll_conflict", "accepted", "contested", "alleged"),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact must be at least, and at most, so many; null is no bound."""

    fact: str
    at_least: int | None
    at_most: int | None

    def holds(self, facts: Mapping[str, int]) -> bool:
        """Whether it holds of these facts."""
        count = facts[self.fact]
        return (self.at_least is None or self.at_least <= count) and (self.at_most is None or count <= self.at_most)


@dataclass(frozen=True, slots=True)
class GradeRule:
    """A grade, the name of the rule that gives it, why in words, and what must hold."""

    rule: str
    grade: Grade
    why: str
    when: tuple[Condition, ...]


def load_grade_rules(path: Path | None = None) -> tuple[GradeRule, ...]:
    """The rules of a file, or the shipped ones; BadSetting where the file cannot be used."""
    return grade_rules(user_text(path) if path else shipped_text(SHIPPED), str(path) if path else SHIPPED)


def grade_rules(text: str, file: str) -> tuple[GradeRule, ...]:
    """The rules that a text states; `file` is what messages call it."""
    section = parse(text, file)
    section.only(["grades"])
    rules = tuple(_rule(section, number, item) for number, item in enumerate(section.list_of("grades"), start=1))
    if not rules or rules[-1].when:
        raise section.wrong("grades", "must end in a rule without conditions (`when: {}`), so that all are graded")
    return rules


def _rule(file: Section, number: int, item: object) -> GradeRule:
    if not isinstance(item, dict):
        raise file.wrong("grades", f"holds {item!r:.60} as rule {number}; a rule has rule, grade, why and when")
    section = Section(file.file, item, file.text, (f"grades, rule {number}",))
    section.only(["rule", "grade", "why", "when"])
    conditions = section.section("when")
    conditions.only(FACTS)
    return GradeRule(
        section.words("rule"),
        Grade(section.one_of("grade", list(Grade))),
        section.words("why"),
        tuple(_condition(fact, conditions.section(fact)) for fact in conditions.names()),
    )


def _condition(fact: str, section: Section) -> Condition:
    section.only(["at_least", "at_most"])
    bounds = [section.count_or_none(key) if key in section.values else None for key in ("at_least", "at_most")]
    return Condition(fact, bounds[0], bounds[1])
