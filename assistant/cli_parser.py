"""An argument parser that speaks French: usage, help and errors."""

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from assistant.rendering.sheet_files import SheetFormat
from assistant.texts_fr import cli as texts
from assistant.texts_fr import sheet as sheet_texts


class FrenchFormatter(argparse.HelpFormatter):
    """Writes « utilisation : » where argparse writes « usage: »."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # argparse's own types are private
        """Add the usage line with its French prefix."""
        super().add_usage(usage, actions, groups, texts.USAGE_PREFIX if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are French."""

    def __init__(self, **options: Any) -> None:
        """Set French titles and a French `-h`; options are those of `ArgumentParser`."""
        defaults: dict[str, Any] = {
            "add_help": False,
            "formatter_class": FrenchFormatter,
            "allow_abbrev": False,
        }
        super().__init__(**(defaults | options))
        self._positionals.title = texts.POSITIONALS
        self._optionals.title = texts.OPTIONALS
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=texts.HELP)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in French and leave with status 2."""
        self.exit(2, texts.USAGE_ERROR.format(program=self.prog, message=translate(message)) + "\n")


def translate(message: str) -> str:
    """Put one of argparse's English messages into French; an unknown one is given as it is."""
    for pattern, french in texts.ARGPARSE_MESSAGES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return french.format(**found.groupdict())
    return message


def sheet_path(value: str) -> Path:
    """Read the path of a sheet, whose ending says its format.

    Raises:
        argparse.ArgumentTypeError: for an ending that is none of ours; its message names them.
    """
    path = Path(value)
    try:
        sheet_format(path)
    except ValueError as error:
        *most, last = (f".{form.value}" for form in SheetFormat)
        known = sheet_texts.EXTENSION_OR.join((", ".join(most), last))
        raise argparse.ArgumentTypeError(
            sheet_texts.WRONG_EXTENSION.format(name=path.name, known=known)
        ) from error
    return path


def sheet_format(path: Path) -> SheetFormat:
    """Return the format that a path asks for by its ending.

    Raises:
        ValueError: if it is none of ours.
    """
    return SheetFormat(path.suffix.lower().removeprefix("."))
