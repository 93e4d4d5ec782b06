"""Reads the reviewed list of false premises that a corpus folder holds."""

import errno
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from assistant.answering.premises.record import ReviewedPremise
from assistant.answering.premises.wording import compile_pattern
from assistant.errors import MetadataError
from assistant.texts_fr import reading as texts

_log = logging.getLogger(__name__)

# Its name at the top of a corpus folder.
FILE_NAME = "premisses.yaml"
# The quick parser where PyYAML was built with it; both give the same nodes.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Plain = str | list["_Plain"] | dict[str, "_Plain"]
_Place = tuple[str | int, ...]


def _compilable(pattern: str) -> str:
    compile_pattern(pattern)
    return pattern


_Id = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]
_Pattern = Annotated[str, Field(pattern=r"\w", max_length=1000), AfterValidator(_compilable)]
_Quote = Annotated[str, Field(pattern=r"\w", max_length=1000)]


class _Fault(Exception):
    """One place of the file is malformed; says which line, from 1."""

    def __init__(self, reason: str, *, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


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
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise _error([(1, texts.BINARY_FILE)], path.name) from error
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, type(error).__name__)
        reason = texts.OPENING_FAILURES.get(code) or texts.OTHER_OPENING_FAILURE.format(code=code)
        raise _error([(1, texts.NOT_OPENED.format(reason=reason))], path.name) from error
    return read_premises(source, file_name=path.name)


def read_premises(source: str, *, file_name: str) -> tuple[ReviewedPremise, ...]:
    """Read a list from YAML.

    Args:
        source: one key, `premises`: a list in order of precedence.
        file_name: the file to name in errors.

    Raises:
        MetadataError: if anything is malformed, unknown, repeated or empty; names the file and each line.
    """
    lines: dict[_Place, int] = {}
    try:
        _refuse_aliases(source)
        value = _plain(yaml.compose(source, Loader=_LOADER), (), lines)
    except _Fault as fault:
        raise _error([(fault.line, fault.reason)], file_name) from fault
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _error([(mark.line + 1 if mark else 1, texts.YAML_MALFORMED)], file_name) from error
    try:
        file = _File.model_validate(value)
    except ValidationError as error:
        found = [(_line_of(detail["loc"], lines), _reason(detail)) for detail in error.errors()]
        raise _error(found, file_name) from error
    ids = [entry.id for entry in file.premises]
    repeated = [rank for rank, one in enumerate(ids) if one in ids[:rank]]
    if repeated:
        raise _error(
            [
                (_line_of(("premises", rank, "id"), lines), texts.YAML_REPEATED_KEY.format(key=ids[rank]))
                for rank in repeated
            ],
            file_name,
        )
    return tuple(entry.record() for entry in file.premises)


def _refuse_aliases(source: str) -> None:
    """Refuse what stands for something written elsewhere: it could stand for itself."""
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _Fault(texts.YAML_ALIAS, line=getattr(event.start_mark, "line", 0) + 1)


def _plain(node: yaml.Node | None, place: _Place, lines: dict[_Place, int]) -> _Plain:
    """Return the value of a node, scalars as they were written, noting the line of each place in it."""
    line = node.start_mark.line + 1 if node else 1
    lines.setdefault(place, line)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, rank), lines) for rank, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        raise _Fault(texts.NOT_A_MAPPING, line=line)
    values: dict[str, _Plain] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in values:
            raise _Fault(texts.YAML_REPEATED_KEY.format(key=name), line=key.start_mark.line + 1)
        values[name] = _plain(value, (*place, name), lines)
    return values


def _line_of(place: _Place, lines: Mapping[_Place, int]) -> int:
    """Return the line of the innermost place that was written."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _reason(detail: ErrorDetails) -> str:
    template = texts.METADATA_FAULTS.get(detail["type"], texts.METADATA_OTHER_FAULT)
    return template.format(
        key=".".join(str(part) for part in detail["loc"]),
        value=str(detail["input"])[:60],
        expected="",
        near="",
        reason="",
    )


def _error(found: list[tuple[int, str]], file_name: str) -> MetadataError:
    faults = [texts.METADATA_LINE.format(line=line, reason=reason) for line, reason in sorted(found)]
    return MetadataError(texts.METADATA.format(file=file_name, faults=" ; ".join(faults)))
