"""The interface's own description: an OpenAPI document, in French."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from assistant.api import stream
from assistant.api.bodies import AskBody, FeedbackBody
from assistant.problems import MEDIA_TYPE as PROBLEM_MEDIA_TYPE
from assistant.problems import Problem
from assistant.texts_fr import api_description as descriptions

API_VERSION = "1.0"
_REFERENCE = "#/components/schemas/{model}"
# Shapes that FastAPI does not see: what routes read by themselves, and what errors look like.
_OWN_SHAPES: tuple[type[BaseModel], ...] = (AskBody, FeedbackBody, Problem)

# A piece of an OpenAPI document, as FastAPI's decorators take it.
Piece = dict[str, Any]


def operation(summary: str, description: str | None, *, tag: str) -> Piece:
    """Return what every route says of itself; its reply is already written, so nothing checks it again."""
    return {
        "summary": summary,
        "description": description or summary,
        "tags": [tag],
        "response_model": None,
        "response_description": descriptions.DONE,
    }


def takes(shape: type[BaseModel], *, example: Piece) -> Piece:
    """Describe the JSON that a route reads."""
    content = {"schema": {"$ref": _REFERENCE.format(model=shape.__name__)}, "example": example}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def replies(
    shape: type[BaseModel] | None, *problems: int, has_events: bool = False
) -> dict[int | str, Piece]:
    """Describe what a route gives.

    Args:
        shape: of its JSON; None: it gives plain text.
        problems: HTTP statuses of its problem documents.
        has_events: whether it may also give a stream of events.
    """
    given: Piece = {"description": descriptions.DONE}
    if shape is not None:
        given["model"] = shape
    else:
        given["content"] = {"text/plain": {"schema": {"type": "string"}}}
    if has_events:
        schema = {"type": "string", "description": descriptions.EVENT_STREAM}
        given["content"] = {stream.MEDIA_TYPE: {"schema": schema}}
    return {200: given, **{status: _problem(status) for status in problems}}


def _problem(status: int) -> Piece:
    schema = {"$ref": _REFERENCE.format(model=Problem.__name__)}
    described: Piece = {
        "description": descriptions.PROBLEMS[status],
        "content": {PROBLEM_MEDIA_TYPE: {"schema": schema}},
    }
    if status == 429:
        integer = {"type": "integer", "minimum": 1}
        described["headers"] = {
            "Retry-After": {"description": descriptions.RETRY_AFTER, "required": True, "schema": integer}
        }
    return described


def describe_api(app: FastAPI) -> Piece:
    """Return the OpenAPI document of the app's own routes, without the address it is served under."""
    document = get_openapi(
        title=descriptions.TITLE, version=API_VERSION, description=descriptions.LEAD, routes=app.routes
    )
    _, own = models_json_schema([(shape, "validation") for shape in _OWN_SHAPES], ref_template=_REFERENCE)
    shapes = document["components"]["schemas"]
    shapes |= own["$defs"]
    # FastAPI describes its own errors wherever a route has parameters; ours are problem documents.
    for name in ("HTTPValidationError", "ValidationError"):
        shapes.pop(name, None)
    for methods in document["paths"].values():
        for described in methods.values():
            if "application/json" in described["responses"].get("422", {}).get("content", {}):
                del described["responses"]["422"]
    return document
