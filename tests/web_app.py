"""The whole web app around any service, for tests."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

from assistant.protocols import AssistantService
from assistant.server import create_app
from assistant.settings import Settings
from tests.scripted_service import TODAY


def web_app(service: AssistantService, *, settings: Settings | None = None) -> FastAPI:
    """Make the app inside a running loop of its own thread.

    Outside of a loop Gradio opens some and leaves them unclosed; the test's own thread may have one already.
    """

    async def made() -> FastAPI:
        return create_app(service, settings=settings or Settings(), today=lambda: TODAY)

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(lambda: asyncio.run(made())).result()
