"""A visitor of the page without a browser: what its JavaScript says to Gradio's queue, and nothing else."""

import json
import re
import secrets
import urllib.request
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});\s*</script>", re.DOTALL)
_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisitor:
    """One open tab: the handler that its send button calls, and a session of its own."""

    # Root of the app as the page names it, without a slash at the end.
    root: str
    handler_id: int
    button_id: int
    # What the handler takes and gives, by component id.
    input_ids: tuple[int, ...]
    output_ids: tuple[int, ...]
    question_id: int
    present_id: int
    session: str
    headers: dict[str, str]

    def ask(self, question: str) -> str:
        """Send a question; return the words of the exchange once it is complete."""
        data = [question if one == self.question_id else None for one in self.input_ids]
        joined = {
            "data": data,
            "event_data": None,
            "fn_index": self.handler_id,
            "trigger_id": self.button_id,
            "session_hash": self.session,
        }
        address = f"{self.root}/gradio_api/queue"
        headers = {"Content-Type": "application/json", **self.headers}
        request = urllib.request.Request(f"{address}/join", json.dumps(joined).encode(), headers)
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as reply:
            event = json.load(reply)["event_id"]
        stream = urllib.request.Request(f"{address}/data?session_hash={self.session}", headers=self.headers)
        with urllib.request.urlopen(stream, timeout=_TIMEOUT_SECONDS) as reply:
            return str(self._completed(reply, event)[self.output_ids.index(self.present_id)])

    @staticmethod
    def _completed(stream: Any, event: str) -> list[Any]:
        for line in stream:
            message = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else {}
            if message.get("event_id") == event and message["msg"] == "process_completed":
                assert message["success"], message
                return list(message["output"]["data"])
        raise AssertionError("the stream ended before the answer did")


def open_page(address: str, *, headers: dict[str, str] | None = None) -> PageVisitor:
    """Load the page and read from it, as its script does, how to ask.

    Args:
        address: of the app, without a slash at the end.
        headers: what a proxy in front would add to each request.
    """
    request = urllib.request.Request(f"{address}/", headers=headers or {})
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as reply:
        found = _CONFIG.search(reply.read().decode())
    assert found is not None, "the page carries no configuration"
    config = json.loads(found.group(1))
    ids = {one["props"].get("elem_id"): one["id"] for one in config["components"]}
    clicked = [ids["send"], "click"]
    handler = next(one for one in config["dependencies"] if clicked in one["targets"])
    return PageVisitor(
        root=address,
        handler_id=handler["id"],
        button_id=ids["send"],
        input_ids=tuple(handler["inputs"]),
        output_ids=tuple(handler["outputs"]),
        question_id=ids["question"],
        present_id=ids["present"],
        session=secrets.token_hex(5),
        headers=headers or {},
    )


def words(exchange: str) -> str:
    """Return what a reader sees of an exchange, without markup."""
    return BeautifulSoup(exchange, "html.parser").get_text(" ", strip=True)
