"""What an answer says beyond its quoted statements: refusals, notes, connectives."""

from assistant.dialogue import RefusalReason

COVERED = (
    "Cet assistant couvre l’action internationale des collectivités territoriales : coopération décentralisée, "
    "jumelages, conventions, contrôle de légalité, financements, étapes d’un projet et pays partenaires."
)

REFUSALS = {
    RefusalReason.OUT_OF_SCOPE: (
        "Cette question ne relève pas de l’action internationale des collectivités territoriales : "
        "aucune réponse n’est donnée."
    ),
    RefusalReason.NO_SOURCE: (
        "Aucun document indexé ne permet de répondre à cette question avec certitude : "
        "mieux vaut ne pas répondre que deviner."
    ),
    RefusalReason.INVALID_QUESTION: (
        "La question n’a pas été comprise. Reformulez-la en une phrase, avec le type de collectivité, "
        "le pays ou la démarche concernés."
    ),
}

WHOM_TO_ASK = (
    "Pour une réponse sur votre cas, adressez-vous au service de la préfecture chargé du contrôle de légalité, "
    "ou à la délégation pour les collectivités territoriales et la société civile (DCTCIV) du ministère chargé "
    "des affaires étrangères."
)
CONTACT = "Votre contact : {contact}."
NEAREST = "Documents les plus proches, sans interprétation :"
PARTIAL = "Une partie de la réponse n’a pas pu être vérifiée dans les sources : elle n’est pas montrée."
NO_SOURCE_FOR_PART = "Aucun document indexé ne répond à cette partie de la question."
# « Et la suite ? », said in full.
NEXT_STEPS = "Quelles sont les étapes suivantes ?"
CONFLICTS = "Désaccords entre les sources"
CLAIM = "« {value} » [{source}]"
RETAINED = "{about} : {claims}. {why}"

EMPTY_QUESTION = "La question est vide. Écrivez votre question en une phrase."
LONG_QUESTION = "La question dépasse {limit} caractères ({length}). Raccourcissez-la."
LONG_HISTORY = "L’historique dépasse {limit} échanges ({length}). Commencez une nouvelle conversation."
WRONG_DATE = "Date « {value} » illisible. Écrivez-la sous la forme 2012-06-30."
WRONG_KIND = "Type de document « {value} » inconnu. Types possibles : {known}."
WRONG_JURISDICTION = "Droit applicable « {value} » inconnu. Écrivez un code comme FR, EU, INT ou MA."

LEXICAL_ONLY = (
    "Le modèle de vecteurs n’a pas pu être chargé : la recherche se fait par les mots seuls, "
    "utilisez les termes les plus précis possible."
)
NO_LANGUAGE_MODEL = "Aucun modèle de langue n’est configuré. Choisissez le moteur « extractive » ou « auto »."
