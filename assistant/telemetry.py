"""Logging, set up once by a door; no question and no secret is ever logged."""

import logging
import sys

_QUIET_PACKAGES = (
    "bm25s",
    "httpx",
    "httpcore",
    "chromadb",
    "pypdf",
    "openai",
    "gradio",
    "asyncio",
    "fontTools",
)


def set_up_logging(level: str) -> None:
    """Send logs of `level` and above to standard error; packages below us speak only when it matters.

    Args:
        level: debug, info, warning or error.
    """
    logging.basicConfig(
        level=level.upper(),
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s : %(message)s",
        force=True,
    )
    for package in _QUIET_PACKAGES:
        logging.getLogger(package).setLevel(logging.ERROR)
