"""Finds the group that a verb of harm is said of, before the verb: "three men from the village were killed".

It goes left from the helping verb over brackets, parts and places, to the nearest group that agrees in number, and from
there to the group that one belongs to ("members of the army"). It never leaves its clause.
"""

from warledger.coding.harm_clause import CLAUSE_OPENERS, Clause
from warledger.coding.harm_figures import Figures
from warledger.coding.harm_groups import Group
from warledger.coding.harm_voice import Cue
from warledger.coding.harm_words import AUXILIARIES, PREPOSITIONS, RELATIVES
from warledger.model.claim import HarmKind

_REACH = 30  # words between a verb and its subject
_PARENTHESIS = 25  # words between two commas
_BRACKET = 12  # words between two brackets
_SPEECH = frozenset(
    "say says said claim claims claimed report reports reported state states stated believe that".split()
)


class SubjectFinder:
    """Looks for subjects in one sentence."""

    def __init__(self, clause: Clause, figures: Figures) -> None:
        self.clause = clause
        self.words = clause.words
        self.figures = figures

    def find(self, cue: Cue) -> Group | None:
        """The group before the cue that it is said of."""
        if self.words.lower(cue.subject_end) == "being" and self.words.lower(cue.subject_end - 1) in CLAUSE_OPENERS:
            return self._first_of_sentence()
        found = self._nearest(cue, cue.subject_end - 1)
        while found is not None and self._disagrees(cue, found):
            before = found.first - 1
            further = self._nearest(cue, before - 1 if self.words.lower(before) == "," else before)
            if further is None:
                return found if found.known else None
            found = further
        return found

    def _first_of_sentence(self) -> Group | None:
        """The subject of the whole sentence: "a gunman shot two men before being arrested"."""
        first = self.clause.groups[0] if self.clause.groups else None
        if first is None or first.first > 1 or not first.known or self.figures.taken(first):
            return None
        return first

    def _disagrees(self, cue: Cue, group: Group) -> bool:
        """Whether the verb's number speaks against the group: "15 civilians in Omdurman, Sudan have been killed"."""
        if cue.singular is None or group.collective or self.words.lower(group.first - 1) in ("and", "&"):
            return False
        return cue.singular is group.plural

    def _nearest(self, cue: Cue, k: int) -> Group | None:
        if self.words.lower(k) == ",":
            outer = self._before_parenthesis(k)
            k = k - 1 if outer is None else outer
        elif self.words.lower(k) in ("and", "but"):
            return self._first_of_clause(k, cue)
        end = max(-1, k - _REACH)
        while k > end:
            group = self.clause.inside.get(k)
            if group is None:
                if self._stops(cue, k):
                    return None
                k = self._before_bracket(k) - 1
            elif group.first not in self.clause.in_parts:
                return self._governor(group)
            elif self._right_before(group, cue):
                return group  # "including 16 inmates killed in the raid"
            else:
                k = self._part_opener(group) - 1
                k = k - 1 if self.words.lower(k) == "," else k
        return None

    def _right_before(self, group: Group, cue: Cue) -> bool:
        """Whether nothing but "who" parts the group from the verb."""
        if group.stop == cue.first:
            return True
        return group.stop == cue.subject_end - 1 and self.words.lower(group.stop) in RELATIVES

    def _stops(self, cue: Cue, k: int) -> bool:
        if self.clause.ends_clause(k) or (self.words.lower(k) == "," and self.words.lower(k + 1) not in RELATIVES):
            return True
        other = self.clause.in_cue(k)
        return other is not None and other is not cue and not self._in_relative_clause(k)

    def _in_relative_clause(self, k: int) -> bool:
        """Whether the harm word at `k` does not part subject and verb: "those who were shot were buried"."""
        return any(self.words.lower(j) in RELATIVES for j in range(k - 4, k))

    def _before_bracket(self, k: int) -> int:
        if self.words.lower(k) != ")":
            return k
        return next((j for j in range(k, max(-1, k - _BRACKET), -1) if self.words.lower(j) == "("), k)

    def _before_parenthesis(self, closing: int) -> int | None:
        """From a closing comma to the word before its opening one."""
        for k in range(closing - 1, max(-1, closing - _PARENTHESIS - 1), -1):
            if self.words.lower(k) != "," or not (k - 1 in self.clause.inside or self.words.capital(k - 1)):
                continue
            if self.words.lower(k - 2) != "," and self.words.lower(k + 1) != "and":
                return k - 1
        return None

    def _part_opener(self, group: Group) -> int:
        return next((part.opener for part in self.clause.parts if group in part.groups), group.first)

    def _first_of_clause(self, conjunction: int, cue: Cue) -> Group | None:
        """The subject of the clause before "and": "he shot two men and was arrested"."""
        begin = conjunction
        while begin > 0 and not self.clause.ends_clause(begin - 1):
            begin -= 1
        for group in self.clause.groups:
            candidate = begin <= group.first < conjunction and not self._is_settled(cue, group)
            if candidate and (group.known or group.named):
                agrees = cue.singular is None or cue.singular is not group.plural
                return group if agrees and (group.known or group.first == begin) else None
        return None

    def _is_settled(self, cue: Cue, group: Group) -> bool:
        """Whether the group's end is told: not where somebody shot is then told to have died."""
        if cue.kinds != (HarmKind.KILLED,):
            return self.figures.taken(group)
        kinds = [figure.kind for figure in self.figures.found if figure.group is group and figure.passive]
        hurt = bool(kinds) and set(kinds) <= {HarmKind.CASUALTIES, HarmKind.INJURED}
        return self.figures.taken(group) and not hurt

    def _governor(self, group: Group) -> Group:
        """The group that another belongs to: the members in "members of the army were killed"."""
        best, k = group, group.first - 1
        while not group.bare_number and k >= 0 and not self.clause.ends_clause(k) and self.words.lower(k) != ",":
            outer = self.clause.inside.get(k)
            if outer is None:
                if self.words.lower(k) in AUXILIARIES or self.words.lower(k) in self.clause.lexicon.verbs:
                    break
                k -= 1
                continue
            if not self._belongs(best, outer):
                break
            if outer.known or outer.numbered or not best.known:
                best = outer
            k = outer.first - 1
        return best

    def _belongs(self, inner: Group, outer: Group) -> bool:
        between = self.words.lowers[outer.stop : inner.first]
        doing = outer.known and bool(between) and between[0].endswith("ing")  # "a boy riding a bicycle was shot"
        linked = bool(between) and (between[0] in PREPOSITIONS or between[0] in RELATIVES or doing)
        named = inner.named and outer.named and between in (["and"], [","], [",", "and"])
        if not (linked or named) or any(word in _SPEECH for word in between):
            return False
        if self.figures.taken(outer) or outer.first in self.clause.in_parts or outer.harm is not None:
            return False
        stands_alone = inner.known and (inner.numbered or self.words.lower(inner.first) in ("a", "an", "another"))
        return doing or not stands_alone or (outer.numbered and outer.known)
