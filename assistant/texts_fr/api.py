"""The words of the HTTP interface: problems, replies, metrics."""

TITLES = {
    400: "Envoi mal formé",
    404: "Adresse inconnue",
    405: "Méthode non admise",
    413: "Envoi trop volumineux",
    422: "Demande inutilisable",
    429: "Trop de demandes",
    500: "Erreur du service",
    503: "Service pas encore prêt",
}
OTHER_TITLE = "Demande refusée"

NOT_FOUND = "L’adresse {path} n’existe pas dans cette interface."
UNKNOWN_DOCUMENT = (
    "Aucun document indexé ne porte l’identifiant « {document_id} ». La liste est sous /api/v1/sources."
)
WRONG_METHOD = "L’adresse {path} n’admet pas la méthode {method}. Méthodes admises : {allowed}."
UNEXPECTED = "Une erreur inattendue a interrompu la demande. Réessayez ; si elle revient, signalez la référence {reference}."
REFUSED = "La demande a été refusée (code {status})."
TOO_MANY = "Trop de demandes depuis votre adresse. Réessayez dans {seconds} s."

WRONG_MEDIA_TYPE = "L’envoi doit être du JSON : indiquez l’en-tête « Content-Type: application/json »."
LARGE_BODY = "L’envoi dépasse {limit} octets. Raccourcissez-le."
INVALID_JSON = "L’envoi n’est pas du JSON lisible, en UTF-8 et sans caractère isolé."
FIELD = "Champ « {field} » : {reason}"
WHOLE_BODY = "l’envoi"

# A sentence per kind of mistake, as pydantic names them.
MISTAKES = {
    "missing": "il est obligatoire.",
    "extra_forbidden": "ce champ est inconnu.",
    "model_type": "un objet JSON est attendu.",
    "model_attributes_type": "un objet JSON est attendu.",
    "string_type": "un texte est attendu.",
    "list_type": "une liste est attendue.",
    "tuple_type": "une liste est attendue.",
    "enum": "valeur inconnue. Valeurs possibles : {expected}.",
    "int_parsing": "un nombre entier est attendu.",
    "int_type": "un nombre entier est attendu.",
    "greater_than_equal": "la valeur minimale est {ge}.",
    "less_than_equal": "la valeur maximale est {le}.",
    "date_type": "une date comme 2012-06-30 est attendue.",
}
OTHER_MISTAKE = "cette valeur est refusée."
NUL_CHARACTER = "Le texte contient le caractère NUL : retirez-le."
WRONG_INTEGER = "Le nombre d’extraits « {value} » ne se lit pas : écrivez-le en chiffres, comme 10."
LONG_COMMENT = "Le commentaire dépasse {limit} caractères ({length}). Raccourcissez-le."
WRONG_ANSWER_ID = "L’identifiant donné n’est pas celui d’une réponse de cet assistant."

FEEDBACK_RECORDED = "Merci, votre avis est enregistré."
FEEDBACK_WITHOUT_COMMENT = (
    "Merci, votre avis est enregistré sans votre commentaire : ce service ne garde pas de texte libre."
)
FEEDBACK_UNWRITABLE = (
    "L’avis n’a pas pu être enregistré. Réessayez plus tard, ou prévenez qui gère ce service."
)

METRIC_ANSWERS = "Réponses, par issue et par moteur"
METRIC_REFUSALS = "Refus de répondre, par motif"
METRIC_STOPPED = "Réponses arrêtées avant leur fin par la personne qui demande"
METRIC_FAILURES = "Questions et recherches qui ont échoué, par code HTTP"
METRIC_PROBLEMS = "Demandes à l’interface qui ont reçu un problème, par code HTTP"
METRIC_ANSWER_SECONDS = "Durée d’une réponse entière, en secondes"
METRIC_FIRST_TEXT_SECONDS = "Durée jusqu’à la première phrase montrée, en secondes"
METRIC_IN_PROGRESS = "Réponses en cours d’écriture"
METRIC_PASSAGES = "Extraits de l’index qui sert"
METRIC_DOCUMENTS = "Documents de l’index qui sert"
METRIC_FEEDBACK = "Avis reçus, par note"
