"""What a case keeps of accounts: hashes, one use of a link, always an admin, and a line of the log for each change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.build import NOON
from warledger.archive.custody import check
from warledger.model.accounts import Account, AccountRole, folded_name, usable_name
from warledger.model.custody import Action
from warledger.store.accounts import LastAdmin
from warledger.store.case import Store, open_case


def an_account(name: str = "Lina", role: AccountRole = AccountRole.ADMIN, password: str | None = "$hash") -> Account:
    """An account with what Argon2 might have made."""
    return Account(f"account-{folded_name(name)}", name, role, False, 0, NOON, password)


def kept(
    store: Store, name: str = "Lina", role: AccountRole = AccountRole.ADMIN, password: str | None = "$hash"
) -> Account:
    """The same, stored."""
    account = an_account(name, role, password)
    assert store.accounts().add(account, "test")
    return account


def test_an_account_comes_back_as_it_went_in(store: Store) -> None:
    account = kept(store, "لينا حداد")
    assert store.accounts().of_id(account.id) == account
    assert store.accounts().named("لينا  حداد") == account
    assert store.accounts().all() == (account,)
    assert "$hash" not in repr(account)


def test_a_name_is_held_once(store: Store) -> None:
    kept(store, "Lina")
    assert not store.accounts().add(an_account("LINA"), "test")
    assert len(store.accounts().all()) == 1


def test_every_change_ends_the_sessions_and_stands_in_the_log(store: Store) -> None:
    kept(store, "Ada")
    account, held = kept(store, "Omar", AccountRole.CODER), store.accounts()
    held.set_role(account, AccountRole.REVIEWER, "Ada", NOON)
    held.set_disabled(account, True, "Ada", NOON)
    held.set_disabled(account, False, "Ada", NOON)
    held.set_password(account, "$other", "Omar", NOON)
    held.end_sessions(account, NOON)
    now = held.of_id(account.id)
    assert now is not None
    assert (now.epoch, now.role, now.password) == (5, AccountRole.REVIEWER, "$other")
    told = [dict(one.details)["done"] for one in store.custody() if one.subject == "account Omar"]
    assert told == ["added", "role", "disabled", "enabled", "password", "signed out everywhere"]
    assert not any("$other" in value for one in store.custody() for _, value in one.details)
    assert check(store.custody()) is None


def test_the_last_admin_cannot_be_taken_away(store: Store) -> None:
    account, held = kept(store), store.accounts()
    kept(store, "Waits", AccountRole.ADMIN, None)  # an admin who never chose a password is no help
    with pytest.raises(LastAdmin):
        held.set_disabled(account, True, "x", NOON)
    with pytest.raises(LastAdmin):
        held.set_role(account, AccountRole.VIEWER, "x", NOON)
    assert held.of_id(account.id) == account


def test_two_admins_cannot_take_each_other_away_at_once(store: Store) -> None:
    pair = [kept(store, "Ada"), kept(store, "Bea")]

    def disable(account: Account) -> bool:
        with open_case(str(store.path), create=False) as other:
            try:
                other.accounts().set_disabled(account, True, "x", NOON)
            except LastAdmin:
                return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(disable, pair)) == [False, True]
    assert sum(one.can_sign_in for one in store.accounts().all()) == 1


def test_a_link_is_used_by_one_of_many_who_come_at_once(store: Store) -> None:
    account = kept(store)
    store.accounts().invite(account, "h", NOON + timedelta(hours=1), "x", NOON)
    with ThreadPoolExecutor(4) as pool:
        used = list(pool.map(lambda n: store.accounts().redeem("h", f"$new{n}", NOON), range(4)))
    assert sum(one is not None for one in used) == 1


def test_a_link_that_is_over_is_not_used_up_by_trying(store: Store) -> None:
    account, held = kept(store), store.accounts()
    held.invite(account, "h", NOON, "x", NOON)
    assert held.redeem("h", "$new", NOON) is None
    assert held.invited("h", NOON) is None
    assert held.redeem("none", "$new", NOON) is None
    assert held.of_id(account.id) == account


def test_a_password_that_was_changed_meanwhile_is_not_hashed_anew(store: Store) -> None:
    account, held = kept(store), store.accounts()
    held.set_password(account, "$newer", "x", NOON)
    held.rehash(account, "$old parameters made new")
    now = held.of_id(account.id)
    assert now is not None
    assert now.password == "$newer"


def test_an_unknown_account_is_noted_without_its_name(store: Store) -> None:
    store.accounts().tell(None, "sign-in failed", NOON, near="ab12")
    last = list(store.custody())[-1]
    assert (last.action, last.subject) == (Action.ACCESS, "unknown account")


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "\u202eb", "a<b", "x" * 81, " a", "a  b", "_a", "a\x00b", "a/b"])
def test_a_name_that_could_mislead_is_none(name: str) -> None:
    assert not usable_name(name)
