"""Chooses the questions to suggest after an answer: near to its subject, neither asked nor answered yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answering.partner_countries import is_about_another_country
from assistant.answering.told import statements_told
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, Question, Role, Source, Statement
from assistant.domain import Document, Kind, Library
from assistant.filtering import entry_matches

# Suggestions of one answer.
MAX_SUGGESTIONS = 3
# Documents that a refusal names, and that alone lend it a suggestion.
_REFUSAL_DOCUMENTS = 3
# Share of a suggestion's terms from which another question asks the same.
_ASKED_SHARE = 0.6
# Share of a suggestion's terms from which a sentence has told it already.
_TOLD_SHARE = 0.9
# What nearness is made of: place in the evidence, words of the question, rare references shared, folder.
_EVIDENCE_WEIGHT, _WORDS_WEIGHT, _REFERENCE_WEIGHT, _FOLDER_WEIGHT = 1.0, 0.5, 0.5, 0.2
# How much less each document of the evidence is near than the one before it.
_EVIDENCE_STEP = 0.06
# A reference that more documents share says nothing of their nearness.
_REFERENCE_DOCUMENTS = 30
# Opening of a sentence by which it is found again in the document that it was quoted from.
_OPENING_CHARS, _MIN_OPENING_CHARS = 60, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suggestion:
    """A question of the list with its telling terms."""

    text: str
    terms: frozenset[str]
    # Sheets on the countries that it names.
    countries: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a conversation has asked and told so far, its last answer included."""

    # All questions, and the titles that the last answer cites.
    words: str
    # Telling terms of each question; terms of each statement of the last answer.
    asked: tuple[frozenset[str], ...]
    told: tuple[frozenset[str], ...]
    # Openings of the sentences that earlier answers quoted.
    quoted: tuple[str, ...]


class Suggestions:
    """The suggested questions of one build; made once, read-only afterwards, for any thread."""

    def __init__(
        self, questions: Mapping[str, Sequence[str]], *, library: Library, vocabulary: Vocabulary
    ) -> None:
        """Look at the documents that have questions once.

        Args:
            questions: document id → questions that it answers, best first; ids of no document are left out.
            library: the documents of the build.
            vocabulary: its terms.
        """
        self._vocabulary = vocabulary
        self._documents = {one: library.documents[one] for one in questions if one in library.documents}
        countries = [one for one in library.documents.values() if one.kind is Kind.COUNTRY]
        self._suggestions = {
            one: tuple(
                _suggestion(text, vocabulary=vocabulary, countries=countries) for text in questions[one]
            )
            for one in self._documents
        }
        self._ids_by_reference: defaultdict[str, list[str]] = defaultdict(list)
        for document in self._documents.values():
            for reference in _references(document):
                self._ids_by_reference[reference].append(document.document_id)

    def after(
        self, evidence: Evidence, statements: Sequence[Statement], sources: Sequence[Source]
    ) -> tuple[str, ...]:
        """Return at most three questions to go on with, each of another document, nearest first.

        None is of a document that the answer cites or that an earlier answer quotes, nor says again what was
        asked in the conversation or what a statement tells, nor names a country not spoken of. After a
        refusal they come from the documents that it names, where they share a word with what was asked.

        Args:
            evidence: what the answer rests on, with its question.
            statements: those that the guard has let pass; none for a refusal.
            sources: the passages that they cite.
        """
        question = evidence.question
        cited = {source.document.document_id: source.document for source in sources}
        near = self._near(evidence, cited) if cited else _first_documents(evidence)[:_REFUSAL_DOCUMENTS]
        said = _Said(
            words=" ".join((*_asked(question), *(one.title for one in cited.values()))).replace("-", " "),
            asked=tuple(map(self._vocabulary.wanted_terms, _asked(question))),
            told=tuple(self._vocabulary.terms(statement.text) for statement in statements),
            quoted=_quoted(question),
        )
        chosen: list[_Suggestion] = []
        for document in filter(None, map(self._documents.get, near)):
            if len(chosen) == MAX_SUGGESTIONS:
                break
            if not _is_kept(document, question) or any(one in document.text for one in said.quoted):
                continue
            listed = self._suggestions[document.document_id]
            fitting = (one for one in listed if self._fits(one, said, chosen))
            chosen.extend(islice(fitting, 1))
        return tuple(one.text for one in chosen)

    def _near(self, evidence: Evidence, cited: Mapping[str, Document]) -> list[str]:
        """Return the ids of documents near to an answer, nearest first, without those that it cites."""
        nearness: defaultdict[str, float] = defaultdict(float)
        for place, document_id in enumerate(_first_documents(evidence)):
            nearness[document_id] = _EVIDENCE_WEIGHT * max(0.0, 1 - _EVIDENCE_STEP * place)
        for reference in {one for document in cited.values() for one in _references(document)}:
            sharing = self._ids_by_reference.get(reference, ())
            if len(sharing) <= _REFERENCE_DOCUMENTS:
                for document_id in sharing:
                    nearness[document_id] += _REFERENCE_WEIGHT / len(sharing)
        folders = {_folder(document) for document in cited.values()}
        wanted = self._vocabulary.wanted_terms(evidence.question.standalone_text)
        near = [self._documents[one] for one in nearness if one in self._documents and one not in cited]
        for document in near:
            words = self._vocabulary.coverage(wanted, self._vocabulary.terms(document.title))
            nearness[document.document_id] += _WORDS_WEIGHT * words
            nearness[document.document_id] += _FOLDER_WEIGHT * (_folder(document) in folders)
        return sorted((one.document_id for one in near), key=lambda one: (-nearness[one], one))

    def _fits(self, suggestion: _Suggestion, said: _Said, chosen: Iterable[_Suggestion]) -> bool:
        """Tell whether a suggestion says something new, and of no country but those spoken of."""
        other_countries = [is_about_another_country(one, said.words) for one in suggestion.countries]
        if other_countries and all(other_countries):
            return False
        if not said.told and not any(suggestion.terms & one for one in said.asked):
            return False
        coverage = self._vocabulary.coverage
        asked = (*said.asked, *(one.terms for one in chosen))
        return all(coverage(suggestion.terms, one) < _ASKED_SHARE for one in asked) and all(
            coverage(suggestion.terms, one) < _TOLD_SHARE for one in said.told
        )


def _suggestion(text: str, *, vocabulary: Vocabulary, countries: Iterable[Document]) -> _Suggestion:
    words = text.replace("-", " ")
    named = tuple(one for one in countries if not is_about_another_country(one, words))
    return _Suggestion(text=text, terms=vocabulary.wanted_terms(text), countries=named)


def _is_kept(document: Document, question: Question) -> bool:
    return entry_matches(document.kind, document.jurisdiction, document.version, question.filters)


def _first_documents(evidence: Evidence) -> list[str]:
    return list(dict.fromkeys(found.document.document_id for found in evidence.passages))


def _references(document: Document) -> frozenset[str]:
    own = () if document.reference is None else (document.reference,)
    return frozenset((*own, *document.references))


def _folder(document: Document) -> str:
    return document.path.rpartition("/")[0]


def _asked(question: Question) -> Iterator[str]:
    yield from (question.standalone_text, question.text)
    yield from (turn.content for turn in question.history if turn.role is Role.USER)


def _quoted(question: Question) -> tuple[str, ...]:
    """Return the openings of the sentences that earlier answers told, as their documents have them."""
    return tuple(
        sentence[:_OPENING_CHARS]
        for turn in question.history
        if turn.role is Role.ASSISTANT
        for sentence in statements_told(turn.content)
        if len(sentence) >= _MIN_OPENING_CHARS
    )
