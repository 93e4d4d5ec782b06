"""Tells what a question is nearer to: the titles of the corpus, or questions that it does not answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

_TITLES_FILE = "titles.npy"
_OUTSIDE_FILE = "outside.npy"

_Matrix = npt.NDArray[np.float32]


class ScopeIndex:
    """Two sets of unit vectors in memory; read-only, safe under any number of threads."""

    def __init__(self, *, titles: _Matrix, outside: _Matrix) -> None:
        """Hold the vectors.

        Args:
            titles: float32 array of shape (n_documents, dimension), unit rows.
            outside: float32 array of shape (n_questions, dimension), unit rows.
        """
        self._titles = titles
        self._outside = outside

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """Open what `write` has left; None where a side has no vectors: there is nothing to compare."""
        if not (folder / _OUTSIDE_FILE).exists():
            return None
        titles = np.load(folder / _TITLES_FILE, allow_pickle=False)
        outside = np.load(folder / _OUTSIDE_FILE, allow_pickle=False)
        return cls(titles=titles, outside=outside) if len(titles) and len(outside) else None

    @staticmethod
    def write(folder: Path, *, titles: _Matrix, outside: _Matrix) -> None:
        """Write both sets into a folder, which is made."""
        folder.mkdir(parents=True)
        np.save(folder / _TITLES_FILE, titles.astype(np.float32), allow_pickle=False)
        np.save(folder / _OUTSIDE_FILE, outside.astype(np.float32), allow_pickle=False)

    def margin(self, vector: Sequence[float]) -> float:
        """Return by how much a question is nearer to a title than to a question outside, in cosine.

        Args:
            vector: the question's unit vector, of the same model.
        """
        question = np.asarray(vector, dtype=np.float32)
        return float((self._titles @ question).max() - (self._outside @ question).max())
