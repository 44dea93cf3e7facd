"""Fetching: what is taken, and each way in which the web says no."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.archive.builders import REPORT, taken, the_capture, the_document, the_refusal
from tests.archive.web import ARABIC, SEEN, serving
from warledger import __version__
from warledger.archive import fetch as fetching
from warledger.archive.capture import Capture, Refusal
from warledger.archive.fetch import is_public
from warledger.config import Settings

QUICK = Settings(fetch_timeout_s=5, max_bytes=1_000_000)
IMPATIENT = {"/slow": 0.3, "/dripping": 0.15}


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.mark.parametrize(
    ("path", "reason", "words"),
    [
        ("/status/404", "unreachable", ["404", "not there"]),
        ("/status/410", "unreachable", ["410"]),
        ("/status/403", "unreachable", ["403", "does not let us in", "save the page"]),
        ("/status/500", "unreachable", ["500", "later"]),
        ("/status/204", "unreachable", ["204"]),
        ("/round", "unreachable", ["circle", "cookies"]),
        ("/hop/1", "unreachable", ["more than 5 times"]),
        ("/to_file", "unreachable", ["file:///etc/hostname", "only http and https"]),
        ("/to_ftp", "unreachable", ["ftp://", "only http and https"]),
        ("/slow", "unreachable", ["no answer within 0.3 s"]),
        ("/dripping", "unreachable", ["still sending after 1.5 s"]),
        ("/broken_off", "unreachable", ["broke off after 11 of 5000 bytes"]),
        ("/nonsense", "unreachable", ["connection failed"]),
        ("/huge", "unreadable", ["at most", "Split"]),
        ("/endless", "unreadable", ["beyond the limit", "Split"]),
        ("/zip_bomb", "unreadable", ["beyond the limit"]),
        ("/bad_gzip", "unreadable", ["packed the content badly"]),
        ("/brotli", "unreadable", ["'br'", "not read here"]),
        ("/empty", "unreadable", ["empty"]),
    ],
)
def test_a_web_address_that_gives_no_report_is_refused_in_words(
    web: str, path: str, reason: str, words: list[str]
) -> None:
    settings = replace(QUICK, fetch_timeout_s=IMPATIENT.get(path, 5))
    refusal = the_refusal(web + path, settings=settings)
    assert refusal.reason == reason
    assert refusal.origin == web + path
    for word in [web + path, *words]:
        assert word in refusal.message


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///etc/hostname", "only http and https"),
        ("ftp://news.example/a", "only http and https"),
        ("http://", "names no host"),
        ("http://[::1", "no web address"),
        ("http://news.example:port/", "no web address"),
        ("http://" + "a" * 70 + ".é.example/", "no web address"),
        ("http://127.0.0.1:1/", "refuses connections"),
        ("http://no-such-host.invalid/", "no such host"),
    ],
)
def test_an_address_that_is_none_is_refused_in_words(address: str, words: str) -> None:
    refusal = the_refusal(address, settings=QUICK)
    assert refusal.reason == "unreachable"
    assert words in refusal.message


def test_a_password_in_an_address_is_neither_sent_nor_shown() -> None:
    refusal = the_refusal("http://me:secret@127.0.0.1:1/a")
    assert "secret" not in repr(refusal)
    assert "password" in refusal.message


def test_a_refusal_of_a_slow_server_comes_in_time(web: str) -> None:
    start = time.monotonic()
    the_refusal(web + "/slow", settings=replace(QUICK, fetch_timeout_s=0.3))
    assert time.monotonic() - start < 1.4


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1"])
def test_a_private_address_is_not_asked_where_that_is_not_allowed(web: str, host: str) -> None:
    asked = len(SEEN)
    port = web.rpartition(":")[2]
    refusal = the_refusal(f"http://{host}:{port}/report", settings=replace(QUICK, fetch_private=False))
    assert "private network" in refusal.message or "no such host" in refusal.message
    assert len(SEEN) == asked, "nothing reached it"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_which_addresses_belong_to_the_world_at_large(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_an_address_elsewhere_cannot_send_us_into_a_private_network(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_same_place", lambda url, other: False)  # as if the first were another host
    refusal = the_refusal(f"{web}/moved", settings=QUICK)
    assert "private network" in refusal.message


def test_a_report_on_the_web_is_taken_as_it_is(web: str) -> None:
    capture = the_capture(f"{web}/report?utm_source=mail#top")
    assert capture.content == REPORT.encode()
    assert capture.series == f"{web}/report"
    assert capture.origin == f"{web}/report?utm_source=mail#top"
    assert capture.media_type == "text/plain"


def test_we_say_who_asks_and_carry_nothing_else(web: str) -> None:
    the_capture(f"{web}/report")
    assert SEEN[-1]["User-Agent"] == f"warledger/{__version__}"
    assert not {"Cookie", "Authorization", "Referer"} & SEEN[-1].keys()


def test_a_redirect_names_the_series_after_where_it_leads(web: str) -> None:
    capture = the_capture(f"{web}/moved")
    assert capture.series == f"{web}/report"
    assert capture.origin == f"{web}/moved"


@pytest.mark.parametrize(
    ("path", "series"), [("/canonical", "/2014/04/03/market"), ("/elsewhere", "/elsewhere"), ("/article", "/article")]
)
def test_a_page_is_believed_about_its_address_on_its_own_site_only(web: str, path: str, series: str) -> None:
    assert the_capture(web + path).series == web + series


def test_the_date_in_a_page_s_address_is_found(web: str) -> None:
    published = the_document(f"{web}/canonical").published
    assert published is not None
    assert (published.date.isoformat(), published.rule) == ("2014-04-03", "date in the address")


def test_a_declared_charset_is_kept_and_used(web: str) -> None:
    document = the_document(f"{web}/arabic")
    assert document.text == ARABIC
    assert document.language == "ar"
    assert document.media_type == "text/html; charset=windows-1256"


def test_content_that_was_packed_on_the_way_is_unpacked(web: str) -> None:
    assert the_capture(f"{web}/zipped").content == REPORT.encode()


def test_a_table_of_reports_on_the_web_is_read_by_rows(web: str) -> None:
    first, second = taken(f"{web}/reports.jsonl")
    assert isinstance(first, Capture)
    assert first.series == "row::1"
    assert isinstance(second, Refusal)
    assert second.origin.endswith("reports.jsonl, line 2")
