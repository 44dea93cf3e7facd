"""Tells whether the words around a date look ahead ("will meet on Tuesday"), look back ("fell"), or leave it open.

What stands nearest before the date counts: a cue ("due on"), else the verb. What is open is settled by nearness
(dates_rules), never here.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from warledger.model.reading import Sentence, Token

# Looked for in front of an expression, in its own sentence: the words look ahead.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|is to|are to|to be|going to|plan(?:s|ned|ning)? (?:to|on|for)|scheduled|due|set to|set for|"
    r"expected|expects? to|vow(?:s|ed) to|pledged to|promised to|hope[sd]? to|aims? to|intends? to|until|deadline|"
    r"upcoming|extend\w*|postpone\w*|no later than|as (?:early|soon|late) as|starting|effective|will be|slated)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|announced|reported|killed|wounded|was|were|had|has been|have been|died|began|started)\b",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"\b(?:had|was|were)\b")  # "by Tuesday 20 had died" looks back
_PLANNED = re.compile(  # "the Jan. 14 deadline", "Tuesday's vote"
    r"(?:['’]s)? (?:deadline|date|hearing|trial|vote|election|referendum|summit|ceremony|accession|talks|cutoff)\b"
)
# Present tenses that a plan is told in: "parliament reconvenes on 5 May".
_SCHEDULED = frozenset(
    """meets meet begins begin starts start reconvenes opens expires expire resumes resume arrives leaves ends takes
    votes goes comes holds convenes runs faces""".split()
)
_BE_BACK = frozenset("was were had did been".split())
_REACH = 80  # characters in front that are searched for words that look ahead
_VERBS = 12  # words in front among which the verb is looked for


class Tense(StrEnum):
    """Which way the words around a date look."""

    AHEAD = "ahead"
    BACK = "back"
    OPEN = "open"


def tense_of(text: str, sentence: Sentence, match: re.Match[str]) -> Tense:
    """Which way the words around an expression look."""
    first = match.group().split(" ", 1)[0].lower()
    if first in ("until", "by"):
        return Tense.BACK if _BY_THEN.search(text, match.end(), sentence.end) else Tense.AHEAD
    if first == "starting":
        return Tense.AHEAD
    before = text[max(sentence.start, match.start() - _REACH) : match.start()]
    ends = [cue.end() for cue in _AHEAD.finditer(before)]
    if ends and not _PAST.search(before, ends[-1]):
        return Tense.AHEAD
    if _PLANNED.match(text, match.end()):
        return Tense.AHEAD
    return _by_verb([token for token in sentence.tokens if token.end <= match.start()][-_VERBS:])


def _by_verb(before: Sequence[Token]) -> Tense:
    """The tense of the nearest verb in front; an infinitive leaves it open."""
    for number in range(len(before) - 1, -1, -1):
        token, word = before[number], before[number].text.lower()
        earlier = before[number - 1].pos if number else ""
        if word in _SCHEDULED and earlier != "TO" and token.pos == "VERB":
            return Tense.AHEAD
        if token.pos == "VERB" and earlier in ("TO", "MODAL"):
            return Tense.OPEN
        if token.pos == "PAST" or word in _BE_BACK:
            return Tense.BACK
    return Tense.OPEN
