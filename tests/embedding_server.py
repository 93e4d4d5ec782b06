"""An OpenAI-compatible embeddings server on loopback, with replies that a test may spoil."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.doubles import HashingEmbedder

Vectors = list[list[float]]


class EmbeddingServer(ThreadingHTTPServer):
    """Replies with hashing vectors, four times too long; attributes change what it replies."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.delay_seconds = 0.0
        # Changes the vectors before they are sent.
        self.spoil: Callable[[Vectors], Vectors] = lambda vectors: vectors
        # Sent instead of the JSON reply.
        self.raw_body: bytes | None = None
        # Body and Authorization header of each request.
        self.requests: list[tuple[dict[str, object], str | None]] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def reply(self, texts: list[str]) -> bytes:
        if self.raw_body is not None:
            return self.raw_body
        vectors = [[4 * x for x in vector] for vector in HashingEmbedder().embed_documents(texts)]
        data = [
            {"object": "embedding", "index": index, "embedding": vector}
            for index, vector in enumerate(self.spoil(vectors))
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return json.dumps({"object": "list", "data": data, "model": "m", "usage": usage}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((body, self.headers["Authorization"]))
        time.sleep(self.server.delay_seconds)
        payload = self.server.reply(body["input"])
        with contextlib.suppress(ConnectionError):
            self.send_response(self.server.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def running_server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
