"""What every answer tells the browser it may do, where no proxy says so before."""

from functools import cache

from starlette.types import Message, Receive, Scope, Send

from lcity.ui.server.basemap import basemap
from lcity.ui.server.middleware import Before

IMAGES = "img-src 'self' data: blob:"
# What Streamlit needs: the one script in its page, styles written into it, components and workers as blobs.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
        "style-src 'self' 'unsafe-inline'",
        IMAGES,
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}


def headers() -> dict[str, str]:
    """Return what is set on every answer: `HEADERS`; with a basemap pictures may come from its host too."""
    found = basemap()
    return HEADERS if found is None else _with_pictures_of(found.origin)


@cache
def _with_pictures_of(origin: str) -> dict[str, str]:
    return HEADERS | {"Content-Security-Policy": POLICY.replace(IMAGES, f"{IMAGES} {origin}")}


class AnswerHeaders(Before):
    """Sets `headers` on every answer.

    The proxy's settings set the same and drop these, so that a browser never gets two policies.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and set the headers with its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        own = {name.lower().encode(): value.encode() for name, value in headers().items()}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in own]
                message["headers"] = [*others, *own.items()]
            await send(message)

        await self.app(scope, receive, send_with_headers)
