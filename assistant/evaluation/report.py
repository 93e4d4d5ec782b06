"""An evaluation as JSON and as an HTML page that a person can read; a diff against an earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from html import escape
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import EvaluationError
from assistant.evaluation.metrics import Figures, Outcome, by_category, figures
from assistant.texts_fr import evaluation as texts
from assistant.texts_fr.labels import french_date

WORST_SHOWN = 10
_BAR_WIDTH = 420
_BAR_HEIGHT = 18
_BAR_GAP = 8
_LABEL_WIDTH = 210


class CaseReport(BaseModel):
    """One question in a report."""

    model_config = ConfigDict(frozen=True)

    id: str
    category: str
    split: str
    question: str
    expect: str
    status: str
    ok: bool
    why: str
    recall_at_10: float | None
    ndcg_at_10: float | None
    unsupported: int
    milliseconds: float


class EvaluationReport(BaseModel):
    """`assistant eval --json`; a later run compares itself with it."""

    model_config = ConfigDict(frozen=True)

    questions: str
    build: str
    day: date
    all: dict[str, float]
    categories: dict[str, dict[str, float]]
    splits: dict[str, dict[str, float]]
    cases: tuple[CaseReport, ...]


def make_report(outcomes: Sequence[Outcome], *, questions: str, build: str, day: date) -> EvaluationReport:
    """Gather figures and cases; at least one outcome.

    Args:
        outcomes: in the order of the file.
        questions: name of the file.
        build: id of the index that answered.
        day: when.
    """
    splits = {str(one.case.split) for one in outcomes}
    return EvaluationReport(
        questions=questions,
        build=build,
        day=day,
        all=_rounded(figures(outcomes)),
        categories={name: _rounded(value) for name, value in by_category(outcomes).items()},
        splits={
            split: _rounded(figures([one for one in outcomes if one.case.split == split]))
            for split in sorted(splits)
        },
        cases=tuple(map(_case, outcomes)),
    )


def read_report(path: Path) -> EvaluationReport | None:
    """Read the JSON that stands in an earlier HTML report; None where there is no such file.

    Raises:
        EvaluationError: if the file is not a report of ours.
    """
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8", errors="replace")
    start, end = text.find(_DATA_OPEN), text.rfind(_DATA_CLOSE)
    try:
        data = text[start + len(_DATA_OPEN) : end].replace(_HIDDEN_LESS_THAN, "<")
        return EvaluationReport.model_validate_json(data)
    except ValidationError as error:
        raise EvaluationError(texts.NOT_A_REPORT.format(path=path)) from error


def write_report(path: Path, report: EvaluationReport, *, earlier: EvaluationReport | None) -> None:
    """Write the HTML page.

    Raises:
        EvaluationError: if the file cannot be written.
    """
    try:
        path.write_text(html_report(report, earlier=earlier), encoding="utf-8")
    except OSError as error:
        raise EvaluationError(texts.NOT_WRITTEN.format(path=path, reason=error.strerror)) from error


def summary_line(report: EvaluationReport) -> str:
    """Return the report in one French sentence."""
    return texts.SUMMARY.format(**report.all)


# The data stands in the page, so that the page alone can be compared with; "<" is written in another way, so
# that no text of a question can end the element.
_DATA_OPEN = '<script type="application/json" id="data">'
_DATA_CLOSE = "</script>"
_HIDDEN_LESS_THAN = "\\u003c"


def html_report(report: EvaluationReport, *, earlier: EvaluationReport | None) -> str:
    """Write the page: figures, a plot by category, the worst cases, the differences, every question."""
    parts = [
        f"<h1>{escape(texts.TITLE)}</h1>",
        f"<p>{escape(_intro(report))}</p><p>{escape(summary_line(report))}</p>",
        f"<h2>{escape(texts.BY_CATEGORY)}</h2>",
        _plot(report.categories),
        _categories_table(report),
        f"<h2>{escape(texts.WORST)}</h2>",
        _table(texts.WORST_COLUMNS, _worst(report)),
        _changes(report, earlier) if earlier else "",
        f"<h2>{escape(texts.EVERY)}</h2>",
        _table(texts.EVERY_COLUMNS, [_row(one) for one in report.cases]),
    ]
    data = report.model_dump_json().replace("<", _HIDDEN_LESS_THAN)
    head = f'<meta charset="utf-8"><title>{escape(texts.TITLE)}</title><style>{_STYLE}</style>'
    body = "\n".join([*parts, f"{_DATA_OPEN}{data}{_DATA_CLOSE}"])
    return f'<!doctype html>\n<html lang="fr"><head>{head}</head>\n<body>{body}</body></html>\n'


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a2e}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{border:1px solid #ccd;padding:.3rem .5rem;"
    "text-align:left;vertical-align:top}th{background:#f2f3f8}svg text{font-size:13px}"
)


def _rounded(value: Figures) -> dict[str, float]:
    return {name: round(number, 4) for name, number in asdict(value).items()}


def _case(outcome: Outcome) -> CaseReport:
    return CaseReport(
        id=outcome.case.id,
        category=outcome.case.category,
        split=outcome.case.split,
        question=outcome.case.question,
        expect=outcome.case.expect,
        status=outcome.answer.status,
        ok=outcome.verdict.is_right,
        why=outcome.verdict.why,
        recall_at_10=outcome.recall,
        ndcg_at_10=outcome.ndcg,
        unsupported=outcome.verdict.unsupported,
        milliseconds=round(outcome.milliseconds, 1),
    )


def _intro(report: EvaluationReport) -> str:
    return texts.INTRO.format(
        n=len(report.cases), file=report.questions, build=report.build, day=french_date(report.day)
    )


def _plot(categories: Mapping[str, Mapping[str, float]]) -> str:
    """Draw one bar per category: the share of right answers."""
    step = _BAR_HEIGHT + _BAR_GAP
    bars = []
    for rank, (name, value) in enumerate(categories.items()):
        y, width = rank * step, round(_BAR_WIDTH * value["accuracy"])
        bars.append(
            f'<text x="{_LABEL_WIDTH - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LABEL_WIDTH}" y="{y}" width="{width}" height="{_BAR_HEIGHT}" fill="#1b2f6b"/>'
            f'<text x="{_LABEL_WIDTH + width + 6}" y="{y + 13}">{value["accuracy"]:.0%}</text>'
        )
    width, height = _LABEL_WIDTH + _BAR_WIDTH + 60, len(categories) * step
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(texts.PLOT_ALT)}">{"".join(bars)}</svg>'
    )


def _categories_table(report: EvaluationReport) -> str:
    rows = [_figures_row(name, value) for name, value in report.categories.items()]
    rows += [_figures_row(name, value) for name, value in report.splits.items()]
    return _table(texts.COLUMNS, [*rows, _figures_row(texts.ALL, report.all)])


def _figures_row(name: str, value: Mapping[str, float]) -> tuple[str, ...]:
    return (
        name,
        f"{value['n']:.0f}",
        f"{value['right']:.0f}",
        f"{value['accuracy']:.1%}",
        f"{value['recall_at_10']:.3f}",
        f"{value['ndcg_at_10']:.3f}",
        f"{value['supported']:.1%}",
        f"{value['median_ms']:.0f}",
    )


def _worst(report: EvaluationReport) -> list[tuple[str, ...]]:
    wrong = [one for one in report.cases if not one.ok or one.unsupported]
    wrong.sort(key=lambda one: (-one.unsupported, one.recall_at_10 if one.recall_at_10 is not None else 1.0))
    return [(one.question, one.category, one.why) for one in wrong[:WORST_SHOWN]]


def _row(one: CaseReport) -> tuple[str, ...]:
    return ("✓" if one.ok else "✗", one.question, one.expect, one.status, one.why)


def _changes(report: EvaluationReport, earlier: EvaluationReport) -> str:
    before = {one.id: one.ok for one in earlier.cases}
    gained = [one.question for one in report.cases if one.ok and before.get(one.id) is False]
    lost = [one.question for one in report.cases if not one.ok and before.get(one.id) is True]
    title = texts.CHANGES.format(other=earlier.build)
    return f"<h2>{escape(title)}</h2>{_list(texts.GAINED, gained)}{_list(texts.LOST, lost)}"


def _list(title: str, items: Sequence[str]) -> str:
    shown = "".join(f"<li>{escape(item)}</li>" for item in items or (texts.NONE,))
    return f"<h3>{escape(title)}</h3><ul>{shown}</ul>"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
