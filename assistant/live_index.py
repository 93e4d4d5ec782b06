"""The index that serves now: swapped when a new build is published, closed after its last use."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.lay_language import LayLanguage
from assistant.answering.named_texts import NamedTexts
from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.ranking import Ranker
from assistant.answering.suggestions import Suggestions
from assistant.answering.vocabulary import Vocabulary
from assistant.domain import IndexBuild, Library
from assistant.errors import IndexStoreError
from assistant.protocols import DocumentFinder, PassageIndex

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIndex:
    """One build, opened for reading."""

    build: IndexBuild
    library: Library
    vocabulary: Vocabulary
    lay_language: LayLanguage
    named_texts: NamedTexts
    premises: PremiseChecker
    disagreements: DisagreementFinder
    lexical: PassageIndex
    # None: built without vectors, or no embedder here.
    dense: PassageIndex | None
    # None: built without vectors, or no embedder here.
    questions: DocumentFinder | None
    ranker: Ranker
    suggestions: Suggestions
    # Releases the files.
    close: Callable[[], None]


class LiveIndex:
    """Lends the current build to requests; safe to use from many threads."""

    def __init__(
        self, *, current_build_id: Callable[[], str | None], open_current: Callable[[], OpenIndex]
    ) -> None:
        """Prepare without opening anything.

        Args:
            current_build_id: cheap look at which build is published now.
            open_current: checks and opens it; raises IndexStoreError.
        """
        self._current_build_id = current_build_id
        self._open_current = open_current
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._open: OpenIndex | None = None
        self._uses: dict[str, int] = {}
        self._retired: dict[str, OpenIndex] = {}
        # A published build that could not be opened is not tried again for each request.
        self._unusable_id: str | None = None

    @contextmanager
    def lease(self) -> Iterator[OpenIndex]:
        """Lend the current build; it stays open until the last lease on it ends.

        Raises:
            IndexStoreError: if no usable build is there and none was open before.
        """
        self._refresh()
        with self._lock:
            lent = self._open
            if lent is None:
                raise AssertionError("a refreshed index is open or has raised")
            build_id = lent.build.build_id
            self._uses[build_id] = self._uses.get(build_id, 0) + 1
        try:
            yield lent
        finally:
            self._give_back(build_id)

    def close(self) -> None:
        """Close the open build once nobody uses it."""
        with self._lock:
            closing = self._retire_open()
        if closing is not None:
            closing.close()

    def _refresh(self) -> None:
        published = self._current_build_id()
        serving = self._open
        if serving is not None and published in (serving.build.build_id, self._unusable_id):
            return
        # While one request opens a new build, the others go on with the old one.
        if not self._opening.acquire(blocking=serving is None):
            return
        try:
            self._swap(published)
        finally:
            self._opening.release()

    def _swap(self, published: str | None) -> None:
        serving = self._open
        if serving is not None and published == serving.build.build_id:
            return
        try:
            opened = self._open_current()
        except IndexStoreError as error:
            if serving is None:
                raise
            self._unusable_id = published
            _log.warning(
                "the build %s cannot be opened, %s goes on serving: %s",
                published,
                serving.build.build_id,
                error,
            )
            return
        with self._lock:
            closing = self._retire_open()
            self._open = opened
        if closing is not None:
            closing.close()
        _log.info("serving build %s", opened.build.build_id)

    def _retire_open(self) -> OpenIndex | None:
        """Take the open build out of service; return it if nobody uses it. The lock is held."""
        retiring, self._open = self._open, None
        if retiring is None:
            return None
        if self._uses.get(retiring.build.build_id):
            self._retired[retiring.build.build_id] = retiring
            return None
        return retiring

    def _give_back(self, build_id: str) -> None:
        with self._lock:
            self._uses[build_id] -= 1
            closing = None
            if not self._uses[build_id]:
                del self._uses[build_id]
                closing = self._retired.pop(build_id, None)
        if closing is not None:
            closing.close()
