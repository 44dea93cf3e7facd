"""Chooses, of all runs of SHINGLE words in a text, the few by which its copies will be found: its fingerprints.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every WINDOW runs in a row the one with the smallest hash is
kept, so two texts that share SHINGLE + WINDOW - 1 words in a row always share a fingerprint, however much else they
hold. A text too short for that keeps every run, and one shorter than a run is one run.
"""

from warledger.archive.copies.words import Words

SHINGLE = 5  # words in a run; shorter runs are shared by unlike texts, longer ones are broken by every change
WINDOW = 8  # of this many runs one is kept at least: 12 words in a row are always found, for 2 in 9 runs stored
SHORT = 60  # words; a text no longer keeps all its runs
PRIME = (1 << 61) - 1
BASE = 0x1234567_89ABCDEF % PRIME  # any large number that shares no pattern with the keys
DROPPED = 61 - 47  # low bits; a fingerprint of 47 bits takes six bytes in a case, and two runs in a billion share one


def fingerprints(words: Words) -> tuple[int, ...]:
    """The fingerprints of a text, ascending, none twice: integers of 47 bits that mean the same on every machine."""
    if not len(words):
        return ()
    hashes = _hashed(words.keys, min(SHINGLE, len(words)))
    kept = hashes if len(words) <= SHORT else _winnowed(hashes)
    return tuple(sorted({hash_ >> DROPPED for hash_ in kept}))


def _hashed(keys: list[int], length: int) -> list[int]:
    """A hash of 61 bits for every `length` words in a row, in order: a polynomial modulo a prime, rolled along."""
    leaving = pow(BASE, length, PRIME)
    rolling, hashes = 0, []
    for at, key in enumerate(keys):
        rolling = (rolling * BASE + key + 1) % PRIME
        if at >= length:
            rolling = (rolling - (keys[at - length] + 1) * leaving) % PRIME
        if at >= length - 1:
            hashes.append(rolling)
    return hashes


def _winnowed(hashes: list[int]) -> list[int]:
    return [min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)]
