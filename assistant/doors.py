"""What leaves and enters over HTTP: open paths, size of requests, security headers, the served page."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.problems import not_found, problem, problem_json
from assistant.texts_fr import page as texts

# Gradio's own paths that the page uses; every other one of them is closed: upload, files, proxy,
# component server, deep links, monitoring, run history, log-in, calls by name.
_GRADIO_PATHS = re.compile(
    r"/(theme\.css|favicon\.ico|robots\.txt|(assets|static)/.+"
    r"|gradio_api/(queue/(join|data)|cancel|startup-events|info|heartbeat/[\w-]+))?"
)
# A question of 4,000 characters in JSON, with room to spare.
_BODY_MAX_BYTES = 64_000

_COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What is no page has nothing to load and stands in no frame.
_PLAIN_POLICY = "default-src 'none'; frame-ancestors 'none'"
_PAGE_POLICY = (
    "default-src 'self'; "
    # gr.HTML renders every value through a compiled template, hence 'unsafe-eval'; without 'unsafe-inline',
    # an event handler or a script that came with a document's text would still not run.
    "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class SecurityHeaders:
    """Adds the security headers to every response; a route that sets its own policy keeps it."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _COMMON_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _PLAIN_POLICY)
            await send(message)

        await self.app(scope, receive, send_with_headers)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Serves the app under a path; a proxy in front may leave the path on its requests or take it off."""

    app: ASGIApp
    # Starts with a slash and ends without one; "" changes nothing.
    root_path: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and self.root_path:
            path = str(scope["path"])
            is_whole = f"{path}/".startswith(f"{self.root_path}/")
            scope = {
                **scope,
                "root_path": self.root_path,
                "path": path if is_whole else self.root_path + path,
            }
        await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class GradioDoors:
    """Stands before the mounted page: closes what it does not use, and serves `/` in French."""

    app: ASGIApp
    # Called with the nonce of the response; returns what stands first in the page's head.
    head: Callable[[str], str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = _path_in_app(scope)
        if not _GRADIO_PATHS.fullmatch(path):
            await problem_json(not_found(path))(scope, receive, send)
        elif path == "/":
            response = await self._page(scope)
            await response(scope, receive, send)
        elif scope["method"] == "POST":
            await self._within_limit(scope, receive, send)
        else:
            await self.app({**scope, "query_string": _query(scope)}, receive, send)

    async def _page(self, scope: Scope) -> Response:
        # Saved states and other pages of Gradio are asked for in the query: the page has none.
        plain = {**scope, "query_string": b"", "headers": _without(scope, "accept-encoding")}
        status, body = await _collected(self.app, plain)
        if status != 200:
            return Response(status_code=status)
        nonce = secrets.token_urlsafe(16)
        html = french_page(body.decode(), head=self.head(nonce), nonce=nonce)
        headers = {"Content-Security-Policy": _PAGE_POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        return HTMLResponse(html, headers=headers)

    async def _within_limit(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = _path_in_app(scope)
        try:
            body = await _read_body(Request(scope, receive))
        except _TooLargeError:
            detail = texts.PROBLEM_TOO_LARGE.format(limit=_BODY_MAX_BYTES)
            await problem_json(problem(path, status=413, detail=detail))(scope, receive, send)
            return
        await self.app(scope, _replayed(body, receive), send)


class _TooLargeError(Exception):
    """A request's body is beyond the limit."""


def french_page(html: str, *, head: str, nonce: str) -> str:
    """Rewrite the page that Gradio serves.

    Args:
        html: Gradio's page: English, with its own preview tags, inline scripts without a nonce.
        head: what stands first in the head.
        nonce: what the policy lets run.
    """
    html = html.replace('lang="en"', 'lang="fr"', 1)
    html = re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>', "", html)
    html = re.sub(r"<script\b", f'<script nonce="{nonce}"', html)
    html = html.replace('<meta charset="utf-8" />', "", 1)
    return re.sub(r"<base [^>]*>", lambda base: f'<meta charset="utf-8">{base.group()}{head}', html, count=1)


def _path_in_app(scope: Scope) -> str:
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return (path.removeprefix(root) or "/") if f"{path}/".startswith(f"{root}/") else path


def _query(scope: Scope) -> bytes:
    # `info?all_endpoints=true` would list the page's own handlers.
    return b"" if _path_in_app(scope).endswith("/info") else bytes(scope["query_string"])


def _without(scope: Scope, name: str) -> list[tuple[bytes, bytes]]:
    return [(key, value) for key, value in Headers(scope=scope).raw if key.decode("latin-1").lower() != name]


async def _read_body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _BODY_MAX_BYTES:
            raise _TooLargeError
    return body


def _replayed(body: bytes, receive: Receive) -> Receive:
    first = iter(({"type": "http.request", "body": body, "more_body": False},))

    async def replay() -> Message:
        return next(first, None) or await receive()

    return replay


async def _collected(app: ASGIApp, scope: Scope) -> tuple[int, bytes]:
    status, pieces = 500, bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            pieces.extend(message.get("body", b""))

    await app(scope, receive, send)
    return status, bytes(pieces)
