"""JSON as every reader takes it: UTF-8 that holds no half of a surrogate pair, and no number that is none."""

import json
import math
import re
from typing import Any

from warledger.exports.losses import LossKind

# Lone surrogates, and the line ends besides \n that some readers of JSON Lines split at.
ESCAPED = re.compile("[\ud800-\udfff\x85\u2028\u2029]")
NOT_A_NUMBER = LossKind("not a number", "A number that is none (NaN or infinity) was left empty.")


def json_text(value: Any) -> str:
    """JSON on one line. What UTF-8 cannot hold or readers take for a line's end is written as its escape.

    A number that is none becomes null.

    >>> json_text({"lat": float("nan"), "name": "حلب"})
    '{"lat": null, "name": "حلب"}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False)
    return ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list) else value
