"""Finds the documents whose text a question, or a passage, names to the letter."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dialogue import Question
from assistant.domain import Document, FormerNumber, Library, Passage
from assistant.legal_references import LegalReference, ReferenceKind, find_references
from assistant.mentions.record import NUMBER_MARK

# Texts that one passage leads to, at most.
_REFERRED_LIMIT = 3
# Between an act and the number of its article in a canonical form.
_ARTICLE_MARK = " art. "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A document under one of the forms in which its text is named."""

    document: Document
    # "CGCT" for an article of a code; None: another text, or no code said.
    code: str | None = None
    # First day on which an article had this former number, and the first on which it no longer had it.
    former_from: date | None = None
    former_to: date | None = None

    def has_borne_number(self) -> bool:
        """Tell whether the number was this wording's own: others of the article had it before or never."""
        version = self.document.version
        starts_in_time = (
            version.in_force_from is None or self.former_to is None or version.in_force_from < self.former_to
        )
        ends_in_time = (
            version.in_force_to is None or self.former_from is None or self.former_from < version.in_force_to
        )
        return starts_in_time and ends_in_time


_Entries = Mapping[str, Sequence[_Entry]]


class NamedTexts:
    """The texts of one library by all their names; made once per build, read-only afterwards."""

    def __init__(self, library: Library) -> None:
        """Note every form under which a document's text is named.

        Args:
            library: documents with their references and former numbers.
        """
        self._documents = library.documents
        named = [
            (document, found)
            for document in library.documents.values()
            if document.reference is not None and (found := find_references(document.reference))
        ]
        self._present = _entries_by_form(named)
        self._former = _entries_by_former_number(named)
        self._articles_of = _entries_by_act(named)
        self._numbers_by_day = _numbers_by_day(library.documents.values(), named)

    def named_in(self, question: Question) -> tuple[Document, ...]:
        """Return the documents of the texts that a question names.

        An article comes in all its wordings, the one that holds on the day asked for first, the others
        newest first. A former number names the wording that had it, then the article's last one. A range
        and « et suivants » name each article that is a document. An act named by its day alone, or an
        article whose code is not said, counts when exactly one text fits.

        Args:
            question: its standalone text is read, and its day.

        Returns:
            No document twice, in the order of the question.
        """
        mentions = find_references(question.standalone_text)
        # The act of « article 10 de la loi … » and the end of a range are named by what they belong to.
        told = {mention.within for mention in mentions} | {mention.through for mention in mentions}
        named = {
            document.document_id: document
            for mention in mentions
            if mention.canonical not in told
            for document in self._resolve(mention, question.as_of)
        }
        return tuple(named.values())

    def referred_in(self, passage: Passage, *, as_of: date) -> tuple[Document, ...]:
        """Return the articles that a passage refers to, each in the wording that holds on a day.

        Args:
            passage: a passage of this library.
            as_of: the day.

        Returns:
            At most 3, in the order of the passage; never a wording of the passage's own text.
        """
        own = self._documents.get(passage.document_id)
        seen = {own.reference} if own else set()
        referred: list[Document] = []
        for mention in find_references(passage.text):
            if mention.kind is not ReferenceKind.ARTICLE:
                continue
            for document in self._resolve(mention, as_of):
                # Wordings come with the one that holds first: the others of the same text are passed over.
                if document.reference not in seen and document.version.holds_on(as_of):
                    seen.add(document.reference)
                    referred.append(document)
        return tuple(referred[:_REFERRED_LIMIT])

    def _resolve(self, mention: LegalReference, as_of: date) -> list[Document]:
        if mention.kind is not ReferenceKind.ARTICLE:
            return self._resolve_act(mention.canonical, as_of)
        owner = None if mention.within is None else self._numbered(mention.within)
        forms = self._forms_in_range(mention, owner)
        if forms:
            # Of a range one wording each: all wordings of all would bury the answer.
            nearest = (self._resolve_article(form, owner, as_of)[:1] for form in forms)
            return [document for documents in nearest for document in documents]
        found = self._resolve_article(_owned_by(owner, mention.canonical), owner, as_of)
        if not found and owner is not None:
            # The article itself is no document: the act as a whole, not its other articles.
            found = _by_nearness(self._present.get(owner, ()), as_of)
        return found

    def _resolve_act(self, canonical: str, as_of: date) -> list[Document]:
        numbered = self._numbered(canonical)
        entries = self._present.get(numbered) or self._articles_of.get(numbered, ())
        return _by_nearness(entries, as_of)

    def _numbered(self, canonical: str) -> str:
        """Return a number of an act named by its day, where the acts of that day are one document."""
        numbers = sorted(self._numbers_by_day.get(canonical, frozenset()))
        documents = {entry.document.document_id for one in numbers for entry in self._present.get(one, ())}
        is_one = len(numbers) == 1 or (numbers and len(documents) == 1)
        return numbers[0] if is_one and canonical not in self._present else canonical

    def _forms_in_range(self, mention: LegalReference, owner: str | None) -> list[str]:
        """Return the numbers of a range, or of « et suivants », that are documents, in order."""
        if mention.through is None and not mention.and_following:
            return []
        first = _owned_by(owner, mention.canonical)
        last = _owned_by(owner, mention.through) if mention.through else None
        if last is not None and not _stands_between(last, first=first, last=None):
            # A range over several chapters: its ends alone.
            return [first, last]
        forms = {*self._present, *self._former}
        return sorted((form for form in forms if _stands_between(form, first=first, last=last)), key=_rank)

    def _resolve_article(self, form: str, code: str | None, as_of: date) -> list[Document]:
        present = _of_one_code(self._present.get(form, ()), code)
        former = _of_one_code(self._former.get(form, ()), code)
        return [*_by_nearness(present, as_of), *_in_former_numbering(former, as_of)]


_Named = Sequence[tuple[Document, tuple[LegalReference, ...]]]


def _entries_by_form(named: _Named) -> _Entries:
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for document, found in named:
        articles = [mention for mention in found if mention.kind is ReferenceKind.ARTICLE]
        for mention in articles or found:
            entries[mention.canonical].append(_Entry(document=document, code=mention.within))
    return dict(entries)


def _entries_by_act(named: _Named) -> _Entries:
    """Return the documents about articles of an act, by the act."""
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for document, found in named:
        for mention in found:
            if mention.within is not None and mention.canonical.startswith(
                f"{mention.within}{_ARTICLE_MARK}"
            ):
                entries[mention.within].append(_Entry(document=document))
    return dict(entries)


def _entries_by_former_number(named: _Named) -> _Entries:
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for document, found in named:
        for former, start, end in _closed_periods(document.former_numbers):
            for mention in find_references(former.number)[:1]:
                entries[mention.canonical].append(
                    _Entry(document=document, code=found[0].within, former_from=start, former_to=end)
                )
    return dict(entries)


def _closed_periods(
    numbers: Sequence[FormerNumber],
) -> Iterator[tuple[FormerNumber, date | None, date | None]]:
    """Yield former numbers with their days; an open bound is closed by what the neighbours state.

    Numbers are listed in the order in which an article had them: it had one at a time.
    """
    for rank, number in enumerate(numbers):
        before = [day for one in numbers[:rank] for day in (one.from_on, one.to_on) if day]
        after = [day for one in numbers[rank + 1 :] for day in (one.from_on, one.to_on) if day]
        yield number, number.from_on or max(before, default=None), number.to_on or min(after, default=None)


def _numbers_by_day(documents: Iterable[Document], named: _Named) -> Mapping[str, frozenset[str]]:
    """Return the numbered texts of the library by the form that names their day alone.

    The day of an act may be stated by any document that cites it; only texts that are documents count.
    """
    texts = {mention.canonical for _, found in named for mention in found}
    numbers: dict[str, set[str]] = defaultdict(set)
    cited = {reference for one in documents for reference in (one.reference or "", *one.references)}
    for reference in cited:
        for mention in find_references(reference):
            form = _form_by_day(mention, reference) if mention.canonical in texts else None
            if form is not None and form != mention.canonical:
                numbers[form].add(mention.canonical)
    return {form: frozenset(found) for form, found in numbers.items()}


def _form_by_day(mention: LegalReference, reference: str) -> str | None:
    """Write a dated mention as one that states the day and no number: « loi du … », « CAA Lyon … »."""
    if mention.dated_on is None:
        return None
    if mention.kind is ReferenceKind.DECISION:
        said = reference[mention.span.start : mention.span.end]
        court = find_references(re.split(rf"[\s,(]*{NUMBER_MARK}(?=\d)", said)[0])
        return court[0].canonical if court else None
    return f"{mention.canonical.split()[0]} du {mention.dated_on.isoformat()}"


def _owned_by(owner: str | None, canonical: str) -> str:
    """Write an article of an act named by its day with the act's number."""
    _, mark, number = canonical.rpartition(_ARTICLE_MARK)
    return f"{owner}{mark}{number}" if owner and mark else canonical


def _of_one_code(entries: Sequence[_Entry], code: str | None) -> Sequence[_Entry]:
    """Return the entries of the code said; where none is said, all if they are of one code."""
    if code is not None:
        return [entry for entry in entries if entry.code in (code, None)]
    return entries if len({entry.code for entry in entries} - {None}) <= 1 else ()


def _by_nearness(entries: Iterable[_Entry], as_of: date) -> list[Document]:
    """Return the documents: those that hold on a day first, then the newest first."""
    documents = [entry.document for entry in entries]
    documents.sort(key=lambda one: one.version.in_force_from or date.min, reverse=True)
    documents.sort(key=lambda one: not one.version.holds_on(as_of))
    return documents


def _in_former_numbering(entries: Sequence[_Entry], as_of: date) -> list[Document]:
    """Return the wordings that had a former number, then the last wording of the article."""
    if not entries:
        return []
    bearers = [entry for entry in entries if entry.has_borne_number()]
    heirs = [
        entry for entry in entries if entry.former_to and entry.document.version.holds_on(entry.former_to)
    ]
    last = max(entries, key=lambda entry: entry.document.version.in_force_from or date.min)
    return [*_by_nearness(bearers or heirs, as_of), last.document]


def _rank(form: str) -> tuple[str, tuple[int, ...]]:
    """Return what an article's number is in order by: "L1115-4-1" is ("L", (1115, 4, 1))."""
    number = re.search(r"[\d-]*(?=[a-z]*\Z)", form)
    start, figures = (number.start(), number[0]) if number else (len(form), "")
    return form[:start], tuple(int(part) for part in figures.split("-") if part)


def _stands_between(form: str, *, first: str, last: str | None) -> bool:
    """Tell whether an article stands in a range of its chapter; without a last one, from the first on."""
    head, number = _rank(form)
    first_head, first_number = _rank(first)
    is_same_chapter = head == first_head and (_ARTICLE_MARK in form or number[:1] == first_number[:1])
    if not is_same_chapter or number < first_number:
        return False
    return last is None or number <= _rank(last)[1]
