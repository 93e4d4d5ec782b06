from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.domain import IndexReport
from assistant.evaluation.cases import Case, Expectation
from assistant.settings import Settings
from tests.benchmarks.ablation import FULL, row
from tests.benchmarks.ablation_features import Feature, features
from tests.benchmarks.ablation_trials import Trials
from tests.doubles import HashingEmbedder

DOCUMENTATION = Path(__file__).parents[2] / "docs/evaluation.md"


@pytest.fixture
def trials(
    settings: Settings, embedder: HashingEmbedder, build: Callable[[], IndexReport]
) -> Iterator[Trials]:
    build()
    cases = [
        _case("dev-1", "Quand la convention de coopération entre-t-elle en vigueur ?", Expectation.ANSWER),
        _case("own-1", "Quel vin servir avec une dinde aux marrons ?", Expectation.REFUSE),
        _case(
            "own-2",
            "Que précise la convention de coopération sur le montant prévu ?",
            Expectation.ANSWER,
            split="held",
        ),
    ]
    yield Trials(settings, embedder, cases)


def _case(name: str, question: str, expect: Expectation, split: str = "tuned") -> Case:
    fields = {"id": name, "question": question, "expect": expect, "category": "x", "split": split}
    return Case.model_validate(fields | {"gold_documents": ["convention"]})


def _feature(name: str) -> Feature:
    return next(one for one in features() if one.name == name)


def test_the_documented_table_has_a_row_for_every_feature_in_order() -> None:
    lines = DOCUMENTATION.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(f"| {FULL} |"))
    names = [
        line.split(" | ")[0].removeprefix("| ") for line in lines[first + 1 : first + 1 + len(features())]
    ]
    assert names == [one.name for one in features()]


@pytest.mark.parametrize("feature", features(), ids=lambda one: one.name)
def test_a_feature_left_out_comes_back(feature: Feature) -> None:
    before = [getattr(owner, part) for owner, part, _ in feature.parts]
    with feature.left_out():
        assert [getattr(owner, part) for owner, part, _ in feature.parts] != before
    assert [getattr(owner, part) for owner, part, _ in feature.parts] == before


def test_without_refusals_what_was_refused_is_answered(trials: Trials) -> None:
    refused = [one.answer.status for one in trials.full()]
    answered = [one.answer.status for one in trials.without(_feature("refusals"))]
    assert refused[1] == "refused"
    assert answered == ["answered", answered[1], "answered"]
    assert trials.without(_feature("refusals"))[1].answer.statements


def test_a_feature_that_finds_nothing_leaves_every_answer_as_it_was(trials: Trials) -> None:
    full, without = trials.full(), trials.without(_feature("spelling"))
    assert [one.answer for one in without] == [one.answer for one in full]


def test_a_row_counts_dev_tuned_and_held_apart(trials: Trials) -> None:
    cells = row(FULL, "–", trials.full(), trials.full()).split(" | ")
    assert cells[2:6] == ["0", "1/1", "0/0", "1/1"]
