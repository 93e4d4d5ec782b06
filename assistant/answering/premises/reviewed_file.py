"""Reads the reviewed list of false premises that a corpus folder holds."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answering.premises.record import ReviewedPremise
from assistant.answering.premises.wording import compile_pattern
from assistant.answering.reviewed_yaml import parse_reviewed, read_reviewed_file
from assistant.errors import MetadataError
from assistant.texts_fr import reading as texts

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "premisses.yaml"


def _compilable(pattern: str) -> str:
    compile_pattern(pattern)
    return pattern


_Id = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]
_Pattern = Annotated[str, Field(pattern=r"\w", max_length=1000), AfterValidator(_compilable)]
_Quote = Annotated[str, Field(pattern=r"\w", max_length=1000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Strict):
    """One premise as written; `about`, `unless` and `answers_whether` may be left out."""

    id: _Id
    patterns: Annotated[tuple[_Pattern, ...], Field(min_length=1)]
    about: tuple[_Pattern, ...] = ()
    unless: tuple[_Pattern, ...] = ()
    answers_whether: bool = False
    corrected_by: _Id
    quote: _Quote

    def record(self) -> ReviewedPremise:
        return ReviewedPremise(
            premise_id=self.id,
            patterns=tuple(map(compile_pattern, self.patterns)),
            about=tuple(map(compile_pattern, self.about)),
            unless=tuple(map(compile_pattern, self.unless)),
            answers_whether=self.answers_whether,
            corrected_by=self.corrected_by,
            quote=self.quote,
        )


class _File(_Strict):
    premises: tuple[_Entry, ...]


def load_premises(folders: Iterable[Path]) -> tuple[ReviewedPremise, ...]:
    """Read the lists that stand in corpus folders, as one; a malformed one is left out with a warning."""
    return tuple(premise for folder in folders for premise in _usable(folder / FILE_NAME))


def _usable(path: Path) -> tuple[ReviewedPremise, ...]:
    try:
        return load_premises_file(path)
    except MetadataError as error:
        _log.warning("%s", error)
        return ()


def load_premises_file(path: Path) -> tuple[ReviewedPremise, ...]:
    """Read one list; where there is no file, it is empty.

    Raises:
        MetadataError: if the file cannot be read or anything in it is malformed; names it and each line.
    """
    source = read_reviewed_file(path)
    if source is None:
        return ()
    return read_premises(source, file_name=path.name)


def read_premises(source: str, *, file_name: str) -> tuple[ReviewedPremise, ...]:
    """Read a list from YAML.

    Args:
        source: one key, `premises`: a list in order of precedence.
        file_name: the file to name in errors.

    Raises:
        MetadataError: if anything is malformed, unknown, repeated or empty; names the file and each line.
    """
    file = parse_reviewed(source, _File, file_name=file_name)
    ids = [entry.id for entry in file.value.premises]
    repeated = [rank for rank, one in enumerate(ids) if one in ids[:rank]]
    if repeated:
        raise file.error_at(
            [(("premises", rank, "id"), texts.YAML_REPEATED_KEY.format(key=ids[rank])) for rank in repeated]
        )
    return tuple(entry.record() for entry in file.value.premises)
