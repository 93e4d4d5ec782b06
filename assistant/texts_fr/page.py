"""The words of the web page: header, form, status lines, source cards, announcements, HTTP problems."""

TITLE = "Assistant coopération décentralisée"
LEAD = (
    "Posez une question sur l’action internationale des collectivités territoriales : coopération décentralisée, "
    "jumelages, conventions, contrôle de légalité, financements, méthode et pays partenaires."
)
SKIP_LINK = "Aller à la question"
NO_SCRIPT = "Cette page a besoin de JavaScript pour envoyer une question et afficher la réponse."

NOTICE_TITLE = "Avant de lire une réponse"
NOTICE_ITEMS = (
    ("Système automatique", "Un programme compose les réponses, sans relecture humaine."),
    ("Chaque phrase a sa source", "Son numéro ouvre l’extrait du document sur lequel elle repose."),
    ("Pas un conseil juridique", "Seul le texte officiel fait foi : vérifiez-le avant toute décision."),
)
NOTICE_WHOM_TITLE = "À qui s’adresser"

CORPUS = "L’assistant cherche dans {documents}, mis à jour le {day}."
CORPUS_UNDATED = "L’assistant cherche dans {documents}."
NO_INDEX_TITLE = "L’assistant n’est pas encore prêt"
NO_INDEX_MEND = "Pour construire l’index des documents, lancez la commande :"
NO_INDEX_COMMAND = "assistant index"

CONVERSATION_TITLE = "Conversation"
BOX_LABEL = "Votre question"
BOX_PLACEHOLDER = "Par exemple : quelles mentions la convention doit-elle contenir ?"
BOX_HINT = "Entrée pour envoyer, Maj + Entrée pour aller à la ligne."
SEND = "Envoyer"
STOP = "Arrêter"
CLEAR = "Effacer"

EXAMPLES_TITLE = "Exemples de questions"
EXAMPLES = (
    "Quel article du code fonde l’action extérieure des collectivités territoriales ?",
    "Une convention est-elle obligatoire pour aider une commune étrangère ?",
    "Quelles mentions la convention doit-elle contenir ?",
    "Le préfet doit-il approuver la convention de coopération ?",
    "Comment financer un projet d’accès à l’eau avec le dispositif du 1 % ?",
    "Par quelles étapes commencer un premier projet avec une commune partenaire ?",
)

YOUR_QUESTION = "Votre question"
STATUS_LINE = "{status} · droit au {day}"
FOLLOW_UPS_TITLE = "Pour aller plus loin"
# Shows the short answer alone while it is pressed.
BRIEF = "En bref"
COPY = "Copier avec les références"
COPIED = "Réponse copiée avec ses références."
COPY_FAILED = "La copie n’a pas abouti : sélectionnez le texte et copiez-le."
SAVE_SHEET = "Télécharger la fiche"
SHEET_SAVED = "Fiche de vérification téléchargée."
MAKE_SHEET = "Fiche en {form}"
MAKING_SHEET = "Préparation de la fiche en {form}…"
SHEET_FAILED = "La fiche n’a pas pu être préparée : réessayez, ou posez de nouveau la question."
# {day}: ISO, so that files sort by day.
SHEET_FILE = "fiche-{day}-{answer}.{ending}"
STOPPED = "Réponse arrêtée à votre demande."
UNEXPECTED_ERROR = "Une erreur inattendue a interrompu la réponse. Réessayez ; si elle revient, signalez la référence {reference}."
ERROR_TITLE = "Réponse impossible"

SOURCES_TITLE = "Sources citées"
CITATION = "Source {number} : {title}"
OPEN_SOURCE = "Voir l’extrait"
OPEN_SOURCE_OF = "Voir l’extrait de la source {number} : {title}"
CLOSE = "Fermer"
CLOSE_SOURCE = "Fermer la source {number}"
CARD_KIND = "Nature"
CARD_AUTHORITY = "Portée"
CARD_WORDING = "Rédaction"
CARD_VERSION = "Version"
CARD_JURISDICTION = "Droit applicable"
CARD_LOCATOR = "Emplacement"
CARD_PAGE = "Page"
CARD_PUBLISHER = "Organisme"
CARD_CHECKED = "Vérifié le"
CARD_PASSAGE = "Extrait, mot pour mot"
CARD_BASIS = "Adresses sur lesquelles s’appuie ce document"
UNDATED = "sans date d’effet connue"
SUMMARY_OF = "Résumé de l’article {reference}, texte officiel :"
SUMMARY_WITHOUT_LINK = "Résumé de l’article {reference}, sans lien connu vers le texte officiel"
OPEN_OFFICIAL = "Ouvrir le texte officiel ({host})"
OPEN_REFERENCE = "Ouvrir la page de référence ({host})"
NEW_WINDOW = "nouvelle fenêtre"
STALE = "Le fichier actuel de ce document n’a pas pu être lu : cet extrait vient de son état précédent."
JURISDICTIONS = {"FR": "France", "EU": "Union européenne", "INT": "International"}

LOST_TITLE = "Connexion interrompue"
LOST = "Le serveur ne répond pas. Attendez un instant et renvoyez votre question, ou rechargez la page."

ANNOUNCE_STARTED = "Question envoyée, recherche en cours."
ANNOUNCE_ANSWERED = "Réponse affichée : {statements}, {sources}."
ANNOUNCE_REFUSED = "Pas de réponse : {reason}."
ANNOUNCE_ERROR = "Erreur : {message}"

COPY_QUESTION = "Question : {question}"
COPY_SOURCES = "Sources"
COPY_NOTE = (
    "Réponse composée par un programme, droit au {day} : ce n’est pas un conseil juridique, "
    "seul le texte officiel fait foi."
)

PROBLEM_TOO_LARGE = "L’envoi dépasse {limit} octets. Raccourcissez la question."


def counted(count: int, noun: str) -> str:
    """Write a count with its noun, « 1 phrase », « 3 phrases »; for nouns that take an s."""
    return f"{count} {noun}" if count < 2 else f"{count} {noun}s"


SERVING = "Assistant disponible sur http://{host}:{port}{root_path}/ (Ctrl+C pour arrêter)."
PORT_TAKEN = "Impossible d’écouter sur {host}:{port} : {reason}. Choisissez un autre port avec --port."
