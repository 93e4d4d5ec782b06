"""Asks every question of the list of suggestions: ``python -m tests.benchmarks.suggestions --index DIR``.

Names those that are refused or whose answer does not cite their document, then how many are left, and ends
with 1 where any fails. With ``--first``, names those too whose answer opens with another document.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assistant.answering.suggested_questions import FILE_NAME, read_suggested_questions
from assistant.application import Application
from assistant.assembly import assemble, choose_embedder
from assistant.dialogue import AskRequest
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


def main() -> None:
    """Ask every question and tell what fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    parser.add_argument("--first", action="store_true", help="names answers that open with another document")
    options = parser.parse_args()
    settings = Settings(index=options.index, corpus=(CORPUS,))
    application = assemble(settings, embedder=choose_embedder(settings), today=date.today)
    listed = [
        (one.document_id, text)
        for one in read_suggested_questions(CORPUS / FILE_NAME)
        for text in one.questions
    ]
    opening = 0
    failed = []
    for document_id, text in listed:
        cited = list(cited_documents(application, text))
        opening += cited[:1] == [document_id]
        if document_id not in cited or (options.first and cited[0] != document_id):
            failed.append(f"{document_id}: {text} → {', '.join(dict.fromkeys(cited)) or 'refused'}")
    print(*failed, sep="\n")
    print(f"{len(listed)} questions, {len(failed)} fail, {opening} answers open with their document")
    sys.exit(1 if failed else 0)


def cited_documents(application: Application, text: str) -> Iterator[str]:
    """Yield the ids of the documents that the answer to a question cites; none for a refusal."""
    answer = application.answer_or_refuse(AskRequest(text=text))
    for source in answer.sources:
        yield source.document.document_id


if __name__ == "__main__":
    main()
