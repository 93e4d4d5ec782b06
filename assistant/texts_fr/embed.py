"""The words of the compact page and of the widget, and what their scripts need of the others."""

from collections.abc import Mapping

from assistant.texts_fr import answers, labels
from assistant.texts_fr import legal as legal_texts
from assistant.texts_fr import page as page_texts

TITLE = page_texts.TITLE
SKIP_LINK = page_texts.SKIP_LINK
NO_SCRIPT = page_texts.NO_SCRIPT
GREETING = "Posez une question sur l’action internationale des collectivités territoriales."
EXAMPLES_TITLE = "Par exemple"
EXAMPLES = page_texts.EXAMPLES[1:4]
BOX_LABEL = page_texts.BOX_LABEL
BOX_HINT = page_texts.BOX_HINT
SEND = page_texts.SEND
STOP = page_texts.STOP
NEW_QUESTION = "Nouvelle question"
NOTICE = "Réponses automatiques : pas un conseil juridique."
LINKS_LABEL = "À propos de ce service"
# Path, what is shown, and what only assistive technology reads after it: the line is short.
LINKS = (
    (".", "Page complète", ""),
    (legal_texts.MENTIONS[0], "Mentions légales", ""),
    (legal_texts.DATA[0], "Données", "personnelles"),
    (legal_texts.ACCESSIBILITY[0], "Accessibilité", ""),
)

# By the name that the script of the compact page uses.
PAGE_WORDS: Mapping[str, str] = {
    "yourQuestion": page_texts.YOUR_QUESTION,
    "statusLine": page_texts.STATUS_LINE,
    "stopped": page_texts.STOPPED,
    "errorTitle": page_texts.ERROR_TITLE,
    "lost": page_texts.LOST,
    "partial": answers.PARTIAL,
    "noSourceForPart": answers.NO_SOURCE_FOR_PART,
    "brief": page_texts.BRIEF,
    "conflicts": answers.CONFLICTS,
    "nearest": answers.NEAREST,
    "followUps": page_texts.FOLLOW_UPS_TITLE,
    "sources": page_texts.SOURCES_TITLE,
    "citation": page_texts.CITATION,
    "openSource": page_texts.OPEN_SOURCE,
    "openSourceOf": page_texts.OPEN_SOURCE_OF,
    "close": page_texts.CLOSE,
    "closeSource": page_texts.CLOSE_SOURCE,
    "passage": page_texts.CARD_PASSAGE,
    "kind": page_texts.CARD_KIND,
    "authority": page_texts.CARD_AUTHORITY,
    "wording": page_texts.CARD_WORDING,
    "version": page_texts.CARD_VERSION,
    "locator": page_texts.CARD_LOCATOR,
    "page": page_texts.CARD_PAGE,
    "jurisdiction": page_texts.CARD_JURISDICTION,
    "checked": page_texts.CARD_CHECKED,
    "needsReview": labels.NEEDS_REVIEW,
    "undated": page_texts.UNDATED,
    "summaryOf": page_texts.SUMMARY_OF,
    "summaryWithoutLink": page_texts.SUMMARY_WITHOUT_LINK,
    "openOfficial": page_texts.OPEN_OFFICIAL,
    "openReference": page_texts.OPEN_REFERENCE,
    "newWindow": page_texts.NEW_WINDOW,
    "versionEnded": labels.VERSION_ENDED,
    "versionEnding": labels.VERSION_ENDING,
    "versionFuture": labels.VERSION_FUTURE,
    "versionInForce": labels.VERSION_IN_FORCE,
    "announceStarted": page_texts.ANNOUNCE_STARTED,
    "announceAnswered": page_texts.ANNOUNCE_ANSWERED,
    "announceRefused": page_texts.ANNOUNCE_REFUSED,
    "announceError": page_texts.ANNOUNCE_ERROR,
    "announceCleared": "Nouvelle conversation.",
}

# By the name that the widget uses; {origin} is the host page's, {assistant} the assistant's.
WIDGET_WORDS: Mapping[str, str] = {
    "title": TITLE,
    "launcher": "Poser une question",
    "close": page_texts.CLOSE,
    "loading": "L’assistant se charge…",
    "blockedTitle": "L’assistant ne peut pas s’afficher ici",
    "blocked": "Le site {origin} n’est pas autorisé à l’afficher, ou l’assistant ne répond pas.",
    "elsewhere": "Ouvrir l’assistant dans un nouvel onglet",
    "console": (
        "Widget de l’assistant : aucune réponse de {assistant}. Si ce serveur fonctionne, ajoutez l’origine "
        "{origin} au réglage ASSISTANT_WIDGET_ORIGINS et relancez-le."
    ),
    "wrongColour": (
        'Widget de l’assistant : data-color="{value}" n’est pas une couleur comme #1b3a85 ; '
        "la couleur d’origine est gardée."
    ),
}
