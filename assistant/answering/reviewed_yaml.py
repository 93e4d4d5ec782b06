"""Reads the YAML lists that reviewers keep beside a corpus, and names the line of what is malformed."""

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import MetadataError
from assistant.texts_fr import reading as texts

# The quick parser where PyYAML was built with it; both give the same nodes.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Every scalar stays the text that was written: « no » and « on » are words here.
_Plain = str | list["_Plain"] | dict[str, "_Plain"]
Place = tuple[str | int, ...]

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedFile(Generic[_Model]):
    """A list as written, checked against its model, with the line of each place in it."""

    value: _Model
    lines: Mapping[Place, int]
    file_name: str

    def error_at(self, faults: Sequence[tuple[Place, str]]) -> MetadataError:
        """Return the error that names the line and the reason of each fault."""
        return _error([(_line_of(place, self.lines), reason) for place, reason in faults], self.file_name)


class _Fault(Exception):
    """One place of the file is malformed; says which line, from 1."""

    def __init__(self, reason: str, *, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def read_reviewed_file(path: Path) -> str | None:
    """Return the text of a list; None where there is no file.

    Raises:
        MetadataError: if the file cannot be read; names it.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise _error([(1, texts.BINARY_FILE)], path.name) from error
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, type(error).__name__)
        reason = texts.OPENING_FAILURES.get(code) or texts.OTHER_OPENING_FAILURE.format(code=code)
        raise _error([(1, texts.NOT_OPENED.format(reason=reason))], path.name) from error


def parse_reviewed(source: str, model: type[_Model], *, file_name: str) -> ReviewedFile[_Model]:
    """Parse a list and check it against its model.

    Args:
        source: YAML without aliases; every scalar counts as text.
        model: what it has to look like.
        file_name: the file to name in errors.

    Raises:
        MetadataError: if anything is malformed, unknown, repeated or empty; names the file and each line.
    """
    lines: dict[Place, int] = {}
    try:
        _refuse_aliases(source)
        value = _plain(yaml.compose(source, Loader=_LOADER), (), lines)
    except _Fault as fault:
        raise _error([(fault.line, fault.reason)], file_name) from fault
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _error([(mark.line + 1 if mark else 1, texts.YAML_MALFORMED)], file_name) from error
    try:
        return ReviewedFile(value=model.model_validate(value), lines=lines, file_name=file_name)
    except ValidationError as error:
        found = [(_line_of(detail["loc"], lines), _reason(detail)) for detail in error.errors()]
        raise _error(found, file_name) from error


def _refuse_aliases(source: str) -> None:
    """Refuse what stands for something written elsewhere: it could stand for itself."""
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _Fault(texts.YAML_ALIAS, line=getattr(event.start_mark, "line", 0) + 1)


def _plain(node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> _Plain:
    """Return the value of a node, noting the line of each place in it."""
    line = node.start_mark.line + 1 if node else 1
    lines.setdefault(place, line)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, rank), lines) for rank, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        raise _Fault(texts.NOT_A_MAPPING, line=line)
    return _mapping(node, place, lines)


def _mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int]) -> dict[str, _Plain]:
    values: dict[str, _Plain] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in values:
            raise _Fault(texts.YAML_REPEATED_KEY.format(key=name), line=line)
        lines[(*place, name)] = line
        values[name] = _plain(value, (*place, name), lines)
    return values


def _line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """Return the line of the innermost place that was written."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _reason(detail: ErrorDetails) -> str:
    template = texts.METADATA_FAULTS.get(detail["type"], texts.METADATA_OTHER_FAULT)
    expected = str((detail.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
    return template.format(
        key=".".join(str(part) for part in detail["loc"]),
        value=str(detail["input"])[:60],
        expected=expected,
        near="",
        reason="",
    )


def _error(found: list[tuple[int, str]], file_name: str) -> MetadataError:
    faults = [texts.METADATA_LINE.format(line=line, reason=reason) for line, reason in sorted(found)]
    return MetadataError(texts.METADATA.format(file=file_name, faults=" ; ".join(faults)))
