"""Ready records for tests, each field overridable."""

from datetime import date

from assistant.dialogue import Evidence, EvidencePassage, Filters, Question
from assistant.domain import Document, Kind, Passage, Span, Version, Wording, authority_of

TODAY = date(2026, 11, 22)


def document(
    document_id: str = "guide", *, kind: Kind = Kind.GUIDE, text: str = "", **fields: object
) -> Document:
    defaults: dict[str, object] = {
        "path": f"{document_id}.md",
        "title": f"Titre de {document_id}",
        "authority": authority_of(kind),
        "wording": Wording.SUMMARY,
        "reference": None,
        "former_numbers": (),
        "references": (),
        "version": Version(),
        "jurisdiction": "FR",
        "checked_on": TODAY,
        "language": "fr",
        "url": None,
        "publisher": None,
        "licence": None,
        "source_urls": (),
        "blocks": (),
        "content_hash": "0" * 64,
    }
    return Document(document_id=document_id, kind=kind, text=text, **(defaults | fields))  # type: ignore[arg-type]


def passage(text: str, *, document_id: str = "guide", position: int = 0, **fields: object) -> Passage:
    """A passage whose whole text is one quotable span unless `quotable_spans` says otherwise."""
    defaults: dict[str, object] = {
        "passage_id": f"{document_id}.{position}",
        "start": 0,
        "end": len(text),
        "heading_path": (),
        "locator": None,
        "page": None,
        "quotable_spans": (Span(start=0, end=len(text)),),
    }
    return Passage(document_id=document_id, position=position, text=text, **(defaults | fields))  # type: ignore[arg-type]


def found(text: str, *, score: float = 1.0, of: Document | None = None, **fields: object) -> EvidencePassage:
    origin = of or document()
    one = passage(text, document_id=origin.document_id, **fields)  # type: ignore[arg-type]
    return EvidencePassage(passage=one, document=origin, score=score)


def question(
    text: str = "Que dit la loi ?", *, as_of: date = TODAY, filters: Filters | None = None
) -> Question:
    return Question(text=text, standalone_text=text, as_of=as_of, filters=filters or Filters())


def evidence(*passages: EvidencePassage, asked: Question | None = None) -> Evidence:
    return Evidence(question=asked or question(), passages=passages)
