"""A case made by hand for the desk's tests: a full claim, two voices of one event, an Arabic report, a hostile one."""

import hashlib
from datetime import date
from pathlib import Path

from tests.build import NOON, a_claim, a_document, a_full_claim, a_harm, a_source, a_when, a_where, words
from tests.fakes import fake_stages
from warledger.archive.snapshot import Snapshots
from warledger.cli.serving import OurHands
from warledger.config import Settings
from warledger.model.claim import Claim, HarmKind, Status
from warledger.model.document import Document
from warledger.pipeline import link
from warledger.store.case import Store, open_case

SECOND = "Mortar shells fell on the market of Al-Bab on 2 April, killing 14 people, the hospital said."
ARABIC = "سقطت قذيفتان على سوق في الباب يوم الأربعاء، وقتل أحد عشر شخصًا، قال رئيس البلدية."
SCRIPT = "<script>document.title='taken'</script>"
HOSTILE = (
    f"{SCRIPT}</p></div><img src=x onerror=\"document.title='taken'\"> A bomb fell on the square.\n"
    "\u202eabove this line all runs backwards\u202c {{ 7*7 }} <!-- --> ' \" ` &lt; \x00 \ud800\n"
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>"
)


def reports() -> list[tuple[Document, tuple[Claim, ...]]]:
    """The reports of the case, each with its claims."""
    first = a_document()
    denied = a_claim(
        first, "fired", type="statement", status=Status.DENIED, confidence=0.4, actors=["Government forces"]
    )
    second = a_document(
        SECOND, series="file:/two", title="Market hit", source=a_source("Northern Wire"), origin="two.txt"
    )
    arabic = a_document(ARABIC, series="file:/three", title="قذائف على سوق", language="ar", origin="three.txt")
    hostile = a_document(
        HOSTILE, series="file:/four", title=SCRIPT, source=a_source(f"Radio {SCRIPT}"), origin=f'"><{SCRIPT}.txt'
    )
    when, where = a_when(date(2014, 4, 2)), a_where()
    killed = a_harm(second, "killing 14 people", low=14, high=14)
    dead = a_harm(arabic, "أحد عشر شخصًا", HarmKind.KILLED, low=11, high=11)
    return [
        (first, (a_full_claim(first), denied)),
        (second, (a_claim(second, targets=["the market"], where=where, when=when, harm=(killed,), places=["Al-Bab"]),)),
        (arabic, (a_claim(arabic, "سقطت", places=["الباب"], where=where, when=when, harm=(dead,)),)),
        (hostile, (a_claim(hostile, "fell", actors=["A bomb"], targets=[SCRIPT]),)),
    ]


def fill(path: Path) -> None:
    """Make the case at `path`, linked, with the originals in its archive."""
    with open_case(str(path), create=True, at=NOON) as store:
        for document, claims in reports():
            assert Snapshots(store.archive).put(content_of(document)) == document.sha256
            assert store.add_document(document, claims, NOON)
        link(store)


def content_of(document: Document) -> bytes:
    """The original bytes of a report of this case."""
    content = document.text.encode("utf-8", "surrogatepass")
    assert hashlib.sha256(content).hexdigest() == document.sha256
    return content


class FakeHands(OurHands):
    """The real hands, with the fake coder."""

    def __init__(self, store: Store, *, may_fetch: bool = False, private: bool = False) -> None:
        super().__init__(store, Settings(), may_fetch=may_fetch, private=private)

    _stages = fake_stages()


def with_words(document: Document, text: str) -> tuple[int, int]:
    """Where words stand in a report."""
    quote = words(document, text)
    return quote.start, quote.end
