"""Evidence: where in which stored text the words stand, and values that cannot exist without it.

A `Span` is the only pointer to evidence. A `Sourced` value carries the name of the rule that made it and the words
that the rule read; a value with neither cannot be built.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from warledger.model.ids import DocumentId

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of code points, `start` to `end`, of one document's stored text."""

    document: DocumentId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The words at a span, kept beside it so that evidence can be read, and checked, without the text at hand."""

    span: Span
    text: str

    def __post_init__(self) -> None:
        if len(self.text) != self.span.end - self.span.start:
            raise ValueError(
                f"a quote must be as long as its span: {self.text!r} at {self.span.start}..{self.span.end}"
            )

    @property
    def start(self) -> int:
        """First code point."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.span.end


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value with the named rule that made it and the words the rule rests on (none, where it rests on no words)."""

    value: T
    rule: str
    quotes: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        if not self.rule:
            raise ValueError(f"the value {self.value!r} has no rule: say what it was read or inferred from")


def quote(document: DocumentId, text: str, start: int, end: int) -> Quote:
    """Quote `text[start:end]` of a document.

    >>> quote(DocumentId("d"), "a shell fell", 2, 7).text
    'shell'
    """
    return Quote(Span(document, start, end), text[start:end])
