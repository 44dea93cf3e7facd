"""Small forms of a page: fields of text, a few thousand bytes and no files."""

from collections.abc import Mapping

from starlette.requests import Request

from warledger.web.trouble import Trouble

MOST_BYTES = 20_000


async def fields(request: Request) -> Mapping[str, str]:
    """The fields of a small form; Trouble when it is a large one, or none."""
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise Trouble("bad_form")
    if int(length) > MOST_BYTES:
        raise Trouble("too_large")
    async with request.form(max_files=0, max_fields=20, max_part_size=MOST_BYTES) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}
