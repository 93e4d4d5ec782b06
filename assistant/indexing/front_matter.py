"""Reads a document's metadata, from its front matter or its sidecar, and refuses what is doubtful."""

import difflib
import re
from datetime import date
from typing import Annotated, NoReturn, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from assistant.domain import Authority, FormerNumber, Kind, Version, Wording, authority_of
from assistant.errors import MetadataError
from assistant.indexing.yaml_tree import YamlError, YamlTree, read_yaml
from assistant.texts_fr import reading as texts

_FENCE = "---"
_FENCE_ENDS = frozenset({"---", "..."})
_KEY_LINE = re.compile(r"[A-Za-z_]+\s*:")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# How official data say that a wording has no end.
_NO_END = date(2999, 1, 1)
_ID = r"^[a-z0-9-]{1,80}$"
_JURISDICTION = r"^[A-Z]{2,3}$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def _refuse(message: str, **values: str) -> NoReturn:
    raise PydanticCustomError("french", "{reason}", {"reason": message.format(**values)})


def _day(value: object) -> date:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        _refuse(texts.BAD_DATE, value=str(value))
    try:
        return date.fromisoformat(value)
    except ValueError:
        _refuse(texts.BAD_DATE, value=value)


def _address(value: object) -> str:
    try:
        parts = urlsplit(value) if isinstance(value, str) and not re.search(r"\s", value) else None
    except ValueError:
        parts = None
    if (
        not isinstance(value, str)
        or parts is None
        or parts.scheme not in ("http", "https")
        or not parts.hostname
    ):
        _refuse(texts.BAD_ADDRESS, value=str(value))
    return value


def _rank(value: object) -> Authority:
    if not isinstance(value, str) or value not in {str(rank.value) for rank in Authority}:
        _refuse(texts.BAD_AUTHORITY, value=str(value))
    return Authority(int(value))


Day = Annotated[date, BeforeValidator(_day)]
Address = Annotated[str, BeforeValidator(_address)]
Text = Annotated[str, Field(min_length=1, max_length=1_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Period(_Strict):
    """From a first day to the first day on which it no longer holds."""

    from_on: Day | None = Field(default=None, alias="from")
    to_on: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.from_on and self.to_on and self.to_on <= self.from_on:
            _refuse(texts.PERIOD_ENDS_FIRST, start=self.from_on.isoformat(), end=self.to_on.isoformat())
        return self

    @property
    def end(self) -> date | None:
        """Return the end, None where official data say that there is none."""
        return None if self.to_on == _NO_END else self.to_on


class _FormerNumber(_Period):
    """A number that an article had before, and when."""

    number: Text


class Metadata(_Strict):
    """What is said of a document outside its text; every key may be left out."""

    id: Annotated[str, Field(pattern=_ID)] | None = None
    title: Text | None = None
    kind: Kind = Kind.GUIDE
    authority: Annotated[Authority, BeforeValidator(_rank)] | None = None
    wording: Wording = Wording.SUMMARY
    reference: Text | None = None
    former_numbers: tuple[_FormerNumber, ...] = ()
    references: tuple[Text, ...] = ()
    in_force: _Period = _Period()
    jurisdiction: Annotated[str, Field(pattern=_JURISDICTION)] | None = None
    checked_on: Day | None = None
    language: Annotated[str, Field(pattern=_LANGUAGE)] = "fr"
    url: Address | None = None
    publisher: Text | None = None
    licence: Text | None = None
    sources: tuple[Address, ...] = ()

    def stated_authority(self) -> Authority:
        """Return the authority, by default that of the kind."""
        return self.authority or authority_of(self.kind)

    def version(self) -> Version:
        """Return the days between which the wording holds."""
        return Version(in_force_from=self.in_force.from_on, in_force_to=self.in_force.end)

    def numbers_before(self) -> tuple[FormerNumber, ...]:
        """Return the former numbers as records."""
        return tuple(
            FormerNumber(number=former.number, from_on=former.from_on, to_on=former.end)
            for former in self.former_numbers
        )


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Part a Markdown text into its front matter and its body.

    Front matter opens on the first line, with three hyphens, and ends at the next line of three hyphens
    or dots. Three hyphens that nothing ends are a rule of the text, unless a key follows them: then
    the front matter is taken to go to the end, so that reading it fails instead of showing it.

    Returns:
        The YAML between the fences, None without any, and the rest.
    """
    opening, _, rest = text.removeprefix("\ufeff").partition("\n")
    if opening.rstrip() != _FENCE:
        return None, text
    lines = rest.split("\n")
    for number, line in enumerate(lines):
        if line.rstrip() in _FENCE_ENDS:
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
    return (rest, "") if _KEY_LINE.match(rest.lstrip()) else (None, text)


def read_metadata(source: str, *, file_name: str, first_line: int = 1) -> Metadata:
    """Read metadata from YAML.

    Args:
        source: the YAML, without fences.
        file_name: the file to name in errors.
        first_line: line of the file, from 1, on which the YAML begins.

    Raises:
        MetadataError: if anything is malformed, unknown or out of bounds; names the file and each line.
    """
    try:
        tree = read_yaml(source)
    except YamlError as error:
        raise _error([(error.line, error.reason)], file_name, first_line) from error
    if tree.value is None:
        return Metadata()
    if not isinstance(tree.value, dict):
        raise _error([(1, texts.NOT_A_MAPPING)], file_name, first_line)
    # A key without a value counts as left out.
    stated = {
        key: value
        for key, value in tree.value.items()
        if value is not None or key not in Metadata.model_fields
    }
    try:
        return Metadata.model_validate(stated)
    except ValidationError as error:
        found = [(_line_of(detail, tree), _reason(detail)) for detail in error.errors()]
        raise _error(found, file_name, first_line) from error


def _error(found: list[tuple[int, str]], file_name: str, first_line: int) -> MetadataError:
    lines = [
        texts.METADATA_LINE.format(line=first_line + line - 1, reason=reason)
        for line, reason in sorted(found)
    ]
    return MetadataError(texts.METADATA.format(file=file_name, faults=" ; ".join(lines)))


def _line_of(detail: ErrorDetails, tree: YamlTree) -> int:
    """Return the line of the innermost place that was written."""
    place = detail["loc"]
    while place and place not in tree.lines:
        place = place[:-1]
    return tree.lines.get(place, 1)


def _reason(detail: ErrorDetails) -> str:
    key = ".".join(str(part) for part in detail["loc"])
    value = str(detail["input"])[:60]
    template = texts.METADATA_FAULTS.get(detail["type"], texts.METADATA_OTHER_FAULT)
    context = detail.get("ctx") or {}
    if detail["type"] == "extra_forbidden":
        return template.format(key=key, near=_nearest(str(detail["loc"][-1])))
    expected = texts.METADATA_FORMS.get(key) or str(context.get("expected", "")).replace(" or ", ", ")
    return template.format(
        key=key, value=value, expected=expected.replace("'", ""), reason=context.get("reason", "")
    )


def _nearest(key: str) -> str:
    names = [*Metadata.model_fields, "from", "to", "number"]
    near = difflib.get_close_matches(key, names, n=1)
    return texts.METADATA_NEAREST.format(key=near[0]) if near else ""
