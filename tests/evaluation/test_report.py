from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.application import Application
from assistant.errors import EvaluationError
from assistant.evaluation.cases import Case, Expectation
from assistant.evaluation.report import EvaluationReport, html_report, make_report, read_report, summary_line
from assistant.evaluation.running import run_cases
from tests.records import TODAY

HOSTILE = "</script><img src=x onerror=alert(1)>"


def run(application: Application, *cases: Case) -> EvaluationReport:
    outcomes = run_cases(cases, application, contact="", progress=lambda _done, _total: None)
    return make_report(outcomes, questions="q.jsonl", build="b", day=TODAY)


@pytest.fixture
def case() -> Callable[..., Case]:
    def make(question: str, expect: str = "answer", **fields: object) -> Case:
        return Case.model_validate(
            {"id": question, "question": question, "expect": expect, "category": "c"} | fields
        )

    return make


def test_report_counts_answers_refusals_and_ranking(
    application: Application, case: Callable[..., Case]
) -> None:
    report = run(
        application,
        case(
            "Quand la convention de coopération entre-t-elle en vigueur ?",
            must_include=["transmission"],
            must_cite=["convention"],
        ),
        case(
            "Que fait un comité de jumelage ?", gold_documents=["jumelage"], must_include=["introuvable ici"]
        ),
        case("Comment soigner une angine ?", Expectation.REFUSE),
        case(" ", Expectation.REFUSE),
    )
    assert [one.ok for one in report.cases] == [True, False, True, True]
    assert report.cases[1].recall_at_10 == 1
    assert (report.all["accuracy_answer"], report.all["refusal_recall"]) == (0.5, 1.0)
    assert report.all["supported"] == 1.0
    assert "50" in summary_line(report)


def test_page_can_be_read_back_and_compared(
    application: Application, case: Callable[..., Case], tmp_path: Path
) -> None:
    asked = "Quand la convention de coopération entre-t-elle en vigueur ?"
    before = run(application, case(asked, must_include=["jamais écrit"]), case(HOSTILE))
    after = run(application, case(asked, must_include=["transmission"]), case(HOSTILE))
    page = tmp_path / "rapport.html"
    page.write_text(html_report(before, earlier=None), encoding="utf-8")
    assert read_report(page) == before
    compared = html_report(after, earlier=read_report(page))
    assert "Devenues justes" in compared
    assert "<img" not in compared
    assert read_report(tmp_path / "rien.html") is None


def test_foreign_page_is_not_taken_for_a_report(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html></html>", encoding="utf-8")
    with pytest.raises(EvaluationError, match="page.html"):
        read_report(page)
