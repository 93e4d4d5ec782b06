import math

import pytest

from assistant.evaluation.metrics import figures, ndcg_at, recall_at


def test_recall_counts_what_can_be_found() -> None:
    assert recall_at(["a", "x", "b"], {"a", "b"}, depth=10) == 1
    assert recall_at(["a", "x", "b"], {"a", "b"}, depth=2) == 0.5
    assert recall_at(["a", "b"], {"a", "b", "c", "d"}, depth=2) == 1


def test_ndcg_rewards_early_places() -> None:
    assert ndcg_at(["a", "b"], {"a", "b"}, depth=10) == 1
    assert ndcg_at(["x", "a"], {"a"}, depth=10) == pytest.approx(1 / math.log2(3))
    assert ndcg_at(["x"], {"a"}, depth=10) == 0


@pytest.mark.parametrize("measure", [recall_at, ndcg_at])
def test_nothing_relevant_is_not_a_measure(measure: object) -> None:
    with pytest.raises(ValueError, match="not defined"):
        measure(["a"], set(), depth=10)  # type: ignore[operator]


def test_figures_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        figures([])
