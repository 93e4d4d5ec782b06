"""What linting found, as text and as JSON."""

from pydantic import BaseModel, ConfigDict

from assistant.corpus_check.record import Check, CorpusCheck
from assistant.texts_fr import corpus_check as texts


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class ProblemShape(_Shape):
    """One thing to mend."""

    path: str
    line: int
    check: Check
    message: str


class CorpusCheckShape(_Shape):
    """`assistant corpus check --json`."""

    documents: int
    problems: tuple[ProblemShape, ...]
    clean: bool


def corpus_check_shape(found: CorpusCheck) -> CorpusCheckShape:
    """Shape what a check found."""
    return CorpusCheckShape(
        documents=found.documents,
        problems=tuple(map(ProblemShape.model_validate, found.problems)),
        clean=found.is_clean(),
    )


def corpus_check_text(found: CorpusCheck) -> str:
    """Write what a check found for a terminal: a line per problem, then their number."""
    lines = [
        texts.LINE.format(path=problem.path, line=problem.line, message=problem.message)
        for problem in found.problems
    ]
    total = texts.CLEAN if found.is_clean() else texts.COUNT
    lines.append(total.format(documents=found.documents, problems=len(found.problems)))
    return "\n".join(lines)
