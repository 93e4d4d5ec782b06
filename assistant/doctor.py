"""Says what is configured, reachable and consistent, and how to mend what is not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.assembly import choose_embedder, open_index
from assistant.errors import AssistantError, exit_code
from assistant.indexing.corpus import find_files
from assistant.protocols import Embedder
from assistant.settings import Settings, printable_settings
from assistant.texts_fr import doctor as texts


class Health(StrEnum):
    """How a check went."""

    GOOD = "good"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    name: str
    health: Health
    # What was found.
    detail: str
    # What to do about it; "" where nothing is to be done.
    mend: str = ""
    # Exit code that the failure calls for; 0 unless failed.
    exit_code: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """All checks, and the settings they were made under."""

    checks: tuple[Check, ...]
    # (variable, value with secrets masked, description).
    settings: tuple[tuple[str, str, str], ...]

    @property
    def exit_code(self) -> int:
        """Return the exit code of the first failure; 0 when there is none."""
        return next((check.exit_code for check in self.checks if check.health is Health.FAILED), 0)


def diagnose(settings: Settings) -> Diagnosis:
    """Look at everything the assistant needs; a failed check never hides the next one."""
    return Diagnosis(checks=tuple(_checks(settings)), settings=printable_settings(settings))


def _checks(settings: Settings) -> Iterator[Check]:
    yield _guarded(texts.CORPUS, lambda: _corpus(settings))
    embedder = choose_embedder(settings)
    yield _guarded(texts.EMBEDDER, lambda: _embedder(embedder))
    yield _guarded(texts.INDEX, lambda: _index(settings, embedder))
    yield _contact(settings)


def _guarded(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except AssistantError as error:
        mend = texts.MENDS.get(type(error).__name__, "")
        return Check(
            name=name, health=Health.FAILED, detail=str(error), mend=mend, exit_code=exit_code(error)
        )


def _corpus(settings: Settings) -> Check:
    missing = [folder for folder in settings.corpus if not folder.is_dir()]
    if missing:
        return Check(
            name=texts.CORPUS,
            health=Health.WARNING,
            detail=texts.CORPUS_MISSING.format(folder=missing[0]),
            mend=texts.CORPUS_MEND,
        )
    count = len(find_files(settings.corpus))
    return Check(name=texts.CORPUS, health=Health.GOOD, detail=texts.CORPUS_FOUND.format(count=count))


def _embedder(embedder: Embedder | None) -> Check:
    if embedder is None:
        return Check(
            name=texts.EMBEDDER, health=Health.WARNING, detail=texts.NO_EMBEDDER, mend=texts.NO_EMBEDDER_MEND
        )
    dimension = len(embedder.embed_query(texts.PROBE))
    detail = texts.EMBEDDER_READY.format(name=embedder.name, dimension=dimension)
    return Check(name=texts.EMBEDDER, health=Health.GOOD, detail=detail)


def _index(settings: Settings, embedder: Embedder | None) -> Check:
    opened = open_index(settings, embedder=embedder)
    try:
        build = opened.build
        detail = texts.INDEX_READY.format(
            build=build.build_id, documents=build.documents_count, passages=build.passages_count
        )
        if opened.dense is None and embedder is not None:
            return Check(
                name=texts.INDEX,
                health=Health.WARNING,
                detail=detail + " " + texts.OTHER_MODEL,
                mend=texts.REBUILD,
            )
        if build.skipped:
            skipped = texts.INDEX_SKIPPED.format(count=len(build.skipped), path=build.skipped[0].path)
            return Check(
                name=texts.INDEX, health=Health.WARNING, detail=f"{detail} {skipped}", mend=texts.SKIPPED_MEND
            )
        return Check(name=texts.INDEX, health=Health.GOOD, detail=detail)
    finally:
        opened.close()


def _contact(settings: Settings) -> Check:
    if settings.contact:
        return Check(name=texts.CONTACT, health=Health.GOOD, detail=settings.contact)
    return Check(
        name=texts.CONTACT, health=Health.WARNING, detail=texts.NO_CONTACT, mend=texts.NO_CONTACT_MEND
    )
