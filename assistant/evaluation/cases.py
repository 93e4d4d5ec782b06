"""Evaluation cases: one question a line, with what a right answer holds."""

import json
import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from assistant.dialogue import AskRequest, EngineChoice, Filters, Role, Turn
from assistant.domain import Kind
from assistant.errors import EvaluationError
from assistant.texts_fr import evaluation as texts


class Expectation(StrEnum):
    """What a right answer does."""

    ANSWER = "answer"
    REFUSE = "refuse"
    REFUSE_OR_CAVEAT = "refuse_or_caveat"


class Split(StrEnum):
    """Whether a question may be tuned on."""

    TUNED = "tuned"
    HELD = "held"


def _checked_pattern(pattern: str) -> str:
    try:
        re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(texts.BAD_PATTERN.format(pattern=pattern, reason=error)) from error
    return pattern


_Pattern = Annotated[str, AfterValidator(_checked_pattern)]


class _CaseTurn(BaseModel):
    model_config = ConfigDict(frozen=True)

    role: Role
    content: str


class _CaseFilters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    jurisdiction: str | None = None
    on_date: date | None = None
    kind: tuple[Kind, ...] = ()


class Case(BaseModel):
    """One question of an evaluation file."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    question: str
    expect: Expectation
    # Regular expressions, without case, on the answer's text after folding of typography.
    must_include: tuple[_Pattern, ...] = ()
    must_not_include: tuple[_Pattern, ...] = ()
    # Each matches title, reference, references, locator and excerpt of at least one cited source.
    must_cite: tuple[_Pattern, ...] = ()
    category: str = ""
    # Ids or paths; empty: a passage is relevant when it matches a must_cite and a must_include.
    gold_documents: tuple[str, ...] = ()
    history: tuple[_CaseTurn, ...] = ()
    filters: _CaseFilters = _CaseFilters()
    split: Literal[Split.TUNED, Split.HELD] = Split.TUNED

    def request(self) -> AskRequest:
        """Return the question as a door would put it."""
        return AskRequest(
            text=self.question,
            filters=Filters(
                jurisdiction=self.filters.jurisdiction,
                on_date=self.filters.on_date,
                kinds=frozenset(self.filters.kind),
            ),
            history=tuple(Turn(role=turn.role, content=turn.content) for turn in self.history),
            engine=EngineChoice.AUTO,
        )


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a file of questions, one JSON object a line; blank lines do not count.

    Raises:
        EvaluationError: if the file cannot be read, is empty, or a line is wrong; it names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(texts.UNREADABLE.format(path=path, reason=type(error).__name__)) from error
    cases = tuple(_case(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if not cases:
        raise EvaluationError(texts.EMPTY.format(path=path))
    return cases


def _case(path: Path, number: int, line: str) -> Case:
    try:
        return Case.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        reason = texts.NOT_JSON.format(column=error.colno)
        raise EvaluationError(texts.BAD_LINE.format(path=path, line=number, reason=reason)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EvaluationError(
            texts.BAD_LINE.format(path=path, line=number, reason=f"{where} : {first['msg']}")
        ) from error
