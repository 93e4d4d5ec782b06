"""The day whose law a question asks for; the cases stand in tests/data/asked_dates.jsonl."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.asked_dates import find_asked_day
from tests.records import TODAY

CASES = [
    (case["question"], case["day"], case["words"])
    for line in (Path(__file__).parents[1] / "data" / "asked_dates.jsonl").read_text("utf-8").splitlines()
    for case in [json.loads(line)]
]


@pytest.mark.parametrize(("question", "day", "words"), CASES, ids=[case[0] for case in CASES])
def test_the_day_asked_for_is_found_and_no_other(question: str, day: str | None, words: str | None) -> None:
    asked = find_asked_day(question, today=TODAY)
    if day is None:
        assert asked is None
    else:
        assert asked is not None
        assert asked.day == date.fromisoformat(day)
        assert question[asked.span.start : asked.span.end] == words


def test_cases_hold_both_kinds() -> None:
    with_day = sum(1 for case in CASES if case[1] is not None)
    assert with_day >= 30
    assert len(CASES) - with_day >= 30


@pytest.mark.parametrize("today", [date(2011, 3, 1), date(2010, 6, 30)])
def test_a_day_to_come_is_never_found(today: date) -> None:
    asked = find_asked_day("En 2010, que pouvait signer une commune ?", today=today)
    assert (asked is None) == (today.year == 2010)


def test_ten_years_before_a_leap_day_is_a_day() -> None:
    asked = find_asked_day("Il y a dix ans, fallait-il une convention ?", today=date(2024, 2, 29))
    assert asked is not None
    assert asked.day == date(2014, 2, 28)


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "en 2010", "avant 2014", "31/02/2010", "le 31 février 2010 ?"]
)
def test_scraps_ask_for_no_day(text: str) -> None:
    assert find_asked_day(text, today=TODAY) is None


@pytest.mark.parametrize(
    "unit", ["en 2010 ", "avant la loi du 7 juillet 2014 ", "signee a ", "avant le ", "de 2005 "]
)
def test_longest_question_is_judged_within_seconds(unit: str) -> None:
    started = time.perf_counter()
    assert find_asked_day((unit * 2_000)[:3_900] + "fallait-il ?", today=TODAY) is None
    assert time.perf_counter() - started < 3
