"""What open pages are told as it happens, and the signs of life that they give: /events and /presence."""

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from warledger.web.doors import Door
from warledger.web.events import Hub
from warledger.web.pages.add import posted
from warledger.web.presence import Presence, Who
from warledger.web.trouble import Trouble
from warledger.web.visitor import visitor_of


def hub_of(request: Request) -> Hub:
    """All open pages of the desk."""
    hub: Hub = request.app.state.hub
    return hub


def presence_of(request: Request) -> Presence:
    """Everybody who is on some item."""
    presence: Presence = request.app.state.presence
    return presence


async def events(request: Request) -> Response:
    """What happens, as server-sent events, until the session ends."""
    hub, visitor = hub_of(request), visitor_of(request)
    if hub.full:
        raise Trouble("too_many_pages")
    if request.method == "HEAD":  # a page that lost its events asks whether it is still signed in
        return Response(media_type="text/event-stream")
    door: Door = request.app.state.door
    last = request.headers.get("last-event-id", "")[:40]
    mark = request.query_params.get("mark", "")
    seen = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 16 else None
    stream = hub.stream(last, lambda: door.stands(visitor), mark=seen)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def here(request: Request) -> Response:
    """A sign of life on an item, or the last one."""
    async with posted(request) as form:
        place, gone = str(form.get("at") or "")[:400], bool(form.get("gone"))
    who = Who(request).name
    if who:  # at a desk for one nobody is told of
        (presence_of(request).leave if gone else presence_of(request).here)(place, who)
    return Response(status_code=204)


ROUTES = [Route("/events", events), Route("/presence", here, methods=["POST"])]
