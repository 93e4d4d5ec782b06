"""A sheet on a partner country answers only a question that speaks of that country."""

from assistant.domain import Document, Kind
from assistant.tokens import fold

# Letters that a country's name and its adjective have in common at least: « Mali » and « malien ».
_MIN_STEM = 4
# Letters of a name that its adjective may change: « Tunisie » and « tunisien », « Québec » and « québécois ».
_ENDING = 2


def is_about_another_country(document: Document, question: str) -> bool:
    """Tell whether a document is a sheet on a country that the question does not name.

    The country is named by the sheet's title, before the colon if there is one: « Maroc : qui doit… ».

    Args:
        document: any document.
        question: the question, standing alone.
    """
    if document.kind is not Kind.COUNTRY:
        return False
    names = _words(document.title.partition(":")[0])
    asked = _words(question)
    return not any(_are_akin(name, word) for name in names for word in asked)


def _words(text: str) -> set[str]:
    return {word for word in fold(text).replace("'", " ").split() if len(word.strip(".,;?!()")) >= _MIN_STEM}


def _are_akin(name: str, word: str) -> bool:
    length = max(_MIN_STEM, len(name) - _ENDING)
    return len(name) >= _MIN_STEM and name[:length] == word[:length]
