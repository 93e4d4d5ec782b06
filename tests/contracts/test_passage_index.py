"""What every index of passages does."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from assistant.dialogue import Filters, SearchQuery
from assistant.domain import IndexEntry, Kind, Version
from assistant.filtering import entry_matches
from assistant.indexing.lexical_index import LexicalIndex
from assistant.indexing.vector_index import VectorIndex
from assistant.protocols import PassageIndex
from tests.doubles import HashingEmbedder

EMBEDDER = HashingEmbedder()
NO_FILTERS = Filters()
Write = Callable[[Path, Sequence[IndexEntry]], LexicalIndex | VectorIndex]

KINDS = (Kind.CODE, Kind.GUIDE)
JURISDICTIONS = ("FR", "EU", "INT", "SN", None)
VERSIONS = (
    Version(),
    Version(in_force_from=date(2007, 2, 2)),
    Version(in_force_to=date(2014, 7, 9)),
    Version(in_force_from=date(2014, 7, 9), in_force_to=date(2016, 1, 1)),
)


def entry(passage_id: str, body: str, **fields: object) -> IndexEntry:
    defaults: dict[str, object] = {"kind": Kind.GUIDE, "jurisdiction": "FR", "version": Version()}
    return IndexEntry(passage_id=passage_id, headings=("Guide",), body=body, **(defaults | fields))  # type: ignore[arg-type]


def query(text: str, filters: Filters = NO_FILTERS) -> SearchQuery:
    return SearchQuery(text=text, vector=tuple(EMBEDDER.embed_query(text)), filters=filters)


def write_lexical(folder: Path, entries: Sequence[IndexEntry]) -> LexicalIndex:
    LexicalIndex.write(folder, entries)
    return LexicalIndex.open(folder)


def write_vectors(folder: Path, entries: Sequence[IndexEntry]) -> VectorIndex:
    rows = EMBEDDER.embed_documents([one.searched_text() for one in entries])
    VectorIndex.write(folder, entries, np.array(rows, dtype=np.float32).reshape(len(entries), 64))
    return VectorIndex.open(folder)


@pytest.fixture(params=[write_lexical, write_vectors], scope="module")
def write(request: pytest.FixtureRequest) -> Write:
    chosen: Write = request.param
    return chosen


TOPICS = ("convention", "jumelage", "subvention", "climat", "migration", "francophonie")
# Every kind, jurisdiction and version on one topic, and other topics around it.
ENTRIES = [
    entry(
        f"p{rank}", f"convention de coopération numéro {rank}", kind=kind, jurisdiction=law, version=version
    )
    for rank, (kind, law, version) in enumerate(product(KINDS, JURISDICTIONS, VERSIONS))
] + [entry(f"{topic}{rank}", f"{topic} des communes {rank}") for topic in TOPICS for rank in range(10)]


@pytest.fixture(scope="module")
def index(write: Write, tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    opened = write(tmp_path_factory.mktemp("index") / "store", ENTRIES)
    with closing(opened):
        yield opened


@pytest.mark.parametrize("limit", [1, 3, 10, 10_000])
def test_limit_is_respected_and_a_longer_ranking_starts_with_the_shorter(
    index: PassageIndex, limit: int
) -> None:
    ranking = index.search(query("jumelage des communes"), limit=limit)
    assert 1 <= len(ranking) <= min(limit, len(ENTRIES))
    assert [hit.score for hit in ranking] == [
        hit.score for hit in index.search(query("jumelage des communes"), limit=10_000)[:limit]
    ]


@pytest.mark.parametrize("limit", [0, -1])
def test_limit_below_one_is_a_mistake(index: PassageIndex, limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        index.search(query("jumelage"), limit=limit)


def test_best_comes_first_once_with_a_score_above_zero(index: PassageIndex) -> None:
    ranking = index.search(query("jumelage des communes 3"), limit=100)
    scores = [hit.score for hit in ranking]
    assert ranking[0].passage_id == "jumelage3"
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert len({hit.passage_id for hit in ranking}) == len(ranking)


@pytest.mark.parametrize("kinds", [frozenset(), frozenset({Kind.CODE}), frozenset({Kind.CODE, Kind.GUIDE})])
@pytest.mark.parametrize("jurisdiction", [None, "FR", "EU", "SN", "BJ"])
@pytest.mark.parametrize("on_date", [None, date(2014, 7, 8), date(2014, 7, 9), date(2016, 1, 1), date.max])
def test_filters_keep_what_the_shared_rule_keeps(
    index: PassageIndex, kinds: frozenset[Kind], jurisdiction: str | None, on_date: date | None
) -> None:
    filters = Filters(kinds=kinds, jurisdiction=jurisdiction, on_date=on_date)
    expected = {
        one.passage_id
        for one in ENTRIES
        if one.body.startswith("convention de coopération")
        and entry_matches(one.kind, one.jurisdiction, one.version, filters)
    }
    ranking = index.search(query("convention de coopération numéro", filters), limit=200)
    found = {hit.passage_id for hit in ranking if hit.passage_id.startswith("p")}
    assert found == expected


def test_filters_apply_before_the_limit(index: PassageIndex) -> None:
    filters = Filters(jurisdiction="BJ", kinds=frozenset({Kind.CODE}), on_date=date(2015, 1, 1))
    unfiltered = index.search(query("jumelage convention"), limit=5)
    ranking = index.search(query("jumelage convention", filters), limit=5)
    kept = [one for one in ENTRIES if entry_matches(one.kind, one.jurisdiction, one.version, filters)]
    assert len(ranking) == min(5, len(kept))
    assert {hit.passage_id for hit in ranking} <= {one.passage_id for one in kept}
    assert {hit.passage_id for hit in unfiltered}.isdisjoint({one.passage_id for one in kept})


def test_unknown_words_score_below_known_ones(index: PassageIndex) -> None:
    known = index.search(query("jumelage des communes"), limit=1)
    unknown = index.search(query("xylophone zinzolin"), limit=1)
    assert not unknown or unknown[0].score < 0.7 * known[0].score


def test_searching_again_gives_the_same(index: PassageIndex) -> None:
    first = index.search(query("subvention climat"), limit=20)
    assert all(index.search(query("subvention climat"), limit=20) == first for _ in range(5))


def test_twenty_threads_find_what_one_finds(index: PassageIndex) -> None:
    queries = [query(f"{topic} des communes {rank}") for topic in TOPICS for rank in range(5)]
    serial = [index.search(one, limit=10) for one in queries]
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(lambda one: index.search(one, limit=10), queries)) == serial


def test_rebuild_in_another_folder_gives_the_same_ranking(
    write: Write, index: PassageIndex, tmp_path: Path
) -> None:
    with closing(write(tmp_path / "store", ENTRIES)) as rebuilt:
        ranking = rebuilt.search(query("migration des communes"), limit=10)
    expected = index.search(query("migration des communes"), limit=10)
    assert [hit.passage_id for hit in ranking] == [hit.passage_id for hit in expected]


def test_new_build_beside_an_open_one_gives_its_own_content(write: Write, tmp_path: Path) -> None:
    with (
        closing(write(tmp_path / "old", [entry("old", "jumelage")])) as old,
        closing(write(tmp_path / "new", [entry("new", "jumelage")])) as new,
    ):
        assert [hit.passage_id for hit in new.search(query("jumelage"), limit=5)] == ["new"]
        assert [hit.passage_id for hit in old.search(query("jumelage"), limit=5)] == ["old"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_small_index_finds_all_it_has(write: Write, tmp_path: Path, count: int) -> None:
    entries = [entry(f"p{rank}", "jumelage") for rank in range(count)]
    with closing(write(tmp_path / "store", entries)) as small:
        assert len(small.search(query("jumelage"), limit=10)) == count


def test_empty_index_finds_nothing(write: Write, tmp_path: Path) -> None:
    with closing(write(tmp_path / "store", [])) as empty:
        assert empty.search(query("jumelage"), limit=10) == ()
        with pytest.raises(ValueError, match="limit"):
            empty.search(query("jumelage"), limit=0)


def test_words_without_meaning_do_not_fail(index: PassageIndex) -> None:
    for text in ("???", "de la le", "a" * 3_000, "« » — …"):
        index.search(query(text), limit=3)
