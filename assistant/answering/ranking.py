"""Ranks a second time: what the first passages found teach, and where they stand in a code.

Two searches instead of one. The second one carries the most telling terms of the first passages found, and
a vector moved towards theirs (Rocchio, 1971). Articles of a code then gain from their section: by what else
was found there, and where the question names one of its articles.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Filters, Hit, Ranking, SearchQuery
from assistant.domain import Document, Kind, Library, Passage, Wording
from assistant.filtering import entry_matches
from assistant.legal_references import canonical_article, expand_range, find_references

# Passages found first that the second search learns from.
TEACHING_PASSAGES = 3
# How the mass found in a section shrinks with its size: 0 not at all, 1 to a mean over its passages.
_SIZE_EXPONENT = 0.75

# Ids of passages → their unit vectors, in the same order.
PassageVectors = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingWeights:
    """How much each feature counts; zero leaves it out. `docs/evaluation.md` has the gain of each."""

    # Terms of the first passages that the second search carries.
    related_terms: int = 20
    # Share of the first passages' mean in the vector of the second search, 0 to 1.
    vector_shift: float = 0.3
    # The others are added to a fused score, whose best is about 1.
    section_mass: float = 0.5
    named_section: float = 1.0


class Ranker:
    """What ranks the passages of one build beside its indexes; read-only once made, for any thread."""

    def __init__(
        self,
        library: Library,
        vocabulary: Vocabulary,
        *,
        vectors: PassageVectors | None,
        weights: RankingWeights | None = None,
    ) -> None:
        """Look at the codes of the library once.

        Args:
            library: the documents of the build.
            vocabulary: its terms.
            vectors: None: built without vectors; the second search differs by its terms alone.
            weights: None: those that were measured best.
        """
        self._library = library
        self._vocabulary = vocabulary
        self._vectors = vectors
        self._weights = weights or RankingWeights()
        self._sections = CodeSections(library)

    def teaches(self, first: Ranking) -> bool:
        """Tell whether the first passages found are of a code: on sheets and guides all this did harm."""
        return any(self._sections.holds(hit.passage_id) for hit in first[:TEACHING_PASSAGES])

    def second_query(self, query: SearchQuery, first: Ranking) -> SearchQuery:
        """Return the query with what its first passages teach; the same where nothing was found.

        Args:
            query: what was searched.
            first: what it found in both indexes together, best first.
        """
        teaching = first[:TEACHING_PASSAGES]
        if not teaching:
            return query
        return replace(
            query, related_terms=self._related_terms(query, teaching), vector=self._moved(query, teaching)
        )

    def lift(self, ranking: Ranking, query: SearchQuery) -> Ranking:
        """Order articles of a code by their section too; other passages keep their order among them.

        Args:
            ranking: what the second search found in both indexes together, best first.
            query: what was asked; articles that its text names lift their section.

        Returns:
            The same hits, and those of named sections within the filters; the best score stays what it was.
        """
        named = (
            self._sections.named_passages(query.text, query.filters) if self._weights.named_section else ()
        )
        if not named and not any(self._sections.holds(hit.passage_id) for hit in ranking):
            return ranking
        scores = {hit.passage_id: hit.score for hit in ranking}
        lifts: defaultdict[str, float] = defaultdict(float)
        for passage_id, share in self._sections.mass_shares(ranking).items():
            lifts[passage_id] += self._weights.section_mass * share
        for passage_id in named:
            lifts[passage_id] += self._weights.named_section
        lifted = {one: scores.get(one, 0.0) + lift for one, lift in lifts.items()}
        unit = max(scores.values(), default=1.0) / max(lifted.values())
        ordered = sorted(lifted.items(), key=lambda item: -item[1])
        return tuple(Hit(passage_id=one, score=score * unit) for one, score in ordered)

    def _related_terms(self, query: SearchQuery, teaching: Ranking) -> tuple[str, ...]:
        weights: defaultdict[str, float] = defaultdict(float)
        for hit in teaching:
            # What the index does not know weighs most, and would find nothing.
            for term in filter(self._vocabulary.knows, self._terms(hit.passage_id)):
                weights[term] += self._vocabulary.weight(term) * hit.score
        for term in self._vocabulary.terms(query.text):
            weights.pop(term, None)
        # Terms of equal weight: by name, since sets have no order.
        ordered = sorted(weights, key=lambda term: (-weights[term], term))
        return tuple(ordered[: self._weights.related_terms])

    def _moved(self, query: SearchQuery, teaching: Ranking) -> tuple[float, ...] | None:
        shift = self._weights.vector_shift
        if query.vector is None or self._vectors is None or not shift:
            return query.vector
        return moved_vector(query.vector, self._vectors([hit.passage_id for hit in teaching]), shift=shift)

    def _terms(self, passage_id: str) -> frozenset[str]:
        passage = self._library.passages[passage_id]
        title = self._library.documents[passage.document_id].title
        return self._vocabulary.terms("\n".join((title, *passage.heading_path, passage.text)))


def moved_vector(
    vector: Sequence[float], towards: Sequence[Sequence[float]], *, shift: float
) -> tuple[float, ...]:
    """Move a unit vector towards the mean of others.

    Args:
        vector: unit vector of a question.
        towards: unit vectors of the same dimension; none leaves the vector where it is.
        shift: 0 stays, 1 is the mean itself.

    Returns:
        A unit vector; the first one where the two cancel out.
    """
    if not len(towards):
        return tuple(vector)
    origin = np.asarray(vector, dtype=np.float64)
    moved = (1 - shift) * origin + shift * np.mean(np.asarray(towards, dtype=np.float64), axis=0)
    length = float(np.linalg.norm(moved))
    return tuple((moved / length).tolist()) if length else tuple(vector)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A part of a code: articles under the same titles."""

    code: str | None
    titles: tuple[str, ...]


class CodeSections:
    """Which passages stand together in a section of a code, each article being a document of its own.

    Only official wording counts: a sheet about an article stands in no code.
    """

    def __init__(self, library: Library) -> None:
        """Look at every article of a code once."""
        self._library = library
        self._section_of: dict[str, _Section] = {}
        self._passages_of: defaultdict[_Section, list[str]] = defaultdict(list)
        self._sections_of_article: defaultdict[str, set[_Section]] = defaultdict(set)
        for document in library.documents.values():
            number = _article_number(document)
            if number is not None:
                self._place(document, library.passages_of.get(document.document_id, ()), number=number)

    def holds(self, passage_id: str) -> bool:
        """Tell whether a passage stands in a section of a code."""
        return passage_id in self._section_of

    def mass_shares(self, ranking: Ranking) -> dict[str, float]:
        """Return for each hit what its section gathers, over what the best section gathers: 0 to 1.

        A section gathers the scores of its hits, over a power of its size. What stands in no code is a
        section of its own, so that guides and codes compare.
        """
        gathered: defaultdict[_Section | str, float] = defaultdict(float)
        for hit in ranking:
            gathered[self._section_of.get(hit.passage_id, hit.passage_id)] += hit.score
        masses = {
            section: total / self._size(section) ** _SIZE_EXPONENT for section, total in gathered.items()
        }
        most = max(masses.values(), default=0.0)
        if most <= 0:
            return {hit.passage_id: 0.0 for hit in ranking}
        return {
            hit.passage_id: masses[self._section_of.get(hit.passage_id, hit.passage_id)] / most
            for hit in ranking
        }

    def named_passages(self, text: str, filters: Filters) -> tuple[str, ...]:
        """Return the passages, within the filters, of the sections whose articles a question names."""
        sections = {
            section: None
            for reference in find_references(text)
            for number in expand_range(reference)
            for section in sorted(self._sections_of_article.get(number, ()), key=lambda one: one.titles)
            if reference.within is None or section.code in (None, reference.within)
        }
        return tuple(
            passage_id
            for section in sections
            for passage_id in self._passages_of[section]
            if self._matches(passage_id, filters)
        )

    def _place(self, document: Document, passages: Iterable[Passage], *, number: str) -> None:
        code = find_references(document.reference or "")[0].within
        for passage in passages:
            section = _Section(code=code, titles=passage.heading_path)
            self._section_of[passage.passage_id] = section
            self._passages_of[section].append(passage.passage_id)
            self._sections_of_article[number].add(section)

    def _size(self, section: _Section | str) -> int:
        return len(self._passages_of[section]) if isinstance(section, _Section) else 1

    def _matches(self, passage_id: str, filters: Filters) -> bool:
        document = self._library.documents[self._library.passages[passage_id].document_id]
        return entry_matches(document.kind, document.jurisdiction, document.version, filters)


def _article_number(document: Document) -> str | None:
    """Return the number of the article that a document is, to the letter; None for any other document."""
    if document.kind is not Kind.CODE or document.wording is not Wording.OFFICIAL:
        return None
    return canonical_article(document.reference) if document.reference else None
