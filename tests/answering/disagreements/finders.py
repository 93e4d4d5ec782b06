"""A finder over small documents, and what two sentences say against one another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.disagreements.act_dates import ActDates
from assistant.answering.disagreements.comparing import Disagreement
from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.disagreements.stated import Stated, Words, state
from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.premises.record import ReviewedPremise
from assistant.answering.premises.wording import compile_pattern
from assistant.answering.vocabulary import Vocabulary
from assistant.domain import Document, Kind, Library, Passage, Span, Version
from assistant.sentences import split_sentences
from tests.answering.lay_words import lay_language_over
from tests.records import document, passage

# A text whose day is known, and one that is only numbered.
THIOLLIERE = "loi n° 2007-147 du 2 février 2007"
BACKGROUND = tuple(
    f"Le sujet numéro {number} parle de voirie, de stationnement et de bibliothèque." for number in range(30)
)
LATER = date(2020, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Documents of one passage each, as a build would hold them."""

    documents: dict[str, Document] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def add(
        self, text: str, *, name: str = "", kind: Kind = Kind.GUIDE, **fields: object
    ) -> tuple[Document, Passage]:
        """Put a document of one passage on the shelf, checked on a day of its own unless said."""
        name = name or f"document-{len(self.documents)}"
        defaults: dict[str, object] = {"checked_on": date(2001, 1, 1 + len(self.documents)), "title": "Fiche"}
        made = document(name, kind=kind, text=text, **(defaults | fields))
        whole = passage(text, document_id=name, quotable_spans=tuple(split_sentences(text)))
        self.documents[name] = made
        self.passages[whole.passage_id] = whole
        return made, whole

    def library(self) -> Library:
        """Return all that stands on it."""
        passages = self.passages.values()
        return Library(
            documents=self.documents,
            passages=self.passages,
            passages_of={
                name: tuple(one for one in passages if one.document_id == name) for name in self.documents
            },
        )

    def words(self) -> Words:
        """Return what reads words over the shelf, beside texts about other things."""
        texts = (*BACKGROUND, *(one.text for one in self.passages.values()))
        vocabulary = Vocabulary(texts)
        stand_ins = lay_language_over(texts).stand_ins
        return Words(terms=vocabulary.terms, stand_ins=stand_ins, weight=vocabulary.weight)

    def premises(self, reviewed: Sequence[ReviewedPremise] = ()) -> PremiseChecker:
        """Return what knows reviewed errors, corrected on the shelf."""
        return PremiseChecker(tuple(reviewed), self.library())

    def finder(self, reviewed: Sequence[ReviewedPremise] = ()) -> DisagreementFinder:
        """Return the finder over the shelf."""
        return DisagreementFinder(self.library(), words=self.words(), premises=self.premises(reviewed))

    def stated(self, text: str, **fields: object) -> Stated:
        """Return the one sentence of a new document, as it is read."""
        made, whole = self.add(text, **fields)  # type: ignore[arg-type]
        return state(
            Span(start=0, end=len(text)),
            whole,
            made,
            words=self.words(),
            act_dates=ActDates(self.documents.values()),
        )


def between(one: str, other: str, *, asked: str, **fields: object) -> tuple[Disagreement, ...]:
    """Return what two documents disagree about; `fields` are those of the second."""
    shelf = Shelf()
    found = (shelf.add(one), shelf.add(other, **fields))  # type: ignore[arg-type]
    return shelf.finder().between(found, asked=asked)


def premise(name: str, pattern: str, *, corrected_by: str, quote: str) -> ReviewedPremise:
    """Return a reviewed error with one way of stating it."""
    return ReviewedPremise(
        premise_id=name,
        patterns=(compile_pattern(pattern),),
        about=(),
        unless=(),
        answers_whether=True,
        corrected_by=corrected_by,
        quote=quote,
    )


def version(start: date | None, end: date | None) -> Version:
    """Return a wording with its bounds."""
    return Version(in_force_from=start, in_force_to=end)
