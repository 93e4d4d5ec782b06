"""Finds documents by the questions they are there to answer; tells how near a question is to any of them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
import numpy.typing as npt

from assistant.dialogue import SearchQuery
from assistant.question_words import ScopeMargins
from assistant.tokens import analyse

_INSIDE_FILE = "inside.npy"
_OUTSIDE_FILE = "outside.npy"
_TEXTS_FILE = "inside.json"
# Shares of nearness and of common words in a document's score.
_DENSE_WEIGHT, _LEXICAL_WEIGHT = 0.4, 0.3
# What the last document of each ranking keeps of its weight.
_FLOOR = 0.05
# Cosines of e5 lie close together: this far apart, in inverse cosine, one neighbour weighs e times another.
_SHARPNESS = 80.0
# Questions of both sides among which the share of those inside is taken.
_NEAREST = 10

_Matrix = npt.NDArray[np.float32]
_Scores = npt.NDArray[np.float64]


class QuestionIndex:
    """Titles and typical questions of documents, and questions outside; read-only, for any thread."""

    def __init__(self, *, inside: _Matrix, outside: _Matrix, texts: Sequence[tuple[str, str]]) -> None:
        """Hold the vectors, and index the words.

        Args:
            inside: unit rows, one a text; shape (n_texts, dimension).
            outside: unit rows, one a question that the corpus does not answer; may have none.
            texts: (document id, title or question), in the order of the rows.
        """
        self._inside = inside
        self._outside = outside
        self._document_ids = tuple(dict.fromkeys(document_id for document_id, _ in texts))
        row_of = {document_id: row for row, document_id in enumerate(self._document_ids)}
        self._rows = np.array([row_of[document_id] for document_id, _ in texts], dtype=np.intp)
        words: list[list[str]] = [[] for _ in self._document_ids]
        for document_id, text in texts:
            words[row_of[document_id]].extend(analyse(text))
        self._scorer = bm25s.BM25()
        self._scorer.index(words, show_progress=False)

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """Open what `write` has left; None where there is nothing to compare with."""
        if not (folder / _TEXTS_FILE).exists():
            return None
        texts = json.loads((folder / _TEXTS_FILE).read_text(encoding="utf-8"))
        if not texts:
            return None
        inside = np.load(folder / _INSIDE_FILE, allow_pickle=False)
        outside = np.load(folder / _OUTSIDE_FILE, allow_pickle=False)
        return cls(inside=inside, outside=outside, texts=[(one, text) for one, text in texts])

    @staticmethod
    def write(folder: Path, *, inside: _Matrix, outside: _Matrix, texts: Sequence[tuple[str, str]]) -> None:
        """Write the vectors and their texts into a folder, which is made; see `__init__`."""
        folder.mkdir(parents=True)
        np.save(folder / _INSIDE_FILE, inside.astype(np.float32), allow_pickle=False)
        np.save(folder / _OUTSIDE_FILE, outside.astype(np.float32), allow_pickle=False)
        told = json.dumps([list(one) for one in texts], ensure_ascii=False)
        (folder / _TEXTS_FILE).write_text(told, encoding="utf-8")

    def search(self, query: SearchQuery, *, limit: int) -> Mapping[str, float]:
        """Return the scores, above 0 and below 1, of the documents that answer questions like this one.

        Args:
            query: its vector and its text count; filters do not.
            limit: documents to return, at least 1.

        Returns:
            Document id → score, best first.
        """
        totals = _LEXICAL_WEIGHT * _scaled(self._lexical_scores(query.text), limit)
        if query.vector is not None:
            totals = totals + _DENSE_WEIGHT * _scaled(self._dense_scores(query.vector), limit)
        best = np.argsort(-totals, kind="stable")[:limit]
        return {self._document_ids[row]: float(totals[row]) for row in best if totals[row] > 0}

    def margins(self, vector: Sequence[float]) -> ScopeMargins | None:
        """Return how much nearer a question is to the corpus than to what lies outside; None: nothing does.

        Args:
            vector: the question's unit vector, of the same model.
        """
        if not len(self._outside):
            return None
        question = np.asarray(vector, dtype=np.float32)
        inside, outside = self._inside @ question, self._outside @ question
        return ScopeMargins(
            nearest=float(inside.max() - outside.max()),
            density=_density(inside) - _density(outside),
            share=_share_of_nearest(inside, outside),
        )

    def _dense_scores(self, vector: Sequence[float]) -> _Scores:
        scores = np.full(len(self._document_ids), -1.0)
        np.maximum.at(scores, self._rows, self._inside @ np.asarray(vector, dtype=np.float32))
        return scores

    def _lexical_scores(self, text: str) -> _Scores:
        terms = list(dict.fromkeys(analyse(text)))
        if not terms:
            return np.zeros(len(self._document_ids))
        return np.asarray(self._scorer.get_scores(terms), dtype=np.float64)


def _scaled(scores: _Scores, limit: int) -> _Scores:
    """Scale the best scores from the floor to 1; the others, and all where none differs, get 0."""
    best = np.argsort(-scores, kind="stable")[:limit]
    width = scores[best[0]] - scores[best[-1]]
    scaled = np.zeros(len(scores))
    if width > 0:
        scaled[best] = _FLOOR + (1 - _FLOOR) * (scores[best] - scores[best[-1]]) / width
    return scaled


def _share_of_nearest(inside: _Matrix, outside: _Matrix) -> float:
    """Return the share of the questions inside among the nearest of both sides."""
    cosines = np.concatenate([inside, outside])
    nearest = np.argsort(-cosines, kind="stable")[:_NEAREST]
    return float((nearest < len(inside)).mean())


def _density(cosines: _Matrix) -> float:
    """Return a soft maximum of cosines: many near neighbours count more than one."""
    shifted = cosines.astype(np.float64) * _SHARPNESS
    most = shifted.max()
    return float((most + np.log(np.exp(shifted - most).sum())) / _SHARPNESS)
