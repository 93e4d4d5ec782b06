"""One HTTP exchange without a socket, for what a test client cannot do: endless bodies, leaving early."""

import asyncio
from collections.abc import Mapping

from starlette.types import ASGIApp, Message

_LIMIT_SECONDS = 10.0


class Exchange:
    """Sends one POST to an app, and keeps what comes back."""

    def __init__(self, path: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.path = path
        self.body = body
        self.headers = dict(headers or {})
        # Sent again and again in place of the body.
        self.endless_piece: bytes | None = None
        # The client leaves before its body has been sent.
        self.leaves_while_sending = False
        # The client leaves when these words have arrived; None: it stays to the end.
        self.leaves_after: bytes | None = None
        self.received_count = 0
        self.status = 0
        self.content = bytearray()
        self._has_left = asyncio.Event()

    async def run(self, app: ASGIApp) -> None:
        """Play the exchange to its end."""
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": self.path,
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in self.headers.items()],
            "client": ("192.0.2.1", 1),
            "server": ("testserver", 80),
        }
        await asyncio.wait_for(app(scope, self._receive, self._send), _LIMIT_SECONDS)

    async def _receive(self) -> Message:
        self.received_count += 1
        if self.endless_piece is not None:
            return {"type": "http.request", "body": self.endless_piece, "more_body": True}
        if self.leaves_while_sending and self.received_count > 1:
            return {"type": "http.disconnect"}
        if self.leaves_while_sending:
            return {"type": "http.request", "body": b"{", "more_body": True}
        if self.received_count == 1:
            return {"type": "http.request", "body": self.body, "more_body": False}
        await self._has_left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self.content.extend(message.get("body", b""))
        if self.leaves_after is not None and self.leaves_after in self.content:
            self._has_left.set()
