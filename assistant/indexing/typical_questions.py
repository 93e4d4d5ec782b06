"""Reads the questions that each document of a corpus is there to answer, in the words of those who ask."""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from pydantic import RootModel, ValidationError

from assistant.errors import MetadataError
from assistant.texts_fr import reading as texts

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "questions-types.yaml"
# The quick parser where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _File(RootModel[dict[str, list[str]]]):
    """Document id → questions."""


def load_typical_questions(folders: Iterable[Path]) -> Mapping[str, tuple[str, ...]]:
    """Return the questions by document id; a malformed file is left out with a warning.

    Args:
        folders: corpus folders, each with or without such a file.
    """
    questions: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        try:
            questions |= read_typical_questions(folder / FILE_NAME)
        except MetadataError as error:
            _log.warning("%s", error)
    return questions


def read_typical_questions(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the questions of one file by document id; none where there is no file.

    Raises:
        MetadataError: if the file cannot be read or is malformed.
    """
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
        file = _File.model_validate(value, strict=True)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, yaml.YAMLError, ValidationError) as error:
        raise MetadataError(texts.TYPICAL_MALFORMED.format(file=path.name)) from error
    return {
        document_id: tuple(stripped for one in questions if (stripped := one.strip()))
        for document_id, questions in file.root.items()
    }
