"""The command line: one function a command; prints JSON or French text, returns the exit code."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, Self

from pydantic import BaseModel, TypeAdapter, ValidationError
from tqdm import tqdm

from assistant.answering.conversation import clean_question
from assistant.application import Application
from assistant.assembly import assemble, choose_embedder, index_corpus
from assistant.cli_parser import FrenchParser, sheet_format, sheet_path
from assistant.corpus_check.checking import check_corpus
from assistant.corpus_check.report import corpus_check_shape, corpus_check_text
from assistant.diagnosis_report import diagnosis_shape, diagnosis_text
from assistant.dialogue import Answer, AskRequest, EngineChoice, Role, Turn
from assistant.doctor import diagnose
from assistant.domain import IndexBuild
from assistant.errors import AssistantError, OutputError, QuestionError, exit_code
from assistant.evaluation.cases import read_cases
from assistant.evaluation.report import make_report, read_report, summary_line, write_report
from assistant.evaluation.running import run_cases
from assistant.question_filters import read_filters
from assistant.rendering.answer_shapes import answer_shape
from assistant.rendering.document_shapes import index_shape, search_shape, sources_shape
from assistant.rendering.sheet_files import sheet_file
from assistant.rendering.terminal import answer_text, found_text, index_text, sources_text
from assistant.settings import Settings, project_folder, read_settings
from assistant.telemetry import set_up_logging
from assistant.texts_fr import cli as texts
from assistant.texts_fr import corpus_check as corpus_texts
from assistant.texts_fr import evaluation as evaluation_texts
from assistant.texts_fr import sheet as sheet_texts

SKIPPED_EXIT_CODE = 4
MAX_SEARCH_LIMIT = 100
_log = logging.getLogger(__name__)
_Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every failure is one French line and an exit code of the contract."""
    options = build_parser().parse_args(arguments)
    command: _Command = options.command
    level = "info"
    try:
        settings = _settings(options)
        level = settings.log_level
        set_up_logging("warning" if level == "info" and command is not _serve else level)
        return command(options, settings)
    except AssistantError as error:
        _log.debug("the command failed", exc_info=True)
        return _fail(str(error), exit_code(error))
    except KeyboardInterrupt:
        return _fail(texts.INTERRUPTED, 1)
    except BrokenPipeError:
        # The reader of our output left; Python would complain once more at exit.
        sys.stderr.close()
        return 1
    except Exception as error:  # noqa: BLE001  # the door: no traceback reaches the user
        if level == "debug":
            _log.exception("unexpected failure")
        return _fail(texts.UNEXPECTED.format(error=type(error).__name__), 1)


def build_parser() -> FrenchParser:
    """Describe the commands of the contract."""
    parser = FrenchParser(prog="assistant", description=texts.DESCRIPTION)
    commands = parser.add_subparsers(
        required=True, metavar="commande", dest="name", parser_class=FrenchParser
    )

    index = _command(commands, "index", _index, texts.INDEX_COMMAND)
    index.add_argument("--corpus", type=Path, action="append", metavar="DOSSIER", help=texts.CORPUS)

    ask = _command(commands, "ask", _ask, texts.ASK_COMMAND)
    ask.add_argument("question", help=texts.QUESTION)
    ask.add_argument("--history", type=Path, metavar="FICHIER", help=texts.HISTORY)
    ask.add_argument("--sheet", type=sheet_path, metavar="FICHIER", help=texts.SHEET)
    ask.add_argument(
        "--engine", choices=[choice.value for choice in EngineChoice], default="auto", help=texts.ENGINE
    )
    _add_filters(ask)

    search = _command(commands, "search", _search, texts.SEARCH_COMMAND)
    search.add_argument("query", help=texts.QUERY)
    search.add_argument("--k", type=int, default=10, metavar="N", help=texts.LIMIT)
    _add_filters(search)

    _command(commands, "sources", _sources, texts.SOURCES_COMMAND)

    serve = _command(commands, "serve", _serve, texts.SERVE_COMMAND)
    serve.add_argument("--host", help=texts.HOST)
    serve.add_argument("--port", type=int, help=texts.PORT)

    evaluate = _command(commands, "eval", _eval, texts.EVAL_COMMAND)
    evaluate.add_argument("questions", type=Path, help=texts.QUESTIONS)
    evaluate.add_argument("--report", type=Path, metavar="FICHIER.html", help=texts.REPORT)

    _command(commands, "doctor", _doctor, texts.DOCTOR_COMMAND)

    corpus = commands.add_parser("corpus", help=corpus_texts.CORPUS_COMMAND)
    actions = corpus.add_subparsers(
        required=True, metavar=corpus_texts.ACTION, dest="action", parser_class=FrenchParser
    )
    check = _command(actions, "check", _corpus_check, corpus_texts.CHECK_COMMAND)
    check.add_argument("--corpus", type=Path, action="append", metavar="DOSSIER", help=texts.CORPUS)
    check.add_argument("--spelling", action="store_true", help=corpus_texts.SPELLING)
    return parser


def _command(
    commands: "argparse._SubParsersAction[FrenchParser]", name: str, function: _Command, explanation: str
) -> FrenchParser:
    parser = commands.add_parser(name, help=explanation, description=explanation)
    parser.set_defaults(command=function)
    parser.add_argument("--index", type=Path, dest="index_folder", metavar="DOSSIER", help=texts.INDEX)
    if name != "serve":
        parser.add_argument("--json", action="store_true", help=texts.JSON)
    return parser


def _add_filters(parser: FrenchParser) -> None:
    parser.add_argument("--jurisdiction", metavar="CODE", help=texts.JURISDICTION)
    parser.add_argument("--on-date", metavar="JOUR", help=texts.ON_DATE)
    parser.add_argument("--kind", action="append", default=[], metavar="TYPE", help=texts.KIND)


def _settings(options: argparse.Namespace) -> Settings:
    settings = read_settings(dotenv_path=project_folder() / ".env")
    given = {"index": options.index_folder} if options.index_folder else {}
    given |= {
        name: getattr(options, name) for name in ("host", "port") if getattr(options, name, None) is not None
    }
    if getattr(options, "corpus", None):
        given["corpus"] = tuple(options.corpus)
    return settings.model_copy(update=given)


def _index(options: argparse.Namespace, settings: Settings) -> int:
    with _ProgressBar(texts.EMBEDDING, unit=texts.PASSAGE_UNIT) as bar:
        report = index_corpus(settings, embedder=choose_embedder(settings), progress=bar.show)
    if options.json:
        _print_json(index_shape(report, index=str(settings.index)))
    else:
        print(index_text(report))
    for skipped in report.skipped:
        print(texts.SKIPPED.format(path=skipped.path, reason=skipped.reason), file=sys.stderr)
    return SKIPPED_EXIT_CODE if report.skipped else 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    request = AskRequest(
        text=options.question,
        filters=read_filters(options.jurisdiction, options.on_date, options.kind),
        history=_history(options.history),
        engine=EngineChoice(options.engine),
    )
    application = _application(settings)
    answer = application.answer_or_refuse(request)
    if options.sheet:
        _write_sheet(options.sheet, answer, application.library()[0], contact=settings.contact)
    if options.json:
        _print_json(answer_shape(answer, contact=settings.contact))
    else:
        print(answer_text(answer, contact=settings.contact))
    return 0


def _search(options: argparse.Namespace, settings: Settings) -> int:
    if not 1 <= options.k <= MAX_SEARCH_LIMIT:
        raise QuestionError(texts.WRONG_LIMIT.format(limit=MAX_SEARCH_LIMIT))
    filters = read_filters(options.jurisdiction, options.on_date, options.kind)
    query = clean_question(options.query)
    started = time.perf_counter()
    found = _application(settings).search(query, filters=filters, limit=options.k)
    total_ms = (time.perf_counter() - started) * 1000
    if options.json:
        _print_json(search_shape(query, found, total_ms=total_ms))
    else:
        print(found_text(found))
    return 0


def _sources(options: argparse.Namespace, settings: Settings) -> int:
    build, library = _application(settings).library()
    if options.json:
        _print_json(sources_shape(build, library))
    else:
        print(sources_text(library))
    return 0


def _serve(_options: argparse.Namespace, settings: Settings) -> int:
    from assistant.server import serve  # its import of gradio takes seconds

    serve(_application(settings), settings=settings)
    return 0


def _eval(options: argparse.Namespace, settings: Settings) -> int:
    cases = read_cases(options.questions)
    earlier = read_report(options.report) if options.report else None
    service = _application(settings)
    with _ProgressBar(evaluation_texts.PROGRESS, unit="") as bar:
        outcomes = run_cases(cases, service, contact=settings.contact, progress=bar.show)
    build, _ = service.library()
    report = make_report(
        outcomes, questions=options.questions.name, build=build.build_id, day=datetime.now(UTC).date()
    )
    if options.report:
        write_report(options.report, report, earlier=earlier)
    if options.json:
        _print_json(report)
    else:
        print(summary_line(report))
    return 0


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    diagnosis = diagnose(settings)
    if options.json:
        _print_json(diagnosis_shape(diagnosis))
    else:
        print(diagnosis_text(diagnosis))
    return diagnosis.exit_code


def _corpus_check(options: argparse.Namespace, settings: Settings) -> int:
    found = check_corpus(settings.corpus, today=datetime.now(UTC).date(), with_spelling=options.spelling)
    if options.json:
        _print_json(corpus_check_shape(found))
    else:
        print(corpus_check_text(found))
    return 0 if found.is_clean() else 1


def _application(settings: Settings) -> Application:
    return assemble(settings, embedder=choose_embedder(settings))


def _write_sheet(path: Path, answer: Answer, build: IndexBuild, *, contact: str) -> None:
    try:
        path.write_bytes(sheet_file(answer, build, form=sheet_format(path), contact=contact))
    except OSError as error:
        raise OutputError(sheet_texts.NOT_WRITTEN.format(path=path, reason=error.strerror)) from error
    print(sheet_texts.WRITTEN.format(path=path), file=sys.stderr)


class _HistoryTurn(BaseModel):
    role: Role
    content: str


def _history(path: Path | None) -> tuple[Turn, ...]:
    if path is None:
        return ()
    try:
        turns = TypeAdapter(list[_HistoryTurn]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else texts.WRONG_HISTORY_SHAPE
        raise QuestionError(texts.WRONG_HISTORY.format(path=path, reason=reason)) from error
    return tuple(Turn(role=turn.role, content=turn.content) for turn in turns)


def _print_json(shape: BaseModel) -> None:
    print(shape.model_dump_json(indent=2))


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


class _ProgressBar:
    """A bar with an estimate of the time left, shown only once there is something to do."""

    def __init__(self, title: str, *, unit: str) -> None:
        self._title, self._unit = title, unit
        self._bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, done: int, total: int) -> None:
        """Move the bar to `done` of `total`."""
        if self._bar is None:
            self._bar = tqdm(total=total, desc=self._title, unit=self._unit, file=sys.stderr)
        self._bar.update(done - self._bar.n)
