import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.cli import main
from assistant.cli_parser import translate
from assistant.settings import Settings, variable_name

SCHEMAS = Path(__file__).resolve().parents[2] / "shared" / "schemas"
ASKED = "Quand la convention de coopération entre-t-elle en vigueur ?"


@pytest.fixture(autouse=True)
def _no_outer_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)


@pytest.fixture
def index(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "index"
    assert main(["index", "--corpus", str(corpus), "--index", str(folder)]) == 0
    capfd.readouterr()
    return folder


def run_json(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    value: dict[str, Any] = json.loads(capfd.readouterr().out)
    return value


def validate(value: object, schema: str) -> None:
    file = SCHEMAS / f"{schema}.schema.json"
    if not file.is_file():
        pytest.skip("the published schemas are not beside this checkout")
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(json.loads(file.read_text()), format_checker=checker).validate(value)


def test_ask_prints_one_answer_of_the_published_shape(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capfd, "ask", ASKED, "--index", str(index))
    assert answer["status"] == "answered"
    assert "dès sa transmission au préfet" in answer["answer_markdown"]
    assert answer["sources"][0]["document_id"] == "convention"
    validate(answer, "answer")


def test_refusal_is_an_answer_and_exits_zero(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capfd, "ask", "Comment soigner une angine ?", "--index", str(index))
    assert answer["status"] == "refused"
    assert answer["see_also"]
    validate(answer, "answer")


@pytest.mark.parametrize("question", ["", "   ", "x" * 4_001])
def test_question_that_cannot_be_put_is_a_refusal(
    question: str, index: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = run_json(capfd, "ask", question, "--index", str(index))
    assert (answer["status"], answer["refusal_reason"]) == ("refused", "invalid_question")
    validate(answer, "answer")


def test_evaluation_prints_figures_and_writes_a_page(
    index: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    questions, page = tmp_path / "questions.jsonl", tmp_path / "rapport.html"
    questions.write_text(
        json.dumps({"id": "q", "question": ASKED, "expect": "answer", "must_include": ["préfet"]})
    )
    report = run_json(capfd, "eval", str(questions), "--index", str(index), "--report", str(page))
    assert report["all"]["accuracy_answer"] == 1.0
    assert "Par catégorie" in page.read_text(encoding="utf-8")


def test_search_sources_and_index_have_the_published_shapes(
    index: Path, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    validate(run_json(capfd, "search", "jumelage", "--index", str(index), "--k", "3"), "search")
    validate(run_json(capfd, "sources", "--index", str(index)), "sources")
    validate(run_json(capfd, "index", "--index", str(index), "--corpus", str(corpus)), "index")


def test_filters_reach_the_search(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = run_json(capfd, "search", "convention jumelage", "--index", str(index), "--kind", "guide")
    assert {result["document_id"] for result in found["results"]} == {"jumelage"}
    past = run_json(capfd, "search", "convention", "--index", str(index), "--on-date", "2010-01-01")
    assert {result["document_id"] for result in past["results"]} <= {"jumelage"}


def test_history_makes_a_follow_up_stand_alone(
    index: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    history = tmp_path / "history.json"
    history.write_text(json.dumps([{"role": "user", "content": ASKED}]), encoding="utf-8")
    answer = run_json(capfd, "ask", "Et pour un jumelage ?", "--index", str(index), "--history", str(history))
    assert answer["standalone_question"].startswith(ASKED)


def test_text_output_names_sources_with_their_version(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", ASKED, "--index", str(index)]) == 0
    out = capfd.readouterr().out
    assert "Réponse courte" in out
    assert "en vigueur depuis le 9 juillet 2014" in out
    assert "vérifié le 22 novembre 2026" in out


def test_unreadable_document_gives_exit_4_and_is_listed(
    corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (corpus / "vide.pdf").write_bytes(b"")
    code = main(["index", "--corpus", str(corpus), "--index", str(tmp_path / "i"), "--json"])
    captured = capfd.readouterr()
    report = json.loads(captured.out)
    assert (code, report["documents"]) == (4, 2)
    assert report["skipped"][0]["path"] == "vide.pdf"
    assert "vide.pdf" in captured.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ask", ASKED, "--index", "{nowhere}"], 3, "assistant index"),
        (["sources", "--index", "{nowhere}"], 3, "assistant index"),
        (["ask", ASKED, "--on-date", "hier", "--index", "{nowhere}"], 2, "hier"),
        (["ask", ASKED, "--kind", "loi", "--index", "{nowhere}"], 2, "loi"),
        (["ask", ASKED, "--history", "{nowhere}/h.json", "--index", "{nowhere}"], 2, "h.json"),
        (["search", "x", "--k", "0", "--index", "{nowhere}"], 2, "1"),
        (["ask", ASKED, "--engine", "llm", "--index", "{nowhere}"], 2, "modèle"),
        (["index", "--corpus", "{nowhere}", "--index", "{nowhere}"], 4, "nowhere"),
    ],
)
def test_failure_is_one_french_line_and_its_exit_code(
    arguments: list[str], code: int, words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    filled = [argument.format(nowhere=tmp_path / "nowhere") for argument in arguments]
    assert main(filled) == code
    captured = capfd.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "il manque"),
        (["ask"], "il manque : question"),
        (["chercher"], "au choix"),
        (["ask", "x", "--engine", "magie"], "magie"),
        (["ask", "x", "--index"], "attend une valeur"),
        (["ask", "x", "--nouveau"], "argument inconnu : --nouveau"),
        (["search", "x", "--k", "dix"], "dix"),
        (["serve", "--port", "web"], "web"),
    ],
)
def test_usage_error_is_french(arguments: list[str], words: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    error = capfd.readouterr().err
    assert stopped.value.code == 2
    assert words in error
    assert not any(english in error for english in ("usage:", "required", "invalid", "expected", "choose"))


def test_help_is_french(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ask", "--help"])
    out = capfd.readouterr().out
    assert stopped.value.code == 0
    assert "utilisation :" in out
    assert "show this help" not in out


def test_unknown_parser_message_is_given_as_it_is() -> None:
    assert translate("something new") == "something new"


def test_wrong_setting_is_a_french_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "web")
    assert main(["sources"]) == 2
    assert "ASSISTANT_PORT" in capfd.readouterr().err


def test_doctor_says_what_to_mend(
    corpus: Path, index: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    diagnosis = run_json(capfd, "doctor", "--index", str(index))
    assert {check["name"]: check["health"] for check in diagnosis["checks"]}["Index"] == "good"
    assert main(["doctor", "--index", str(tmp_path / "nowhere")]) == 3
    out = capfd.readouterr().out
    assert "À faire : Relancez « assistant index »." in out
    assert "ASSISTANT_INDEX" in out


def test_bad_bytes_on_the_command_line_are_no_crash(index: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "assistant",
        "search",
        b"jumelage \xff\xed\xa0\x80",
        "--json",
        "--index",
        str(index),
    ]
    finished = subprocess.run(command, capture_output=True, check=False, env=os.environ)
    assert finished.returncode == 0, finished.stderr
    assert json.loads(finished.stdout)["results"]
