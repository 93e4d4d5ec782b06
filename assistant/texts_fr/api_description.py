"""The words of the interface's own description: /openapi.json and /docs."""

TITLE = "Interface de l’assistant coopération décentralisée"
LEAD = (
    "Questions et recherches sur l’action internationale des collectivités territoriales. Chaque phrase d’une "
    "réponse porte le numéro de sa source ; sans source, il n’y a pas de réponse, mais un motif. "
    "Ce n’est pas un conseil juridique : seul le texte officiel fait foi."
)
TAG_ANSWERS = "Réponses"
TAG_DOCUMENTS = "Documents"
TAG_STATE = "État du service"

ASK = "Poser une question"
ASK_TEXT = (
    "Rend la réponse entière en JSON. Avec « Accept: text/event-stream », la rend au fil de l’eau : événements "
    "status (étape), sources (les nouvelles seulement), statement (une phrase vérifiée), done (la réponse entière) "
    "et error (un problème). Limites : question de 4 000 caractères, historique de 20 messages, envoi de 1 Mo."
)
SEARCH = "Chercher des extraits"
SEARCH_SUMMARY = "Rend les extraits trouvés, le meilleur d’abord, sans réponse."
SOURCES = "Lister les documents"
SOURCES_TEXT = "Rend les documents indexés, par chemin."
SOURCE = "Lire un document"
SOURCE_TEXT = "Rend un document avec son texte et ses extraits ; chaque extrait est le texte de start à end, fin exclue."
FEEDBACK = "Donner son avis"
FEEDBACK_TEXT = (
    "Enregistre un avis sur une réponse ; un second avis sur la même réponse remplace le premier. "
    "Aucune adresse n’est gardée ; le commentaire ne l’est que si ce service l’a prévu, et la réponse le dit."
)
HEALTH = "Savoir si le service tourne"
READY = "Savoir si un index est prêt"
METRICS = "Lire les mesures"
METRICS_TEXT = "Compteurs et durées au format de Prometheus, sans donnée personnelle."

QUESTION = "La question, 4 000 caractères au plus."
HISTORY = "Les messages précédents, 20 au plus, du plus ancien au plus récent."
FILTERS = "Limites sur les documents."
ENGINE = "Qui rédige : « auto » laisse choisir le service ; « llm » n’est admis que si un modèle de langue est configuré."
ROLE = "Qui parle."
CONTENT = "Le message."
JURISDICTION = "Droit applicable : FR, EU, INT ou le code d’un pays."
ON_DATE = "Jour dont on demande le droit ; sans lui, aujourd’hui."
KIND = "Natures de documents à garder ; aucune : toutes."
SEARCH_TEXT = "Ce qui est cherché, 4 000 caractères au plus."
LIMIT = "Nombre d’extraits au plus."
DOCUMENT_ID = "Identifiant d’un document, donné par la liste."
ANSWER_ID = "Identifiant de la réponse, donné par elle."
RATING = "Utile ou non."
REASON = "Ce qui n’allait pas."
COMMENT = "Texte libre, 1 000 caractères au plus, gardé seulement si ce service l’a prévu."

DONE = "C’est fait."
EVENT_STREAM = "Événements, un par bloc : une ligne « event », une ligne « data » en JSON."
PROBLEMS = {
    400: "L’envoi n’est pas du JSON de cette forme.",
    404: "Rien sous cette adresse.",
    413: "La demande est trop longue.",
    422: "Une valeur est vide ou inutilisable.",
    429: "Trop de demandes depuis cette adresse.",
    500: "Erreur inattendue, signalée par une référence.",
    503: "Aucun index n’est prêt, ou un service configuré ne répond pas.",
}
RETRY_AFTER = "Secondes à attendre."

EXAMPLE_QUESTION = "La convention est-elle obligatoire pour aider une commune étrangère ?"
EXAMPLE_SEARCH = "convention transmise au préfet"

DOCS_LEAD = "Description lisible par un programme :"
DOCS_PARAMETERS = "Paramètres"
DOCS_BODY = "Corps de la demande"
DOCS_REPLIES = "Réponses"
DOCS_SHAPES = "Formes"
DOCS_NAME = "Nom"
DOCS_TYPE = "Type"
DOCS_MEANING = "Sens"
DOCS_CODE = "Code"
DOCS_FORMAT = "Format"
DOCS_REQUIRED = "obligatoire"
DOCS_EXAMPLE = "Exemple"
DOCS_CONTENTS = "Sommaire"
DOCS_OR = "ou"
DOCS_TYPES = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "array": "liste",
    "object": "objet",
    "null": "rien",
}
DOCS_FORMATS = {"date": "date"}
