import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
COUNTS = {
    "conflicts.jsonl": {
        ("tuned", True): 12,
        ("tuned", False): 12,
        ("held", True): 8,
        ("held", False): 8,
    },
    "conflicts-dev.jsonl": {("tuned", True): 28, ("tuned", False): 12},
}
KINDS = frozenset(
    ("date", "amount", "threshold", "percent", "delay") + ("authority", "rule", "article", "name", "number")
)


def pairs_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", COUNTS)
def test_pairs_are_forty_and_labelled(name: str) -> None:
    pairs = pairs_of(name)
    assert len({pair["id"] for pair in pairs}) == len(pairs) == 40
    assert Counter((pair["split"], pair["conflict"]) for pair in pairs) == COUNTS[name]
    assert {pair["kind"] for pair in pairs} <= KINDS


# Only ids are compared: a failure shows nothing of a held pair.
@pytest.mark.parametrize("name", COUNTS)
def test_each_value_stands_in_its_passage(name: str) -> None:
    wrong = [
        pair["id"]
        for pair in pairs_of(name)
        if not len(pair["values"]) == len(pair["passages"]) == 2
        or any(value not in one["text"] for value, one in zip(pair["values"], pair["passages"], strict=True))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", COUNTS)
def test_real_pair_says_what_wins_and_apparent_one_why_it_is_none(name: str) -> None:
    wrong = [pair["id"] for pair in pairs_of(name) if not is_explained(pair)]
    assert wrong == []


def is_explained(pair: dict[str, Any]) -> bool:
    if not pair["conflict"]:
        return bool(pair["reason"] and pair["why_not"])
    return (pair["retained"] is None) == (pair["retained_by"] == "nothing") and pair["retained"] in (
        None,
        0,
        1,
    )
