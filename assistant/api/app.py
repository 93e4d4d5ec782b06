"""The app of the interface: routes, description, and a problem document for every error."""

import json
from dataclasses import dataclass
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Lifespan, Message, Receive, Scope, Send

from assistant.api.description import describe_api
from assistant.api.docs_page import docs_page
from assistant.api.reading import query_refusal
from assistant.api.routes import ApiParts, add_routes, describe
from assistant.errors import AssistantError
from assistant.metrics import Metrics
from assistant.problems import RequestRefusedError, not_found, problem_json
from assistant.texts_fr import api as texts

_DOCS_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Paths of ours: what no route of theirs takes is a problem document, never the page.
_OWN_PATHS = ("/api", "/api/{path:path}", "/healthz", "/readyz", "/metrics", "/openapi.json", "/docs")


def create_api(parts: ApiParts, *, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Make the app of the interface; a page may be mounted on it afterwards.

    Args:
        parts: what the routes stand on.
        lifespan: what starts and stops with the app.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan)
    app.add_middleware(UnexpectedErrors, metrics=parts.metrics)
    _add_problems(app, parts.metrics)
    add_routes(app, parts)
    _add_description(app)
    unknown = UnknownPath(tuple(app.routes))
    app.router.routes.extend(Route(path, unknown, include_in_schema=False) for path in _OWN_PATHS)
    return app


def _add_problems(app: FastAPI, metrics: Metrics) -> None:
    def reply(request: Request, error: Exception) -> Response:
        headers = error.headers if isinstance(error, RequestRefusedError) else None
        return problem_json(describe(error, metrics=metrics, path=request.url.path), headers=headers)

    async def refused(request: Request, error: Exception) -> Response:
        return reply(request, error)

    async def malformed(request: Request, error: Exception) -> Response:
        mistakes = error.errors() if isinstance(error, RequestValidationError) else ()
        return reply(request, query_refusal(mistakes))

    async def stopped(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return reply(request, RequestRefusedError(texts.REFUSED.format(status=status), status=status))

    async def left(_request: Request, _error: Exception) -> Response:
        return Response(status_code=400)  # nobody is there to read it

    app.add_exception_handler(AssistantError, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, stopped)
    app.add_exception_handler(ClientDisconnect, left)


def _add_description(app: FastAPI) -> None:
    document = describe_api(app)
    page = docs_page(document)
    style = files("assistant.api").joinpath("docs.css").read_bytes()

    @app.get("/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Response:
        served = document | {"servers": [{"url": request.scope.get("root_path") or "/"}]}
        return Response(json.dumps(served, ensure_ascii=False), media_type="application/json")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> Response:
        return HTMLResponse(page, headers={"Content-Security-Policy": _DOCS_POLICY})

    @app.get("/docs/style.css", include_in_schema=False)
    async def docs_style() -> Response:
        return Response(style, media_type="text/css")


class UnknownPath:
    """Answers for paths of the interface that no route takes: 405 if another method would do, else 404."""

    def __init__(self, routes: tuple[BaseRoute, ...]) -> None:
        """Remember the routes that do take something."""
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse one request."""
        path = Request(scope).url.path
        allowed = {
            method
            for route in self._routes
            if isinstance(route, Route) and route.matches(scope)[0] is Match.PARTIAL
            for method in route.methods or ()
        }
        if not allowed:
            raise RequestRefusedError(not_found(path).detail, status=404)
        listed = ", ".join(sorted(allowed))
        detail = texts.WRONG_METHOD.format(path=path, method=scope["method"], allowed=listed)
        raise RequestRefusedError(detail, status=405, headers={"Allow": listed})


@dataclass(frozen=True, slots=True)
class UnexpectedErrors:
    """Turns what nobody foresaw into a problem document with a reference; the log has the rest."""

    app: ASGIApp
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        has_started = False

        async def watched(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001  # the door: the client reads no internals
            if scope["type"] != "http" or has_started:
                raise
            document = describe(error, metrics=self.metrics, path=Request(scope).url.path)
            await problem_json(document)(scope, receive, send)
