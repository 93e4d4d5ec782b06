"""Answers to make sheets of, and the text that each format of a sheet shows."""

import io
import re
from dataclasses import replace
from datetime import date

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from pypdf import PdfReader

from assistant.conflicts import Claim, Conflict
from assistant.dialogue import Answer, RelatedDocument
from assistant.domain import IndexBuild, NewerWording
from assistant.rendering.sheet import sheet_markdown
from assistant.rendering.sheet_html import sheet_html
from assistant.rendering.sheet_pdf import sheet_pdf
from tests.scripted_service import answer, cite, document, sample_answer, source, statement

BUILD = IndexBuild(
    build_id="2026-11-22T10:00:00Z-abcd",
    fingerprint="0123456789abcdef" * 4,
    embedder=None,
    documents_count=312,
    passages_count=2_000,
    skipped=(),
)
CONTACT = "la mairie"
_PAGE_NUMBER = re.compile(r"Page \d+ sur \d+\s*$")


def told(text: str) -> Answer:
    """Answer with one statement, whose words, title, place and passage are all one text."""
    cited = source(1, document(title=text, text=text, reference=text), locator=text)
    return answer(text, statement(text, cite(cited, text)), sources=(cited,))


def disagreeing(text: str = "deux mois", *, retained: int | None = 1) -> Answer:
    """Answer over two sources that disagree; no statement cites the second."""
    second = source(2, document("guide", title="Un vieux guide", text=f"Le délai est de {text}.", url=None))
    sample = sample_answer("Quel délai ?")
    conflict = Conflict(
        about="Délai de transmission",
        claims=(Claim(value="trois mois", source_number=1), Claim(value=text, source_number=2)),
        retained=retained,
        why="Le code prime sur un guide." if retained else "",
    )
    return replace(
        sample, statements=sample.statements[:1], sources=(sample.sources[0], second), conflicts=(conflict,)
    )


def to_review() -> Answer:
    """Answer over a guide that was checked before the present wording of an article that it names."""
    newer = NewerWording(reference="CGCT L1115-1", in_force_from=date(2021, 8, 6))
    guide = document("guide", title="Un vieux guide", text="Le délai est de deux mois.", url=None)
    cited = source(1, replace(guide, checked_on=date(2020, 3, 3), newer_wordings=(newer,)))
    return answer("?", statement("Deux mois.", cite(cited, "deux mois")), sources=(cited,))


def with_see_also(refused: Answer, *titles: str) -> Answer:
    """Give a refusal its nearest documents."""
    near = (RelatedDocument(document_id=f"d{rank}", title=title) for rank, title in enumerate(titles))
    return replace(refused, see_also=tuple(near))


def viewed_markdown(finished: Answer) -> BeautifulSoup:
    """Render the Markdown as the least careful viewer would: raw HTML and every address let through."""
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    viewer.validateLink = lambda _url: True  # type: ignore[method-assign]
    return BeautifulSoup(viewer.render(sheet_markdown(finished, BUILD, contact=CONTACT)), "html.parser")


def viewed_html(finished: Answer) -> BeautifulSoup:
    """Parse the page."""
    return BeautifulSoup(sheet_html(finished, BUILD, contact=CONTACT), "html.parser")


def viewed_pdf(finished: Answer) -> PdfReader:
    """Open the file."""
    return PdfReader(io.BytesIO(sheet_pdf(finished, BUILD, contact=CONTACT)))


def words(text: str) -> list[str]:
    """Cut a text at its spaces; the marks of a list are none of its words."""
    return [word for word in text.split() if word not in {"-", "•"}]


def soup_words(soup: BeautifulSoup) -> list[str]:
    """List the words that a page shows."""
    return words((soup.main or soup).get_text(" "))


def pdf_text(reader: PdfReader) -> str:
    """Return the text of all pages without their numbers."""
    return "\n".join(_PAGE_NUMBER.sub("", page.extract_text()) for page in reader.pages)


def pdf_links(reader: PdfReader) -> list[str]:
    """List the addresses that the pages link to, once for each run of links to one address."""
    found: list[str] = []
    for page in reader.pages:
        for one in page.get("/Annots") or ():
            address = str(one.get_object()["/A"]["/URI"])
            if not found or found[-1] != address:
                found.append(address)
    return found
