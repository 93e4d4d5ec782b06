"""Builds indexes until it is killed: `python -m tests.indexing.building_loop FOLDER SEED KILLS`.

The program imports everything once, then forks a builder again and again and kills each with SIGKILL
after a random time. For each it prints the published build as it was checked after the death.
"""

import os
import random
import signal
import sys
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import chromadb  # noqa: F401 - imported before the fork, so that the kills fall into the building
import langchain_chroma  # noqa: F401 - as above
import numpy as np

from assistant.domain import IndexBuild, IndexEntry, Kind, Version
from assistant.indexing.build_store import BuildStore, new_build_id
from assistant.indexing.document_store import write_documents
from assistant.indexing.vector_cache import VectorCache, embed_with_cache
from assistant.indexing.vector_index import VectorIndex
from tests.doubles import HashingEmbedder
from tests.records import document, passage

_LONGEST_LIFE_SECONDS = 0.4


def build_once(root: Path, texts: list[str]) -> str:
    """Publish an index of some texts; return its id."""
    store = BuildStore(root)
    build_id = new_build_id(datetime.now(UTC), token=uuid.uuid4().hex[:8])
    guide = document("guide")
    passages = [passage(text, document_id="guide", position=rank) for rank, text in enumerate(texts)]
    entries = [
        IndexEntry(
            passage_id=one.passage_id,
            headings=(guide.title,),
            body=one.text,
            kind=Kind.GUIDE,
            jurisdiction="FR",
            version=Version(),
        )
        for one in passages
    ]
    with store.new_build(build_id) as folder:
        write_documents(folder, [guide], passages)
        with VectorCache(store.cache_folder / "vectors.sqlite") as cache:
            embedded = embed_with_cache(texts, embedder=HashingEmbedder(), cache=cache)
        VectorIndex.write(folder / "vectors", entries, np.asarray(embedded.vectors))
        store.publish(folder, described(build_id, passages_count=len(passages)))
    return build_id


def described(build_id: str, *, passages_count: int = 0) -> IndexBuild:
    return IndexBuild(
        build_id=build_id,
        fingerprint="f" * 64,
        embedder=HashingEmbedder().name,
        documents_count=1,
        passages_count=passages_count,
        skipped=(),
    )


def build_for_ever(root: Path) -> None:
    for round_number in range(1_000_000):
        build_once(root, [f"passage {rank} du tour {round_number}" for rank in range(200)])


def main(root: Path, seed: int, kills: int) -> None:
    chance = random.Random(seed)
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            build_for_ever(root)
        time.sleep(chance.uniform(0.0, _LONGEST_LIFE_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        _folder, build = BuildStore(root).verified_folder()
        sys.stdout.write(f"{build.build_id}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
