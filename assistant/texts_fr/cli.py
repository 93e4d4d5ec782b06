"""What the command line says: help, usage errors, reports."""

USAGE_PREFIX = "utilisation : "
POSITIONALS = "arguments"
OPTIONALS = "options"
HELP = "affiche cette aide"
USAGE_ERROR = "{program} : {message} Voir « {program} --help »."

# argparse's own messages, as regular expressions, and their French.
ARGPARSE_MESSAGES = (
    (r"the following arguments are required: (?P<names>.*)", "il manque : {names}."),
    (r"argument (?P<name>.*?): expected one argument", "l’option {name} attend une valeur."),
    (
        r"argument (?P<name>.*?): expected at least one argument",
        "l’option {name} attend au moins une valeur.",
    ),
    (
        r"argument (?P<name>.*?): invalid choice: (?P<value>.*?) \(choose from (?P<known>.*)\)",
        "valeur {value} refusée pour {name} ; au choix : {known}.",
    ),
    (r"argument (?P<name>.*?): invalid \w+ value: (?P<value>.*)", "valeur {value} refusée pour {name}."),
    (
        r"argument (?P<name>.*?): ignored explicit argument (?P<value>.*)",
        "l’option {name} ne prend pas de valeur ({value}).",
    ),
    (r"argument (?P<name>.*?): not allowed with argument (?P<other>.*)", "{name} ne va pas avec {other}."),
    (r"argument (?P<name>.*?): (?P<reason>[^:]*[.!])", "{name} : {reason}"),
    (r"unrecognized arguments: (?P<names>.*)", "argument inconnu : {names}."),
    (
        r"ambiguous option: (?P<name>.*?) could match (?P<known>.*)",
        "option ambiguë {name} ; voulez-vous dire {known} ?",
    ),
)

DESCRIPTION = "Assistant sourcé sur le droit et la méthode de la coopération décentralisée."
INDEX_COMMAND = "construit ou met à jour l’index des documents"
ASK_COMMAND = "répond à une question, avec ses sources"
SEARCH_COMMAND = "cherche des passages, sans réponse"
SOURCES_COMMAND = "liste les documents indexés"
SERVE_COMMAND = "sert la page web"
EVAL_COMMAND = "mesure la recherche et les réponses sur un fichier de questions"
QUESTIONS = "fichier de questions, un objet JSON par ligne"
REPORT = "page HTML à écrire ; si elle existe déjà, les différences y sont dites"
DOCTOR_COMMAND = "dit ce qui est configuré, joignable et cohérent"

QUESTION = "la question, entre guillemets"
QUERY = "les mots à chercher"
CORPUS = "dossier de documents ; peut être répété"
INDEX = "dossier des index"
JSON = "écrit un seul document JSON sur la sortie standard"
JURISDICTION = "droit applicable : FR, EU, INT ou un code de pays"
ON_DATE = "jour dont on demande le droit, par exemple 2012-06-30"
KIND = "type de document à garder ; peut être répété"
HISTORY = 'fichier JSON des échanges précédents : [{"role": "user", "content": "…"}]'
SHEET = "écrit aussi une fiche à classer, en .md, .html ou .pdf : chaque affirmation avec son passage et sa version"
ENGINE = "moteur de rédaction"
LIMIT = "nombre de passages"
HOST = "adresse d’écoute"
PORT = "port d’écoute"

WRONG_HISTORY = "Historique {path} illisible : {reason}. Attendu : une liste d’objets avec « role » (user ou assistant) et « content »."
WRONG_HISTORY_SHAPE = "contenu inattendu"
WRONG_LIMIT = "Le nombre de passages va de 1 à {limit}."


EMBEDDING = "Calcul des vecteurs"
PASSAGE_UNIT = "passage"
INDEX_DONE = (
    "Index {build} : {documents} documents, {passages} passages "
    "({added} nouveaux, {updated} modifiés, {deleted} retirés, {unchanged} inchangés), {seconds:.1f} s."
)
SKIPPED = "Non lu : {path} — {reason}"
SOURCES_TITLE = "Sources"
SOURCE_LINE = "[{number}] {title}{details}"
AS_OF = "Droit demandé au {day}"
SEARCH_LINE = "{rank}. {title}{locator} ({score:.2f})"
NOTHING_FOUND = "Aucun passage trouvé."
INTERRUPTED = "Interrompu."
UNEXPECTED = "Erreur inattendue : {error}. Relancez avec ASSISTANT_LOG_LEVEL=debug pour la trace complète."
