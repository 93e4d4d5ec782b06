"""What the interface takes: strict shapes, and the records made from them."""

import re
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from assistant.answering.conversation import MAX_HISTORY_TURNS, MAX_QUESTION_CHARS
from assistant.cleaning import clean_text
from assistant.dialogue import AskRequest, EngineChoice, Filters, Role, Turn
from assistant.domain import Kind
from assistant.feedback import Feedback, FeedbackReason, Rating
from assistant.texts_fr import answers as answer_texts
from assistant.texts_fr import api as texts
from assistant.texts_fr import api_description as descriptions

MAX_COMMENT_CHARS = 1_000
MAX_SEARCH_LIMIT = 100
DEFAULT_SEARCH_LIMIT = 10
# Kinds of mistake that are ours: their message is already a French sentence.
TOO_LONG = "too_long"
WRONG_VALUE = "wrong_value"

# What is repeated of a wrong value.
_SHOWN_CHARS = 40
# Something to read in one of the scripts in use: no space, no mark, nothing invisible.
_VISIBLE = (
    r"[!-~\u00A1-\u00AC\u00AE-\u02FF\u0370-\u0613\u061E-\u115E\u1161-\u17B3\u17B6-\u180A\u1810-\u1FFF"
    r"\u3041-\u3163\u3165-\uD7FF]"
)
_NO_NUL = r"[^\u0000]*"
_SOMETHING_VISIBLE = re.compile(_VISIBLE)
_QUESTION_PATTERN = f"^{_NO_NUL}{_VISIBLE}{_NO_NUL}$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_JURISDICTION_PATTERN = "^[A-Za-z]{2,3}$"
_ANSWER_ID_PATTERN = "^[0-9a-f]{32}$"
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)


def _mistake(kind: str, message: str) -> PydanticCustomError:
    # What a user typed may hold braces: it goes in as a value, not into the template.
    return PydanticCustomError(kind, "{message}", {"message": message})


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise _mistake(WRONG_VALUE, texts.NUL_CHARACTER)
    return text


def _question(text: str) -> str:
    if len(text) > MAX_QUESTION_CHARS:
        message = answer_texts.LONG_QUESTION.format(limit=MAX_QUESTION_CHARS, length=len(text))
        raise _mistake(TOO_LONG, message)
    if not _SOMETHING_VISIBLE.search(text):
        raise _mistake(WRONG_VALUE, answer_texts.EMPTY_QUESTION)
    return _without_nul(text)


def _history(turns: "list[TurnBody]") -> "list[TurnBody]":
    if len(turns) > MAX_HISTORY_TURNS:
        message = answer_texts.LONG_HISTORY.format(limit=MAX_HISTORY_TURNS, length=len(turns))
        raise _mistake(TOO_LONG, message)
    return turns


def _comment(text: str) -> str:
    if len(text) > MAX_COMMENT_CHARS:
        raise _mistake(TOO_LONG, texts.LONG_COMMENT.format(limit=MAX_COMMENT_CHARS, length=len(text)))
    return _without_nul(text)


def _day(value: object) -> object:
    # Pydantic would also take a number of seconds, Python a date without dashes.
    if not isinstance(value, str):
        return value
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # a day that no calendar has
    raise _mistake(WRONG_VALUE, answer_texts.WRONG_DATE.format(value=value[:_SHOWN_CHARS]))


def _jurisdiction(value: str) -> str:
    if not re.fullmatch(_JURISDICTION_PATTERN, value):
        raise _mistake(WRONG_VALUE, answer_texts.WRONG_JURISDICTION.format(value=value[:_SHOWN_CHARS]))
    return value.upper()


def _answer_id(value: str) -> str:
    if not re.fullmatch(_ANSWER_ID_PATTERN, value):
        raise _mistake(WRONG_VALUE, texts.WRONG_ANSWER_ID)
    return value


def _integer(value: object) -> object:
    # Pydantic would also take "1.0" and "1_0" out of an address.
    if isinstance(value, str) and not _INTEGER.fullmatch(value):
        raise _mistake(WRONG_VALUE, texts.WRONG_INTEGER.format(value=value[:_SHOWN_CHARS]))
    return value


# Lengths stand in the descriptions: what exceeds them is 413, while a broken schema is 400 or 422.
QuestionText = Annotated[
    str, AfterValidator(_question), WithJsonSchema({"type": "string", "pattern": _QUESTION_PATTERN})
]
PlainText = Annotated[
    str, AfterValidator(_without_nul), WithJsonSchema({"type": "string", "pattern": f"^{_NO_NUL}$"})
]
CommentText = Annotated[
    str, AfterValidator(_comment), WithJsonSchema({"type": "string", "pattern": f"^{_NO_NUL}$"})
]
Day = Annotated[date, BeforeValidator(_day)]
JurisdictionCode = Annotated[
    str,
    AfterValidator(_jurisdiction),
    WithJsonSchema({"type": "string", "pattern": _JURISDICTION_PATTERN}),
]
AnswerId = Annotated[
    str, AfterValidator(_answer_id), WithJsonSchema({"type": "string", "pattern": _ANSWER_ID_PATTERN})
]


# What the description lists: « llm » is understood, and refused as long as no model can be configured.
_LISTED_ENGINES = [EngineChoice.AUTO.value, EngineChoice.EXTRACTIVE.value]
Engine = Annotated[EngineChoice, WithJsonSchema({"type": "string", "enum": _LISTED_ENGINES})]


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TurnBody(_Body):
    """One message of a conversation."""

    role: Role = Field(description=descriptions.ROLE)
    content: PlainText = Field(description=descriptions.CONTENT)


class FiltersBody(_Body):
    """Limits on the documents."""

    jurisdiction: JurisdictionCode | None = Field(default=None, description=descriptions.JURISDICTION)
    on_date: Day | None = Field(default=None, description=descriptions.ON_DATE)
    kind: list[Kind] | None = Field(default=None, description=descriptions.KIND)


class AskBody(_Body):
    """A question, with what came before it and limits on the documents."""

    question: QuestionText = Field(description=descriptions.QUESTION)
    history: Annotated[list[TurnBody], AfterValidator(_history)] | None = Field(
        default=None, description=descriptions.HISTORY
    )
    filters: FiltersBody | None = Field(default=None, description=descriptions.FILTERS)
    engine: Engine | None = Field(default=None, description=descriptions.ENGINE)

    def request(self) -> AskRequest:
        """Return the record that the service takes."""
        filters = self.filters or FiltersBody()
        return AskRequest(
            text=self.question,
            filters=_filters(filters.jurisdiction, filters.on_date, filters.kind),
            history=tuple(Turn(role=turn.role, content=turn.content) for turn in self.history or ()),
            engine=self.engine or EngineChoice.AUTO,
        )


class SearchParameters(BaseModel):
    """The query of a plain search."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: QuestionText = Field(description=descriptions.SEARCH_TEXT, examples=[descriptions.EXAMPLE_SEARCH])
    k: Annotated[int, BeforeValidator(_integer)] = Field(
        default=DEFAULT_SEARCH_LIMIT, ge=1, le=MAX_SEARCH_LIMIT, description=descriptions.LIMIT
    )
    jurisdiction: JurisdictionCode | None = Field(default=None, description=descriptions.JURISDICTION)
    on_date: Day | None = Field(default=None, description=descriptions.ON_DATE)
    kind: list[Kind] = Field(default=[], description=descriptions.KIND)

    def filters(self) -> Filters:
        """Return the record that the service takes."""
        return _filters(self.jurisdiction, self.on_date, self.kind)


class FeedbackBody(_Body):
    """What a reader says of an answer."""

    answer_id: AnswerId = Field(description=descriptions.ANSWER_ID)
    rating: Rating = Field(description=descriptions.RATING)
    reason: FeedbackReason | None = Field(default=None, description=descriptions.REASON)
    comment: CommentText | None = Field(default=None, description=descriptions.COMMENT)

    def has_comment(self) -> bool:
        """Tell whether there is free text."""
        return self._cleaned_comment() is not None

    def feedback(self, *, with_comment: bool) -> Feedback:
        """Return the record to keep; without free text where the operator does not want any."""
        return Feedback(
            answer_id=self.answer_id,
            rating=self.rating,
            reason=self.reason,
            comment=self._cleaned_comment() if with_comment else None,
        )

    def _cleaned_comment(self) -> str | None:
        return clean_text(self.comment or "", max_chars=MAX_COMMENT_CHARS).strip() or None


def _filters(jurisdiction: str | None, on_date: date | None, kinds: list[Kind] | None) -> Filters:
    return Filters(jurisdiction=jurisdiction, on_date=on_date, kinds=frozenset(kinds or ()))
