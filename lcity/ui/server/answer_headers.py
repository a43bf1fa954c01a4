"""What every answer tells the browser it may do, where no proxy says so before."""

from starlette.types import Message, Receive, Scope, Send

from lcity.ui.server.middleware import Before

# What Streamlit needs: the one script in its page, styles written into it, components and workers as blobs.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
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
_OWN = {name.lower().encode(): value.encode() for name, value in HEADERS.items()}


class AnswerHeaders(Before):
    """Sets `HEADERS` on every answer.

    The proxy's settings set the same and drop these, so that a browser never gets two policies.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and set the headers with its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in _OWN]
                message["headers"] = [*others, *_OWN.items()]
            await send(message)

        await self.app(scope, receive, send_with_headers)
