"""Finding the files of a corpus, and telling documents from everything else."""

import hashlib
import os
from pathlib import Path

import pytest

from assistant.errors import CorpusError, MetadataError, UnreadableFileError, UnsupportedFormatError
from assistant.indexing.corpus import find_files
from assistant.indexing.corpus_files import MAX_FILE_BYTES, hash_content


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"contenu de {name}")


def test_files_come_sorted_with_their_sidecars_and_hashes(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "droit/loi.md", "droit/loi.pdf", "droit/loi.pdf.yaml", "A.HTML")
    files = find_files([tmp_path])
    assert [file.path for file in files] == ["A.HTML", "b.txt", "droit/loi.md", "droit/loi.pdf"]
    assert [file.sidecar for file in files] == [None, None, None, tmp_path / "droit/loi.pdf.yaml"]
    assert all(file.defect is None for file in files)
    assert files[1].content_hash == hashlib.sha256(b"contenu de b.txt").hexdigest()
    assert files[3].content_hash == hash_content(
        b"contenu de droit/loi.pdf", b"contenu de droit/loi.pdf.yaml"
    )


def test_a_changed_sidecar_changes_the_hash(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "a.pdf.yaml")
    (before,) = find_files([tmp_path])
    (tmp_path / "a.pdf.yaml").write_text("title: x")
    (after,) = find_files([tmp_path])
    assert before.content_hash != after.content_hash


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".git/config.md", ".cache.md", "~$a.docx", "a.md~", "README.md", "droit/readme.txt",
          "LICENSE", "glossaire.yaml", "data.yml", "Thumbs.db", "__MACOSX/a.md")  # fmt: skip
    assert find_files([tmp_path]) == ()


def test_unknown_formats_and_lone_sidecars_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.odt", "droit/data.yaml", "licence", "b.pdf.yaml")
    defects = {file.path: file.defect for file in find_files([tmp_path])}
    assert isinstance(defects["a.odt"], UnsupportedFormatError)
    assert ".odt" in str(defects["a.odt"])
    assert ".pdf" in str(defects["a.odt"])
    assert isinstance(defects["droit/data.yaml"], UnsupportedFormatError)
    assert isinstance(defects["licence"], UnsupportedFormatError)
    assert isinstance(defects["b.pdf.yaml"], MetadataError)


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "dehors/secret.md", "corpus/vrai.md")
    corpus = tmp_path / "corpus"
    (corpus / "lien.md").symlink_to(tmp_path / "dehors/secret.md")
    (corpus / "dossier").symlink_to(tmp_path / "dehors")
    (corpus / "dedans.md").symlink_to(corpus / "vrai.md")
    (corpus / "mort.md").symlink_to(corpus / "absent.md")
    defects = {file.path: file.defect for file in find_files([corpus])}
    assert sorted(defects) == ["dedans.md", "lien.md", "mort.md", "vrai.md"]
    assert "hors du dossier" in str(defects["lien.md"])
    assert "lien mort" in str(defects["mort.md"])
    assert defects["dedans.md"] is None


def test_links_in_a_circle_cost_only_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    write(tmp_path, "c.md")
    first, second, good = find_files([tmp_path])
    assert "tournent en rond" in str(first.defect)
    assert "tournent en rond" in str(second.defect)
    assert good.defect is None


def test_a_sidecar_beyond_any_metadata_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "droit/a.txt")
    with (tmp_path / "droit/a.txt.yaml").open("wb") as stream:
        stream.truncate(10 * MAX_FILE_BYTES)
    (file,) = find_files([tmp_path])
    assert isinstance(file.defect, MetadataError)
    assert str(file.defect).startswith("droit/a.txt.yaml, ligne 1 : métadonnées trop longues")


def test_pipes_and_giants_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.md")
    with (tmp_path / "geant.pdf").open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    giant, pipe = find_files([tmp_path])
    assert isinstance(giant.defect, UnreadableFileError)
    assert "200 Mo" in str(giant.defect)
    assert "ordinaire" in str(pipe.defect)


def test_names_that_are_no_valid_text_become_showable(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_text("x")
    (tmp_path / "e\u0301te\u0301.md").write_text("y")
    paths = [file.path for file in find_files([tmp_path])]
    assert paths == ["caf\ufffd.md", "été.md"]


def test_names_that_a_terminal_would_obey_are_shown_without_their_controls(tmp_path: Path) -> None:
    write(tmp_path, "a\x1b[2J\n\u202eb.md")
    assert [file.path for file in find_files([tmp_path])] == ["a\ufffd[2J\ufffd\ufffdb.md"]


def test_names_that_look_the_same_are_told_and_no_file_is_lost_in_silence(tmp_path: Path) -> None:
    write(tmp_path, "été.md", "e\u0301te\u0301.md")
    for last in (b"\xe8", b"\xe9"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf" + last + b".md")).write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/seul\xe9.md.yaml")).write_text("title: x")
    reasons = [(file.path, str(file.defect or "")[:15]) for file in find_files([tmp_path])]
    assert reasons == [
        ("caf\ufffd.md", ""),
        ("caf\ufffd.md", "un autre fichie"),
        ("seul\ufffd.md.yaml", "seul\ufffd.md.yaml, "),
        ("été.md", ""),
        ("été.md", "un autre fichie"),
    ]


def test_several_folders_come_one_after_the_other(tmp_path: Path) -> None:
    write(tmp_path, "un/z.md", "deux/a.md")
    assert [file.path for file in find_files([tmp_path / "un", tmp_path / "deux"])] == ["z.md", "a.md"]


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="absent"):
        find_files([tmp_path / "absent"])
