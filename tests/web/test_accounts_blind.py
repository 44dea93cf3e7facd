"""What a coder and a viewer do not see, asked of every address that answers them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.build import NOON, a_claim, a_document
from tests.web.case import reports
from tests.web.team import Team, quick_hashes
from tests.web.test_accounts_access import WALKED, filled_in
from warledger.linking.judging import Person
from warledger.model.accounts import AccountRole
from warledger.model.document import Source
from warledger.model.ledger import Role, Verdict
from warledger.model.register import Noted
from warledger.pipeline import judging
from warledger.pipeline.linking import link
from warledger.pipeline.sources import a_note
from warledger.store.case import Store
from warledger.web.seeing import names_one, spelt

SECRET_NAME = "Abu Yaqub al-Shahid"
SECRET_WORDS = "a shell fell beside the salt bakery"
OTHERS_REASON = "the second coder's own reason"
DECIDED_REASON = "the reviewer's own reason"
READING = [(method, path) for method, path in WALKED if method == "GET"]


@pytest.fixture
def team(own_store: Store) -> Iterator[Team]:
    """A case with a source to protect, and with answers of another coder and of a reviewer."""
    text = f"{SECRET_NAME} said that {SECRET_WORDS}."
    quoting = a_document(text, series="file:/reports/quoting.txt")
    own = a_document("Shells fell, they told us.", series="file:/reports/own.txt")
    own = replace(own, source=Source.named(SECRET_NAME), title="From the cellar")
    for report in (quoting, own):
        word = "fell"
        assert own_store.add_document(report, (a_claim(report, word),), NOON)
    link(own_store)
    (_, (one, other)), later = reports()[0], NOON + timedelta(hours=1)
    judging.judge(own_store, one.id, other.id, Verdict.NO, Person("Second", NOON, OTHERS_REASON, Role.CODER))
    judging.judge(own_store, one.id, other.id, Verdict.NO, Person("Chief", later, DECIDED_REASON, Role.REVIEWER))
    protect = a_note(Source.named(SECRET_NAME), Noted.PROTECTED, "yes", Person("Chief", later, None, Role.REVIEWER))
    judging.note(own_store, protect)
    with quick_hashes():
        yield Team(own_store)


def everything(client: TestClient, team: Team) -> Iterator[tuple[str, str]]:
    """Every address that only shows, with what it answers, for each report, claim and incident that there is."""
    store = Store(team.store._database)
    ids = {
        "/incidents": [one.incident.id for one in store.incidents().assessments()],
        "/claims": [one.id for one in store.claims()],
        "/reports": list(store.document_ids()),
    }
    for _, path in READING:
        some = next((ids[start] for start in ids if path.removeprefix("/api").startswith(start)), None)
        for address in [re.sub(r"\{\w+\}", id, path) for id in some or []] if "{" in path else [path]:
            yield address, client.get(filled_in(address)).text


def test_a_coder_sees_nobody_elses_answer_at_any_address(team: Team) -> None:
    shown = list(everything(team.browser(AccountRole.CODER), team))
    assert len(shown) > 30
    for hidden in (OTHERS_REASON, DECIDED_REASON, "Second", "Chief"):
        assert [address for address, text in shown if hidden in text] == [], hidden


def test_a_reviewer_sees_them(team: Team) -> None:
    shown = dict(everything(team.browser(AccountRole.REVIEWER), team))
    assert any(DECIDED_REASON in text for text in shown.values())
    assert any(SECRET_NAME in text for text in shown.values())


def test_a_coder_is_not_told_how_far_coders_agree(team: Team) -> None:
    page = team.browser(AccountRole.CODER).get("/review").text
    assert "α" not in page


def test_a_viewer_meets_a_protected_source_at_no_address(team: Team) -> None:
    shown = list(everything(team.browser(AccountRole.VIEWER), team))
    for hidden in (SECRET_NAME, "Yaqub", SECRET_WORDS, "salt bakery", "From the cellar"):
        assert [address for address, text in shown if hidden in text] == [], hidden


def test_a_withheld_report_and_its_original_are_refused_with_why(team: Team) -> None:
    client = team.browser(AccountRole.VIEWER)
    gone = team.store
    ids = [one.id for one in gone.documents() if SECRET_NAME in one.text or one.title == "From the cellar"]
    assert len(ids) == 2
    for id in ids:
        for path in (f"/reports/{id}", f"/reports/{id}.json", f"/reports/{id}/original", f"/api/reports/{id}"):
            answer = client.get(path, headers={"accept-language": "en"})
            assert answer.status_code == 403
            assert "withheld" in answer.text


def test_other_reports_are_shown_to_a_viewer_as_before(team: Team) -> None:
    client = team.browser(AccountRole.VIEWER)
    assert "Radio" in client.get("/reports").text
    assert client.get(f"/reports/{reports()[0][0].id}").status_code == 200


def test_what_is_no_longer_protected_is_shown_again(team: Team) -> None:
    person = Person("Chief", NOON + timedelta(hours=2), None, Role.REVIEWER)
    judging.note(team.store, a_note(Source.named(SECRET_NAME), Noted.PROTECTED, None, person))
    assert client_sees(team, SECRET_NAME)


def client_sees(team: Team, words: str) -> bool:
    return any(words in text for _, text in everything(team.browser(AccountRole.VIEWER), team))


NAMES = {
    "as it is noted": ("Abu Omar", "so said Abu Omar, a baker"),
    "in capitals": ("Abu Omar", "ABU OMAR SAID"),
    "over two lines": ("Abu Omar", "Abu\n  Omar"),
    "with accents": ("Abu Omar", "Abū ʿOmar"),
    "Arabic with vowel signs": ("أبو عمر", "قال أبو عُمَر"),
    "Arabic behind a conjunction": ("أبو عمر", "وأبو عمر"),
    "Arabic without its hamza": ("أبو عمر", "ابو عمر"),
}


@pytest.mark.parametrize(("name", "text"), NAMES.values(), ids=NAMES)
def test_a_protected_name_is_met_however_it_is_written(name: str, text: str) -> None:
    assert names_one(a_document(text), [spelt(name).strip()])


def test_a_short_name_is_met_as_a_word_only() -> None:
    assert names_one(a_document("Ali said so."), ["ali"])
    assert not names_one(a_document("The alibi held."), ["ali"])


def test_no_export_of_the_desk_names_a_protected_publisher_to_anybody(team: Team) -> None:
    """What the terminal's export withholds, the desk's withholds too; the words of reports are what they are."""
    client = team.browser(AccountRole.ADMIN)
    for form in ("csv", "geojson"):
        text = client.get(f"/claims.{form}").text
        assert "From the cellar" not in text
    assert "withheld" in client.get("/claims.csv").text
