"""`warledger search`, and the same words as a filter of other commands."""

from tests.cli.program import demo_case, warledger


def test_reports_are_searched_with_where_the_words_stand_and_their_claims() -> None:
    case = demo_case()
    shown = warledger("search", case, "market", "strik*", "--json")
    assert shown.code == 0
    assert shown.rows
    for row in shown.rows:
        assert any(piece["sought"] for piece in row["words"])
    claims = {claim for row in shown.rows for claim in row["claims"]}
    listed = warledger("claims", case, "-q", "market strik*", "--json").rows
    assert {row["id"] for row in listed} >= claims
    assert f"{len(listed)} claims" in shown.err


def test_words_that_nothing_has_are_counted_as_none_and_no_letters_are_refused() -> None:
    case = demo_case()
    shown = warledger("search", case, "zebra")
    assert (shown.code, shown.out) == (0, "")
    assert "No report has these words" in shown.err
    refused = warledger("search", case, '"*"')
    assert refused.code != 0
    assert "no letters" in refused.err


def test_more_than_two_sides_are_refused() -> None:
    refused = warledger("incidents", demo_case(), "--side", "a", "--side", "b", "--side", "c")
    assert refused.code == 2
    assert "one side or between two" in refused.err


def test_nothing_found_says_how_other_endings_are_found() -> None:
    found = warledger("search", demo_case(), '"barrel bomb"')
    assert found.code == 0
    assert '"barrel bomb*"' in found.err
    assert warledger("search", demo_case(), '"barrel bomb*"').out
