"""UCDP GED's codes: types of violence, and the precision of places and dates, from our own precisions.

UCDP's codes are finer than ours in places; each of ours goes to the coarsest code that it can promise.
"""

from datetime import date
from types import MappingProxyType

from warledger.model.claim import PlacePrecision

VIOLENCE = MappingProxyType({1: "state-based conflict", 2: "non-state conflict", 3: "one-sided violence"})

# where_prec 7 (international waters or airspace) is set where a sea is named
WHERE = MappingProxyType(
    {
        PlacePrecision.POINT: 1,
        PlacePrecision.PLACE: 1,
        PlacePrecision.NEAR: 2,
        PlacePrecision.DISTRICT: 3,
        PlacePrecision.PROVINCE: 4,
        PlacePrecision.COUNTRY: 6,
    }
)


def date_prec(start: date, end: date) -> int:
    """UCDP's date_prec of a stretch of days, both inclusive: 1 a day, 2 two to six, 3 a week, 4 a month, 5 longer.

    >>> date_prec(date(2014, 3, 1), date(2014, 3, 31))
    4
    """
    days = (end - start).days + 1
    for code, longest in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= longest:
            return code
    return 5
