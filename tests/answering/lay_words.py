"""The bundled glossary over the bundled corpus, read once for the tests that need both."""

from functools import cache
from pathlib import Path

from assistant.answering.corpus_words import count_words
from assistant.answering.glossary import Glossary, load_glossary
from assistant.answering.lay_language import LayLanguage
from assistant.answering.vocabulary import Vocabulary
from assistant.indexing.front_matter import split_front_matter
from assistant.indexing.readers import markdown

CORPUS = Path(__file__).parents[2] / "corpus"


@cache
def glossary() -> Glossary:
    return load_glossary(CORPUS / "glossaire.yaml")


@cache
def document_texts() -> tuple[str, ...]:
    files = sorted(CORPUS.glob("*/*.md"))
    return tuple(
        markdown.read(split_front_matter(file.read_text(encoding="utf-8"))[1].encode()).text for file in files
    )


def lay_language_over(texts: tuple[str, ...]) -> LayLanguage:
    return LayLanguage(glossary(), knows=Vocabulary(texts).knows, words=count_words(texts))


@cache
def bundled() -> LayLanguage:
    return lay_language_over(document_texts())


@cache
def knowing_all() -> LayLanguage:
    """The glossary whatever the corpus holds: no counterpart is left out, no word is a slip."""
    return LayLanguage(glossary(), knows=lambda _term: True, words=count_words(document_texts()))
