"""Reads the two lists that a corpus's keepers review: texts without a document, accepted spellings."""

import errno
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import MetadataError
from assistant.indexing.yaml_tree import YamlError, read_yaml
from assistant.texts_fr import corpus_check as texts
from assistant.texts_fr import reading as reading_texts

# At the top of a corpus folder, where YAML files are data and no documents.
KNOWN_REFERENCES_FILE = "references-connues.yaml"
ACCEPTED_WORDS_FILE = "mots-acceptes.yaml"

_Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownReferences(_Strict):
    """What has been reviewed by hand: reference → one line that says what it is, or why."""

    # Texts and decisions that the corpus cites without a document about them.
    outside: dict[_Text, _Text] = Field(default_factory=dict)
    # Texts whose first day in force no source tells.
    undated: dict[_Text, _Text] = Field(default_factory=dict)
    # Texts whose versions leave days uncovered in the law itself.
    gaps: dict[_Text, _Text] = Field(default_factory=dict)


class AcceptedWords(_Strict):
    """Words that a French dictionary does not hold and that are right, by group."""

    groups: dict[_Text, tuple[_Text, ...]] = Field(default_factory=dict)

    def words(self) -> frozenset[str]:
        """Return the words of every group."""
        return frozenset(word for group in self.groups.values() for word in group)


_List = TypeVar("_List", bound=_Strict)


def read_known_references(folder: Path) -> KnownReferences:
    """Read the reviewed references of a corpus folder; empty where there is no file.

    Raises:
        MetadataError: if the file is malformed; names it, the line where it can, and the mend.
    """
    return _read(folder / KNOWN_REFERENCES_FILE, KnownReferences)


def read_accepted_words(folder: Path) -> AcceptedWords:
    """Read the reviewed words of a corpus folder; empty where there is no file.

    Raises:
        MetadataError: if the file is malformed; names it, the line where it can, and the mend.
    """
    return _read(folder / ACCEPTED_WORDS_FILE, AcceptedWords)


def _read(path: Path, model: type[_List]) -> _List:
    try:
        value = read_yaml(path.read_text(encoding="utf-8")).value
        return model() if value is None else model.model_validate(value)
    except FileNotFoundError:
        return model()
    except YamlError as error:
        fault = reading_texts.METADATA_LINE.format(line=error.line, reason=error.reason)
        raise MetadataError(reading_texts.METADATA.format(file=path.name, faults=fault)) from error
    except ValidationError as error:
        place = " › ".join(str(part) for part in error.errors()[0]["loc"])
        raise MetadataError(texts.LIST_MALFORMED.format(file=path.name, place=place)) from error
    except (OSError, UnicodeDecodeError) as error:
        number = error.errno if isinstance(error, OSError) else None
        code = errno.errorcode.get(number or 0, type(error).__name__)
        raise MetadataError(texts.LIST_NOT_OPENED.format(file=path.name, code=code)) from error
