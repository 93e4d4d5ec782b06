import json
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Kind
from assistant.errors import EvaluationError
from assistant.evaluation.cases import read_cases

GOOD = {"id": "q1", "question": "Qui signe ?", "expect": "answer", "must_include": ["maire"]}


def write(path: Path, *lines: object) -> Path:
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8"
    )
    return path


def test_case_carries_filters_and_history_to_the_request(tmp_path: Path) -> None:
    filters = {"jurisdiction": "FR", "on_date": "2012-06-30", "kind": ["statute"]}
    history = [{"role": "user", "content": "Avant ?"}]
    (case,) = read_cases(write(tmp_path / "q.jsonl", GOOD | {"filters": filters, "history": history}, ""))
    request = case.request()
    assert request.filters.on_date == date(2012, 6, 30)
    assert request.filters.kinds == {Kind.STATUTE}
    assert [turn.content for turn in request.history] == ["Avant ?"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "ligne 2"),
        ({"id": "x"}, "question"),
        (GOOD | {"expect": "maybe"}, "expect"),
        (GOOD | {"must_include": ["("]}, "expression"),
        (GOOD | {"filters": {"on_date": "hier"}}, "on_date"),
        (GOOD | {"filters": {"pays": "FR"}}, "pays"),
    ],
)
def test_wrong_line_is_named(tmp_path: Path, line: object, words: str) -> None:
    with pytest.raises(EvaluationError, match=words):
        read_cases(write(tmp_path / "q.jsonl", GOOD, line))


def test_missing_or_empty_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="rien.jsonl"):
        read_cases(tmp_path / "rien.jsonl")
    with pytest.raises(EvaluationError, match="vide"):
        read_cases(write(tmp_path / "q.jsonl", ""))
