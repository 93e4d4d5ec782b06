"""Reads a request's JSON in bounded memory, and turns mistakes into French refusals."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request

from assistant.api.bodies import TOO_LONG, WRONG_VALUE
from assistant.cleaning import clean_text
from assistant.problems import FieldProblem, RequestRefusedError
from assistant.texts_fr import api as texts

MAX_BODY_BYTES = 1_000_000
_MAX_FIELD_PROBLEMS = 10
_FIELD_MAX_CHARS = 100
# The shape is right and the value is not; every other mistake in a body is one of shape.
_VALUE_MISTAKES = {TOO_LONG, WRONG_VALUE, "enum"}
# Their message is already a French sentence.
_OWN_MISTAKES = {WRONG_VALUE, TOO_LONG}

Body = TypeVar("Body", bound=BaseModel)


async def read_body(request: Request, shape: type[Body]) -> Body:
    """Read the JSON of a request.

    Args:
        request: not yet read.
        shape: what is expected, strict.

    Raises:
        RequestRefusedError: 400 for what is no JSON of this shape, 413 for what is too long, 422 for a
            value that cannot be used.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise RequestRefusedError(texts.WRONG_MEDIA_TYPE, status=400)
    content = await _read_bounded(request)
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        mistakes = error.errors(include_url=False, include_input=False)
        raise body_refusal(mistakes) from error


async def _read_bounded(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    content = bytearray()
    if not (declared.isdecimal() and int(declared[:20]) > MAX_BODY_BYTES):
        async for piece in request.stream():
            content += piece
            if len(content) > MAX_BODY_BYTES:
                break
        else:
            return bytes(content)
    raise RequestRefusedError(texts.LARGE_BODY.format(limit=MAX_BODY_BYTES), status=413)


def body_refusal(mistakes: Sequence[ErrorDetails]) -> RequestRefusedError:
    """Make the refusal of a body from what pydantic found: 400 for its shape, else 422, else 413."""
    kinds = {mistake["type"] for mistake in mistakes}
    if "json_invalid" in kinds:
        return RequestRefusedError(texts.INVALID_JSON, status=400)
    return _refusal(mistakes, other_status=422 if kinds <= _VALUE_MISTAKES else 400)


def query_refusal(mistakes: Sequence[ErrorDetails]) -> RequestRefusedError:
    """Make the refusal of an address's query from what pydantic found: 422, or 413 for length alone."""
    return _refusal(mistakes, other_status=422)


def _refusal(mistakes: Sequence[ErrorDetails], *, other_status: int) -> RequestRefusedError:
    # What is too long is right in every other way: a wrong shape or value comes first.
    others = [mistake for mistake in mistakes if mistake["type"] != TOO_LONG]
    status = other_status if others else 413
    first = (others or mistakes)[0]
    problems = tuple(_field_problem(mistake) for mistake in mistakes[:_MAX_FIELD_PROBLEMS])
    detail = _field_problem(first).detail
    if first["type"] not in _OWN_MISTAKES:
        detail = texts.FIELD.format(field=_field_problem(first).field, reason=detail)
    return RequestRefusedError(detail, status=status, errors=problems)


def _field_problem(mistake: ErrorDetails) -> FieldProblem:
    steps = [str(step) for step in mistake["loc"] if step != "query"]
    field = clean_text(".".join(steps), max_chars=_FIELD_MAX_CHARS) or texts.WHOLE_BODY
    if mistake["type"] in _OWN_MISTAKES:
        return FieldProblem(field=field, detail=mistake["msg"])
    sentence = texts.MISTAKES.get(mistake["type"], texts.OTHER_MISTAKE)
    # Pydantic lists what it expects in English: "'up' or 'down'".
    bounds = {name: str(value).replace(" or ", " ou ") for name, value in mistake.get("ctx", {}).items()}
    return FieldProblem(field=field, detail=sentence.format(**bounds))
