"""Asks every first question in five other ways: does the answer rest on the same documents?

usage: python -m tests.benchmarks.rewordings --index DIR [--ids dev-] [--show]

A refusal cites no document. Rewordings that leave a question as it was do not count.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.application import Application
from assistant.assembly import assemble, choose_embedder
from assistant.evaluation.cases import Case, Expectation, Split, read_cases
from assistant.evaluation.judging import judge
from assistant.rendering.answer_shapes import AnswerShape, answer_shape
from assistant.settings import Settings
from tests.benchmarks.rewording_rules import Rule, rewordings

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests/evaluation/questions.jsonl"
FIRST_QUESTIONS = "dev-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """One question in other words, and what both answers cite."""

    case_id: str
    rule: Rule
    text: str
    # Documents in the order of the statements that cite them; none for a refusal.
    cited_before: tuple[str, ...]
    cited: tuple[str, ...]
    is_right: bool

    def is_same(self) -> bool:
        """Tell whether both answers cite the same documents, whatever their order."""
        return set(self.cited) == set(self.cited_before)

    def opens_the_same(self) -> bool:
        """Tell whether both answers cite the same document first."""
        return self.cited[:1] == self.cited_before[:1]

    def overlap(self) -> float:
        """Return the share of the documents of either answer that both cite (Jaccard); 1 for two refusals."""
        either = set(self.cited) | set(self.cited_before)
        return len(set(self.cited) & set(self.cited_before)) / len(either) if either else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a number of rewordings have in common with the questions as first asked, as shares."""

    n: int
    same: float
    opens_the_same: float
    overlap: float
    right: float


def ask_anew(cases: Iterable[Case], application: Application, *, contact: str) -> Iterator[Reworded]:
    """Ask each question as it stands, then by each rule.

    Args:
        cases: questions that expect an answer.
        application: over a published index.
        contact: whom its refusals name.
    """
    for case in cases:
        before = cited_documents(_answer(case, application, contact=contact))
        for rule, text in rewordings(case.question, seed=case.id):
            if text == case.question:
                continue
            reworded = case.model_copy(update={"question": text})
            answer = _answer(reworded, application, contact=contact)
            yield Reworded(
                case_id=case.id,
                rule=rule,
                text=text,
                cited_before=before,
                cited=cited_documents(answer),
                is_right=judge(reworded, answer).is_right,
            )


def _answer(case: Case, application: Application, *, contact: str) -> AnswerShape:
    return answer_shape(application.answer_or_refuse(case.request()), contact=contact)


def cited_documents(answer: AnswerShape) -> tuple[str, ...]:
    """Return the documents that an answer cites, each once, in the order of its statements."""
    by_number = {source.n: source.document_id for source in answer.sources}
    cited = (by_number[number] for statement in answer.statements for number in statement.citations)
    return tuple(dict.fromkeys(cited))


def likeness(reworded: Sequence[Reworded]) -> Likeness:
    """Return the shares over some rewordings, at least one."""
    count = len(reworded)
    return Likeness(
        n=count,
        same=sum(one.is_same() for one in reworded) / count,
        opens_the_same=sum(one.opens_the_same() for one in reworded) / count,
        overlap=sum(one.overlap() for one in reworded) / count,
        right=sum(one.is_right for one in reworded) / count,
    )


def answerable_cases(*, ids: str = FIRST_QUESTIONS) -> list[Case]:
    """Return the questions that may be read and expect an answer.

    Args:
        ids: how their ids begin.
    """
    return [
        case
        for case in read_cases(QUESTIONS)
        if case.id.startswith(ids) and case.split == Split.TUNED and case.expect == Expectation.ANSWER
    ]


def table(reworded: Sequence[Reworded]) -> Iterator[str]:
    """Yield a line a rule, and one for all of them."""
    groups = {rule.value: [one for one in reworded if one.rule is rule] for rule in Rule}
    yield f"{'rule':10} {'n':>4}  same  first  overlap  right"
    for name, group in {**groups, "all": list(reworded)}.items():
        if group:
            found = likeness(group)
            yield (
                f"{name:10} {found.n:4}  {found.same:.3f} {found.opens_the_same:.3f}  "
                f"{found.overlap:.3f}    {found.right:.3f}"
            )


def main() -> None:
    """Measure and print; with --show also each rewording whose answer cites other documents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    parser.add_argument("--ids", default=FIRST_QUESTIONS)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    settings = Settings(index=options.index, corpus=(ROOT / "corpus",))
    application = assemble(settings, embedder=choose_embedder(settings), today=date.today)
    reworded = list(ask_anew(answerable_cases(ids=options.ids), application, contact=settings.contact))
    print(*table(reworded), sep="\n")
    for one in reworded if options.show else ():
        if not one.is_same():
            print(f"{one.case_id} {one.rule}: {one.text}\n  {one.cited_before}\n  {one.cited}")


if __name__ == "__main__":
    main()
