"""The HTML of an exchange: what it says, and that hostile words stay words."""

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag

from assistant.answer_events import AnswerFinished, Step
from assistant.conflicts import Claim, Conflict
from assistant.dialogue import Answer, Citation, Section, Status
from assistant.domain import Kind, NewerWording, Span, Version, Wording
from assistant.page.answer import exchanges_html
from assistant.page.view import AnswerView
from assistant.rendering.sheet import sheet_markdown
from tests.scripted_service import (
    TODAY,
    ScriptedService,
    answer,
    cite,
    document,
    events_of,
    refusal,
    sample_answer,
    source,
    statement,
)

BUILD = ScriptedService().library()[0]
ATTACK = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def shown(finished: Answer, *, number: int = 1) -> BeautifulSoup:
    view = AnswerView(number=number, question=finished.question.text, as_of=TODAY)
    for event in events_of(finished):
        view = view.after(event)
    return parsed(view)


def parsed(view: AnswerView, *, contact: str = "") -> BeautifulSoup:
    return BeautifulSoup(exchanges_html((view,), contact=contact), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, selector
    return found[0]


def over_build(finished: Answer, *, contact: str = "") -> BeautifulSoup:
    view = AnswerView(number=1, question=finished.question.text, as_of=TODAY)
    return parsed(view.over(BUILD).after(AnswerFinished(answer=finished)), contact=contact)


def plain(tag: Tag) -> str:
    return tag.text.replace("\N{NO-BREAK SPACE}", " ")


def hostile_answer() -> Answer:
    bad = document(
        title=ATTACK,
        reference=ATTACK,
        url="javascript:alert(1)",
        text=ATTACK,
        source_urls=("javascript:alert(1)", "https://exemple.fr/a?b=<script>"),
    )
    cited = source(1, bad, locator=ATTACK)
    finished = answer(ATTACK, statement(ATTACK, cite(cited, "img")), sources=(cited,), follow_ups=(ATTACK,))
    claims = (Claim(value=ATTACK, source_number=1),)
    conflict = Conflict(about=ATTACK, claims=claims, retained=1, why=ATTACK)
    return replace(finished, conflicts=(conflict,))


def test_no_word_of_a_user_or_document_becomes_markup() -> None:
    soup = shown(hostile_answer())
    assert not soup.select("script, img, iframe, style, [onerror], [onclick]")
    assert all(
        not name.startswith("on") and "javascript:" not in str(value)
        for tag in soup.find_all(True)
        for name, value in tag.attrs.items()
    )
    assert one(soup, ".asked").text == ATTACK
    assert one(soup, ".passage").text == ATTACK
    assert plain(one(soup, ".ask")) == ATTACK


def test_only_web_addresses_are_linked_and_open_apart() -> None:
    links = shown(hostile_answer()).select("a")
    assert [link["href"] for link in links] == ["https://exemple.fr/a?b=<script>"]
    assert links[0]["rel"] == ["noopener", "noreferrer"]
    assert links[0]["target"] == "_blank"


def test_sections_stand_in_reading_order_and_only_those_with_words_are_shown() -> None:
    article = source(1, document())
    finished = answer(
        "?",
        statement("Pratique.", cite(article, "convention"), section=Section.IN_PRACTICE),
        statement("Court.", cite(article, "convention")),
        sources=(article,),
    )
    sections = [tag for tag in shown(finished).select(".section") if not tag.has_attr("hidden")]
    assert [one(tag, "h3").text for tag in sections] == ["Réponse courte", "En pratique"]


def test_citation_is_a_button_named_after_its_source() -> None:
    button = shown(sample_answer("?")).select(".citation")[0]
    assert button.name == "button"
    assert button["type"] == "button"
    assert button["aria-label"].startswith("Source 1 : Article L. 1115-1")
    assert button["aria-controls"] == "e1-s1-card"


def test_statements_that_cite_one_source_keep_their_own_spans() -> None:
    finished = sample_answer("?")
    first, second = shown(finished).select(".citation")[:2]
    text = finished.sources[0].passage.text
    assert first["data-source"] == second["data-source"] == "e1-s1"
    start, end = map(int, second["data-spans"].split("-"))
    assert (
        text[start:end]
        == "l’objet des actions envisagées et le montant prévisionnel des engagements financiers"
    )
    assert first["data-spans"] != second["data-spans"]


def test_quoted_list_is_shown_as_one_and_ends_with_its_citation() -> None:
    article = source(1, document())
    words = "Sont admis :\n\n- l’eau ;\n- la formation."
    shown_list = one(
        shown(answer("?", statement(words, cite(article, "fin")), sources=(article,))), ".statement"
    )
    assert plain(one(shown_list, "p")).strip() == "Sont admis :"
    assert [plain(item).strip() for item in shown_list.select("ul > li")] == ["l’eau ;", "la formation. [1]"]


def test_two_passages_of_one_document_are_told_apart_by_their_place() -> None:
    pair = (source(1, document(), locator="al. 1"), source(2, document(), locator="al. 2"))
    lines = [tag.text for tag in shown(answer("?", sources=pair)).select(".source-line")]
    assert lines[0] == "Code · CGCT L1115-1 · al. 1 · en vigueur depuis le 6 août 2021"
    assert lines[0] != lines[1]


def test_two_spans_in_one_source_make_one_button() -> None:
    article = source(1, document())
    both = (cite(article, "conventions"), cite(article, "montant prévisionnel"))
    buttons = shown(answer("?", statement("Oui.", *both), sources=(article,))).select(".citation")
    assert len(buttons) == 1
    assert len(buttons[0]["data-spans"].split()) == 2


@pytest.mark.parametrize("span", [Span(start=-3, end=5), Span(start=9, end=9), Span(start=9, end=2)])
def test_a_span_without_words_marks_nothing(span: Span) -> None:
    article = source(1, document())
    odd = statement("Oui.", Citation(source_number=1, span=span))
    assert "data-spans" not in one(shown(answer("?", odd, sources=(article,))), ".citation").attrs


def test_ids_of_two_exchanges_never_meet() -> None:
    ids = [[tag["id"] for tag in shown(sample_answer("?"), number=n).select("[id]")] for n in (1, 2)]
    assert not set(ids[0]) & set(ids[1])
    assert len(ids[0]) == len(set(ids[0]))


def test_card_says_what_the_document_is_and_how_it_stands() -> None:
    page = "https://www.legifrance.gouv.fr/texte.pdf"
    decree = document(kind=Kind.DECREE, url=page, version=Version(in_force_to=date(2020, 1, 1)))
    finished = answer("?", sources=(source(1, decree, locator="art. 2", page=7),))
    facts = {row.dt.text: row.dd.text for row in shown(finished).select(".facts > div")}
    assert facts == {
        "Nature": "Décret",
        "Portée": "Décret et arrêté",
        "Rédaction": "Texte officiel",
        "Version": "abrogé depuis le 1er janvier 2020",
        "Emplacement": "art. 2",
        "Page": "7",
        "Droit applicable": "France",
        "Vérifié le": "20 novembre 2026",
    }
    assert one(shown(finished), ".official a")["href"] == f"{page}#page=7"


def test_summary_of_an_article_is_called_one_and_links_to_the_text() -> None:
    summary = document(wording=Wording.SUMMARY)
    row = shown(answer("?", sources=(source(1, summary),))).find("dt", string="Rédaction").find_next("dd")
    assert row.text.startswith("Résumé de l’article CGCT L1115-1, texte officiel")
    assert row.a["href"] == summary.url


def test_stale_document_is_flagged() -> None:
    old = document(stale_reason="chiffré")
    assert "état précédent" in one(shown(answer("?", sources=(source(1, old),))), ".stale").text


def test_guide_older_than_an_article_that_it_names_is_to_review() -> None:
    newer = (NewerWording(reference="CGCT L1115-1", in_force_from=date(2021, 8, 6)),)
    old = replace(document(kind=Kind.GUIDE), checked_on=date(2020, 3, 3), newer_wordings=newer)
    soup = shown(answer("?", sources=(source(1, old), source(2, document("autre")))))
    badge, reason = one(soup, ".source-line .needs-review"), plain(one(soup, ".card .review"))
    assert badge.text == "à revoir"
    assert reason.startswith(
        "Vérifié le 3 mars 2020, avant la version de l’article L. 1115-1 du CGCT en vigueur"
    )
    assert badge["title"] == one(soup, ".card .review").text


def test_refusal_gives_reason_coverage_contact_and_nearest_titles() -> None:
    finished = refusal("Quel temps fera-t-il ?")
    view = AnswerView(number=1, question="?", as_of=TODAY).after(events_of(finished)[-1])
    soup = parsed(view, contact="maire@exemple.fr")
    assert one(soup, ".status").text == "Sans réponse · Hors du domaine couvert"
    assert "maire@exemple.fr" in soup.text
    assert [tag.text for tag in soup.select(".ending li")] == ["Article L. 1115-1 du CGCT"]
    assert one(soup, ".sources").has_attr("hidden")
    assert not soup.select(".copy")


@pytest.mark.parametrize("finished", [sample_answer("?"), refusal("?"), hostile_answer()])
def test_button_takes_away_the_sheet_that_the_command_line_writes(finished: Answer) -> None:
    soup = over_build(finished, contact="la mairie")
    button = one(soup, "button.save")
    held = one(soup, f"#{button['data-saves']}")
    assert held.has_attr("hidden")
    assert held.text == sheet_markdown(finished, BUILD, contact="la mairie")
    assert button["data-name"] == "fiche-2026-11-22-a1.md"


def test_answer_over_an_unknown_index_has_no_sheet() -> None:
    assert not shown(sample_answer("?")).select(".save, .make")


def test_sheet_is_offered_in_html_and_pdf_too() -> None:
    buttons = over_build(sample_answer("?")).select("button.make")
    assert [button.text for button in buttons] == ["Fiche en HTML", "Fiche en PDF"]
    assert [button["data-makes"] for button in buttons] == ["1 html", "1 pdf"]
    assert [button["data-name"] for button in buttons] == [
        "fiche-2026-11-22-a1.html",
        "fiche-2026-11-22-a1.pdf",
    ]


def test_partial_answer_says_that_something_was_left_out() -> None:
    finished = replace(sample_answer("?"), status=Status.PARTIAL, rejected_count=1)
    assert "n’a pas pu être vérifiée" in one(shown(finished), "p.partial:not(.status)").text


def test_conflict_shows_each_value_with_its_source() -> None:
    claims = (Claim(value="deux mois", source_number=1), Claim(value="trois mois", source_number=2))
    conflict = Conflict(about="Le délai", claims=claims, retained=1, why="Le code prime.")
    tag = one(shown(replace(sample_answer("?"), conflicts=(conflict,))), ".conflict")
    assert plain(tag) == "Le délai : « deux mois » [1] ; « trois mois » [2]. Le code prime."


def test_running_answer_says_its_step_and_is_busy() -> None:
    soup = parsed(AnswerView(number=1, question="?", as_of=TODAY, step=Step.SEARCHING))
    assert one(soup, ".status").text == "Recherche dans les documents…"
    assert one(soup, ".exchange")["aria-busy"] == "true"


def test_error_and_stop_are_said_once_and_announced() -> None:
    view = AnswerView(number=1, question="?", as_of=TODAY)
    failed, stopped = parsed(view.failed("Aucun index.")), parsed(view.stopped())
    assert one(failed, ".error").text == "Aucun index."
    assert one(failed, ".exchange")["data-announce"] == "Erreur : Aucun index."
    assert one(stopped, ".status").text == "Réponse arrêtée à votre demande."


def test_end_is_announced_with_its_counts() -> None:
    announced = one(shown(sample_answer("?")), ".exchange")["data-announce"]
    assert announced == "Réponse affichée : 4 phrases, 2 sources."


def test_every_part_keeps_its_place_while_the_answer_grows() -> None:
    # Gradio updates elements by position: a part that moved would lose the reader's focus.
    finished = sample_answer("?")
    view = AnswerView(number=1, question="?", as_of=TODAY)
    shapes = set()
    for event in events_of(finished):
        view = view.after(event)
        reply = one(parsed(view), ".reply")
        shapes.add(tuple(child.name for child in reply.find_all(recursive=False)))
    assert shapes == {("p", "section", "section", "section", "section", "div")}


def test_a_former_wording_is_never_labelled_as_present_law() -> None:
    past = Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
    cited = source(1, replace(document(kind=Kind.CODE, version=past), successor_id="suite"))
    told = answer("?", statement("Oui.", cite(cited, "France")), sources=(cited,))
    asked = replace(told.question, as_of=date(2010, 5, 1), asked_on=TODAY)
    finished = replace(told, question=asked)
    soup = parsed(AnswerView(number=1, question="?", as_of=TODAY).after(events_of(finished)[-1]))
    line = soup.select_one(".source-line")
    assert line is not None
    assert "en vigueur du 6 février 2007 au 8 juillet 2014, modifié depuis" in line.get_text()
