"""Finds the day whose law a French question asks for, where its words name one.

========================================  ==================================================================
said                                      the day
========================================  ==================================================================
« le 12/03/2009 », « au 1er mai 2010 »    that day
« en mars 2012 »                          the 15th: the middle of what is named, whatever changed in it
« en 2010 », « en 2010, à l'époque »      1 July
« début 2014 », « mi-2014 », « fin 2014 » 15 January, 1 July, 15 December
« dans les années 90 »                    1 July of the middle year
« avant 2014 », « jusqu'en 2008 »         the last day before the year: a change in that year is what it says
« avant mars 2012 »                       the last day before the month; likewise before a day
« avant la loi du 7 juillet 2014 »        the day before the text
« avant la réforme de 2007 »,             the last day of the year before: the text may date from any of
« avant la loi n° 2014-773 »              its days
« il y a dix ans »                        the same day ten years ago
« l'an dernier »                          1 July of last year
« une convention signée en 2005 : que     the day of the act, as the question asks in the past tense for the
fallait-il… »                             rule that bound it
========================================  ==================================================================

A day is found only where the sentence that names it asks for a rule. Whatever may be something else is left
alone: the name of a text or a decision (« la loi de 2007 »), a figure's year (« quels étaient les taux en
2024 »), history (« qu'est-ce qui a changé en 2014 »), an act's date beside a question in the present tense
(« peut-on dénoncer la charte signée en 1998 »), the present (« depuis 2021 »), a day to come.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.time_expressions import (
    TimeExpression,
    TimeForm,
    find_time_expressions,
    masked_names,
    plain_words,
)
from assistant.domain import Span
from assistant.legal_references import find_references
from assistant.sentences import split_sentences

EARLIEST_YEAR = 1980
# A text that names more times than this asks for the law of none of them.
_MAX_TIMES = 8

# Verbs of a rule, in the past tense.
_PAST_RULE = re.compile(
    r"\b(?:pouv(?:ait|aient|ions|iez)|dev(?:ait|aient|ions|iez)|fallait|etai(?:t|ent)|avai(?:t|ent)|avions|"
    r"(?:exige|impos|permett|autoris|interdis|prevoy|suffis|appliqu|regiss|encadr|approuv|transmett|oblige|"
    r"demand|reconnaiss|admett|dis|fix|requer|toler|val|risqu)(?:ait|aient)|a-t-(?:il|elle|on)\s+(?:fallu|pu|du))\b"
    r"|\bqui\s+(?:\w+\s+)?(?:sign|control|conclu)(?:ait|aient)\b|\bexistai(?:t|ent)-(?:il|elle)s?\b"
)
# What a question for a rule speaks of, in any tense.
_RULE = re.compile(
    r"\b(?:peu[tx]|peuvent|pouv\w+|pourr\w+|pu|doi[ts]|doivent|dev(?:ait|aient|ions|iez|oir)|faut|fall(?:ait|u)|"
    r"suffi\w*|exig\w+|requ(?:is\w*|er\w*)|impos\w+|perm(?:et\w*|is\w*)|autoris\w+|interdi\w+|oblig\w+|"
    r"necessaire\w*|facultati\w+|competen\w+|(?:il)?leg(?:al|aux)\w*|licite\w*|valables?|valides?|soumis\w*|droit|"
    r"regle\w*|regi\w*|encadr\w+|articles?|textes?|en\s+vigueur|applicable\w*|appliqu\w+|conditions?|formalites?|"
    r"qui\s+(?:\w+\s+)?(?:sign|approuv|control|conclu)\w+|base\s+legale|fondement|prevoi\w*|prevoy\w*|"
    r"(?:la|les|une|que)\s+lois?|codes?|risqu\w+|existai(?:t|ent)-(?:il|elle)s?)\b"
)
_IS_PRESENT = re.compile(
    r"\b(?:aujourd'hui|desormais|actuel\w*|maintenant|de\s+nos\s+jours|à\s+ce\s+jour)\b"
    r"|\b(?:est|sont|faut|peut|doit|peuvent|doivent)\b[^.?!]{0,40}\b(?:encore|toujours)\b"
)
# Figures, calls and moments: a year is part of what is asked, not the day of the law.
_ASKS_FOR_FACTS = re.compile(
    r"\bcombien\b(?!\s+de\s+(?:temps|jours|mois|semaines))|\bdepuis\s+quand\b|\bquelle\s+(?:annee|date)\b"
    r"|\bquand\s+(?:est|la|le|les|l'|a|ont|fut|date)\b|\bde\s+quand\b|\bquel\s+jour\b"
    r"|\bquel(?:le)?s?\s+(?:[^\s?.]+\s+){0,4}?(?:taux|montants?|chiffres?|budgets?|credits|forfaits?|parts?|"
    r"proportions?|plafonds?|depenses?)\b|\bstatistiques?\b|\bappels?\s+[aà]\s+(?:projets|manifestation)\b"
    r"|\bcofinancements?\b|\bnombre\s+d|\bbaremes?\b|\blaureats?\b"
)
# What became of a text, what a court decided.
_TELLS_HISTORY = re.compile(
    r"\b(?:a|ont|est|sont|ete|fut|furent)(?:-\w+)*\s+(?:ete\s+|bien\s+)?(?:chang|modifi|evolu|apparu|suppri|ajout|"
    r"remplac|abrog|introdui|institu|instaur|codifi|renumerot|reform|cree|juge|censur|annul|confirm|infirm|decid|"
    r"repond|relev|estim|condamn|rejet|tranch|nee?\b)\w*|\bqu(?:e|oi)\s+change"
)
_FOUNDED = re.compile(r"\b(?:cree?e?s?|nee?s?|fondee?s|inaugure?e?s?|ouverte?s?)\b[^,;:.?!]{0,25}$")
# What stands before the date of an act.
_ACT_DONE = re.compile(
    r"\b(?:signe|conclu|passe|vote|adopte|verse|pris|transmis|accorde|attribue|octroye|approuve|paraphe|ratifie|"
    r"engage|lance|date|datant|delibere|decide|envoye|recu|donne|jumele|aide|finance|renouvele|elu|nomme|recrute|"
    r"publie|installe|redige|depose|organise|construit|achete|ouvert|renove)e?s?\b"
    r"(?:\s+[^\s;:.?!,]+){0,7}[,(]?\s*$"
)
_ACT = re.compile(
    r"\b(?:conventions?|accords?|chartes?|protocoles?|deliberations?|subventions?|jumelages?|partenariats?|"
    r"contrats?|actes?|votes?|signatures?|dons?|aides?|versements?|dossiers?|operations?|missions?)\b(?:\s+[^\s;:.?!,]+){0,5}\s*$"
)
# « la version de 2010 », « celle de 2014 »: the date is the rule's.
_RULE_NOUN = re.compile(
    r"\b(?:versions?|redactions?|regles?|droit|regime|celles?|celui)\s+(?:applicables?\s+)?$"
)
# « nous avons signé », « la commune a versé »: the date beside it is that of the deed.
_DEED = re.compile(
    r"\b(?:ai|avons|avez|ont|a|sommes|suis|ete)(?:-\w+)*\s+(?:deja\s+|bien\s+|aussi\s+|pas\s+|ete\s+)?"
    r"(?!une\b|cette\b|competence|permis|autorise|interdi|oblige|tenu|exige|requis|admis|prevu|soumis|impose)"
    r"(?:\w{2,}ee?s?|(?:conclu|recu|soutenu|choisi|fourni|transmis|pris|remis|promis|fait|offert|ecrit)e?s?)\b"
)
_ON_THAT_DAY = re.compile(r"\b(?:à\s+la\s+date|au\s+jour|à\s+l'epoque|au\s+moment|lors)\b")
# What may stand beside the date of a follow-up that takes up the question before: « Et en 2010 ? »
_FRAGMENT = re.compile(
    r"(?:et|mais|alors|sinon|idem|meme|chose|question|aussi|donc|ou|deja|encore|plus|tot|qu|en|c|etait|il|ce|comment|"
    r"quoi|la|regle|pour|juste|cela|ca)(?:\s+|$)"
)
_BEFORE_FORMS = frozenset({TimeForm.BEFORE, TimeForm.BEFORE_DAY})
# Said of the past alone, or, in the present tense, of a deadline.
_PAST_ONLY_FORMS = frozenset({TimeForm.RELATIVE, TimeForm.BEFORE_DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDay:
    """The day whose law a question asks for."""

    day: date
    # The words of the question that name it.
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """One sentence of a question, in plain words, the names of texts blanked out."""

    words: str
    start: int
    is_last: bool
    # Whether a sentence before it asks for a rule.
    follows_rule: bool

    def is_question(self) -> bool:
        return self.is_last or self.words.rstrip().endswith("?")

    def has_rule(self) -> bool:
        return _RULE.search(self.words) is not None

    def has_past_rule(self) -> bool:
        return self.has_rule() and _PAST_RULE.search(self.words) is not None

    def before(self, expression: TimeExpression) -> str:
        return self.words[: expression.span.start - self.start]

    def after(self, expression: TimeExpression) -> str:
        return self.words[expression.span.end - self.start :]


def find_asked_day(text: str, *, today: date) -> AskedDay | None:
    """Find the day whose law a question asks for.

    Args:
        text: one question, or an earlier one with the follow-up that leans on it; the later sentence decides.
        today: the day on which it is asked.

    Returns:
        A day from 1980 to today; None where the question names none, or may mean something else.
    """
    sentences = _sentences(text)
    if not sentences or _asks_for_no_day(sentences):
        return None
    expressions = find_time_expressions(text, today=today)
    if len(expressions) > _MAX_TIMES:
        return None
    asked: list[tuple[TimeExpression, bool, int]] = []
    for expression in expressions:
        rank = max(i for i, one in enumerate(sentences) if one.start <= expression.span.start)
        sentence, last = sentences[rank], sentences[-1]
        is_act = _is_of_an_act(expression, sentence)
        asks = _asks_for_an_acts_day if is_act else _asks_for_a_day
        if _may_be_asked(expression, sentence, today) and asks(expression, sentence, last, today):
            asked.append((expression, is_act, rank))
    return _decided(asked)


def _sentences(text: str) -> tuple[_Sentence, ...]:
    words = masked_names(plain_words(text), text=text, references=find_references(text))
    spans = split_sentences(text)
    return tuple(
        _Sentence(
            words=words[span.start : span.end],
            start=span.start,
            is_last=span is spans[-1],
            follows_rule=_RULE.search(words[: span.start]) is not None,
        )
        for span in spans
    )


def _asks_for_no_day(sentences: Sequence[_Sentence]) -> bool:
    everything = " ".join(sentence.words for sentence in sentences)
    return bool(_ASKS_FOR_FACTS.search(everything) or _IS_PRESENT.search(sentences[-1].words))


def _may_be_asked(expression: TimeExpression, sentence: _Sentence, today: date) -> bool:
    """Tell whether a time lies in the years that count, and is not part of a story."""
    if not date(EARLIEST_YEAR, 1, 1) <= expression.day <= today:
        return False
    # This year's law is the present law, unless a month or a day is named.
    if expression.form is TimeForm.PERIOD and expression.day == date(today.year, 7, 1):
        return False
    return not (_TELLS_HISTORY.search(sentence.words) or _FOUNDED.search(sentence.before(expression)))


def _is_of_an_act(expression: TimeExpression, sentence: _Sentence) -> bool:
    """Tell whether a time dates what somebody did, rather than the rule."""
    before, after = sentence.before(expression), sentence.after(expression)
    if expression.form is TimeForm.OF_NOUN:
        return _RULE_NOUN.search(before) is None
    clause = re.split(r"[;:.?!]", before)[-1] + " , " + re.split(r"[;:.?!]", after)[0]
    return bool(_ACT_DONE.search(before) or _DEED.search(clause))


def _asks_for_an_acts_day(
    expression: TimeExpression, sentence: _Sentence, last: _Sentence, today: date
) -> bool:
    """Tell whether the rule is asked for that held when an act was done."""
    before = sentence.before(expression)
    if expression.form is TimeForm.OF_NOUN and not _ACT.search(before):
        return False
    if _ON_THAT_DAY.search(before) and sentence.has_rule():
        return True
    return last.has_past_rule() or (sentence.is_question() and sentence.has_past_rule())


def _asks_for_a_day(expression: TimeExpression, sentence: _Sentence, last: _Sentence, today: date) -> bool:
    """Tell whether the rule of a time is asked for, in the past tense or clearly in its present."""
    # Of last year and this one, the present tense speaks as of today.
    is_clear = expression.form not in _PAST_ONLY_FORMS and expression.day.year < today.year - 1
    if sentence.is_question() and sentence.has_rule():
        return is_clear or sentence.has_past_rule()
    beside = sentence.before(expression) + sentence.after(expression)
    if sentence.follows_rule and not _FRAGMENT.sub("", " ".join(re.findall(r"\w+", beside))):
        return is_clear
    return last.has_past_rule()


def _decided(asked: Iterable[tuple[TimeExpression, bool, int]]) -> AskedDay | None:
    """Choose one time: a rule's before an act's, then the later sentence's; None if two days are left."""
    ranked = sorted(asked, key=lambda one: (one[1], -one[2]))
    left = [one[0] for one in ranked if one[1:] == ranked[0][1:]]
    points = [one for one in left if one.form not in _BEFORE_FORMS]
    if points and all(one.day >= points[0].day for one in left):
        # « en 2010, avant la loi de 2014 »: the nearer word is the year.
        left = points
    if len({one.day for one in left}) != 1:
        return None
    return AskedDay(day=left[0].day, span=left[0].span)
