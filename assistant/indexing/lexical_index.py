"""BM25 over French tokens, behind the PassageIndex protocol."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
import numpy.typing as npt

from assistant.dialogue import Filters, Hit, Ranking, SearchQuery
from assistant.domain import IndexEntry, Kind, Version
from assistant.errors import IndexDamagedError
from assistant.filtering import entry_matches
from assistant.texts_fr import lexical as texts
from assistant.tokens import analyse

# Title and headings say what a passage is about; their words count this many times.
HEADING_WEIGHT = 2
# Share of its usual weight that a related term of a query has.
RELATED_WEIGHT = 0.5
# Usual values: saturation of repeated words, correction for a passage's length.
_K1 = 1.5
_B = 0.75

_ENTRIES_FILE = "entries.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredEntry:
    """What stays of an entry beside the scores of its words."""

    passage_id: str
    kind: Kind
    jurisdiction: str | None
    version: Version

    def matches(self, filters: Filters) -> bool:
        return entry_matches(self.kind, self.jurisdiction, self.version, filters)


class LexicalIndex:
    """Finds passages by their words; reads its files once, then any number of threads may search."""

    def __init__(self, entries: tuple[_StoredEntry, ...], scorer: bm25s.BM25 | None) -> None:
        """Join what `open` has read; without scorer nothing can be found."""
        self._entries = entries
        self._scorer = scorer

    @classmethod
    def write(cls, folder: Path, entries: Sequence[IndexEntry]) -> None:
        """Write the index of some passages: arrays and JSON, no pickle, the same bytes for the same entries.

        Args:
            folder: made where missing; must not hold another index.
            entries: may be empty; ties in a ranking keep their order.
        """
        folder.mkdir(parents=True, exist_ok=True)
        stored = [_to_json(entry) for entry in entries]
        (folder / _ENTRIES_FILE).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        tokens = [_entry_tokens(entry) for entry in entries]
        vocabulary = {
            token: rank for rank, token in enumerate(sorted({one for row in tokens for one in row}))
        }
        if vocabulary:
            scorer = bm25s.BM25(method="lucene", k1=_K1, b=_B)
            rows = [[vocabulary[token] for token in row] for row in tokens]
            scorer.index((rows, vocabulary), create_empty_token=False, show_progress=False)
            scorer.save(folder, allow_pickle=False, show_progress=False)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read an index that `write` has made.

        Raises:
            IndexDamagedError: if a file is missing or does not say what `write` writes.
        """
        path = folder / _ENTRIES_FILE
        try:
            entries = tuple(_from_json(item) for item in json.loads(path.read_text(encoding="utf-8")))
            # Without a single word to index, no scorer was written.
            has_words = any(folder.glob("*.npy"))
            scorer = bm25s.BM25.load(folder, allow_pickle=False, show_progress=False) if has_words else None
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise IndexDamagedError(texts.DAMAGED.format(path=folder, reason=type(error).__name__)) from error
        if scorer is not None and scorer.scores["num_docs"] != len(entries):
            raise IndexDamagedError(texts.DAMAGED.format(path=path, reason=texts.WRONG_COUNT))
        return cls(entries, scorer)

    def search(self, query: SearchQuery, *, limit: int) -> Ranking:
        """Return at most `limit` hits that satisfy the filters, best first; see `PassageIndex`."""
        if limit < 1:
            raise ValueError(f"a limit of at least 1 is needed, not {limit}")
        scores = self._scores(query)
        if scores is None:
            return ()
        hits: list[Hit] = []
        for row in np.argsort(-scores, kind="stable"):
            if scores[row] <= 0 or len(hits) == limit:
                break
            entry = self._entries[row]
            if entry.matches(query.filters):
                hits.append(Hit(passage_id=entry.passage_id, score=float(scores[row])))
        return tuple(hits)

    def close(self) -> None:
        """Let the memory go; a closed index finds nothing."""
        self._entries = ()
        self._scorer = None

    def _scores(self, query: SearchQuery) -> npt.NDArray[np.float32] | None:
        tokens = list(dict.fromkeys(analyse(query.text)))
        if self._scorer is None or not tokens:
            return None
        scores: npt.NDArray[np.float32] = self._scorer.get_scores(tokens)
        related = [term for term in dict.fromkeys(query.related_terms) if term not in tokens]
        if related:
            scores = scores + RELATED_WEIGHT * self._scorer.get_scores(related)
        return scores


def _entry_tokens(entry: IndexEntry) -> tuple[str, ...]:
    return analyse(" \n".join(entry.headings)) * HEADING_WEIGHT + analyse(entry.body)


def _to_json(entry: IndexEntry) -> dict[str, str | None]:
    start, end = entry.version.in_force_from, entry.version.in_force_to
    return {
        "passage_id": entry.passage_id,
        "kind": entry.kind.value,
        "jurisdiction": entry.jurisdiction,
        "in_force_from": start.isoformat() if start else None,
        "in_force_to": end.isoformat() if end else None,
    }


def _from_json(item: dict[str, str | None]) -> _StoredEntry:
    start, end = item["in_force_from"], item["in_force_to"]
    return _StoredEntry(
        passage_id=str(item["passage_id"]),
        kind=Kind(str(item["kind"])),
        jurisdiction=item["jurisdiction"],
        version=Version(
            in_force_from=date.fromisoformat(start) if start else None,
            in_force_to=date.fromisoformat(end) if end else None,
        ),
    )
