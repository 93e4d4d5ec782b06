"""An answer as a sheet to file: each statement with its verbatim passage and all that dates it."""

import re

from assistant.dialogue import Answer, Citation, Source, Statement, Status
from assistant.domain import IndexBuild, Wording
from assistant.rendering.markdown import inactive, refusal_text
from assistant.texts_fr import sheet as texts
from assistant.texts_fr.labels import french_date, label, version_label

_LINE_BREAKS = re.compile(r"\s*\n\s*")


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
        body = list(refusal_text(answer, contact=contact))
    else:
        body = [_statement(number, one, answer) for number, one in enumerate(answer.statements, start=1)]
    return "\n\n".join([*head, *body, texts.NOTICE]) + "\n"


def _statement(number: int, statement: Statement, answer: Answer) -> str:
    title = texts.STATEMENT.format(number=number, section=label(statement.section))
    sources = {source.number: source for source in answer.sources}
    cited = [_citation(citation, sources[citation.source_number], answer) for citation in statement.citations]
    return "\n\n".join([f"## {title}", inactive(statement.text), label(statement.support) + ".", *cited])


def _citation(citation: Citation, source: Source, answer: Answer) -> str:
    document = source.document
    wording = texts.SUMMARY if document.wording is Wording.SUMMARY else texts.OFFICIAL
    known = (
        (texts.SOURCE, f"[{citation.source_number}] {_line(document.title)}"),
        (texts.REFERENCE, _line(document.reference or "")),
        (texts.LOCATOR, _line(source.passage.locator or "")),
        (texts.AUTHORITY, f"{int(document.authority)} ({label(document.authority)})"),
        (texts.WORDING, wording),
        (texts.VERSION, version_label(document.version, on=answer.question.as_of) or texts.UNDATED),
        (texts.CHECKED, french_date(document.checked_on) if document.checked_on else texts.UNCHECKED),
        (texts.LINK, f"<{document.url}>" if document.url else texts.NO_LINK),
    )
    lines = [f"- {name} : {value}" for name, value in known if value]
    quoted = "\n".join(f"> {inactive(line)}" if line else ">" for line in source.passage.text.splitlines())
    return "\n".join(lines) + f"\n\n{texts.PASSAGE}\n\n{quoted}"


def _line(text: str) -> str:
    return inactive(_LINE_BREAKS.sub(" ", text))
