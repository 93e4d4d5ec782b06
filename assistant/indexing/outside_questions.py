"""Reads the questions that a corpus is known not to answer: examples of its neighbouring fields."""

import logging
from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import MetadataError
from assistant.texts_fr import reading as texts

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "hors-champ.yaml"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    questions: list[str]


def load_outside_questions(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the questions that stand in corpus folders; a malformed file is left out with a warning.

    Args:
        folders: corpus folders, each with or without such a file.
    """
    questions: dict[str, None] = {}
    for folder in folders:
        try:
            questions.update(dict.fromkeys(read_outside_questions(folder / FILE_NAME)))
        except MetadataError as error:
            _log.warning("%s", error)
    return tuple(questions)


def read_outside_questions(path: Path) -> tuple[str, ...]:
    """Return the questions of one file, in order; none where there is no file.

    Raises:
        MetadataError: if the file cannot be read or is malformed.
    """
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        file = _File.model_validate(value)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, yaml.YAMLError, ValidationError) as error:
        raise MetadataError(texts.OUTSIDE_MALFORMED.format(file=path.name)) from error
    return tuple(stripped for question in file.questions if (stripped := question.strip()))
