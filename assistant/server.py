"""Joins routes and page into one FastAPI app, and serves it."""

import hashlib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date
from html import escape
from importlib.resources import files
from types import FrameType
from typing import cast
from urllib.parse import quote

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from gradio.routes import App
from starlette.routing import Mount

from assistant.doors import GradioDoors, Prefix, SecurityHeaders, not_found, problem
from assistant.errors import IndexStoreError
from assistant.protocols import AssistantService
from assistant.settings import Settings
from assistant.texts_fr import page as texts
from assistant.ui import PageParts, build_page, page_theme

# One picture, ours, in place of Gradio's: three lines of text on a square.
_ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="4" fill="#1b2f6b"/>'
    '<path d="M8 11h16M8 16h16M8 21h9" stroke="#fff" stroke-width="2.5"/></svg>'
)
# No call home; and no accounts of past events, which Gradio would make anew after each of them.
_GRADIO_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
}
_ASSETS = {"page.css": "text/css", "page.js": "text/javascript"}
# What a stopping server leaves to answers that are being written.
_LAST_ANSWERS_SECONDS = 5
# Their address carries a hash of their content.
_ASSET_CACHE = "public, max-age=31536000, immutable"


class _Server(uvicorn.Server):
    """Ends the heartbeats of open pages as it is told to stop: it would wait for them for ever."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        app = self.config.app
        if isinstance(app, FastAPI):
            app.state.end_heartbeats()
        super().handle_exit(sig, frame)


def serve(service: AssistantService, *, settings: Settings) -> None:
    """Serve the assistant where the settings say, until stopped."""
    app = create_app(service, settings=settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        access_log=False,
        timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
    )
    # Ctrl+C is how an operator stops: after its clean stop, uvicorn raises it once more.
    with suppress(KeyboardInterrupt):
        _Server(config).run()


def create_app(
    service: AssistantService, *, settings: Settings, today: Callable[[], date] = date.today
) -> FastAPI:
    """Make the web app: health, API, static files, then the page.

    Args:
        service: answers; used from many threads.
        settings: `root_path` and `contact` count here.
        today: the day that a question without a date is asked on.
    """
    parts = PageParts(service=service, contact=settings.contact, today=today)
    page_app = _page_app(parts)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # A mounted app does not start by itself: the queue of the page would never run.
        async with page_app.router.lifespan_context(page_app):
            yield

    app = FastAPI(title=texts.TITLE, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Prefix, root_path=settings.root_path)
    _add_health(app, service)
    # The routes of the API come here, before what answers for every other path under it.
    _add_unknown_api(app)
    _add_assets(app)
    app.mount("/", page_app)
    app.state.end_heartbeats = page_app.state.end_heartbeats
    return app


def _add_health(app: FastAPI, service: AssistantService) -> None:
    @app.get("/healthz", include_in_schema=False)
    def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", include_in_schema=False)
    def ready(request: Request) -> JSONResponse:
        try:
            build, _ = service.library()
        except IndexStoreError as error:
            title = texts.PROBLEM_NOT_READY_TITLE
            return problem(request.url.path, status=503, title=title, detail=str(error))
        return JSONResponse({"status": "ready", "build": build.build_id})


def _add_unknown_api(app: FastAPI) -> None:
    @app.api_route(
        "/api/{path:path}", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
    )
    def unknown(request: Request) -> JSONResponse:
        return not_found(request.url.path)


def _add_assets(app: FastAPI) -> None:
    def add(name: str, media_type: str) -> None:
        content = _asset(name)

        @app.get(f"/static/{name}", include_in_schema=False)
        def asset() -> Response:
            return Response(content, media_type=media_type, headers={"Cache-Control": _ASSET_CACHE})

    for name, media_type in _ASSETS.items():
        add(name, media_type)


def _page_app(parts: PageParts) -> FastAPI:
    os.environ.update(_GRADIO_ENVIRONMENT)
    page_app = FastAPI(openapi_url=None)
    page_app.add_middleware(GradioDoors, head=_head)
    gr.mount_gradio_app(
        page_app,
        build_page(parts),
        path="/",
        theme=page_theme(),
        footer_links=[],
        max_file_size=1,
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
    )
    gradio_app = cast(Mount, page_app.routes[-1]).app  # the mount just made
    page_app.state.end_heartbeats = cast(App, gradio_app).stop_event.set
    return page_app


def _head(nonce: str) -> str:
    # The script comes before Gradio's, which reads the browser's language as it starts.
    script, style = _address("page.js"), _address("page.css")
    return (
        f"<title>{escape(texts.TITLE)}</title>"
        f'<meta name="description" content="{escape(texts.LEAD)}">'
        f'<link rel="icon" href="{_ICON}">'
        f'<link rel="stylesheet" href="{style}">'
        f'<script src="{script}" nonce="{nonce}"></script>'
        f"<noscript><p>{escape(texts.NO_SCRIPT)}</p></noscript>"
    )


def _address(name: str) -> str:
    return f"static/{name}?v={hashlib.sha256(_asset(name)).hexdigest()[:12]}"


def _asset(name: str) -> bytes:
    return files("assistant").joinpath("page", name).read_bytes()
