import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import Settings, variable_name
from tests.corpus_check.corpus_folder import write_document


@pytest.fixture(autouse=True)
def _no_outer_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean corpus, named by the settings."""
    write_document(tmp_path / "corpus", "jumelage.md")
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "corpus"))
    return tmp_path / "corpus"


def test_clean_corpus_exits_0(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "check"]) == 0
    assert capfd.readouterr().out == "Documents lus : 1. Rien à corriger.\n"


def test_problems_are_listed_with_their_line_and_exit_1(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_document(folder, "pacte.md", "Oui, la commune peut signer un pacte avec une ville.", url="")
    assert main(["corpus", "check"]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == ["pacte.md:1", "pacte.md:9"]
    assert lines[-1] == "Documents lus : 2. Points à corriger : 2."


def test_json_has_the_shape_of_the_contract(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_document(folder, "pacte.md", kinde="guide")
    assert main(["corpus", "check", "--json"]) == 1
    found = json.loads(capfd.readouterr().out)
    assert (found["documents"], found["clean"]) == (1, False)
    (problem,) = found["problems"]
    assert (problem["path"], problem["line"], problem["check"]) == ("pacte.md", 7, "reading")
    assert "« kinde »" in problem["message"]


def test_another_folder_can_be_named(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_document(tmp_path / "autre", "a.md", url="")
    assert main(["corpus", "check", "--corpus", str(tmp_path / "autre")]) == 1
    assert capfd.readouterr().out.startswith("a.md:1: ")


def test_missing_folder_is_one_french_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "check", "--corpus", str(tmp_path / "absent")]) == 4
    captured = capfd.readouterr()
    assert captured.out == ""
    assert str(tmp_path / "absent") in captured.err


def test_missing_action_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["corpus"])
    assert stopped.value.code == 2
    assert "il manque" in capfd.readouterr().err
