"""RFC 9457 problem documents: what every error of the HTTP interface looks like."""

import logging
import secrets
from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel
from starlette.responses import Response

from assistant.errors import AssistantError, http_status
from assistant.texts_fr import api as texts

MEDIA_TYPE = "application/problem+json"
_PATH_MAX_CHARS = 200
_log = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    """A mistake in one field of a request."""

    field: str
    detail: str


class Problem(BaseModel):
    """A problem document."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    # This very problem and its mend, in French.
    detail: str
    # Path that was asked for.
    instance: str
    errors: tuple[FieldProblem, ...] = ()


class RequestRefusedError(AssistantError):
    """A request that the interface does not take."""

    def __init__(
        self,
        detail: str,
        *,
        status: int,
        errors: tuple[FieldProblem, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Say why, in French.

        Args:
            detail: this very problem and its mend.
            status: HTTP status of the reply.
            errors: the mistakes, field by field, where they are known.
            headers: what the reply carries besides, such as `Retry-After`.
        """
        super().__init__(detail)
        self.status = status
        self.errors = errors
        self.headers = headers or {}


def problem_of(error: Exception, path: str) -> Problem:
    """Describe an error; an unexpected one is logged under a reference and keeps its internals to itself.

    Args:
        error: any error; the most telling are `AssistantError` and its branches.
        path: the path that was asked for.
    """
    if isinstance(error, RequestRefusedError):
        return problem(path, status=error.status, detail=str(error), errors=error.errors)
    if isinstance(error, AssistantError):
        return problem(path, status=http_status(error), detail=str(error))
    reference = secrets.token_hex(4)
    _log.error("request failed, reference %s", reference, exc_info=error)
    return problem(path, status=500, detail=texts.UNEXPECTED.format(reference=reference))


def problem(path: str, *, status: int, detail: str, errors: tuple[FieldProblem, ...] = ()) -> Problem:
    """Make a problem document; its title follows the status."""
    title = texts.TITLES.get(status, texts.OTHER_TITLE)
    return Problem(title=title, status=status, detail=detail, instance=quote(path), errors=errors)


def not_found(path: str) -> Problem:
    """Describe an unknown path."""
    return problem(path, status=404, detail=texts.NOT_FOUND.format(path=path[:_PATH_MAX_CHARS]))


def problem_json(document: Problem, *, headers: Mapping[str, str] | None = None) -> Response:
    """Send a problem document; an empty list of field errors is left out."""
    content = document.model_dump_json(exclude=set() if document.errors else {"errors"})
    return Response(content, status_code=document.status, headers=headers, media_type=MEDIA_TYPE)
