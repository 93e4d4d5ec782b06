from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from assistant.answering.guard import Ending, Verification
from assistant.dialogue import Answer, DraftStatement, EngineName, RefusalReason, Section, Timings
from assistant.domain import IndexBuild, Kind, Version
from assistant.rendering.sheet import sheet_markdown
from tests.records import document, evidence, found, question

RULE = "La convention entre en vigueur dès sa transmission au préfet."
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "[clic](javascript:alert(1))",
    "![x](https://ailleurs.example/x.png)",
    "<svg onload=alert(1)>",
    "{{7*7}}",
    r"\<img src=x onerror=alert(1)>",
    r"[clic\](javascript:alert(1)) [clic]\(javascript:alert(1))",
    "<javascript:alert(1)>",
    "[clic]\n\n[clic]: javascript:alert(1)\n\n",
    "[1]\n\n[1]: javascript:alert(1)\n\n",
    "a\r<img src=x onerror=alert(1)>",
    "`code` `<img src=x onerror=alert(1)>`",
)
# Words that Markdown would swallow or turn into something else.
ODD_TEXTS = (
    "# pas un titre",
    "deux\n====",
    "deux\n----",
    "> pas une citation",
    "~~~ pas un bloc",
    "    pas du code [...]",
    "R&D, &lt;balise&gt; et &#42;",
    "5 * 3 * 2, _souligné_, nom_de_fichier, **gras** et ~~barré~~",
    r"C:\dossier\[x]",
    "`pas du code`",
)
BUILD = IndexBuild(
    build_id="2026-11-22T10:00:00Z-abcd",
    fingerprint="f" * 64,
    embedder=None,
    documents_count=1,
    passages_count=1,
    skipped=(),
)


def answer(
    text: str = RULE,
    *,
    title: str = "La convention",
    asked: str = "Quand ?",
    url: str = "https://www.legifrance.gouv.fr/",
) -> Answer:
    article = document(
        "convention",
        kind=Kind.CODE,
        title=title,
        reference="CGCT L1115-1",
        version=Version(in_force_from=date(2021, 8, 6)),
        url=url,
    )
    verification = Verification(evidence=evidence(found(text, of=article), asked=question(asked)))
    verification.verify(
        DraftStatement(text=text, passage_ids=("convention.0",), section=Section.SHORT_ANSWER)
    )
    nothing = Timings(total=0, embed=0, search=0, compose=0, first_text=0)
    return verification.finish(
        Ending(
            answer_id="a" * 8,
            engine=EngineName.EXTRACTIVE,
            model=None,
            refusal_reason=None,
            timings=nothing,
        )
    )


def test_sheet_holds_what_a_file_needs() -> None:
    sheet = sheet_markdown(answer(), BUILD, contact="")
    for expected in (
        "Quand ?",
        f"> {RULE}",
        "CGCT L1115-1",
        "en vigueur depuis le 6 août 2021",
        "22 novembre 2026",
        "<https://www.legifrance.gouv.fr/>",
        BUILD.build_id,
        BUILD.fingerprint,
        "2 (Code et loi)",
        "résumé",
    ):
        assert expected in sheet


def test_sheet_of_a_refusal_says_whom_to_ask() -> None:
    refused = replace(answer(), statements=(), sources=())
    verification = Verification(evidence=evidence(asked=question("Quand ?")))
    ending = Ending(
        answer_id="a" * 8,
        engine=EngineName.EXTRACTIVE,
        model=None,
        refusal_reason=RefusalReason.OUT_OF_SCOPE,
        timings=refused.timings,
    )
    assert "la mairie" in sheet_markdown(verification.finish(ending), BUILD, contact="la mairie")


def rendered(sheet: str) -> BeautifulSoup:
    """Render as the least careful viewer would: raw HTML and every address let through."""
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    viewer.validateLink = lambda _url: True  # type: ignore[method-assign]
    return BeautifulSoup(viewer.render(sheet), "html.parser")


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text_when_the_sheet_is_rendered(attack: str) -> None:
    hostile = answer(f"La convention {attack} est transmise au préfet.", title=attack, asked=attack)
    page = rendered(sheet_markdown(hostile, BUILD, contact=attack))
    assert not page.select("img, svg, script, [onerror], [onload]")
    assert [link["href"] for link in page.select("a")] == ["https://www.legifrance.gouv.fr/"]
    assert len(page.select("h1")) == 1


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://exemple.fr/><svg/onload=alert(1)>", ["https://exemple.fr/%3E%3Csvg/onload=alert(1)%3E"]),
        ("javascript:alert(1)", []),
        ("data:text/html,<script>alert(1)</script>", []),
    ],
)
def test_only_web_addresses_are_linked_and_none_breaks_out(url: str, shown: list[str]) -> None:
    page = rendered(sheet_markdown(answer(url=url), BUILD, contact=""))
    assert [link["href"] for link in page.select("a")] == shown
    assert not page.select("svg, script")


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_passage_and_statement_are_shown_word_for_word(text: str) -> None:
    page = rendered(sheet_markdown(answer(f"La convention :\n\n{text}"), BUILD, contact=""))
    [quoted] = page.select("blockquote")
    [statement] = [tag for tag in page.select("h2 ~ p") if tag.text.startswith(text.strip()[:3])]
    for shown in (quoted.text, statement.text):
        assert " ".join(text.split()) in " ".join(shown.split())
