"""Joins routes and page into one FastAPI app, and serves it."""

import hashlib
import logging
import os
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date
from html import escape
from importlib.resources import files
from types import FrameType
from typing import cast

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response
from gradio.routes import App
from starlette.routing import Mount
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.api.app import create_api
from assistant.api.routes import ApiParts
from assistant.doors import GradioDoors, Prefix, SecurityHeaders
from assistant.embed.routes import add_embed
from assistant.errors import IndexStoreError, SettingsError
from assistant.feedback import FILE_NAME, FeedbackStore
from assistant.legal_pages import add_legal_pages
from assistant.metrics import MeasuredService, Metrics
from assistant.plain_page import ICON, plain_files
from assistant.protocols import AssistantService
from assistant.rate_limit import RateLimiter
from assistant.settings import Settings
from assistant.static_files import add_static
from assistant.texts_fr import page as texts
from assistant.turns import OrderlyService, turns_of_this_machine
from assistant.ui import PageParts, build_page, page_theme

_log = logging.getLogger(__name__)

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
    """Serve the assistant where the settings say, until stopped.

    Raises:
        SettingsError: if nothing can listen there.
    """
    listener = _listen(settings.host, settings.port)
    app = create_app(service, settings=settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        access_log=False,
        # By itself uvicorn would believe any proxy on loopback; the app asks the settings.
        proxy_headers=False,
        timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
    )
    # Ctrl+C is how an operator stops: after its clean stop, uvicorn raises it once more.
    with suppress(KeyboardInterrupt):
        threading.Thread(target=_open_index, args=(service,), daemon=True).start()
        port = listener.getsockname()[1]
        _log.info(texts.SERVING.format(host=settings.host, port=port, root_path=settings.root_path))
        _Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError(texts.PORT_TAKEN.format(host=host, port=port, reason=reason)) from error


def _open_index(service: AssistantService) -> None:
    """Open the index before the first question does; without one, the page says the mend."""
    try:
        service.library()
    except IndexStoreError as error:
        _log.warning("%s", error)


def create_app(
    service: AssistantService, *, settings: Settings, today: Callable[[], date] = date.today
) -> FastAPI:
    """Make the web app: health, API, static files, then the page.

    Args:
        service: answers; used from many threads.
        settings: `root_path` and `contact` count here.
        today: the day that a question without a date is asked on.
    """
    metrics = Metrics()
    measured = MeasuredService(OrderlyService(service, turns=turns_of_this_machine()), metrics)
    api = ApiParts(
        service=measured,
        limiter=RateLimiter(settings.rate_limit),
        feedback=FeedbackStore(settings.index / FILE_NAME),
        metrics=metrics,
        contact=settings.contact,
        keeps_comments=settings.feedback_comments,
    )
    parts = PageParts(service=measured, limiter=api.limiter, contact=settings.contact, today=today)
    page_app = _page_app(parts)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # A mounted app does not start by itself: the queue of the page would never run.
        async with page_app.router.lifespan_context(page_app):
            yield

    app = create_api(api, lifespan=lifespan)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Prefix, root_path=settings.root_path)
    # Outermost: whoever counts an address counts the right one.
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    _add_assets(app)
    _add_own_pages(app, settings)
    app.mount("/", page_app)
    app.state.end_heartbeats = page_app.state.end_heartbeats
    return app


def _add_assets(app: FastAPI) -> None:
    def add(name: str, media_type: str) -> None:
        content = _asset(name)

        @app.get(f"/static/{name}", include_in_schema=False)
        def asset() -> Response:
            return Response(content, media_type=media_type, headers={"Cache-Control": _ASSET_CACHE})

    for name, media_type in _ASSETS.items():
        add(name, media_type)


def _add_own_pages(app: FastAPI, settings: Settings) -> None:
    add_static(app, plain_files())
    add_embed(app, settings)
    add_legal_pages(app, settings)


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
        f'<link rel="icon" href="{ICON}">'
        f'<link rel="stylesheet" href="{style}">'
        f'<script src="{script}" nonce="{nonce}"></script>'
        f"<noscript><p>{escape(texts.NO_SCRIPT)}</p></noscript>"
    )


def _address(name: str) -> str:
    return f"static/{name}?v={hashlib.sha256(_asset(name)).hexdigest()[:12]}"


def _asset(name: str) -> bytes:
    return files("assistant").joinpath("page", name).read_bytes()
