"""An answer as a sheet to file: each statement with its verbatim passage and all that dates it."""

import re

from assistant.dialogue import Answer, Citation, Source, Statement, Status
from assistant.domain import IndexBuild, Wording
from assistant.rendering.markdown import refusal_text
from assistant.rendering.versions import document_version
from assistant.texts_fr import sheet as texts
from assistant.texts_fr.labels import french_date, label

_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*")
# What Markdown reads as markup wherever it stands: escapes, code, emphasis, tags, links and their targets,
# entities, struck words.
_MARKUP = re.compile(r"[\\`*<\[\]]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|~(?=~)")
# What it reads as markup at the start of a line: headings, quotes, underlines; a dash of a list may stay.
_LINE_START = re.compile(r"^([ \t]*)(?=[#>=+]|--)", re.MULTILINE)
# An indent that would make the line code, in which an escape is shown.
_INDENT = re.compile(r"^(?=[ \t]{4}| {0,3}\t)[ \t]+", re.MULTILINE)
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_ENCODED = str.maketrans({"<": "%3C", ">": "%3E"})


def sheet_markdown(answer: Answer, build: IndexBuild, *, contact: str) -> str:
    """Write the sheet.

    Args:
        answer: the verified answer, or a refusal.
        build: the index that answered.
        contact: whom a refusal names; may be empty.
    """
    head = [
        f"# {texts.TITLE}",
        texts.QUESTION.format(question=_line(answer.question.text)),
        texts.AS_OF.format(day=french_date(answer.question.as_of)),
        texts.STATUS.format(status=label(answer.status)),
        texts.BUILD.format(
            build=build.build_id, documents=build.documents_count, fingerprint=build.fingerprint
        ),
    ]
    if answer.status is Status.REFUSED:
        body = [_plain(paragraph) for paragraph in refusal_text(answer, contact=contact)]
    else:
        body = [_statement(number, one, answer) for number, one in enumerate(answer.statements, start=1)]
    return "\n\n".join([*head, *body, texts.NOTICE]) + "\n"


def _statement(number: int, statement: Statement, answer: Answer) -> str:
    title = texts.STATEMENT.format(number=number, section=label(statement.section))
    sources = {source.number: source for source in answer.sources}
    cited = [_citation(citation, sources[citation.source_number], answer) for citation in statement.citations]
    return "\n\n".join([f"## {title}", _plain(statement.text), label(statement.support) + ".", *cited])


def _citation(citation: Citation, source: Source, answer: Answer) -> str:
    document = source.document
    wording = texts.SUMMARY if document.wording is Wording.SUMMARY else texts.OFFICIAL
    known = (
        (texts.SOURCE, f"[{citation.source_number}] {_line(document.title)}"),
        (texts.REFERENCE, _line(document.reference or "")),
        (texts.LOCATOR, _line(source.passage.locator or "")),
        (texts.AUTHORITY, f"{int(document.authority)} ({label(document.authority)})"),
        (texts.WORDING, wording),
        (texts.VERSION, document_version(document, answer.question) or texts.UNDATED),
        (texts.CHECKED, french_date(document.checked_on) if document.checked_on else texts.UNCHECKED),
        (texts.LINK, _link(document.url)),
    )
    lines = [f"- {name} : {value}" for name, value in known if value]
    quoted = "\n".join(f"> {line}".rstrip() for line in _plain(source.passage.text).splitlines())
    return "\n".join(lines) + f"\n\n{texts.PASSAGE}\n\n{quoted}"


def _link(url: str | None) -> str:
    if url is None or not _WEB_ADDRESS.fullmatch(url):
        return texts.NO_LINK
    return f"<{url.translate(_ENCODED)}>"


def _line(text: str) -> str:
    return _plain(_LINE_BREAKS.sub(" ", text))


def _plain(text: str) -> str:
    """Return Markdown that shows a text as it is, whatever markup it holds."""
    unindented = _INDENT.sub("", text)
    return _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", unindented))
