"""Passwords: what may be one, what Argon2id makes of it, and whether one fits, in the same time whoever is asked for.

Parameters are RFC 9106's second recommended option (section 4: t=3, p=4, m=64 MiB, 128 bits of salt, 256 of tag), which
is above OWASP's minimum (Password Storage Cheat Sheet: m=19 MiB, t=2, p=1). Few are worked out at once: each takes
64 MiB. Nothing here is stored or logged.
"""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

from warledger.errors import BadSetting
from warledger.model.accounts import folded_name

SHORTEST = 15  # NIST SP 800-63B-4, 3.1.1.2: a password that is the only factor has 15 characters or more
LONGEST = 256  # well above the 64 that it asks for; more would only be work for the machine
FEWEST_SIGNS = 5  # different ones: "aaaaaaaaaaaaaaa" is no password
AT_ONCE = 2

_PARAMETERS = RFC_9106_LOW_MEMORY
_hasher = PasswordHasher.from_parameters(_PARAMETERS)
_room = BoundedSemaphore(AT_ONCE)


def normalised(password: str) -> str:
    """The same password however the keyboard put its signs together (NIST SP 800-63B-4, 3.1.1.2, asks for NFC)."""
    return unicodedata.normalize("NFC", password)


def unfit(password: str, name: str) -> str | None:
    """Why this cannot be the password of that account: "short", "long", "plain" or "name"; None when it can.

    >>> unfit("tram depot Aleppo 14", "Lina"), unfit("kurz", "Lina"), unfit("lina lina lina 1234", "Lina")
    (None, 'short', 'name')
    """
    said = normalised(password)
    if len(said) < SHORTEST:
        return "short"
    if len(said) > LONGEST:
        return "long"
    folded, bare = folded_name(said), folded_name(name)
    if len(set(folded)) < FEWEST_SIGNS:
        return "plain"
    rest = folded.replace(bare, "").replace("warledger", "")
    return "name" if len(rest) < SHORTEST - 3 and rest != folded else None


REASONS = {
    "short": f"A password has {SHORTEST} characters or more. A few words that you do not say together will do.",
    "long": f"A password has {LONGEST} characters or fewer.",
    "plain": f"A password has {FEWEST_SIGNS} different characters or more.",
    "name": "A password is more than the name of the account.",
}


def hashed(password: str, name: str) -> str:
    """What is kept of a password; BadSetting when it cannot be one."""
    reason = unfit(password, name)
    if reason:
        raise BadSetting(REASONS[reason])
    return hashed_again(password)


def hashed_again(password: str) -> str:
    """The same of a password that was taken before, by today's parameters, whatever today's rule on passwords is."""
    with _room:
        return _hasher.hash(normalised(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which `kept` was made. Nobody's (None) is worked out all the same."""
    given, nobody = normalised(password)[: LONGEST + 1], _nobody()
    with _room:
        try:
            right = _hasher.verify(kept or nobody, given)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False
    return right and kept is not None


def is_old(kept: str) -> bool:
    """Whether it was made by other parameters than today's, and should be made anew when the password is next had."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    """A hash of today's parameters that no password fits."""
    return _hasher.hash("\x00 nobody")
