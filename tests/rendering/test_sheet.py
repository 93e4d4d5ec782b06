from dataclasses import replace
from datetime import date

import pytest
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
)
BUILD = IndexBuild(
    build_id="2026-11-22T10:00:00Z-abcd",
    fingerprint="f" * 64,
    embedder=None,
    documents_count=1,
    passages_count=1,
    skipped=(),
)


def answer(text: str = RULE, *, title: str = "La convention", asked: str = "Quand ?") -> Answer:
    article = document(
        "convention",
        kind=Kind.CODE,
        title=title,
        reference="CGCT L1115-1",
        version=Version(in_force_from=date(2021, 8, 6)),
        url="https://www.legifrance.gouv.fr/",
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


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text_when_the_sheet_is_rendered(attack: str) -> None:
    hostile = answer(f"La convention {attack} est transmise au préfet.", title=attack, asked=attack)
    html = MarkdownIt("commonmark", {"html": True}).render(sheet_markdown(hostile, BUILD, contact=attack))
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert html.count("<a ") == 1
