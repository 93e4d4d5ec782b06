import socket
from collections.abc import Callable, Iterator

import pytest

from assistant.errors import ServiceReplyError, ServiceUnavailableError, SettingsError
from assistant.indexing.embeddings import MAX_QUERY_CHARS, ServedEmbeddings
from tests.doubles import HashingEmbedder
from tests.embedding_server import EmbeddingServer, Vectors, running_server

# The client of the protocol says it of replies of a wrong shape, before we refuse them.
ignores_shape_warnings = pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
KEY = "sk-clef-tres-secrete"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with running_server() as running:
        yield running


@pytest.fixture
def served(server: EmbeddingServer) -> ServedEmbeddings:
    return ServedEmbeddings(server.base_url, "modele", api_key=KEY, timeout_seconds=5)


def test_texts_travel_as_text_with_model_and_key(server: EmbeddingServer, served: ServedEmbeddings) -> None:
    served.embed_documents(["Une commune.", "Une région."])
    ((body, authorization),) = server.requests
    assert body["input"] == ["Une commune.", "Une région."]
    assert body["model"] == "modele"
    assert body["encoding_format"] == "float"
    assert authorization == f"Bearer {KEY}"


def test_vectors_are_brought_to_unit_norm(served: ServedEmbeddings) -> None:
    expected = HashingEmbedder().embed_query("Une commune.")
    assert served.embed_query("Une commune.") == pytest.approx(expected, abs=1e-6)


def test_only_the_beginning_of_a_long_question_is_sent(
    server: EmbeddingServer, served: ServedEmbeddings
) -> None:
    served.embed_query("a" * 100_000)
    assert server.requests[0][0]["input"] == ["a" * MAX_QUERY_CHARS]


def test_server_without_key_is_asked_all_the_same(
    server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ServedEmbeddings(server.base_url, "modele").embed_query("Une commune.")
    assert server.requests[0][1] == "Bearer none"


def test_nothing_is_sent_for_no_text_or_an_unusable_one(
    server: EmbeddingServer, served: ServedEmbeddings
) -> None:
    assert served.embed_documents([]) == []
    with pytest.raises(ValueError, match="has no vector"):
        served.embed_documents(["sain", "\x00"])
    assert server.requests == []


@ignores_shape_warnings
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda vectors: vectors[:1], "1 vecteurs pour 2 textes"),
        (lambda vectors: [vectors[0], vectors[1][:10]], "dimension 10 au lieu de 64"),
        (lambda vectors: [vectors[0], [0.0] * 64], "vecteur nul"),
        (lambda vectors: [vectors[0], [float("nan")] * 64], "vecteur nul ou non numérique"),
        (lambda vectors: [vectors[0], ["a"] * 64], "format inattendu"),
        (lambda vectors: [vectors[0], None], "format inattendu"),
        (lambda vectors: [], "réponse inutilisable"),
        (lambda vectors: [[], []], "réponse inutilisable"),
    ],
)
def test_unusable_vectors_are_refused(
    server: EmbeddingServer, served: ServedEmbeddings, spoil: Callable[[Vectors], Vectors], said: str
) -> None:
    server.spoil = spoil
    with pytest.raises(ServiceReplyError, match=said) as caught:
        served.embed_documents(["un", "deux"])
    assert server.base_url in str(caught.value)


@ignores_shape_warnings
@pytest.mark.parametrize("body", [b"<html>ok</html>", b"[]", b'{"data": 3}', b'{"erreur": "non"}', b""])
def test_reply_of_another_shape_is_refused(
    server: EmbeddingServer, served: ServedEmbeddings, body: bytes
) -> None:
    server.raw_body = body
    with pytest.raises(ServiceReplyError, match="réponse inutilisable"):
        served.embed_query("Une commune.")


def test_dimension_that_changes_between_replies_is_refused(
    server: EmbeddingServer, served: ServedEmbeddings
) -> None:
    served.embed_query("Une commune.")
    server.spoil = lambda vectors: [vector[:32] for vector in vectors]
    with pytest.raises(ServiceReplyError, match="dimension 32 au lieu de 64"):
        served.embed_query("Une région.")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_refusal_names_model_and_address_but_not_the_key(
    server: EmbeddingServer, served: ServedEmbeddings, status: int
) -> None:
    server.status = status
    with pytest.raises(ServiceReplyError, match=f"code {status}") as caught:
        served.embed_query("Une commune.")
    assert server.base_url in str(caught.value)
    assert "modele" in str(caught.value)
    assert KEY not in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_overload_is_tried_once_more_then_reported(
    server: EmbeddingServer, served: ServedEmbeddings, status: int
) -> None:
    server.status = status
    with pytest.raises(ServiceUnavailableError, match=f"code {status}"):
        served.embed_query("Une commune.")
    assert len(server.requests) == 2


def test_silent_server_is_left_after_the_timeout(server: EmbeddingServer) -> None:
    server.delay_seconds = 1.0
    hurried = ServedEmbeddings(server.base_url, "modele", timeout_seconds=0.1)
    with pytest.raises(ServiceUnavailableError, match="ne répond pas"):
        hurried.embed_query("Une commune.")


def test_absent_server_is_named_without_credentials() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    absent = ServedEmbeddings(f"http://moi:motdepasse@{address}/v1", "modele", api_key=KEY)
    with pytest.raises(ServiceUnavailableError, match="ne répond pas") as caught:
        absent.embed_query("Une commune.")
    assert f"http://{address}/v1" in str(caught.value)
    assert "motdepasse" not in str(caught.value) + absent.name
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://hote/v1", "http://", ""])
def test_address_that_is_not_http_is_a_settings_error(url: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_EMBEDDING_BASE_URL"):
        ServedEmbeddings(url, "modele")
