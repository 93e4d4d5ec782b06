"""What linting a corpus says: each line names what is wrong, then how to mend it."""

CORPUS_COMMAND = "entretient les documents du corpus"
CHECK_COMMAND = "relit le corpus et liste ce qui est à corriger ; code 0 quand il n’y a rien"
ACTION = "action"
SPELLING = "vérifie aussi l’orthographe, avec hunspell et son dictionnaire français"

LINE = "{path}:{line}: {message}"
COUNT = "Documents lus : {documents}. Points à corriger : {problems}."
CLEAN = "Documents lus : {documents}. Rien à corriger."

NOT_READ = "document non lu : {reason}"

KEY_MISSING = "clé « {key} » absente — ajoutez-la aux métadonnées"
SOURCE_MISSING = "aucune adresse — renseignez « url » ou « sources »"
JURISDICTION_MISSING = "droit applicable non dit — renseignez « jurisdiction » (FR, EU, INT ou code du pays)"
REFERENCE_MISSING = "texte ou décision non nommé — renseignez « reference »"
START_MISSING = (
    "premier jour d’application inconnu — renseignez « from » sous « in_force » ou, si aucune source ne le dit, "
    "inscrivez la référence avec la raison sous « undated » dans references-connues.yaml"
)

MALFORMED = (
    "référence « {reference} » non reconnue — écrivez-la comme « CGCT L1115-1 », « loi 2007-147 » ou "
    "« CE, 13 mai 2024, n° 472155 », ou inscrivez-la telle quelle dans references-connues.yaml"
)
UNKNOWN_REFERENCE = "référence {reference} sans document et absente de {file} — vérifiez le numéro, puis ajoutez-la à la liste"

OTHER_DAY = "« {reference} » alors que ce texte est du {day} — corrigez la date ou le numéro"

VERSION_UNDATED = "version sans date de « {reference} », qui en a plusieurs — renseignez « in_force » ou distinguez les références"
VERSIONS_OVERLAP = (
    "version du {start} alors que {other} vaut jusqu’au {end} — accordez les dates d’« in_force »"
)
VERSIONS_GAP = (
    "version du {start} alors que {other} s’arrête au {end} — comblez l’intervalle, ou déclarez-le avec sa raison "
    "sous « gaps » dans references-connues.yaml"
)
NO_END = "jour non dit"

DEAD_LINK = "lien mort vers « {target} » — corrigez le chemin ou retirez le lien"

ANSWER_WORD = "« {sentence}… » commence par oui ou non — écrivez une phrase qui se lit seule"
ANAPHORA = "« {sentence}… » commence par un mot qui renvoie à ce qui précède — répétez le sujet"
POINTER = "« {words} » dans « {sentence}… » renvoie ailleurs — nommez ce dont il s’agit"
INCOMPLETE = (
    "« {sentence}… » n’est pas reconnue comme une phrase entière, et ne sera pas citée — commencez par une majuscule, "
    "placez un verbe conjugué loin d’un nombre et finissez par un point"
)
TOO_SHORT = "« {sentence}… » a {count} mots, moins que {limit} — complétez la phrase"
TOO_LONG = "« {sentence}… » a {count} mots, plus que {limit} — coupez la phrase"

UNDATED_FIGURE = "« {figure} » sans année — dites de quand est le chiffre, ou le texte qui le fixe"

NEVER_CHECKED = "aucune date de vérification — renseignez « checked_on »"
CHECKED_AHEAD = "vérifié le {day}, après aujourd’hui ({today}) — corrigez « checked_on »"
CHECKED_LONG_AGO = (
    "vérifié le {day}, il y a {months} mois ou plus — relisez le document, puis changez « checked_on »"
)
CHECKED_BEFORE_WORDING = (
    "vérifié le {day}, avant la version de « {reference} » en vigueur depuis le {start} — relisez le document, "
    "puis changez « checked_on »"
)

NEAR_DUPLICATE = (
    "{percent} % des suites de mots sont aussi dans {other} — reformulez, ou fondez les deux documents"
)
REPEATED_SENTENCE = "« {sentence}… » est mot pour mot dans {other} — reformulez l’une des deux phrases"

MISSPELT = "« {word} » inconnu du dictionnaire — corrigez, ou ajoutez le mot à {file}"
NO_PROGRAM = (
    "Le programme {program} est absent : installez le paquet hunspell-fr, ou relancez sans --spelling."
)
NO_DICTIONARY = "Le dictionnaire {dictionary} de hunspell est absent : installez le paquet hunspell-fr."

SUGGESTION_WITHOUT_DOCUMENT = (
    "questions proposées pour « {document} », qui n’est pas un document du corpus — corrigez l’identifiant, "
    "ou retirez l’entrée"
)

LIST_MALFORMED = "{file} : « {place} » est mal formé — attendu : « nom: une ligne de texte », ou une liste de mots par groupe"
LIST_NOT_OPENED = "{file} ne s’ouvre pas ({code}) — vérifiez le fichier et ses droits"
