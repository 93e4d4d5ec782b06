"""The tables of the retrieval benchmark, in Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.retrieval_systems import DENSE, FULL, FUSION, WORDS

PLAIN = "plain LangChain"
BEGIN = "<!-- {scope}: written by tests.benchmarks.retrieval --write -->"
END = "<!-- {scope}: end -->"
# What the full ranking reaches at least on every article, over the best single way and over BM25.
ASKED_FLOOR, LABELS_FLOOR = 1.18, 1.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Recall and nDCG at 10 articles."""

    asked: tuple[float, float]
    labels: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRows:
    """Recall at 6 and nDCG at 10 over our own questions, by way of ranking."""

    figures: Mapping[str, tuple[float, float]]
    milliseconds: Mapping[str, float]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What one run has measured."""

    rows: Mapping[str, Row]
    # None: no index of the bundled corpus was there.
    own_rows: OwnRows | None
    milliseconds: Mapping[str, float]
    articles_count: int
    passages_count: int
    asked_count: int
    labels_count: int

    def text(self) -> str:
        return "\n\n".join(("\n".join(self._quality()), self._ratios(), "\n".join(self._times())))

    def _quality(self) -> list[str]:
        own = self.own_rows
        lines = [
            f"{self.articles_count:,} articles in {self.passages_count:,} passages; "
            f"{self.asked_count} titles and questions, {self.labels_count} labels; "
            f"{own.count if own else 0} questions of our own.",
            "",
            "| ranking | asked R@10 | asked nDCG@10 | label R@10 | label nDCG@10 | own R@6 | own nDCG@10 |",
            "|---|---|---|---|---|---|---|",
        ]
        for name, row in self.rows.items():
            figures = own.figures.get(name) if own else None
            cells = [*row.asked, *row.labels, *(figures or (None, None))]
            lines.append(f"| {name} | " + " | ".join(map(_cell, cells)) + " |")
        return lines

    def _ratios(self) -> str:
        full = self.rows[FULL]
        best_leg = max(self.rows[DENSE].asked[1], self.rows[WORDS].asked[1])
        asked, labels = full.asked[1] / best_leg, full.labels[1] / self.rows[WORDS].labels[1]
        lines = [
            f"Full ranking over the better of dense and BM25, asked: {asked:.3f} × (floor {ASKED_FLOOR}).",
            f"Over BM25, labels: {labels:.3f} × (floor {LABELS_FLOOR}).",
        ]
        if self.own_rows:
            figures = self.own_rows.figures
            lines.append(f"Over the fusion, own nDCG@10: {figures[FULL][1] / figures[FUSION][1]:.3f} ×.")
        return " ".join(lines)

    def _times(self) -> list[str]:
        columns = {f"{self.articles_count:,} articles": self.milliseconds}
        if self.own_rows:
            columns["bundled corpus"] = self.own_rows.milliseconds
        lines = ["| milliseconds, median | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
        for name in self.milliseconds:
            cells = " | ".join(f"{column[name]:.1f}" for column in columns.values())
            lines.append(f"| {name} | {cells} |")
        return lines


def write_between_markers(path: Path, text: str, *, scope: str) -> None:
    """Put a text between the two markers that a document has for a scope.

    Raises:
        ValueError: if the markers are not there.
    """
    begin, end = BEGIN.format(scope=scope), END.format(scope=scope)
    before, found_begin, rest = path.read_text(encoding="utf-8").partition(begin)
    _, found_end, after = rest.partition(end)
    if not found_begin or not found_end:
        raise ValueError(f"{path} lacks a marker: {begin} or {end}")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
