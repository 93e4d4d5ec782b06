"""Serves the compact page, only in frames of the sites that may show it, and the widget, to every site."""

import hashlib
import json
from collections.abc import Iterable
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from assistant.embed.page import IMPORTED_SCRIPTS, SCRIPT, STYLES, embed_html
from assistant.plain_page import plain_files
from assistant.settings import Settings
from assistant.static_files import add_static, read_folder
from assistant.texts_fr import embed as texts

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
# The address in a host page never changes: browsers ask again after an hour.
_WIDGET_CACHE = "public, max-age=3600"
# Where the words go in the widget's file.
_WORDS = b"__WORDS__"


def add_embed(app: FastAPI, settings: Settings) -> None:
    """Add `/embed`, its files, and `/widget.js`."""
    own = read_folder("embed", package="assistant.embed", names=(*STYLES, SCRIPT, *IMPORTED_SCRIPTS))
    html = embed_html(origins=settings.widget_origins, plain=plain_files(), own=own)
    policy = embed_policy(settings.widget_origins)
    add_static(app, own)

    @app.get("/embed", include_in_schema=False)
    def embed() -> HTMLResponse:
        return HTMLResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})

    _add_widget(app)


def embed_policy(origins: Iterable[str]) -> str:
    """Return the security policy of the compact page.

    Args:
        origins: of the sites that may show it in a frame; none: no site may.
    """
    return _POLICY.format(ancestors=" ".join(origins) or "'none'")


def widget_script() -> bytes:
    """Return the widget with its French words in place."""
    source = files("assistant.embed").joinpath("widget.js").read_bytes()
    # Escaped to ASCII, JSON is JavaScript in any encoding that a host page declares.
    return source.replace(_WORDS, json.dumps(dict(texts.WIDGET_WORDS)).encode(), 1)


def _add_widget(app: FastAPI) -> None:
    script = widget_script()
    tag = f'"{hashlib.sha256(script).hexdigest()[:16]}"'
    headers = {
        "Cache-Control": _WIDGET_CACHE,
        "ETag": tag,
        # A host page that isolates itself (COEP) may load it all the same.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }

    @app.get("/widget.js", include_in_schema=False)
    def widget(request: Request) -> Response:
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(script, media_type="text/javascript", headers=headers)
