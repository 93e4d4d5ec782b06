"""POST /api/v1/feedback."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.application import Application
from assistant.feedback import FILE_NAME, Feedback, FeedbackReason, FeedbackStore, Rating
from tests.api.api_app import api_app, validate

ANSWER_ID = "0123456789abcdef0123456789abcdef"


def saved(folder: Path) -> tuple[Feedback, ...]:
    return FeedbackStore(folder / FILE_NAME).all()


def test_rating_of_a_real_answer_is_kept(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/api/v1/ask", json={"question": "Que fait un comité de jumelage ?"}).json()
    reply = client.post("/api/v1/feedback", json={"answer_id": answer["answer_id"], "rating": "up"})
    assert reply.status_code == 200
    assert reply.json()["comment"] is None
    assert saved(tmp_path) == (Feedback(answer_id=answer["answer_id"], rating=Rating.UP),)


def test_comment_is_dropped_unless_the_service_keeps_them_and_the_reply_says_so(
    client: TestClient, tmp_path: Path
) -> None:
    body = {
        "answer_id": ANSWER_ID,
        "rating": "down",
        "reason": "out_of_date",
        "comment": "Je suis Mme Martin.",
    }
    reply = client.post("/api/v1/feedback", json=body).json()
    assert reply["comment"] == "dropped"
    assert "ne garde pas de texte libre" in reply["message"]
    [feedback] = saved(tmp_path)
    assert (feedback.reason, feedback.comment) == (FeedbackReason.OUT_OF_DATE, None)
    assert b"Martin" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_comment_is_kept_where_the_service_allows_it(small_application: Application, tmp_path: Path) -> None:
    client = TestClient(api_app(small_application, tmp_path, keeps_comments=True))
    body = {"answer_id": ANSWER_ID, "rating": "down", "comment": "  <b>Trop</b> long\u202e.  "}
    assert client.post("/api/v1/feedback", json=body).json()["comment"] == "kept"
    assert saved(tmp_path)[0].comment == "<b>Trop</b> long."
    blank = client.post("/api/v1/feedback", json={**body, "comment": " \u200b "}).json()
    assert blank["comment"] is None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"answer_id": "a1"}, 422),
        ({"answer_id": ANSWER_ID.upper()}, 422),
        ({"answer_id": "../../etc/passwd"}, 422),
        ({"rating": "5"}, 422),
        ({"rating": None}, 422),
        ({"reason": "autre"}, 422),
        ({"comment": "x" * 1_001}, 413),
        ({"comment": "\0"}, 422),
        ({"comment": 3}, 400),
        ({"address": "192.0.2.1"}, 400),
    ],
)
def test_wrong_feedback_is_refused_and_not_kept(
    client: TestClient, tmp_path: Path, change: dict[str, object], status: int
) -> None:
    response = client.post("/api/v1/feedback", json={"answer_id": ANSWER_ID, "rating": "up", **change})
    assert response.status_code == status
    validate(response.json(), "problem")
    assert saved(tmp_path) == ()


def test_folder_that_cannot_be_written_is_503_without_its_path(
    small_application: Application, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    client = TestClient(api_app(small_application, tmp_path / "file"))
    response = client.post("/api/v1/feedback", json={"answer_id": ANSWER_ID, "rating": "up"})
    assert response.status_code == 503
    assert str(tmp_path) not in response.text
