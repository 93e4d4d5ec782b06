"""The app of the interface around any service, for tests."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi import FastAPI

from assistant.api.app import create_api
from assistant.api.routes import ApiParts
from assistant.feedback import FILE_NAME, FeedbackStore
from assistant.metrics import MeasuredService, Metrics
from assistant.protocols import AssistantService
from assistant.rate_limit import OFF, RateLimiter

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "schemas"


def api_app(
    service: AssistantService,
    folder: Path,
    *,
    limiter: RateLimiter | None = None,
    keeps_comments: bool = False,
    heartbeat_seconds: float = 15.0,
) -> FastAPI:
    """Make the app; `folder` takes its feedback."""
    metrics = Metrics()
    parts = ApiParts(
        service=MeasuredService(service, metrics),
        limiter=limiter or RateLimiter(OFF),
        feedback=FeedbackStore(folder / FILE_NAME),
        metrics=metrics,
        contact="la mairie",
        keeps_comments=keeps_comments,
        heartbeat_seconds=heartbeat_seconds,
    )
    return create_api(parts)


def validate(value: Any, schema: str) -> None:
    """Check a value against a published shape, where they stand beside the checkout."""
    file = SCHEMAS / f"{schema}.schema.json"
    if not file.is_file():
        pytest.skip("the published schemas are not beside this checkout")
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(json.loads(file.read_text()), format_checker=checker).validate(value)


def problem_shape(status: int, instance: str) -> dict[str, Any]:
    """Return the members of a problem document that do not depend on the case."""
    return {"type": "about:blank", "status": status, "instance": instance}
