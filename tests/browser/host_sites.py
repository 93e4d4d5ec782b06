"""Sites of others that carry the widget: small pages on loopback, each on an origin of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What the styles of a careless site may do to everything on its pages.
HOSTILE_STYLE = (
    "* { all: unset !important } button, iframe, div { display: none !important; color: red !important }"
    ":root { --accent: red; --on-accent: red; --paper: red } html { font-size: 62.5% }"
)


@dataclass
class HostSite:
    """A site whose every path is the same page."""

    port: int
    # The page's head and body, and its security policy.
    head: str = ""
    body: str = "<h1>Ville d’Exemple</h1><p><a href='#'>Un lien</a></p>"
    policy: str = ""
    asked: list[str] = field(default_factory=list)

    def origin(self, host: str = "localhost") -> str:
        """Return the site's origin; `localhost` and `127.0.0.1` are two sites for a browser."""
        return f"http://{host}:{self.port}"

    def carry(self, widget: str, attributes: str = "", *, style: str = "") -> None:
        """Put the widget's script on the page."""
        self.head = f"<style>{style}</style>" if style else ""
        self.body += f'<script src="{widget}" {attributes} async></script>'


@contextmanager
def host_site() -> Iterator[HostSite]:
    """Serve a site until the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = (
                f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Ville</title>{site.head}"
            )
            content = f"{page}</head><body>{site.body}</body></html>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            if site.policy:
                self.send_header("Content-Security-Policy", site.policy)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = HostSite(port=server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield site
        server.shutdown()
        thread.join()
