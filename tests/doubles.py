"""Stand-ins for what is slow or outside: deterministic, without network."""

import hashlib
import re

import numpy as np

_WORD = re.compile(r"\w+")


class HashingEmbedder:
    """Gives each text the sum of its words' directions: same words, same unit vector, everywhere.

    Texts that share words are near, whatever the words mean.
    """

    def __init__(self, dimension: int = 64) -> None:
        self._dimension = dimension
        # Every text embedded as a passage, in order, for tests that count.
        self.embedded: list[str] = []

    @property
    def name(self) -> str:
        return f"hashing-{self._dimension}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        words = _WORD.findall(text.casefold()) or [text]
        vector = np.sum([self._direction(word) for word in words], axis=0)
        unit: list[float] = (vector / np.linalg.norm(vector)).astype(np.float32).tolist()
        return unit

    def _direction(self, word: str) -> np.ndarray:
        digest = hashlib.shake_256(word.encode("utf-8")).digest(self._dimension)
        return np.frombuffer(digest, dtype=np.uint8).astype(np.float64) - 127.5
