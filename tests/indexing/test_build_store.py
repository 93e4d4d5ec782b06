import errno
import resource
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.domain import IndexBuild, SkippedDocument
from assistant.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexStoreError
from assistant.indexing.build_store import BuildStore, limited_file_size, new_build_id


def build_of(build_id: str) -> IndexBuild:
    return IndexBuild(
        build_id=build_id,
        fingerprint="f" * 64,
        embedder=None,
        documents_count=1,
        passages_count=2,
        skipped=(SkippedDocument(path="a.pdf", reason="chiffré"),),
    )


def publish(root: Path, token: str, content: bytes = b"contenu") -> tuple[Path, IndexBuild]:
    store = BuildStore(root)
    build = build_of(new_build_id(datetime(2026, 11, 22, 10, 11, 12, tzinfo=UTC), token=token))
    with store.new_build(build.build_id) as folder:
        (folder / "vectors").mkdir()
        (folder / "vectors" / "data.bin").write_bytes(content)
        (folder / "documents.jsonl").write_bytes(b"{}")
        store.publish(folder, build)
    return folder, build


def builds(root: Path) -> set[str]:
    return {path.name for path in (root / "builds").iterdir()}


def test_build_id_states_the_instant_and_the_token() -> None:
    started_at = datetime.fromisoformat("2026-11-22T11:11:12+01:00")
    assert new_build_id(started_at, token="3f2a") == "2026-11-22T10:11:12Z-3f2a"


def test_published_build_is_found_whole(tmp_path: Path) -> None:
    folder, build = publish(tmp_path, "a1")
    store = BuildStore(tmp_path)
    assert store.verified_folder() == (folder, build)
    assert store.current_build() == build
    assert store.current_build_id() == build.build_id
    assert ":" not in folder.name


def test_nothing_built_yet_says_how_to_build(tmp_path: Path) -> None:
    store = BuildStore(tmp_path / "absent")
    assert store.current_build() is None
    assert store.current_build_id() is None
    with pytest.raises(IndexMissingError, match="assistant index"):
        store.verified_folder()
    assert not (tmp_path / "absent").exists()


def current_names(name: bytes) -> Callable[[Path, Path], object]:
    return lambda root, _folder: (root / "CURRENT").write_bytes(name)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (current_names(b"2026-01-01T000000Z-absent\n"), "n’est plus là"),
        (current_names(b"\x00\xff\xfe"), "CURRENT"),
        (current_names(b""), "CURRENT"),
        (current_names(b"../../ailleurs"), "CURRENT"),
        (lambda _root, folder: folder.rename(folder.with_name("ailleurs")), "n’est plus là"),
        (lambda _root, folder: (folder / "manifest.json").unlink(), "manifest.json"),
        (lambda _root, folder: (folder / "manifest.json").write_bytes(b"{}"), "manifest.json"),
        (lambda _root, folder: cut(folder / "manifest.json"), "manifest.json"),
        (lambda _root, folder: (folder / "vectors" / "data.bin").unlink(), "vectors/data.bin » manque"),
        (lambda _root, folder: cut(folder / "vectors" / "data.bin"), "6 octets au lieu de 7"),
        (lambda _root, folder: change_a_byte(folder / "vectors" / "data.bin"), "vectors/data.bin » a changé"),
    ],
)
def test_damage_is_found_before_anything_is_opened(
    tmp_path: Path, damage: Callable[[Path, Path], object], said: str
) -> None:
    folder, _build = publish(tmp_path, "a1")
    damage(tmp_path, folder)
    with pytest.raises(IndexDamagedError, match=said) as caught:
        BuildStore(tmp_path).verified_folder()
    assert "assistant index" in str(caught.value)

    mended, build = publish(tmp_path, "a2")
    assert BuildStore(tmp_path).verified_folder() == (mended, build)


def test_manifest_of_another_build_is_damage(tmp_path: Path) -> None:
    folder, _build = publish(tmp_path, "a1")
    other, _other_build = publish(tmp_path, "a2")
    (other / "manifest.json").write_bytes((folder / "manifest.json").read_bytes())
    with pytest.raises(IndexDamagedError, match="Z-a1 » au lieu de « .*Z-a2 »"):
        BuildStore(tmp_path).verified_folder()


def test_damaged_build_counts_as_none_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, _build = publish(tmp_path, "a1")
    (folder / "manifest.json").unlink()
    assert BuildStore(tmp_path).current_build() is None
    assert "manifest.json" in caplog.text


def test_previous_build_stays_and_older_ones_go(tmp_path: Path) -> None:
    names = [publish(tmp_path, f"a{number}")[0].name for number in range(4)]
    assert builds(tmp_path) == set(names[-2:])


def test_what_a_dead_builder_left_is_removed_and_the_rest_is_kept(tmp_path: Path) -> None:
    folder, _build = publish(tmp_path, "a1")
    left = tmp_path / "builds" / "2026-11-22T101112Z-mort"
    left.mkdir()
    (left / "link_lists.bin").write_bytes(b"x")
    BuildStore(tmp_path).cache_folder.mkdir()
    with BuildStore(tmp_path).new_build("suivant"):
        assert builds(tmp_path) == {folder.name, "suivant"}
    assert BuildStore(tmp_path).cache_folder.is_dir()


def test_build_that_fails_leaves_the_published_one(tmp_path: Path) -> None:
    folder, build = publish(tmp_path, "a1")
    store = BuildStore(tmp_path)
    with pytest.raises(RuntimeError), store.new_build("rate") as unfinished:
        (unfinished / "data.bin").write_bytes(b"x")
        raise RuntimeError
    assert builds(tmp_path) == {folder.name}
    assert store.verified_folder() == (folder, build)


def test_build_that_is_not_published_is_removed(tmp_path: Path) -> None:
    with BuildStore(tmp_path).new_build("essai"):
        pass
    assert builds(tmp_path) == set()


def test_second_builder_is_told_to_wait_and_may_build_afterwards(tmp_path: Path) -> None:
    with BuildStore(tmp_path).new_build("premier"):
        with (
            pytest.raises(IndexBusyError, match="autre construction"),
            BuildStore(tmp_path).new_build("second"),
        ):
            pass
        assert builds(tmp_path) == {"premier"}
    publish(tmp_path, "a1")


@pytest.mark.parametrize("build_id", ["", "../a", "a/b", ".cache", "a b", "é", "x" * 101])
def test_malformed_build_id_is_a_mistake(tmp_path: Path, build_id: str) -> None:
    with pytest.raises(ValueError, match="malformed"), BuildStore(tmp_path).new_build(build_id):
        pass


def test_build_id_serves_once(tmp_path: Path) -> None:
    _folder, build = publish(tmp_path, "a1")
    with pytest.raises(ValueError, match="already"), BuildStore(tmp_path).new_build(build.build_id):
        pass
    assert BuildStore(tmp_path).verified_folder()[1] == build


def test_folder_of_another_build_is_not_published(tmp_path: Path) -> None:
    store = BuildStore(tmp_path)
    with store.new_build("un") as folder, pytest.raises(ValueError, match="does not live"):
        store.publish(folder, build_of("deux"))


def test_unusable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    with (
        pytest.raises(IndexStoreError, match="fichier.*ASSISTANT_INDEX"),
        BuildStore(tmp_path / "fichier").new_build("essai"),
    ):
        pass


def test_error_that_does_not_concern_the_folder_passes_unchanged(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), BuildStore(tmp_path / "index").new_build("essai"):
        (tmp_path / "corpus.md").read_text()


def test_file_growing_too_large_is_stopped_and_explained(tmp_path: Path) -> None:
    folder, _build = publish(tmp_path, "a1")
    with (
        pytest.raises(IndexStoreError, match="index précédent reste en service"),
        BuildStore(tmp_path).new_build("enorme") as unfinished,
        limited_file_size(1_000_000),
    ):
        (unfinished / "link_lists.bin").write_bytes(b"x" * 1_000_001)
    assert builds(tmp_path) == {folder.name}


def test_size_limit_is_lifted_afterwards_and_never_loosens(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with limited_file_size(1_000_000), limited_file_size(2_000_000):
        with pytest.raises(OSError) as caught:
            (tmp_path / "data.bin").write_bytes(b"x" * 1_500_000)
        assert caught.value.errno == errno.EFBIG
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == before


def test_reader_goes_on_to_the_build_published_while_it_was_checking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a1")
    store = BuildStore(tmp_path)
    verify = store._verify

    def publish_twice_then_verify(build_id: str) -> IndexBuild:
        if build_id.endswith("a1"):
            publish(tmp_path, "a2")
            publish(tmp_path, "a3")
        return verify(build_id)

    monkeypatch.setattr(store, "_verify", publish_twice_then_verify)
    assert store.verified_folder()[1].build_id.endswith("a3")
