"""Words of sport, markets, labour and the screen, which borrow the words of war, and the anchors that only war has.

Whether a sentence tells of war is the coder's to say; this only knows the words.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources

import yaml


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    table = yaml.safe_load((resources.files("warledger.reference") / "data/domains.yaml").read_text("utf-8"))
    anchors = frozenset(table.pop("anchors").split())
    return frozenset(word for words in table.values() for word in words.split()), anchors


def borrowing(words: Iterable[str]) -> frozenset[str]:
    """The words of fields that borrow from war, among lower-case words."""
    return _words()[0].intersection(words)


def anchors(words: Iterable[str]) -> frozenset[str]:
    """The words that only a report of violence has, among lower-case words."""
    return _words()[1].intersection(words)
