"""A guide explains; what it calls obligatory or forbidden has to stand on a text that the reader can open."""

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.named_texts import NamedTexts
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import EvidencePassage
from assistant.domain import Authority, Document, Library, Passage, Span
from assistant.legal_references import find_references
from assistant.tokens import fold

# Words that bind, in folded text.
_BINDS = re.compile(
    r"\b(?:obligatoires?|obligations?|obligent?|interdit(?:e|s|es|ion|ions)?|interdisent|doi(?:t|vent)"
    r"|devra(?:it|ient)?|devront|il faut|tenue?s? de|exig(?:e|ent|ee?s?)|impos(?:e|ent|ee?s?)"
    r"|(?:ne|n') ?peu(?:t|vent)|prohib\w+|illeg\w+)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The words of a legal text on which an obligation stands."""

    found: EvidencePassage
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligations:
    """Finds the texts that obligations stand on, over one open build."""

    library: Library
    vocabulary: Vocabulary
    named_texts: NamedTexts

    def may_state(self, text: str, found: EvidencePassage, *, as_of: date) -> bool:
        """Tell whether a sentence of a passage may be shown, as far as obligations go.

        It may where it obliges to nothing, where its document is a text or a decision, where a text of the
        library carries it, or where it names its text, which the reader can then look up.

        Args:
            text: the sentence.
            found: the passage it stands in.
            as_of: the day whose law is asked for.
        """
        return (
            not needs_basis(text, found.document)
            or bool(find_references(f"{text}\n{found.passage.text}"))
            or self.basis_of(text, found, as_of=as_of) is not None
        )

    def basis_of(self, text: str, found: EvidencePassage, *, as_of: date) -> Basis | None:
        """Return the words of the text that carries an obligation told by a guide; None where none is needed.

        The text is the first that the sentence refers to; else the passage, else the document.
        """
        if not needs_basis(text, found.document):
            return None
        cited = "\n".join(found.document.references)
        for where in (text, found.passage.text, cited):
            told = replace(found.passage, text=where)
            for document in self.named_texts.referred_in(told, as_of=as_of):
                if document.authority < Authority.GUIDE:
                    return self._nearest_words(text, document)
        return None

    def _nearest_words(self, text: str, document: Document) -> Basis | None:
        wanted = self.vocabulary.terms(text)

        def shared(place: tuple[Passage, Span]) -> float:
            passage, span = place
            return self.vocabulary.coverage(
                wanted, self.vocabulary.terms(passage.text[span.start : span.end])
            )

        places = [
            (passage, span)
            for passage in self.library.passages_of.get(document.document_id, ())
            for span in passage.quotable_spans
        ]
        if not places:
            return None
        passage, span = max(places, key=shared)
        return Basis(found=EvidencePassage(passage=passage, document=document, score=0.0), span=span)


def needs_basis(text: str, document: Document) -> bool:
    """Tell whether a sentence obliges or forbids, and its document alone cannot."""
    return document.authority >= Authority.GUIDE and _BINDS.search(fold(text)) is not None
