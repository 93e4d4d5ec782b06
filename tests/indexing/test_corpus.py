"""Loading documents: one bad file never stops the others."""

import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Document, Kind, Wording
from assistant.errors import UnreadableFileError
from assistant.indexing.corpus import LoadedCorpus, default_id, find_files, load_document, load_documents
from assistant.indexing.corpus_files import hash_content
from assistant.indexing.file_kind import FileKind
from assistant.indexing.reading_cache import ReadingCache
from assistant.indexing.sandbox import ReadingSandbox
from assistant.texts_fr import reading
from tests.indexing.readers.docx_files import docx_of, paragraph
from tests.indexing.readers.pdf_files import encrypted, pdf_of

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PAGE = Path(__file__).parents[1] / "data" / "reading" / "page.html"


class Corpus:
    """A corpus folder and what it is loaded with."""

    def __init__(self, folder: Path, sandbox: ReadingSandbox, cache: ReadingCache) -> None:
        self.folder = folder
        self.sandbox = sandbox
        self.cache = cache

    def write(self, path: str, content: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def load(self, previous: dict[str, Document] | None = None) -> LoadedCorpus:
        files = find_files([self.folder])
        return load_documents(files, sandbox=self.sandbox, cache=self.cache, previous=previous)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    folder = tmp_path / "corpus"
    folder.mkdir()
    with ReadingSandbox() as sandbox, ReadingCache(tmp_path / "cache" / "readings.sqlite") as cache:
        yield Corpus(folder, sandbox, cache)


def test_every_format_becomes_a_document_with_its_metadata(corpus: Corpus) -> None:
    corpus.write("a.md", "---\nid: un\nkind: statute\nwording: official\n---\n# Loi\n\nTexte.")
    corpus.write("b.txt", "Une seule ligne.")
    corpus.write("c.html", PAGE.read_bytes())
    corpus.write("d.pdf", pdf_of([["La convention est transmise."]]))
    corpus.write("d.pdf.yaml", "title: Guide\nkind: method\n")
    loaded = corpus.load()
    assert loaded.skipped == ()
    assert [(document.document_id, document.title) for document in loaded.documents] == [
        ("un", "Loi"),
        ("b", "Une seule ligne."),
        ("c", "Les conventions de coopération"),
        ("d", "Guide"),
    ]
    law, *_, guide = loaded.documents
    assert (law.kind, law.authority, law.wording) == (Kind.STATUTE, 2, Wording.OFFICIAL)
    assert law.text == "Loi\n\nTexte."
    assert law.content_hash == hash_content((corpus.folder / "a.md").read_bytes(), None)
    assert (guide.kind, guide.blocks[0].page) == (Kind.METHOD, 1)


def test_one_bad_file_never_stops_the_others(corpus: Corpus) -> None:
    corpus.write("a.md", "---\ntitel: x\n---\ntexte")
    corpus.write("b.pdf", b"")
    corpus.write("c.pdf", encrypted(pdf_of([["x"]]), user_password="secret"))
    corpus.write("d.docx", b"PK")
    corpus.write("e.pdf", "<!DOCTYPE html><p>x</p>")
    corpus.write("f.txt", pdf_of([["x"]]))
    corpus.write("g.md", b"PK\x03\x04zip")
    corpus.write("h.md", "---\ntitle: seul\n---\n")
    corpus.write("i.md", "---\nid: i\n---\ntexte")
    corpus.write("i.md.yaml", "id: i")
    corpus.write("z.md", "Le bon.")
    loaded = corpus.load()
    assert [document.path for document in loaded.documents] == ["z.md"]
    reasons = {skipped.path: skipped.reason for skipped in loaded.skipped}
    expected = {
        "a.md": "a.md, ligne 2", "b.pdf": "vide", "c.pdf": "chiffré", "d.docx": ".docx", "e.pdf": "page HTML",
        "f.txt": "un PDF", "g.md": "archive", "h.md": "aucun texte", "i.md": "en double",
    }  # fmt: skip
    assert reasons.keys() == expected.keys()
    assert [path for path, words in expected.items() if words not in reasons[path]] == []


def test_every_recognised_kind_has_a_name_for_the_screen() -> None:
    assert reading.FILE_KINDS.keys() == {kind.value for kind in FileKind}


def test_a_sidecars_faults_name_the_sidecar(corpus: Corpus) -> None:
    corpus.write("droit/a.txt", "texte")
    corpus.write("droit/a.txt.yaml", "title: a\nkind: loi")
    assert corpus.load().skipped[0].reason.startswith("droit/a.txt.yaml, ligne 2 : ")


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("md", b"# Titre\n\nTexte."),
        ("txt", b"Texte."),
        ("html", b"<p>Texte.</p>"),
        ("pdf", pdf_of([["Texte."]])),
        ("docx", docx_of(paragraph("Texte."))),
    ],
)
def test_a_sidecar_describes_a_file_of_any_format(corpus: Corpus, suffix: str, content: bytes) -> None:
    corpus.write(f"a.{suffix}", content)
    corpus.write(
        f"a.{suffix}.yaml",
        "id: un\ntitle: Loi\nkind: statute\nwording: official\nreference: L 1\nin_force: {from: 2014-07-09}\n"
        "jurisdiction: FR\nchecked_on: 2026-11-22\nurl: https://a.fr/\nsources: ['https://b.fr/']\n",
    )
    (document,) = corpus.load().documents
    assert (document.document_id, document.title, document.kind) == ("un", "Loi", Kind.STATUTE)
    assert (document.authority, document.wording, document.reference) == (2, Wording.OFFICIAL, "L 1")
    assert (document.jurisdiction, document.checked_on, document.url) == (
        "FR",
        date(2026, 11, 22),
        "https://a.fr/",
    )
    assert document.version.in_force_from == date(2014, 7, 9)
    assert document.source_urls == ("https://b.fr/",)
    assert document.text.endswith("Texte.")


def test_a_sidecar_that_is_no_text_is_named(corpus: Corpus) -> None:
    corpus.write("a.txt", "texte")
    corpus.write("a.txt.yaml", bytes(range(32)))
    assert corpus.load().skipped[0].reason.startswith("a.txt.yaml, ligne 1 : ce n’est pas du texte")


def test_plain_text_beyond_any_bound_is_not_decoded(corpus: Corpus) -> None:
    corpus.write("a.md", b"\xff" * 8_000_001)
    started = time.process_time()
    assert "trop long (8.0 Mo" in corpus.load().skipped[0].reason
    assert time.process_time() - started < 0.5


def test_an_id_stated_twice_is_refused_for_the_later_file_and_names_both(corpus: Corpus) -> None:
    corpus.write("a.md", "---\nid: x\n---\nun")
    corpus.write("b.md", "---\nid: x\n---\ndeux")
    loaded = corpus.load()
    assert [document.path for document in loaded.documents] == ["a.md"]
    assert "b.md" in loaded.skipped[0].reason
    assert "a.md" in loaded.skipped[0].reason


def test_default_ids_that_meet_are_told_apart_and_stay_the_same(corpus: Corpus) -> None:
    corpus.write("Été à Lille.md", "un")
    corpus.write("ete-a-lille.md", "deux")
    first, second = corpus.load().documents
    assert {first.document_id, second.document_id} > {"ete-a-lille"}
    assert [document.document_id for document in corpus.load().documents] == [
        first.document_id,
        second.document_id,
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("droit/CGCT/Art. L. 1115-1.md", "droit-cgct-art-l-1115-1"), ("Cœur d’Été.pdf", "coeur-d-ete")],
)
def test_default_ids_come_from_the_path(path: str, expected: str) -> None:
    assert default_id(path) == expected


@pytest.mark.parametrize("path", ["x" * 200 + ".md", "日本.md", "é" * 79 + " a b c.md"])
def test_default_ids_are_always_valid_and_of_their_own(path: str) -> None:
    identifier = default_id(path)
    assert 0 < len(identifier) <= 80
    assert set(identifier) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert identifier != default_id("y" + path)


def test_a_file_that_fails_keeps_its_former_document_marked(corpus: Corpus) -> None:
    corpus.write("a.md", "Première version.")
    (before,) = corpus.load().documents
    corpus.write("a.md", "---\nkind: loi\n---\nSeconde version.")
    loaded = corpus.load({"a.md": before})
    assert loaded.documents[0].text == "Première version."
    assert loaded.documents[0].stale_reason == loaded.skipped[0].reason
    corpus.write("a.md", "Seconde version.")
    (after,) = corpus.load({"a.md": loaded.documents[0]}).documents
    assert (after.text, after.stale_reason) == ("Seconde version.", None)


def test_bytes_read_before_are_not_read_again(corpus: Corpus) -> None:
    corpus.write("a.pdf", pdf_of([["La convention."]]))
    first = corpus.load()
    (file,) = find_files([corpus.folder])
    with ReadingSandbox(time_limit_seconds=0) as closed:
        assert load_document(file, sandbox=closed, cache=corpus.cache) == first.documents[0]
        corpus.write("b.pdf", pdf_of([["Une autre."]]))
        with pytest.raises(UnreadableFileError):
            load_document(find_files([corpus.folder])[1], sandbox=closed, cache=corpus.cache)


def test_a_long_first_line_makes_a_short_title_and_a_colon_does_not_end_it(corpus: Corpus) -> None:
    corpus.write("a.md", "mot " * 100)
    corpus.write("b.md", "# La coopération :\n\ntexte")
    first, second = corpus.load().documents
    assert len(first.title) <= 120
    assert first.title.endswith("mot…")
    assert second.title == "La coopération"


def test_a_large_text_file_is_read_too_and_progress_is_told(corpus: Corpus) -> None:
    corpus.write("a.txt", "Une phrase qui se répète.\n\n" * 5_000)
    corpus.write("b.md", "texte")
    told: list[tuple[int, int]] = []
    load_documents(
        find_files([corpus.folder]),
        sandbox=corpus.sandbox,
        cache=corpus.cache,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]


def test_a_file_that_leaves_between_finding_and_loading_is_skipped(corpus: Corpus) -> None:
    corpus.write("a.md", "un")
    files = find_files([corpus.folder])
    (corpus.folder / "a.md").unlink()
    loaded = load_documents(files, sandbox=corpus.sandbox, cache=corpus.cache)
    assert "ouvert" in loaded.skipped[0].reason


def test_the_first_documents_and_a_hundred_more_load_quickly(corpus: Corpus) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the first documents are not on this machine")
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, corpus.folder)
    for number in range(100):
        corpus.write(
            f"{number}.md", "---\nkind: guide\n---\n# Titre\n\n" + "- un point utile.\n\nUn texte. " * 40
        )
    started = time.process_time()
    assert len(corpus.load().documents) == 105
    assert time.process_time() - started < 3
