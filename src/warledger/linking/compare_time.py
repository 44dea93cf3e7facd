"""Compares when two claims say it was, as intervals with their precision, and when their reports came out.

A claim without a day is compared by its report: what the other dates must lie before it. No day is made up.
"""

from datetime import date

import numpy as np

from warledger.linking.pairing import Pairing
from warledger.linking.rows import ABSENT, NONE
from warledger.linking.words import Array

TIME = (
    *("unknown", "same_day", "overlap", "one_day", "three_days", "a_week", "a_month", "further"),
    *("just_before_report", "long_before_report", "after_report", "day_by_day"),
)
REPORTED = ("unknown", "same_day", "one_day", "three_days", "a_week", "a_month", "a_year", "further")
DAILY = 3  # days apart within which reports that come out as far apart tell the days of a series
JUST = 7  # days before a report within which news of it is new
_GAPS = np.array([1, 2, 4, 8, 32])  # first gap, in days, that is further than one day, three days ...
_REPORT_GAPS = np.array([1, 2, 4, 8, 32, 367])


def time(pairing: Pairing) -> Array:
    """The level of each pair in TIME."""
    (start, other_start), (end, other_end) = pairing.both("start"), pairing.both("end")
    timed, other_timed = pairing.both("timed")
    gap = np.maximum(start - other_end, other_start - end)
    level = 2 + np.searchsorted(_GAPS, np.maximum(gap, 0), "right")
    level[(gap <= 0) & (start == end) & (other_start == other_end)] = TIME.index("same_day")
    reported, other_reported = pairing.both("reported")
    lag = np.where(timed == NONE, reported - other_start, other_reported - start)
    report = np.where(timed == NONE, reported, other_reported)
    aside = (gap >= 1) & (gap <= DAILY) & (reported != ABSENT) & (other_reported != ABSENT)
    level = np.where(aside & (reported - start == other_reported - other_start), TIME.index("day_by_day"), level)
    by_report = np.where(lag < -1, 10, np.where(lag <= JUST, 8, 9))
    one = (timed == NONE) != (other_timed == NONE)
    level = np.where(one, np.where(report == ABSENT, 0, by_report), level)
    untold: Array = np.where((timed == NONE) & (other_timed == NONE), 0, level)
    return untold


def reported(pairing: Pairing) -> Array:
    """The level of each pair in REPORTED."""
    one, other = pairing.both("reported")
    gap = np.abs(one.astype(np.int64) - other)
    known: Array = np.where((one == ABSENT) | (other == ABSENT), 0, 1 + np.searchsorted(_REPORT_GAPS, gap, "right"))
    return known


def tell_time(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    days = [_days(pairing, which) for which in (0, 1)]
    if level == "unknown":
        return "neither says when, or one does and nothing dates the other"
    told = [day for day in days if day]
    if level.endswith("report"):
        how = {"just_before_report": "shortly before", "long_before_report": "long before", "after_report": "after"}
        return f"only one says when ({told[0]}), which is {how[level]} the other was published"
    words = {
        "same_day": "both say the same day",
        "overlap": "the days they allow overlap",
        "one_day": "their days are one apart",
        "three_days": "their days are two or three apart",
        "a_week": "their days are four to seven apart",
        "a_month": "their days are more than a week apart",
        "day_by_day": "their days are as far apart as their reports: each tells its own day",
        "further": "their days are more than a month apart",
    }
    return f"{words[level]} ({days[0]}; {days[1]})"


def tell_reported(pairing: Pairing, level: str) -> str:
    """The level of the first pair in words."""
    one, other = (int(column[0]) for column in pairing.both("reported"))
    if level == "unknown":
        return "one of the reports has no date"
    gap = abs(one - other)
    return "the reports came out " + ("on one day" if gap == 0 else "a day apart" if gap == 1 else f"{gap} days apart")


def _days(pairing: Pairing, which: int) -> str:
    start, end = (int(pairing.both(name)[which][0]) for name in ("start", "end"))
    if start == ABSENT:
        return ""
    return date.fromordinal(start).isoformat() + (f" to {date.fromordinal(end).isoformat()}" if start < end else "")
