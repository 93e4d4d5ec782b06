"""What an engine is given, in order: named texts first, no near-duplicates, and the articles referred to."""

from collections.abc import Iterable, Sequence

from assistant.answering.named_texts import NamedTexts
from assistant.answering.question_terms import QuestionTerms
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import EvidencePassage, Question, Ranking
from assistant.domain import Library
from assistant.filtering import entry_matches

# Passages whose references are followed, and what an article gets of the score of the one that names it.
REFERRING_PASSAGES = 3
_REFERRED_SHARE = 0.5
# Share of common words from which two passages say the same.
DUPLICATE_OVERLAP = 0.9


def name_first(
    ranking: Ranking, *, question: Question, library: Library, named_texts: NamedTexts
) -> tuple[EvidencePassage, ...]:
    """Put the passages of a text that the question names before all others.

    A named text comes with all its passages, found or not, as far as the filters allow.
    """
    named = named_texts.named_in(question)
    scores = {hit.passage_id: hit.score for hit in ranking}
    first = [
        passage.passage_id
        for document in named
        for passage in library.passages_of.get(document.document_id, ())
        if entry_matches(document.kind, document.jurisdiction, document.version, question.filters)
    ]
    first.sort(key=lambda passage_id: -scores.get(passage_id, 0.0))
    named_ids = set(first)
    others = [hit.passage_id for hit in ranking if hit.passage_id not in named_ids]
    return tuple(
        _evidence_passage(
            passage_id, library, score=scores.get(passage_id, 0.0), is_named=passage_id in named_ids
        )
        for passage_id in (*first, *others)
    )


def fold_duplicates(
    passages: Iterable[EvidencePassage], *, vocabulary: Vocabulary, limit: int
) -> tuple[EvidencePassage, ...]:
    """Keep the first of passages that say the same in almost the same words.

    Among near-duplicates the stronger authority takes the place of the first found.

    Args:
        passages: best first.
        vocabulary: remembers the terms of passages.
        limit: passages to keep.
    """
    kept: list[EvidencePassage] = []
    for candidate in passages:
        twin = next((i for i, one in enumerate(kept) if _say_the_same(one, candidate, vocabulary)), None)
        if twin is None:
            if len(kept) == limit:
                break
            kept.append(candidate)
        elif candidate.document.authority < kept[twin].document.authority:
            kept[twin] = candidate
    return tuple(kept)


def with_referred_articles(
    passages: Sequence[EvidencePassage],
    *,
    question: Question,
    library: Library,
    vocabulary: Vocabulary,
    named_texts: NamedTexts,
) -> tuple[EvidencePassage, ...]:
    """Bring along the articles that the first passages refer to, in the wording of the day asked about.

    Of each article comes the passage that says most of what is asked, unless one was found already.

    Args:
        passages: best first.
        question: its words, its day and its filters.
        library: its documents and passages.
        vocabulary: weights of its terms.
        named_texts: resolves what passages refer to.
    """
    wanted = QuestionTerms.of(question, vocabulary=vocabulary)
    held = {found.document.document_id for found in passages}
    brought: dict[str, EvidencePassage] = {}
    for found in passages[:REFERRING_PASSAGES]:
        for document in named_texts.referred_in(found.passage, as_of=question.as_of):
            known = document.document_id in held or document.document_id in brought
            matches = entry_matches(document.kind, document.jurisdiction, document.version, question.filters)
            of_article = library.passages_of.get(document.document_id, ())
            if known or not matches or not of_article:
                continue
            best = max(of_article, key=lambda one: wanted.mass(vocabulary.terms(one.text)))
            brought[document.document_id] = EvidencePassage(
                passage=best, document=document, score=_REFERRED_SHARE * found.score
            )
    return (*passages, *brought.values())


def _say_the_same(one: EvidencePassage, other: EvidencePassage, vocabulary: Vocabulary) -> bool:
    # Two wordings of one article are near-duplicates in words, and differ in law.
    if one.document.version != other.document.version:
        return False
    terms, others = vocabulary.terms(one.passage.text), vocabulary.terms(other.passage.text)
    together = len(terms | others)
    return together > 0 and len(terms & others) / together >= DUPLICATE_OVERLAP


def _evidence_passage(passage_id: str, library: Library, *, score: float, is_named: bool) -> EvidencePassage:
    passage = library.passages[passage_id]
    return EvidencePassage(
        passage=passage, document=library.documents[passage.document_id], score=score, is_named=is_named
    )
