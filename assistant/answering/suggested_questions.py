"""Reads the reviewed list of questions that may be suggested after an answer, by document."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

from assistant.answering.reviewed_yaml import parse_reviewed, read_reviewed_file
from assistant.errors import MetadataError

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "questions-proposees.yaml"

_Question = Annotated[str, Field(pattern=r"\w", max_length=200)]


class _File(RootModel[dict[str, Annotated[tuple[_Question, ...], Field(min_length=1)]]]):
    """Document id → questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedQuestions:
    """The questions of one list that a document answers, best first."""

    document_id: str
    questions: tuple[str, ...]
    # Line of the list, from 1.
    line: int


def load_suggested_questions(folders: Iterable[Path]) -> Mapping[str, tuple[str, ...]]:
    """Return the questions by document id; a malformed list is left out with a warning.

    Args:
        folders: corpus folders, each with or without a list; a later one prevails.
    """
    questions: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        try:
            read = read_suggested_questions(folder / FILE_NAME)
        except MetadataError as error:
            _log.warning("%s", error)
            continue
        questions |= {one.document_id: one.questions for one in read}
    return questions


def read_suggested_questions(path: Path) -> tuple[SuggestedQuestions, ...]:
    """Read one list; where there is no file, it is empty.

    Raises:
        MetadataError: if the file cannot be read or anything in it is malformed; names it and each line.
    """
    source = read_reviewed_file(path)
    if source is None:
        return ()
    read = parse_reviewed(source, _File, file_name=path.name)
    return tuple(
        SuggestedQuestions(document_id=document_id, questions=questions, line=read.lines[(document_id,)])
        for document_id, questions in read.value.root.items()
    )
