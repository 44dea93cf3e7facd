"""Every format that is read: what text comes out, and what the file says of itself."""

import gzip
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.archive.builders import (
    ARTICLE,
    REPORT,
    SENTENCES,
    a_capture,
    a_docx,
    a_page,
    a_pdf,
    a_warc,
    an_eml,
    rows,
    taken,
    the_capture,
    the_document,
    with_part,
)
from warledger.archive import media
from warledger.archive.capture import Capture, Extract
from warledger.archive.documents import document
from warledger.archive.extract import EXTRACTORS, extract
from warledger.config import Settings
from warledger.model.document import PublishedBasis

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def extracted(content: bytes, kind: str) -> Extract:
    return extract(a_capture(content, kind), Settings())


def test_every_extractor_is_named_with_its_version() -> None:
    files = {
        media.PLAIN: REPORT.encode(),
        media.HTML: a_page().encode(),
        media.PDF: a_pdf(),
        media.DOCX: a_docx(),
        media.EML: an_eml(),
        media.ROW: rows({"id": "1", "text": REPORT}),
    }
    assert files.keys() == EXTRACTORS.keys()
    for kind, content in files.items():
        extractor = extracted(content, kind).extractor
        assert extractor.split("/")[0] in ("plain", "html", "pdf", "docx", "eml", "row")
        assert extractor.split("/")[1].startswith("1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", REPORT.encode()),
        ("a.html", a_page().encode()),
        ("a.pdf", a_pdf()),
        ("a.docx", a_docx()),
        ("a.eml", an_eml()),
        ("a.jsonl", rows({"text": REPORT})),
        ("a.warc", a_warc(("http://news.example/a", "text/html", a_page().encode()))),
        ("a.warc.gz", a_warc(("http://news.example/a", "text/html", a_page().encode()), packed=True)),
        ("no_ending", a_pdf()),
        ("wrong.txt", a_docx()),
        ("wrong.pdf", a_page().encode()),
    ],
)
def test_the_words_of_a_report_come_out_of_every_format(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    document = the_document(path)
    for sentence in SENTENCES:
        assert sentence in document.text
    assert document.language == "en"
    assert document.text == the_document(path).text


def test_nothing_in_a_plain_text_is_changed_but_its_line_ends() -> None:
    text = "  Shells\tfell.\r\n\r\n\n“No” —  one… \x0c left \u200f\r"
    assert extracted(text.encode(), media.PLAIN).text == text.replace("\r\n", "\n")


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    head = (
        '<meta name="author" content="Rima Hirak"><meta property="og:site_name" content="Radio Hirak">'
        '<meta property="article:published_time" content="1984-04-03T23:00:00+03:00">'
    )
    found = extracted(a_page(head=head).encode(), media.HTML)
    assert found.text == REPORT
    assert (found.title, found.author, found.source) == ("Nine die in Al-Bab", "Rima Hirak", "Radio Hirak")
    assert found.language == "en"
    assert found.published is not None
    assert (found.published.date, found.published.rule) == (date(1984, 4, 3), "meta tag article:published_time")
    assert "Home" not in found.text
    assert "rights" not in found.text


@pytest.mark.parametrize(
    ("head", "body", "day", "rule"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2015-01-01", '
            '"datePublished": "2014-04-03T10:00Z"}</script><meta name="date" content="2014-04-09">',
            "",
            "2014-04-03",
            "structured data datePublished",
        ),
        ('<meta name="DC.date.issued" content="3 April 2014">', "", "2014-04-03", "meta tag dc.date.issued"),
        ('<meta itemprop="datePublished" content="2014-04-03">', "", "2014-04-03", "meta tag datepublished"),
        ("", '<time class="entry-date" datetime="2014-04-03T10:00">Thursday</time>', "2014-04-03", "time element"),
        ('<link rel="canonical" href="https://n.example/2014/4/3/a">', "", "2014-04-03", "date in the address"),
        ('<meta name="date" content="soon">', '<time pubdate datetime="2014-04-03"/>', "2014-04-03", "time element"),
        ("", "", None, None),
        ('<meta name="date" content="0000-00-00">', "", None, None),
        ("", "<p>The fund was founded in 1999, and its report of 12 May 2001 is in the town library.</p>", None, None),
    ],
)
def test_a_page_s_day_is_only_ever_one_that_it_states(head: str, body: str, day: str | None, rule: str | None) -> None:
    page = a_page(ARTICLE + body, head)
    published = extracted(page.encode(), media.HTML).published
    assert (published.date.isoformat() if published else None) == day
    assert (published.rule if published else None) == rule


def test_a_page_that_declares_itself_xml_is_read() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>' + a_page().replace("<!DOCTYPE html>", "")
    assert extracted(page.encode(), media.HTML).text == REPORT


def test_a_page_that_a_browser_saved_whole_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "Nine die in Al-Bab"
    message.set_content(a_page(), subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a@b>")
    path = tmp_path / "saved.mhtml"
    path.write_bytes(message.as_bytes())
    assert the_document(path).text == REPORT


def test_an_arabic_page_in_an_old_charset_is_read() -> None:
    line = "قتل تسعة أشخاص في قصف على سوق الباب صباح الثلاثاء، بحسب أطباء في المستشفى الميداني بالمدينة."
    page = f'<html lang="ar"><head><meta charset="windows-1256"></head><body><p>{line}</p></body></html>'
    found = extracted(page.encode("cp1256"), media.HTML)
    assert found.text == line
    assert found.extractor.endswith(" cp1256")


def test_a_piece_of_html_without_a_frame_is_read() -> None:
    assert extracted(f"<p>{SENTENCES[0]}</p>".encode(), media.HTML).text == SENTENCES[0]


def test_the_lines_of_a_pdf_become_paragraphs_again() -> None:
    lines = (
        "Nine die in Al-Bab",
        "Shells fell on the vegetable market of Al-Bab on Tuesday morning, killing nine people, doc-",
        "tors at the field hospital said. The mayor said that nobody had claimed the attack, and that",
        "the market would stay closed.",
        "A second salvo hit the road to the hospital an hour later and wounded four ambulance workers",
        "who had come for the dead.",
    )
    found = extracted(a_pdf(lines, made="20140403101500Z"), media.PDF)
    assert found.text.split("\n") == [
        "Nine die in Al-Bab",
        "Shells fell on the vegetable market of Al-Bab on Tuesday morning, killing nine people, doctors at the field "
        "hospital said. The mayor said that nobody had claimed the attack, and that the market would stay closed.",
        "A second salvo hit the road to the hospital an hour later and wounded four ambulance workers who had come for "
        "the dead.",
    ]
    assert (found.title, found.author) == ("Nine die in Al-Bab", "R. Hirak")
    assert found.published is not None
    assert found.published.date == date(2014, 4, 3)


def test_a_word_document_gives_paragraphs_tables_and_properties() -> None:
    made = datetime(2014, 4, 3, 10, 0)
    found = extracted(a_docx(title="Nine die", author="R. Hirak", modified=made), media.DOCX)
    assert found.text == f"{REPORT}\nKilled\nnine"
    assert (found.title, found.author) == ("Nine die", "R. Hirak")
    assert found.published is not None
    assert found.published.date == made.date()


def test_the_year_of_a_word_template_is_not_taken_for_the_report_s() -> None:
    found = extracted(a_docx(), media.DOCX)
    assert (found.published, found.author) == (None, None)


def test_tracked_insertions_and_text_boxes_are_read_and_deletions_are_not() -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:r>"
    body = f"""<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body><w:p>
      <w:r><w:t xml:space="preserve">Nine </w:t></w:r>
      <w:del w:id="1"><w:r><w:delText>eight </w:delText></w:r></w:del>
      <w:ins w:id="2"><w:r><w:t>people</w:t></w:r></w:ins>
      <w:r><w:tab/><w:t>died.</w:t><w:br/><w:t>So it said.</w:t></w:r>
      <mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>
      </w:p></w:body></w:document>"""
    found = extracted(with_part(a_docx(), "word/document.xml", body.encode()), media.DOCX)
    assert found.text == "Nine people\tdied.\nSo it said.\nIn a box."


def test_a_mail_gives_its_subject_sender_day_and_plain_text() -> None:
    found = extracted(
        an_eml(html=a_page("<p>Other words, which are not read because there are plain ones.</p>")), media.EML
    )
    assert found.text.strip() == REPORT
    assert found.title == "Nine die in Al-Bab"
    assert found.author == "Radio Hirak <desk@hirak.example>"
    assert found.published is not None
    assert (found.published.date, found.published.rule) == (date(2014, 4, 3), "email Date header")


def test_a_mail_without_plain_text_gives_its_html() -> None:
    found = extracted(an_eml("", html=a_page()), media.EML)
    assert found.text == REPORT
    assert found.extractor.startswith("eml/1 html/1 trafilatura")


def test_a_mail_says_how_many_attachments_were_not_read() -> None:
    message = EmailMessage()
    message["Subject"] = "=?utf-8?b?2YLYqtmE?="
    message["Date"] = "some day"
    message.set_content(REPORT, charset="iso-8859-1")
    message.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="a.jpg")
    found = extracted(message.as_bytes(), media.EML)
    assert found.title == "قتل"
    assert found.published is None
    assert found.extractor.endswith("; 1 attachments not read")


def test_a_mail_with_raw_letters_and_a_wrong_charset_is_read() -> None:
    content = (
        "From: a@b.example\nSubject: Café\nMIME-Version: 1.0\nContent-Type: text/plain; charset=no-such\n"
        "Content-Transfer-Encoding: 8bit\n\nLe café a brûlé.\n"
    )
    found = extracted(content.encode(), media.EML)
    assert (found.title, found.text) == ("Café", "Le café a brûlé.\n")


def test_a_web_archive_gives_its_pages_and_passes_over_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        a_warc(
            ("http://www.news.example/1?utm_source=x", "text/html; charset=windows-1256", a_page().encode()),
            ("http://www.news.example/a.css", "text/css", b"p {color: red}"),
            ("http://www.news.example/p.png", "image/png", b"\x89PNG\r\n\x1a\n"),
            ("http://www.news.example/2", "text/plain", REPORT.encode()),
            ("http://www.news.example/3.pdf", "application/pdf", a_pdf()),
            packed=True,
        )
    )
    found = taken(path)
    assert all(isinstance(item, Capture) for item in found)
    pages = [item for item in found if isinstance(item, Capture)]
    assert [page.series for page in pages] == [f"http://www.news.example/{name}" for name in ("1", "2", "3.pdf")]
    assert pages[0].origin == "http://www.news.example/1?utm_source=x (in crawl.warc.gz)"
    assert pages[0].media_type == "text/html; charset=windows-1256"
    assert {page.captured_at.isoformat() for page in pages} == {"2014-04-03T10:00:00+00:00"}
    assert [document(page, extract(page, Settings()), 1).text for page in pages[:2]] == [REPORT, REPORT]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(REPORT.encode())),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(REPORT.encode()), REPORT.encode())),
    ],
)
def test_a_page_in_a_web_archive_is_unpacked(headers: str, body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(a_warc(("http://news.example/1", "text/plain", body), headers=headers))
    assert the_capture(path).content == REPORT.encode()


def test_a_date_that_a_file_found_after_the_capture_is_not_believed() -> None:
    capture = a_capture(a_page(head='<meta name="date" content="2031-01-01">').encode(), media.HTML)
    assert document(capture, extract(capture, Settings()), 1).published is None


def test_what_a_file_states_comes_before_what_its_text_tells() -> None:
    page = a_page(f"<p>AL-BAB, 2 April 2014 (Radio Hirak) - {REPORT}</p>", '<meta name="date" content="2014-04-03">')
    capture = a_capture(page.encode(), media.HTML)
    published = document(capture, extract(capture, Settings()), 1).published
    assert published is not None
    assert (published.date, published.basis) == (date(2014, 4, 3), PublishedBasis.FOUND)
