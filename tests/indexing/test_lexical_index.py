import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.dialogue import Filters, SearchQuery
from assistant.domain import IndexEntry, Kind, Version
from assistant.errors import IndexDamagedError
from assistant.indexing.lexical_index import LexicalIndex
from assistant.tokens import analyse


def entry(passage_id: str, body: str, **changes: object) -> IndexEntry:
    fields: dict[str, object] = {
        "passage_id": passage_id,
        "headings": (),
        "body": body,
        "kind": Kind.GUIDE,
        "jurisdiction": "FR",
        "version": Version(),
    }
    return IndexEntry(**(fields | changes))  # type: ignore[arg-type]


def query(text: str, **filters: object) -> SearchQuery:
    return SearchQuery(text=text, vector=None, filters=Filters(**filters))  # type: ignore[arg-type]


def index_of(folder: Path, *entries: IndexEntry) -> LexicalIndex:
    LexicalIndex.write(folder, entries)
    return LexicalIndex.open(folder)


def ids(index: LexicalIndex, text: str, *, limit: int = 10, **filters: object) -> list[str]:
    return [hit.passage_id for hit in index.search(query(text, **filters), limit=limit)]


def test_best_match_comes_first_and_unrelated_passages_are_absent(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        entry("eau", "Le service des eaux peut financer une action."),
        entry("convention", "La convention est transmise au préfet, la convention entre en vigueur."),
        entry("prefet", "Le préfet contrôle les actes."),
    )
    ranking = index.search(query("convention et préfet"), limit=10)
    assert [hit.passage_id for hit in ranking] == ["convention", "prefet"]
    assert ranking[0].score > ranking[1].score > 0


def test_article_is_found_by_any_writing(tmp_path: Path) -> None:
    index = index_of(
        tmp_path, entry("a", "Selon l'article L. 1115-1-1."), entry("b", "Selon l'article L. 1115-1.")
    )
    assert ids(index, "que dit L1115-1 ?") == ["b"]


def test_words_of_the_headings_find_the_passage(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        entry("body", "Un jumelage existe.", headings=("Guide",)),
        entry("head", "Un lien.", headings=("Jumelage",)),
    )
    assert ids(index, "jumelage") == ["head", "body"]


def test_filters_apply_before_the_limit(tmp_path: Path) -> None:
    others = [entry(f"ma{rank}", "convention convention", jurisdiction="MA") for rank in range(20)]
    index = index_of(tmp_path, *others, entry("fr", "une convention parmi bien d'autres mots"))
    assert ids(index, "convention", limit=1, jurisdiction="FR") == ["fr"]


def test_dates_and_kinds_survive_the_files(tmp_path: Path) -> None:
    past = Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
    index = index_of(
        tmp_path,
        entry("past", "convention", kind=Kind.CODE, version=past),
        entry("undated", "convention", jurisdiction=None),
    )
    assert ids(index, "convention", on_date=date(2010, 1, 1)) == ["past", "undated"]
    assert ids(index, "convention", on_date=date(2020, 1, 1)) == ["undated"]
    assert ids(index, "convention", kinds=frozenset({Kind.CODE})) == ["past"]


def test_equal_scores_keep_the_order_of_the_entries(tmp_path: Path) -> None:
    index = index_of(tmp_path, *(entry(f"p{rank}", "convention") for rank in range(12)))
    assert ids(index, "convention", limit=50) == [f"p{rank}" for rank in range(12)]


@pytest.mark.parametrize("entries", [(), (entry("a", "le la les"),), (entry("a", ""),)])
def test_index_without_words_finds_nothing(tmp_path: Path, entries: tuple[IndexEntry, ...]) -> None:
    assert ids(index_of(tmp_path, *entries), "convention") == []


@pytest.mark.parametrize("text", ["", "   ", "le la les", "zzzz", "???"])
def test_query_without_known_word_finds_nothing(tmp_path: Path, text: str) -> None:
    assert ids(index_of(tmp_path, entry("a", "convention")), text) == []


def test_limit_below_one_is_refused(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry("a", "convention"))
    with pytest.raises(ValueError, match="at least 1"):
        index.search(query("convention"), limit=0)


def test_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    entries = [entry("a", "convention et préfet"), entry("b", "jumelage et convention")]
    first, second = tmp_path / "first", tmp_path / "second"
    LexicalIndex.write(first, entries)
    LexicalIndex.write(second, entries)
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_files_are_arrays_and_json_alone(tmp_path: Path) -> None:
    LexicalIndex.write(tmp_path, [entry("a", "convention")])
    assert {path.suffix for path in tmp_path.iterdir()} == {".npy", ".json"}


@pytest.mark.parametrize(
    "name", ["entries.json", "vocab.index.json", "params.index.json", "data.csc.index.npy"]
)
def test_missing_or_cut_file_is_reported_as_damage(tmp_path: Path, name: str) -> None:
    LexicalIndex.write(tmp_path, [entry("a", "convention et préfet")])
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:5])
    with pytest.raises(IndexDamagedError, match="Reconstruisez"):
        LexicalIndex.open(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(IndexDamagedError, match="Reconstruisez"):
        LexicalIndex.open(tmp_path)


def test_closed_index_finds_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry("a", "convention"))
    index.close()
    assert ids(index, "convention") == []


def test_twenty_threads_get_the_serial_rankings(tmp_path: Path) -> None:
    words = ["convention", "préfet", "jumelage", "eau", "déchets", "région", "commune", "loi"]
    entries = [entry(f"p{rank}", " ".join(words[rank % 8 :] * (1 + rank % 3))) for rank in range(200)]
    index = index_of(tmp_path, *entries)
    asked = [f"{first} {second}" for first in words for second in words]
    with ThreadPoolExecutor(20) as pool:
        threaded = list(pool.map(lambda text: index.search(query(text), limit=20), asked))
    assert threaded == [index.search(query(text), limit=20) for text in asked]


def test_related_terms_count_less_than_those_of_the_question(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        entry("related", "La convention."),
        entry("asked", "Le jumelage."),
        entry("both", "Le jumelage, la convention."),
        entry("neither", "Le préfet."),
    )
    asked = replace(query("jumelage"), related_terms=analyse("convention jumelage"))
    assert [hit.passage_id for hit in index.search(asked, limit=10)] == ["both", "asked", "related"]
    assert index.search(replace(asked, related_terms=("absent",)), limit=10) == index.search(
        query("jumelage"), limit=10
    )


def test_related_terms_alone_find_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry("a", "La convention."))
    assert index.search(replace(query("le"), related_terms=analyse("convention")), limit=10) == ()


def test_a_thousand_passages_are_searched_in_milliseconds(tmp_path: Path) -> None:
    bodies = [
        f"Passage {rank} sur la convention {rank % 7} et le préfet " + "mot " * 100 for rank in range(1000)
    ]
    index = index_of(tmp_path, *(entry(f"p{rank}", body) for rank, body in enumerate(bodies)))
    ids(index, "convention et préfet", jurisdiction="FR")
    started = time.perf_counter()
    for _ in range(10):
        ids(index, "convention et préfet", limit=50, jurisdiction="FR")
    # Ten times the aim of 3 ms: the machine may be busy.
    assert (time.perf_counter() - started) / 10 < 0.03
