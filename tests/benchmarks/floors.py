"""Holds the evaluation to its floors: ``python -m tests.benchmarks.floors``, after `assistant index`.

Prints one line a group of questions, with totals only, and ends with 1 where a figure lies under its floor.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.application import Application
from assistant.assembly import assemble, choose_embedder
from assistant.evaluation.cases import read_cases
from assistant.evaluation.metrics import Figures, Outcome, figures
from assistant.evaluation.running import run_cases
from assistant.settings import Settings
from tests.benchmarks.rewordings import Likeness, answerable_cases, ask_anew, likeness

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests/evaluation/questions.jsonl"
FLOORS = ROOT / "tests/evaluation/floors.yaml"


class Floors(BaseModel):
    """What a group of questions must reach."""

    model_config = ConfigDict(extra="forbid")

    name: str
    # "tuned", "held" or "all".
    split: str
    # How the ids begin.
    ids: str
    accuracy_answer: float
    refusal_recall: float
    refusal_precision: float
    supported: float

    def chosen(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Return the outcomes of the group."""
        return [
            one
            for one in outcomes
            if self.split in ("all", one.case.split) and one.case.id.startswith(self.ids)
        ]

    def missed(self, reached: Figures) -> Iterator[str]:
        """Yield each figure that lies under its floor."""
        values = asdict(reached)
        for measure in ("accuracy_answer", "refusal_recall", "refusal_precision", "supported"):
            floor = getattr(self, measure)
            if values[measure] < floor:
                yield f"{self.name}: {measure} {values[measure]:.3f} is under {floor}"


class RewordingFloors(BaseModel):
    """What questions in other words must reach."""

    model_config = ConfigDict(extra="forbid")

    name: str
    # How the ids of the questions begin.
    reworded_ids: str
    # Share of the rewordings whose answer cites the same documents.
    same_documents: float
    # Share of them that are answered right.
    right: float

    def missed(self, reached: Likeness) -> Iterator[str]:
        """Yield each figure that lies under its floor."""
        for measure, value, floor in (
            ("same_documents", reached.same, self.same_documents),
            ("right", reached.right, self.right),
        ):
            if value < floor:
                yield f"{self.name}: {measure} {value:.3f} is under {floor}"


def read_floors() -> tuple[Floors | RewordingFloors, ...]:
    """Return the groups with their floors."""
    groups = TypeAdapter(tuple[Floors | RewordingFloors, ...])
    return groups.validate_python(tuple(yaml.safe_load(FLOORS.read_text(encoding="utf-8"))))


def main() -> None:
    """Ask every question and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    settings = Settings(index=parser.parse_args().index, corpus=(ROOT / "corpus",))
    application = assemble(settings, embedder=choose_embedder(settings), today=date.today)
    outcomes = run_cases(
        read_cases(QUESTIONS), application, contact=settings.contact, progress=lambda _done, _total: None
    )
    missed: list[str] = []
    for group in read_floors():
        if isinstance(group, Floors):
            missed += _compare(group, outcomes)
        else:
            missed += _compare_reworded(group, application, contact=settings.contact)
    print(*missed, sep="\n")
    sys.exit(1 if missed else 0)


def _compare(group: Floors, outcomes: Sequence[Outcome]) -> Iterator[str]:
    reached = figures(group.chosen(outcomes))
    print(
        f"{group.name}: {reached.n} questions, answers {reached.accuracy_answer:.3f}, "
        f"refusals P {reached.refusal_precision:.3f} R {reached.refusal_recall:.3f}, "
        f"supported {reached.supported:.3f}, median {reached.median_ms:.0f} ms"
    )
    yield from group.missed(reached)


def _compare_reworded(group: RewordingFloors, application: Application, *, contact: str) -> Iterator[str]:
    cases = answerable_cases(ids=group.reworded_ids)
    reached = likeness(list(ask_anew(cases, application, contact=contact)))
    print(
        f"{group.name}: {reached.n} rewordings, same documents {reached.same:.3f}, "
        f"same first {reached.opens_the_same:.3f}, overlap {reached.overlap:.3f}, right {reached.right:.3f}"
    )
    yield from group.missed(reached)


if __name__ == "__main__":
    main()
