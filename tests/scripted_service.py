"""A public double of the assistant: plays queued answers, and keeps what it was asked."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer_events import (
    AnswerEvent,
    AnswerFinished,
    SourcesAdded,
    StatementAdded,
    Step,
    StepStarted,
)
from assistant.dialogue import (
    Answer,
    AskRequest,
    Citation,
    EngineName,
    Filters,
    FoundPassage,
    Question,
    RefusalReason,
    RelatedDocument,
    Section,
    Source,
    Statement,
    Status,
    Support,
    Timings,
)
from assistant.domain import (
    Document,
    IndexBuild,
    Kind,
    Library,
    Passage,
    Span,
    Version,
    Wording,
    authority_of,
)
from assistant.errors import AssistantError

TODAY = date(2026, 11, 22)
ARTICLE_TEXT = (
    "Dans le respect des engagements internationaux de la France, les collectivités territoriales et leurs "
    "groupements peuvent mettre en œuvre ou soutenir toute action internationale annuelle ou "
    "pluriannuelle de coopération, d’aide au développement ou à caractère humanitaire.\n"
    "À cette fin, ils peuvent, le cas échéant, conclure des conventions avec des autorités locales "
    "étrangères. Ces conventions précisent l’objet des actions envisagées et le montant prévisionnel des "
    "engagements financiers."
)
GUIDE_TEXT = (
    "Avant de délibérer, la commune réunit le projet de convention, le budget prévisionnel et l’avis de sa "
    "commission. La délibération est transmise au contrôle de légalité ; la convention prend effet "
    "ensuite. 🌍 Un comité de suivi se réunit au moins une fois par an avec la commune partenaire."
)
IN_FORCE = Version(in_force_from=date(2021, 8, 6))


class ScriptedService:
    """Plays one queued list of events per question; without any, the sample answer."""

    def __init__(self, *, pause_seconds: float = 0.0) -> None:
        self.requests: list[AskRequest] = []
        self.scripts: deque[Sequence[AnswerEvent | Exception]] = deque()
        # Waited before each event.
        self.pause_seconds = pause_seconds
        self.library_error: AssistantError | None = None
        self.said: tuple[str, ...] = ()
        # Set when an answer was closed before its end.
        self.was_closed = threading.Event()

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        """Play the next script."""
        self.requests.append(request)
        script = self.scripts.popleft() if self.scripts else sample_events(request.text)
        try:
            for event in script:
                threading.Event().wait(self.pause_seconds)
                if isinstance(event, Exception):
                    raise event
                yield event
        except GeneratorExit:
            self.was_closed.set()
            raise

    def search(self, text: str, *, filters: Filters, limit: int) -> tuple[FoundPassage, ...]:
        """Find nothing."""
        return ()

    def library(self) -> tuple[IndexBuild, Library]:
        """Return a build of two documents, or raise what the test asks for."""
        if self.library_error is not None:
            raise self.library_error
        build = IndexBuild(
            build_id="2026-11-22T10:11:12Z-3f2a",
            fingerprint="f" * 64,
            embedder="scripted",
            documents_count=64,
            passages_count=812,
            skipped=(),
        )
        return build, Library(documents={}, passages={}, passages_of={})

    def notices(self) -> tuple[str, ...]:
        """Return what the test asks for."""
        return self.said


def document(
    document_id: str = "cgct-l1115-1",
    *,
    title: str = "Article L. 1115-1 du code général des collectivités territoriales",
    kind: Kind = Kind.CODE,
    wording: Wording = Wording.OFFICIAL,
    reference: str | None = "CGCT L1115-1",
    version: Version = IN_FORCE,
    url: str | None = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043974911",
    text: str = ARTICLE_TEXT,
    source_urls: tuple[str, ...] = (),
    stale_reason: str | None = None,
) -> Document:
    """Make a document."""
    return Document(
        document_id=document_id,
        path=f"droit/{document_id}.md",
        title=title,
        kind=kind,
        authority=authority_of(kind),
        wording=wording,
        reference=reference,
        former_numbers=(),
        references=(),
        version=version,
        jurisdiction="FR",
        checked_on=date(2026, 11, 20),
        language="fr",
        url=url,
        publisher="Légifrance" if kind is Kind.CODE else None,
        licence=None,
        source_urls=source_urls,
        text=text,
        blocks=(),
        content_hash="0" * 64,
        stale_reason=stale_reason,
    )


def source(number: int, of: Document, *, locator: str | None = None, page: int | None = None) -> Source:
    """Cite the whole text of a document as one passage."""
    passage = Passage(
        passage_id=f"{of.document_id}-0",
        document_id=of.document_id,
        position=0,
        text=of.text,
        start=0,
        end=len(of.text),
        heading_path=(),
        locator=locator,
        page=page,
        quotable_spans=(),
    )
    return Source(number=number, document=of, passage=passage)


def cite(cited: Source, words: str) -> Citation:
    """Cite words that stand in a source."""
    start = cited.passage.text.index(words)
    return Citation(source_number=cited.number, span=Span(start=start, end=start + len(words)))


def statement(text: str, *citations: Citation, section: Section = Section.SHORT_ANSWER) -> Statement:
    """Make a statement."""
    return Statement(text=text, citations=citations, support=Support.QUOTE, section=section)


def answer(
    question: str,
    *statements: Statement,
    sources: tuple[Source, ...] = (),
    status: Status = Status.ANSWERED,
    refusal_reason: RefusalReason | None = None,
    see_also: tuple[RelatedDocument, ...] = (),
    follow_ups: tuple[str, ...] = (),
) -> Answer:
    """Make a whole answer."""
    return Answer(
        answer_id="a1",
        question=Question(text=question, standalone_text=question, as_of=TODAY),
        status=status,
        refusal_reason=refusal_reason,
        statements=statements,
        sources=sources,
        see_also=see_also,
        conflicts=(),
        follow_ups=follow_ups,
        unanswered=(),
        clarification=None,
        engine=EngineName.EXTRACTIVE,
        model=None,
        rejected_count=0,
        timings=Timings(total=42.0, embed=20.0, search=10.0, compose=12.0, first_text=30.0),
    )


def refusal(question: str) -> Answer:
    """Make an answer that gives its reason instead."""
    near = RelatedDocument(document_id="cgct-l1115-1", title="Article L. 1115-1 du CGCT")
    reason = RefusalReason.OUT_OF_SCOPE
    return answer(question, status=Status.REFUSED, refusal_reason=reason, see_also=(near,))


def events_of(finished: Answer) -> list[AnswerEvent]:
    """List the events that lead to an answer."""
    steps: list[AnswerEvent] = [StepStarted(step=step) for step in Step]
    sources: list[AnswerEvent] = [SourcesAdded(sources=finished.sources)] if finished.sources else []
    statements: list[AnswerEvent] = [StatementAdded(statement=one) for one in finished.statements]
    return [*steps, *sources, *statements, AnswerFinished(answer=finished)]


def sample_answer(question: str) -> Answer:
    """Make a realistic answer: two sources, one of them cited twice for different words."""
    article = source(1, document(), locator="art. L1115-1, al. 1 et 2")
    guide = source(
        2,
        document(
            "guide-convention",
            title="Préparer et signer une convention de coopération",
            kind=Kind.GUIDE,
            wording=Wording.SUMMARY,
            reference=None,
            version=Version(),
            url=None,
            text=GUIDE_TEXT,
            source_urls=("https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043974911",),
        ),
        locator="Avant la délibération",
    )
    may_sign = "ils peuvent, le cas échéant, conclure des conventions avec des autorités locales étrangères"
    content = "l’objet des actions envisagées et le montant prévisionnel des engagements financiers"
    committee = "Un comité de suivi se réunit au moins une fois par an"
    return answer(
        question,
        statement(
            "La convention n’est pas obligatoire : elle se conclut le cas échéant.", cite(article, may_sign)
        ),
        statement(
            "Quand elle existe, elle précise l’objet des actions et le montant prévisionnel des engagements.",
            cite(article, content),
            section=Section.LEGAL_BASIS,
        ),
        statement(
            "Un comité de suivi se réunit au moins une fois par an.",
            cite(guide, committee),
            section=Section.IN_PRACTICE,
        ),
        statement(
            "Vérifiez que le montant prévisionnel figure dans la convention transmise.",
            cite(article, content),
            cite(guide, "transmise au contrôle de légalité"),
            section=Section.TO_CHECK,
        ),
        sources=(article, guide),
        follow_ups=("Qui signe la convention ?", "Faut-il transmettre la convention au préfet ?"),
    )


def answer_in_parts(*questions: str) -> Answer:
    """Share the statements of the sample answer out among questions asked at once, in their order."""
    sample = sample_answer(" ".join(questions))
    shared = (
        replace(one, part=questions[rank * len(questions) // len(sample.statements)])
        for rank, one in enumerate(sample.statements)
    )
    return replace(sample, statements=tuple(shared))


def sample_events(question: str) -> list[AnswerEvent]:
    """List the events of the sample answer."""
    return events_of(sample_answer(question))
