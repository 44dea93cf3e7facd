"""Judges whether two reports are one text, and what the later is to the earlier: reprint, cut, update, quoted block.

Each verdict names its rule. What makes two reports one voice is that one has little of its own and that the story's
lead is in both: standing background, however long, comes without the lead. It looks at the two reports and at nothing
else, so the order in which reports are added changes no verdict.
"""

from dataclasses import dataclass
from datetime import date

from warledger.archive.copies.overlap import Overlap, Side, overlap
from warledger.archive.copies.words import Words, words_of
from warledger.model.copies import CopyKind, CopyLink, Passage
from warledger.model.document import Document
from warledger.model.evidence import Span

# Calibrated on planted copies among news texts, and on pairs of real reports coded as of different incidents
# (benchmarks/copies.py, docs/copies.md): each may move by a tenth without changing recall or precision by 0.005.
MOST = 0.6  # of the shorter text that must stand in the longer
HALF = 0.5  # of the longer text, where the leads do not tell
LEAD = 0.5  # of a lead that must stand in the other text
MOST_OF_BOTH = 0.65  # of each text, where both leads were written anew
NEWS = 0.5  # of a lead; a new lead to the same story says no more than this in words that the other text lacks
EXCERPTED = 0.7  # of a text that is an excerpt from the middle of another
SAME = 0.8  # of each of two texts that are one
EXCERPT = 30  # words; a shorter text inside a longer is a quotation
BLOCK = 25  # words in a row, small changes aside, that make a quoted block: more than any formula of officials
SHORT = 60  # words; in a shorter text another name makes another story, and most of it must stand in the other
SENTENCE = 25  # words; in a shorter text another figure makes another story, unless it came out the same day
FEW = 8  # words; a shorter text is a copy only if it is the same words
FEWEST = 4  # words; "No comment." says nothing on who copied whom
DAYS_APART = 3  # days; a wire story is reprinted sooner, and what comes later under other names fills a form
TALLY = 0.15  # of the words are figures: a table in words, where most figures differ unless it is the same day's


@dataclass(frozen=True, slots=True)
class Text:
    """A document ready to be compared."""

    document: Document
    words: Words

    @staticmethod
    def of(document: Document) -> "Text":
        """The document with its words."""
        return Text(document, words_of(document.text))


def judged(a: Text, b: Text) -> CopyLink | None:
    """The link between two reports, the earlier first; None when they share nothing that matters."""
    (one, other), order = in_order(a, b)
    if one.document.series == other.document.series:
        found, verdict = overlap(one.words, other.words), (CopyKind.VERSION, "the same address or file again")
        return _link((one, other), found, verdict, order)
    if not _comparable(one.words, other.words):
        return None
    found = overlap(one.words, other.words)
    rule = _one_voice(found, _days_between(one.document, other.document), order)
    if rule is not None:
        return _link((one, other), found, (_kind(found), rule), order)
    longest = max((length for _, _, length in found.passages), default=0)
    if longest >= BLOCK and not found.filled_in:
        return _link((one, other), found, (CopyKind.QUOTED, f"{longest} words in a row are the same"), order)
    return None


def in_order(a: Text, b: Text) -> tuple[tuple[Text, Text], str]:
    """The earlier text first, and what tells: the day of publication, or else when it was captured."""
    first, last = sorted((a, b), key=lambda text: seniority(text.document))
    return (first, last), "published" if _day(first.document) < _day(last.document) else "captured"


def seniority(document: Document) -> tuple[str, str, str]:
    """What documents are ordered by: day published (or captured, where that is not known), hour captured, id."""
    return _day(document).isoformat(), document.captured_at.isoformat(), document.id


def _day(document: Document) -> date:
    return document.published.date if document.published else document.captured_at.date()


def _days_between(one: Document, other: Document) -> int | None:
    """Days from one publication to the other, where both are known."""
    if one.published is None or other.published is None:
        return None
    return abs((other.published.date - one.published.date).days)


def _comparable(one: Words, other: Words) -> bool:
    """Whether texts are long enough to tell; those of a few words are copies only if they are the same."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter >= FEW:
        return True
    return shorter >= FEWEST and shorter == longer and one.keys == other.keys


def _one_voice(found: Overlap, days: int | None, order: str) -> str | None:
    """The rule by which two texts are one; None where they are not."""
    shorter, longer = sorted((found.one, found.other), key=lambda side: side.words)
    if shorter.share < (MOST if shorter.words >= SHORT else SAME) or _fills_a_form(found, shorter, days):
        return None
    if longer.share >= HALF and max(shorter.lead, longer.lead) >= LEAD:
        return "most of both texts is the same, and a lead"
    if min(shorter.lead, longer.lead) >= LEAD:
        return "most of the shorter text is in the longer, and so are both leads"
    if longer.share >= MOST_OF_BOTH and min(shorter.news, longer.news) < NEWS:
        return "most of both texts is the same, and a new lead tells the same story"
    taken_from_earlier = longer is found.one and order == "published"
    if min(shorter.share, shorter.lead) >= EXCERPTED and shorter.shared >= EXCERPT and taken_from_earlier:
        return "the later text is an excerpt of the earlier"
    return None


def _fills_a_form(found: Overlap, shorter: Side, days: int | None) -> bool:
    """Whether the texts are one form filled in twice: other names in the leads, other figures in a line or a tally."""
    apart = days is None or days > DAYS_APART
    if found.other_names and (apart or shorter.words < SHORT):
        return True
    if shorter.words < SENTENCE and found.changed and days != 0:
        return True
    tally = found.figures >= TALLY * max(shorter.shared, 1) and 2 * found.changed > found.figures
    return tally and found.figures >= 2 and (days is None or days > 1)


def _kind(found: Overlap) -> CopyKind:
    one, other = found.one, found.other
    if one.share >= SAME and other.share >= SAME:
        return CopyKind.UPDATE if found.changed else CopyKind.REPRINT
    return CopyKind.CUT if other.words < one.words else CopyKind.UPDATE


def _link(texts: tuple[Text, Text], found: Overlap, verdict: tuple[CopyKind, str], order: str) -> CopyLink:
    one, other = texts
    kind, rule = verdict
    return CopyLink(
        one.document.id,
        other.document.id,
        kind,
        share_of_one=round(found.one.share, 3),
        share_of_other=round(found.other.share, 3),
        order=order,
        rule=rule,
        figures_changed=found.changed,
        passages=tuple(
            Passage(_span(one, start, length), _span(other, there, length)) for start, there, length in found.passages
        ),
    )


def _span(text: Text, start: int, length: int) -> Span:
    last = min(start + length, len(text.words)) - 1
    return Span(text.document.id, text.words.starts[start], text.words.ends[last])
