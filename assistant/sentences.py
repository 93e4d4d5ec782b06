"""Cuts French legal prose into sentences and tells which of them can be quoted alone."""

import re
from collections.abc import Iterator
from itertools import accumulate

from assistant.domain import Span

# Longest « … », “ … ” or ( … ) kept whole; beyond it a forgotten closing mark is more likely.
_MAX_ENCLOSED_CHARS = 400
_MIN_WORDS = 4
# How far around a full stop an abbreviation or a label is looked for.
_WINDOW_CHARS = 60

_BULLETS = "-–—•*✓➤►"
_PARAGRAPH_BREAK = re.compile(rf"\n[ \t\r\f\v]*\n|\n(?=[ \t]*(?:[{_BULLETS}]|\d{{1,2}}[°.)]|[a-z]\))\s)")
_TERMINATOR = re.compile(r"(?<![.!?…])[.!?…]++(?:\s?[»”“\"\])])*(?=\s|$)")
_OPENING = re.compile(rf"\s+(?:[{_BULLETS}]\s*)?[«“\"‘(\[]*\s?(?P<first>\S)")
_LAST_WORD = re.compile(r"[^\s(«“\"’'\[]*$")
_CLOSING_OF = {"«": "»", "(": ")", "[": "]", "“": "”"}
_FIRST_WORD = re.compile(r"[^\W\d_]+")

# Words whose full stop never ends a sentence.
_ABBREVIATIONS = re.compile(
    r"art|arts|al|alin|cf|m|mm|mme|mmes|mlle|me|mgr|dr|pr|st|ste|p|pp|n|no|nos|ch|chap|sect|t|vol|fig|"
    r"réf|ref|obs|concl|rapp|délib|req|c|éd|ed|coll|dir|av|bd|tél|tel|env|ss|spéc|sq|ex|arr|préc|conf|"
    r"comp|resp|min",
    re.IGNORECASE,
)
# After a lone capital and a full stop (« annexe A. Les … »), these words open a new sentence.
_SENTENCE_OPENERS = re.compile(
    r"le|la|les|l|un|une|des|du|ce|cet|cette|ces|il|elle|ils|elles|on|en|dans|pour|par|avec|sans|si|"
    r"selon|depuis|lorsque|toutefois|ainsi|chaque|tout|toute|tous|toutes|aucun|aucune|leur|leurs|son|"
    r"sa|ses",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}(?:\.\d+)*|[IVXLC]{1,5}|[A-Za-z])")
_LABEL = re.compile(
    r"\W*(?:art(?:icle)?\.?|chapitre|titre|section|annexe)\s+(?:[LRDA][.\s*O]*)?[\dIVX][\w.°-]{0,15}|"
    r"\W*article premier",
    re.IGNORECASE,
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of a text.

    A sentence ends at « . », « ! », « ? » or « … » before a capital, a digit, a quotation mark or the end,
    at a blank line and before a line that opens with a bullet; never at « ; », after a legal abbreviation
    (art., al., n°, L. 1115-1, M.), inside short parentheses or quotation marks.

    Args:
        text: any text.

    Returns:
        Spans without outer white space, in order, that together cover every other character.
    """
    spans: list[Span] = []
    for start, end in _paragraphs(text):
        cuts = [start, *(start + cut for cut in _cuts(text[start:end])), end]
        for left, right in zip(cuts, cuts[1:], strict=False):
            piece = text[left:right]
            if piece.strip():
                offset = left + len(piece) - len(piece.lstrip())
                spans.append(Span(start=offset, end=left + len(piece.rstrip())))
    return tuple(spans)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH_BREAK.finditer(text):
        yield start, match.start()
        start = match.start()
    yield start, len(text)


def _cuts(paragraph: str) -> list[int]:
    depths = _enclosure_depths(paragraph)
    cuts: list[int] = []
    start = 0
    for match in _TERMINATOR.finditer(paragraph):
        if not depths[match.end()] and _ends_sentence(paragraph, start, match):
            cuts.append(match.end())
            start = match.end()
    return cuts


def _enclosure_depths(paragraph: str) -> list[int]:
    """Count, for every position, the pairs of near enough marks that enclose it."""
    steps = [0] * (len(paragraph) + 2)
    opened: dict[str, list[int]] = {closing: [] for closing in _CLOSING_OF.values()}
    for index, char in enumerate(paragraph):
        if char in _CLOSING_OF:
            opened[_CLOSING_OF[char]].append(index)
        elif opened.get(char):
            start = opened[char].pop()
            if index - start <= _MAX_ENCLOSED_CHARS:
                steps[start + 1] += 1
                steps[index + 1] -= 1
    return list(accumulate(steps))


def _ends_sentence(paragraph: str, start: int, terminator: re.Match[str]) -> bool:
    opening = _OPENING.match(paragraph, terminator.end())
    if opening is None:
        return True
    first = opening["first"]
    if not (first.isupper() or first.isdigit()):
        return False
    if ")" in terminator[0] and not paragraph[start : start + _WINDOW_CHARS].lstrip().startswith("("):
        return False
    is_lone_stop = terminator[0].rstrip(' »”“"])') == "."
    return not (is_lone_stop and _is_abbreviated(paragraph, start, terminator.start()))


def _is_abbreviated(paragraph: str, start: int, stop: int) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation, a number or a label."""
    before = paragraph[max(start, stop - _WINDOW_CHARS) : stop]
    following = paragraph[stop + 1 : stop + _WINDOW_CHARS].lstrip()
    if _ENUMERATOR.fullmatch(before) or _LABEL.fullmatch(before):
        return True
    word = _LAST_WORD.search(before)
    last = word[0] if word else ""
    if _ABBREVIATIONS.fullmatch(last):
        return True
    if re.fullmatch(r"\d{1,2}", last):
        return following[:1].isdigit()
    if re.fullmatch(r"(?:\w\.-?)*[^\W\d_]", last) and last[-1].isupper():
        opener = _FIRST_WORD.match(following.lstrip('«“" '))
        return opener is None or _SENTENCE_OPENERS.fullmatch(opener[0]) is None
    return False


_BEGINNING = re.compile(r"[«“\"(]?\s*(?:[^\W\d_]|\d)")
_ENDING = re.compile(r"[.!?…](?:\s?[»”“\")])*$")
_WORD = re.compile(r"[^\W_]+")
# A finite verb is guessed from closed forms and endings, outside the places where a noun stands
# (after a determiner or a preposition). It rejects titles and bare mentions, not every verbless sentence.
_VERB_FORMS = re.compile(
    r"est|sont|était|étaient|sera|seront|soit|soient|fut|a|ont|avait|aura|auront|ait|eut|peut|peuvent|"
    r"pourra|pourront|pouvait|doit|doivent|devra|devront|devait|fait|font|va|vont|dit|vaut|veut|permet|"
    r"met|court|prend|rend|tient|vient|sert|suit|suffit|faut|convient|reste|relève",
    re.IGNORECASE,
)
_VERB_ENDING = re.compile(r".{2,}(?:(?<!é)e|ent|it|ît|ut|ra|ont|ez|end|ond)$")
_ENTERS = re.compile(r"\bentre(?:nt|ra|ront)?\s+en\b")
_ADJECTIVE_ENDING = re.compile(
    r"(?:ales|aires|ives|iques|elles|ables|ibles|riale|onale|cale|aire|ative|ielle)$"
)
_NOUN_MARKERS = re.compile(
    r"le|la|les|l|un|une|des|du|de|d|au|aux|ce|cet|cette|ces|à|en|par|pour|sur|sous|dans|avec|sans|"
    r"entre|vers|leur|leurs|son|sa|ses|notre|votre|nos|vos|chaque|tout|toute|tous|toutes|aucun|aucune|"
    r"relatif|relative|et|ou|n",
    re.IGNORECASE,
)


def is_complete_sentence(text: str) -> bool:
    """Tell whether a text reads as one whole sentence, fit to be quoted without its neighbours.

    It opens with a capital or a digit (after an opening mark), closes with a final mark, has at least
    four words and a word that can be a finite verb.
    """
    stripped = text.strip()
    beginning = _BEGINNING.match(stripped)
    if beginning is None or beginning[0][-1].islower() or not _ENDING.search(stripped):
        return False
    words = _WORD.findall(stripped)
    has_verb = _ENTERS.search(stripped) is not None or any(
        _may_be_verb(previous, word) for previous, word in zip(words, words[1:], strict=False)
    )
    return has_verb and len(words) >= _MIN_WORDS


def _may_be_verb(previous: str, word: str) -> bool:
    if _VERB_FORMS.fullmatch(word):
        return previous.lower() not in {"par", "de", "la", "le", "un"}
    return (
        word.islower()
        and _VERB_ENDING.match(word) is not None
        and not _ADJECTIVE_ENDING.search(word)
        and not _NOUN_MARKERS.fullmatch(word)
        and not _NOUN_MARKERS.fullmatch(previous)
        and not previous.isdigit()
    )


# Words that can only be read with what precedes.
_ANAPHORA = re.compile(
    r"(?:cela|ceci|ça|ils|elles?|(?:celui|celle|ceux|celles)-(?:ci|là)|c['’]est|ce\s+n['’]est|ce\s+sont|"
    r"(?:ce|cet|cette|ces)\s+(?!qui\b|que\b|qu['’]|dont\b|à\s+quoi)|son|sa|ses|leurs?|en\s+effet|"
    r"ainsi(?!\s+que)|aussi|de\s+même|de\s+plus|en\s+outre|par\s+ailleurs|par\s+conséquent|en\s+conséquence|"
    r"dès\s+lors|toutefois|cependant|néanmoins|pourtant|en\s+revanche|au\s+contraire|à\s+l['’]inverse|enfin|"
    r"ensuite|puis|donc|car|mais|or|et|ou|par\s+exemple|autrement\s+dit|notamment|également|sinon|"
    r"à\s+défaut(?!\s+d)|à\s+(?:cet?|cette)\s|dans\s+(?:ce|cet|cette|ces|tous\s+les)\s|pour\s+(?:ce|cela|cette)\s|"
    r"d['’]une\s+part|d['’]autre\s+part|l['’]un[e]?\s|l['’]autre|les\s+deux\b|tels?\s|telles?\s|"
    r"(?:il|elle)\b)(?!-)\b",
    re.IGNORECASE,
)
# « Depuis 2014, elle est facultative »; not « Dans le cas où la commune signe, elle … ».
_LATE_PRONOUN = re.compile(
    r"(?:depuis|en|dans|autour|avant|après|au|aux|à|par|selon|pour|sous|lors|désormais|aujourd['’]hui|ici|là)\b"
    r"(?:(?!\b(?:que|qu|où|qui|dont|lorsque)\b)[^,;:.]){0,60},?\s(?P<pronoun>(?:ils?|elles?)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_IMPERSONAL_WORDS = (
    "possible|impossible|nécessaire|obligatoire|facultatif|interdit|permis|recommandé|conseillé|déconseillé|"
    "préférable|utile|inutile|important|essentiel|indispensable|prudent|souhaitable|loisible|prévu|précisé|rappelé|"
    "admis|jugé|établi|créé|institué|inséré|procédé|tenu\\s+compte|fait|proposé|demandé|vrai|faux|clair|certain|"
    "probable|rare|fréquent|difficile|facile|bon|mieux|temps|courant|d['’]usage|exact|inexact|constant"
)
_IMPERSONAL = re.compile(
    r"il\s+(?:ne\s+|n['’]\s?|en\s+|lui\s+|leur\s+|s['’]\s?|se\s+)*"
    r"(?:faut|fallait|faudra|faudrait|agit|existe|existait|convient|conviendra|y\s+(?:en\s+)?(?:a|avait|aura)\b|"
    r"suffit|importe|"
    r"appartient|appartenait|appartiendra|incombe|revient|résulte|ressort|découle|reste|arrive|semble|ensuit|"
    r"va\s+de\s+soi|vaut\s+mieux|peut\s+(?:s['’]agir|exister|arriver|y\s+avoir|être\s+\w+\s+(?:de|d['’]|que))|"
    r"(?:est|était|sera|serait)\s+(?:pas\s+|donc\s+|toutefois\s+|aussi\s+|plus\s+|alors\s+|très\s+|toujours\s+)*"
    rf"(?:(?:{_IMPERSONAL_WORDS})\b|[\w’']+\s+(?:que\b|qu['’]|de\s+\w+r\b|d['’]\w+r\b)))",
    re.IGNORECASE,
)


def opens_with_anaphora(text: str) -> bool:
    """Tell whether a sentence opens with a word that needs the sentence before it.

    So does a pronoun after a short adverbial (« Depuis 2014, elle … »). Personal « Il est transmis au
    préfet » needs it; impersonal « Il est interdit de … », « Il faut », « Il existe », « Il n'y a » do not.
    """
    opening = text.lstrip(' \t\n\r\u00a0\u202f«“"(')
    late = _LATE_PRONOUN.match(opening)
    if late and _IMPERSONAL.match(late["pronoun"]) is None:
        return True
    return _IMPERSONAL.match(opening) is None and _ANAPHORA.match(opening) is not None
