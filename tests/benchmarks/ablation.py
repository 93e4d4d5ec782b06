"""Leaves out every feature in turn and asks all questions: what is each worth?

usage: nice -n 10 python -m tests.benchmarks.ablation --index DIR

Prints one Markdown table, and progress on standard error. Of held questions only totals are printed.
A question's vector is made once, and counts in every row the time it took; where a feature changes nothing
of what an answer rests on, the answer of the full system stands. Compare the times of one run alone.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.assembly import choose_embedder
from assistant.evaluation.cases import Split, read_cases
from assistant.evaluation.metrics import Figures, Outcome, figures
from assistant.settings import Settings
from tests.benchmarks.ablation_features import features
from tests.benchmarks.ablation_trials import FIRST_PASSAGES, Trials

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests/evaluation/questions.jsonl"
FULL = "full system"
COLUMNS = (
    *("without", "instead", "changed", "dev right", "tuned right", "held right"),
    *("refusal precision", "refusal recall", f"dev among {FIRST_PASSAGES}", "unsupported", "median ms"),
)


def row(name: str, instead: str, outcomes: Sequence[Outcome], full: Sequence[Outcome]) -> str:
    """Return one line of the table: dev and own questions apart, refusals over all of them.

    Args:
        name: what is left out.
        instead: what is done instead.
        outcomes: what the system without it has answered.
        full: what the full system has answered, to the same questions in the same order.
    """
    dev = [one for one in outcomes if one.case.id.startswith("dev-")]
    own = [one for one in outcomes if not one.case.id.startswith("dev-")]
    tuned = [one for one in own if one.case.split is Split.TUNED]
    held = [one for one in own if one.case.split is Split.HELD]
    reached = figures(outcomes)
    found = [one.recall for one in dev if one.recall is not None]
    unsupported = sum(one.verdict.unsupported for one in outcomes)
    cells = (
        *(name, instead, str(sum(map(_differ, outcomes, full)))),
        *(_right(figures(group)) for group in (dev, tuned, held)),
        *(f"{reached.refusal_precision:.3f}", f"{reached.refusal_recall:.3f}"),
        *(f"{statistics.fmean(found):.3f}", str(unsupported), f"{reached.median_ms:.0f}"),
    )
    return _line(cells)


def table(trials: Trials) -> Iterator[str]:
    """Yield the lines of the table, as they are measured."""
    yield _line(COLUMNS)
    yield _line(["---"] * len(COLUMNS))
    full = trials.full()
    yield row(FULL, "–", full, full)
    for feature in features():
        yield row(feature.name, feature.instead, trials.without(feature), full)


def _differ(one: Outcome, other: Outcome) -> bool:
    return one.answer.answer_markdown != other.answer.answer_markdown


def _right(reached: Figures) -> str:
    return f"{reached.right_answers}/{reached.answerable}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure every row, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    settings = Settings(index=parser.parse_args().index, corpus=(ROOT / "corpus",))
    embedder = choose_embedder(settings)
    if embedder is None:
        sys.exit("no embedding model loads here: without vectors most rows say nothing")
    started = time.perf_counter()
    trials = Trials(settings, embedder, read_cases(QUESTIONS))
    for line in table(trials):
        print(line, flush=True)
        print(f"{time.perf_counter() - started:4.0f} s {line[:60]}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
