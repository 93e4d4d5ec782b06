import threading

import pytest

from assistant.answering.corpus_words import count_words
from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.disagreements.stated import Words
from assistant.answering.glossary import Glossary
from assistant.answering.lay_language import LayLanguage
from assistant.answering.named_texts import NamedTexts
from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.ranking import Ranker
from assistant.answering.suggestions import Suggestions
from assistant.answering.vocabulary import Vocabulary
from assistant.domain import IndexBuild, Library
from assistant.errors import IndexDamagedError, IndexMissingError
from assistant.indexing.lexical_index import LexicalIndex
from assistant.live_index import LiveIndex, OpenIndex

NO_WORDS = Words(terms=lambda _: frozenset[str](), stand_ins=lambda _: frozenset[str](), weight=lambda _: 0.0)
NO_LIBRARY = Library(documents={}, passages={}, passages_of={})


class Shelf:
    """Publishes builds and counts what is opened and closed."""

    def __init__(self) -> None:
        self.current: str | None = None
        self.damaged: set[str] = set()
        self.opened: list[str] = []
        self.closed: list[str] = []

    def open(self) -> OpenIndex:
        if self.current is None:
            raise IndexMissingError("rien")
        self.opened.append(self.current)
        if self.current in self.damaged:
            raise IndexDamagedError("abîmé")
        build_id = self.current
        build = IndexBuild(
            build_id=build_id, fingerprint="", embedder=None, documents_count=0, passages_count=0, skipped=()
        )
        return OpenIndex(
            build=build,
            library=NO_LIBRARY,
            vocabulary=Vocabulary([]),
            named_texts=NamedTexts(NO_LIBRARY),
            premises=(premises := PremiseChecker((), NO_LIBRARY)),
            disagreements=DisagreementFinder(NO_LIBRARY, words=NO_WORDS, premises=premises),
            lay_language=LayLanguage(Glossary(), knows=bool, words=count_words([])),
            lexical=LexicalIndex.__new__(LexicalIndex),
            dense=None,
            questions=None,
            ranker=Ranker(NO_LIBRARY, Vocabulary([]), vectors=None),
            suggestions=Suggestions({}, library=NO_LIBRARY, vocabulary=Vocabulary([])),
            close=lambda: self.closed.append(build_id),
        )


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def live(shelf: Shelf) -> LiveIndex:
    return LiveIndex(current_build_id=lambda: shelf.current, open_current=shelf.open)


def test_missing_index_is_an_error_until_one_is_built(shelf: Shelf, live: LiveIndex) -> None:
    with pytest.raises(IndexMissingError), live.lease():
        pass
    shelf.current = "un"
    with live.lease() as lent:
        assert lent.build.build_id == "un"


def test_build_is_opened_once_for_many_leases(shelf: Shelf, live: LiveIndex) -> None:
    shelf.current = "un"
    for _ in range(3):
        with live.lease():
            pass
    assert (shelf.opened, shelf.closed) == (["un"], [])


def test_new_build_serves_next_and_old_one_closes_after_its_last_lease(shelf: Shelf, live: LiveIndex) -> None:
    shelf.current = "un"
    with live.lease() as first:
        shelf.current = "deux"
        with live.lease() as second:
            assert (first.build.build_id, second.build.build_id) == ("un", "deux")
            assert shelf.closed == []
    assert shelf.closed == ["un"]


def test_damaged_new_build_leaves_the_old_one_serving_and_is_tried_once(
    shelf: Shelf, live: LiveIndex
) -> None:
    shelf.current = "un"
    with live.lease():
        pass
    shelf.current = "deux"
    shelf.damaged.add("deux")
    for _ in range(3):
        with live.lease() as lent:
            assert lent.build.build_id == "un"
    assert shelf.opened == ["un", "deux"]
    shelf.current = "trois"
    with live.lease() as lent:
        assert lent.build.build_id == "trois"


def test_close_waits_for_the_last_lease(shelf: Shelf, live: LiveIndex) -> None:
    shelf.current = "un"
    with live.lease():
        live.close()
        assert shelf.closed == []
    assert shelf.closed == ["un"]


def test_builds_swap_under_many_threads_without_a_leak(shelf: Shelf, live: LiveIndex) -> None:
    shelf.current = "0"
    failures: list[BaseException] = []

    def use() -> None:
        try:
            for _ in range(50):
                with live.lease() as lent:
                    assert lent.build.build_id not in shelf.closed
        except BaseException as error:  # noqa: BLE001  # reported by the main thread
            failures.append(error)

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(1, 20):
        shelf.current = str(number)
    for thread in threads:
        thread.join()
    live.close()
    assert failures == []
    assert sorted(shelf.closed) == sorted(shelf.opened)
