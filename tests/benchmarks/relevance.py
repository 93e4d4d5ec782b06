"""Fits the calibration of `relevance.py` and says how well it decides, over the bundled corpus.

Run from the root, after `assistant index`: ``python -m tests.benchmarks.relevance``. Questions: those of
tests/evaluation that are open to tuning, and short ones of tests/data/short-questions.jsonl. Prints, for each
set of signs, the confusion of an eightfold cross-validation, and the weights fitted on all of them.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering.anchors import names_the_unknown
from assistant.answering.relevance import Signs, signs_of
from assistant.answering.vocabulary import Vocabulary
from assistant.application import Application
from assistant.assembly import assemble, choose_embedder, open_index
from assistant.evaluation.cases import Case, read_cases
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
SETS = (ROOT / "tests/evaluation/questions.jsonl", ROOT / "tests/data/short-questions.jsonl")
SIGN_NAMES = tuple(field.name for field in fields(Signs))
# Signs that decide together: by words, with a model, and with questions outside.
SUBSETS = (
    ("similarity",),
    ("shared_mass", "coverage", "unknown_share"),
    ("shared_mass", "coverage", "unknown_share", "similarity"),
    ("shared_mass", "coverage", "unknown_share", "similarity", "scope_nearest", "scope_density"),
    (
        *("shared_mass", "coverage", "unknown_share", "similarity"),
        *("scope_nearest", "scope_density", "scope_share"),
    ),
)
FOLDS = 8
RIDGE = 0.02
STEPS, RATE = 3_000, 0.3

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The questions as numbers."""

    # Shape (n, number of signs).
    signs: Array
    # 1 where an answer is right.
    answerable: Array
    # True where another rule has decided already: a named text, or one that no document knows.
    decided: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A logistic regression over scaled signs."""

    mean: Array
    scale: Array
    weights: Array

    def probabilities(self, signs: Array) -> Array:
        """Return, for each row, how likely it is answerable."""
        return _logistic(_with_one((signs - self.mean) / self.scale) @ self.weights)

    def plain(self) -> tuple[Array, float]:
        """Return the weights of the unscaled signs, and the intercept."""
        weights = self.weights[:-1] / self.scale
        return weights, float(self.weights[-1] - (weights * self.mean).sum())


def fit(signs: Array, answerable: Array) -> Fit:
    """Fit by gradient descent; both classes weigh the same."""
    mean, scale = signs.mean(0), signs.std(0) + 1e-9
    scaled = _with_one((signs - mean) / scale)
    balance = np.where(answerable == 1, 0.5 / answerable.mean(), 0.5 / (1 - answerable).mean())
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        error = (_logistic(scaled @ weights) - answerable) * balance
        weights -= RATE * (scaled.T @ error / len(answerable) + RIDGE * np.r_[weights[:-1], 0])
    return Fit(mean=mean, scale=scale, weights=weights)


def cross_validated(signs: Array, answerable: Array) -> Array:
    """Return the probability of each row by a fit that has not seen it."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(answerable))
    probabilities = np.zeros(len(answerable))
    for one in range(FOLDS):
        model = fit(signs[fold != one], answerable[fold != one])
        probabilities[fold == one] = model.probabilities(signs[fold == one])
    return probabilities


def _logistic(values: Array) -> Array:
    return 1 / (1 + np.exp(-values))


def _with_one(signs: Array) -> Array:
    return np.c_[signs, np.ones(len(signs))]


def sample_of(cases: Sequence[Case], application: Application, vocabulary: Vocabulary) -> Sample:
    """Ask for the evidence of each case and take its signs."""
    rows, decided = [], []
    for case in cases:
        evidence = application.evidence(case.request())
        rows.append(astuple(signs_of(evidence, vocabulary=vocabulary)))
        is_named = any(found.is_named for found in evidence.passages)
        decided.append(is_named or names_the_unknown(evidence, vocabulary=vocabulary))
    answerable = np.array([case.expect == "answer" for case in cases], dtype=float)
    return Sample(signs=np.array(rows), answerable=answerable, decided=np.array(decided))


def report(sample: Sample) -> Iterable[str]:
    """Yield the lines of the table: one a set of signs."""
    yield "| signs | accuracy | wrongly refused | wrongly answered | weights | intercept |"
    yield "| --- | --- | --- | --- | --- | --- |"
    free = ~sample.decided
    for names in SUBSETS:
        columns = [SIGN_NAMES.index(name) for name in names]
        signs, answerable = sample.signs[free][:, columns], sample.answerable[free]
        answered = cross_validated(signs, answerable) > 0.5
        weights, intercept = fit(signs, answerable).plain()
        told = ", ".join(f"{name}={weight:.3f}" for name, weight in zip(names, weights, strict=True))
        wrongly_refused = int((~answered & (answerable == 1)).sum())
        wrongly_answered = int((answered & (answerable == 0)).sum())
        cells = (
            len(names),
            f"{(answered == answerable).mean():.3f}",
            wrongly_refused,
            wrongly_answered,
            told,
            f"{intercept:.3f}",
        )
        yield f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Print the table for the index that the settings name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    settings = Settings(index=parser.parse_args().index, corpus=(ROOT / "corpus",))
    embedder = choose_embedder(settings)
    application = assemble(settings, embedder=embedder, today=date.today)
    vocabulary = open_index(settings, embedder=embedder).vocabulary
    cases = [
        case
        for path in SETS
        for case in read_cases(path)
        if case.split != "held" and case.expect in ("answer", "refuse")
    ]
    sample = sample_of(cases, application, vocabulary)
    counts = f"{int(sample.answerable.sum())} answerable, {int((1 - sample.answerable).sum())} not"
    lines = [f"{counts}; {int(sample.decided.sum())} decided before", *report(sample)]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
