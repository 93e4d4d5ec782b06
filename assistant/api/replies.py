"""What the interface gives beyond the shapes that every door shares."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.domain import Document, Passage
from assistant.feedback import Feedback
from assistant.rendering.document_shapes import DocumentShape, document_shape
from assistant.texts_fr import api as texts


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class PassageReply(_Reply):
    """A passage of a document: `text` is the document's text from `start` to `end`, end excluded."""

    passage_id: str
    locator: str | None
    page: int | None
    start: int
    end: int
    text: str


class DocumentReply(DocumentShape):
    """`GET /api/v1/sources/{document_id}`: a document with its text and its passages."""

    path: str
    stale_reason: str | None
    text: str
    passages: tuple[PassageReply, ...]


class FeedbackReply(_Reply):
    """`POST /api/v1/feedback`: what was kept."""

    answer_id: str
    rating: Literal["up", "down"]
    comment: Literal["kept", "dropped"] | None
    message: str


class HealthReply(_Reply):
    """`GET /healthz`."""

    status: Literal["ok"] = "ok"


class ReadyReply(_Reply):
    """`GET /readyz`: the build that serves."""

    status: Literal["ready"] = "ready"
    build: str


def document_reply(document: Document, passages: tuple[Passage, ...]) -> DocumentReply:
    """Shape a document with its passages, in reading order."""
    return DocumentReply(
        **document_shape(document).model_dump(),
        path=document.path,
        stale_reason=document.stale_reason,
        text=document.text,
        passages=tuple(map(PassageReply.model_validate, passages)),
    )


def feedback_reply(feedback: Feedback, *, had_comment: bool) -> FeedbackReply:
    """Say what was kept of a reader's words."""
    is_dropped = had_comment and feedback.comment is None
    kept = "kept" if feedback.comment else None
    return FeedbackReply(
        answer_id=feedback.answer_id,
        rating=feedback.rating.value,
        comment="dropped" if is_dropped else kept,
        message=texts.FEEDBACK_WITHOUT_COMMENT if is_dropped else texts.FEEDBACK_RECORDED,
    )
