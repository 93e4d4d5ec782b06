"""Search both indexes, fuse, put named texts first, fold near-duplicates: a question becomes evidence."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from assistant.answering.evidence_order import fold_duplicates, name_first, with_referred_articles
from assistant.answering.named_texts import NamedTexts
from assistant.answering.partner_countries import is_about_another_country
from assistant.answering.ranking import Ranker
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence, EvidencePassage, Filters, Hit, Question, Ranking, SearchQuery
from assistant.domain import Library
from assistant.filtering import entry_matches
from assistant.protocols import DocumentFinder, Embedder, PassageIndex
from assistant.question_words import Language

# Hits asked of each index before fusion.
LEG_LIMIT = 50
# Documents found by the questions they answer.
DOCUMENTS_LIMIT = 30
# What the first passage of such a document gets of its score, when another one was found.
_FIRST_PASSAGE_SHARE = 0.5
# Passages handed to the engine, besides the articles that they bring along.
EVIDENCE_LIMIT = 16
# Share of the dense leg in the fused score; the rest is lexical.
DENSE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """What a question is searched with."""

    library: Library
    vocabulary: Vocabulary
    named_texts: NamedTexts
    lexical: PassageIndex
    # None: built without vectors; the lexical leg answers alone.
    dense: PassageIndex | None
    # None: no model loads here; the lexical leg answers alone.
    embedder: Embedder | None
    # None: built without vectors.
    questions: DocumentFinder | None = None
    # Ranks articles of codes a second time; None: no code to speak of.
    ranker: Ranker | None = None


class HybridRetriever(BaseRetriever):
    """Dense and lexical search over one open build; LangChain's retriever, and ours with evidence."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    legs: SkipValidation[Legs]
    # Day and limits of a search started by LangChain's `invoke`.
    as_of: date
    filters: SkipValidation[Filters] = Filters()

    def retrieve(self, question: Question) -> Evidence:
        """Return the passages an answer may rest on, best first; none is an empty evidence."""
        started = time.perf_counter()
        vector = query_vector(_dense_text(question), self.legs)
        embedded = time.perf_counter()
        query = SearchQuery(text=_widened(question), vector=vector, filters=question.filters)
        lexical, dense = search_both(query, self.legs)
        found = name_first(
            rank_again(query, fuse_legs(lexical, dense), self.legs),
            question=question,
            library=self.legs.library,
            named_texts=self.legs.named_texts,
        )
        found = tuple(one for one in found if not is_about_another_country(one.document, _widened(question)))
        passages = fold_duplicates(found, vocabulary=self.legs.vocabulary, limit=EVIDENCE_LIMIT)
        passages = with_referred_articles(
            passages,
            question=question,
            library=self.legs.library,
            vocabulary=self.legs.vocabulary,
            named_texts=self.legs.named_texts,
        )
        held = {one.passage.passage_id for one in passages}
        return Evidence(
            question=question,
            passages=passages,
            also_found=tuple(one for one in found if one.passage.passage_id not in held),
            best_similarity=dense[0].score if dense else None,
            scope=self.legs.questions.margins(vector) if self.legs.questions and vector else None,
            embedder=self.legs.embedder.name if self.legs.embedder and vector else None,
            embed_ms=(embedded - started) * 1000,
            search_ms=(time.perf_counter() - embedded) * 1000,
        )

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        question = Question(text=query, standalone_text=query, as_of=self.as_of, filters=self.filters)
        return [_langchain_document(found) for found in self.retrieve(question).passages]


def _widened(question: Question) -> str:
    """Return the question with what the documents may say instead of its words."""
    return f"{question.standalone_text} {question.words.expansion_text}".rstrip()


def _dense_text(question: Question) -> str:
    # The model knows what French words mean; of an English question's it is less sure.
    return _widened(question) if question.words.language is Language.ENGLISH else question.standalone_text


def query_vector(text: str, legs: Legs) -> tuple[float, ...] | None:
    """Embed a question; None where there is no embedder, or no vectors to compare with."""
    if legs.dense is None or legs.embedder is None:
        return None
    return tuple(legs.embedder.embed_query(text))


def search_legs(query: SearchQuery, legs: Legs) -> Ranking:
    """Search both indexes and fuse what they find.

    Args:
        query: text, vector and filters; without a vector the lexical leg answers alone.
        legs: the open indexes.
    """
    return rank_again(query, fuse_legs(*search_both(query, legs)), legs)


def rank_again(query: SearchQuery, first: Ranking, legs: Legs) -> Ranking:
    """Rank once more, by what the first passages teach and by the questions that documents answer.

    Args:
        query: what was searched.
        first: what both indexes found together, best first.
        legs: the open indexes.
    """
    ranking = first
    if legs.ranker is not None and legs.ranker.teaches(first):
        second = legs.ranker.second_query(query, first)
        ranking = legs.ranker.lift(fuse_legs(*search_both(second, legs)), query)
    if legs.questions is None:
        return ranking
    documents = legs.questions.search(query, limit=DOCUMENTS_LIMIT)
    return lift_documents(ranking, documents, library=legs.library, filters=query.filters)


def search_both(query: SearchQuery, legs: Legs) -> tuple[Ranking, Ranking]:
    """Return the lexical and the dense ranking; the dense one is empty without vector or index."""
    lexical = legs.lexical.search(query, limit=LEG_LIMIT)
    if legs.dense is None or query.vector is None:
        return lexical, ()
    return lexical, legs.dense.search(query, limit=LEG_LIMIT)


def fuse_legs(lexical: Ranking, dense: Ranking) -> Ranking:
    """Fuse the two legs by their weights."""
    return fuse_rankings([(lexical, 1 - DENSE_WEIGHT), (dense, DENSE_WEIGHT)], limit=LEG_LIMIT)


def fuse_rankings(rankings: Sequence[tuple[Ranking, float]], *, limit: int) -> Ranking:
    """Merge several rankings into one by a weighted sum of their min-max scaled scores.

    Within a ranking the best hit counts 1 and the last 0.05; a passage that a ranking lacks gets 0 from it.
    Ties keep the order of the first ranking.

    Args:
        rankings: each with its weight, best hit first.
        limit: hits to keep, at least 1.

    Returns:
        At most `limit` hits, best first; scores compare only within this ranking.

    Raises:
        ValueError: if `limit` is below 1.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    totals: dict[str, float] = {}
    for ranking, weight in rankings:
        for passage_id, share in _scaled(ranking):
            totals[passage_id] = totals.get(passage_id, 0.0) + weight * share
    ordered = sorted(totals.items(), key=lambda item: -item[1])
    return tuple(Hit(passage_id=passage_id, score=score) for passage_id, score in ordered[:limit])


# What the last hit of a ranking keeps: found last is still more than not found.
_FLOOR = 0.05


def _scaled(ranking: Ranking) -> Iterable[tuple[str, float]]:
    if not ranking:
        return
    best, last = ranking[0].score, ranking[-1].score
    width = best - last
    for hit in ranking:
        share = (hit.score - last) / width if width else 1.0
        yield hit.passage_id, _FLOOR + (1 - _FLOOR) * share


def lift_documents(
    ranking: Ranking, documents: Mapping[str, float], *, library: Library, filters: Filters
) -> Ranking:
    """Lift the documents that are there to answer such a question: by their best passage, and their first.

    Args:
        ranking: passages found, best first.
        documents: document id → score, from 0 to 1, of those that answer questions like this one.
        library: the passages of the documents.
        filters: documents outside them are not lifted.

    Returns:
        At most as many hits as each index was asked for, best first; the best score is at most 1.
    """
    totals = {hit.passage_id: hit.score for hit in ranking}
    best = {library.passages[hit.passage_id].document_id: hit.passage_id for hit in reversed(ranking)}
    for document_id, score in documents.items():
        document = library.documents.get(document_id)
        passages = library.passages_of.get(document_id, ())
        if document is None or not passages:
            continue
        if not entry_matches(document.kind, document.jurisdiction, document.version, filters):
            continue
        first = passages[0].passage_id
        if document_id in best:
            totals[best[document_id]] += score
            totals.setdefault(first, _FIRST_PASSAGE_SHARE * score)
        else:
            totals[first] = score
    ordered = sorted(totals.items(), key=lambda item: -item[1])[:LEG_LIMIT]
    unit = max([1.0, *(score for _, score in ordered)])
    return tuple(Hit(passage_id=passage_id, score=score / unit) for passage_id, score in ordered)


def _langchain_document(found: EvidencePassage) -> LangChainDocument:
    return LangChainDocument(
        id=found.passage.passage_id,
        page_content=found.passage.text,
        metadata={
            "document_id": found.document.document_id,
            "title": found.document.title,
            "locator": found.passage.locator,
            "score": found.score,
        },
    )
