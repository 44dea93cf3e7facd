"""What went wrong with a request, as a short code: pages and the API say it in words, with what to do about it.

A code has two texts in each catalogue, `trouble.<code>.what` and `trouble.<code>.do`; one that ends in "error" carries
a message of the program besides, which says both by itself.
"""

from warledger.errors import BadSetting, CaseBusy, NotACase, SkipDocument, StorageFailure, WarledgerError

STATUS = {
    "wrong_host": 421,
    "no_session": 401,
    "used_token": 401,
    "signed_out": 401,
    "not_allowed": 403,
    "undeclared": 403,
    "withheld": 403,
    "used_link": 410,
    "slow_down": 429,
    "cross_site": 403,
    "too_many": 429,
    "not_found": 404,
    "no_record": 404,
    "wrong_method": 405,
    "bad_filter": 400,
    "bad_form": 400,
    "too_large": 413,
    "preview_gone": 410,
    "no_batch": 404,
    "no_reader": 409,
    "nothing_ticked": 422,
    "queue_full": 503,
    "worked_on_elsewhere": 409,
    "too_many_pages": 503,
    "bad_judgement": 422,
    "contradiction": 409,
    "edited_meanwhile": 409,
    "not_a_coder": 403,
    "input_error": 422,
    "busy_error": 503,
    "storage_error": 507,
    "case_error": 500,
    "fault": 500,
}


class Trouble(Exception):
    """One reason why a request was not answered. `detail` is in the program's own words, or a value of the user's."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code]


def trouble_of(error: WarledgerError) -> Trouble:
    """The trouble that an error of the program stands for."""
    match error:
        case BadSetting():
            return Trouble("no_record", str(error))
        case SkipDocument():
            return Trouble("input_error", str(error))
        case CaseBusy():
            return Trouble("busy_error", str(error))
        case StorageFailure():
            return Trouble("storage_error", str(error))
        case NotACase():
            return Trouble("case_error", str(error))
        case _:
            return Trouble("case_error", str(error))
