"""What the evaluation says, and the French words by which an answer admits what is not known."""

UNREADABLE = "Le fichier de questions {path} ne peut pas être lu ({reason})."
EMPTY = "Le fichier de questions {path} est vide : une question JSON par ligne est attendue."
BAD_LINE = "{path}, ligne {line} : {reason}."
NOT_JSON = "JSON mal formé à la colonne {column}"
BAD_PATTERN = "expression régulière « {pattern} » refusée ({reason})"

# An answer that says, in its own words, that a point is not established.
CAVEAT = (
    r"n'(?:est|a|ont|était) pas (?:été )?(?:établi|trouvé|retrouvé|connu|publié|confirmé|documenté)"
    r"|non (?:établi|trouvé|confirmé)|à (?:confirmer|vérifier)|introuvable|sous réserve|pas établi|n'ai pas"
    r"|aucune? (?:source|chiffre|réponse|document|texte|donnée)s?\b|pas (?:de )?source"
    r"|ne (?:permet|indique|précise|donne|mentionne|figure)(?:nt)? pas|n'indique(?:nt)? pas"
    r"|ne (?:sai[st]|dispose(?:nt)?) pas"
)

NOT_A_REPORT = "{path} n’est pas un rapport d’évaluation ; donnez un autre nom, ou supprimez ce fichier."
NOT_WRITTEN = "Le rapport {path} ne peut pas être écrit ({reason})."
PROGRESS = "Questions"
SUMMARY = (
    "{n:.0f} questions : réponses justes {accuracy_answer:.1%} ({right_answers:.0f}/{answerable:.0f}), refus justes {refusal_recall:.1%}, "
    "précision des refus {refusal_precision:.1%}, affirmations appuyées {supported:.1%}, "
    "rappel@10 {recall_at_10:.3f}, nDCG@10 {ndcg_at_10:.3f}, médiane {median_ms:.0f} ms."
)
TITLE = "Évaluation de l’assistant"
INTRO = "{n} questions de {file}, index {build}, le {day}."
BY_CATEGORY = "Par catégorie"
COLUMNS = ("Catégorie", "Questions", "Justes", "Part", "Rappel@10", "nDCG@10", "Appuyées", "Médiane (ms)")
ALL = "Ensemble"
WORST = "Les dix plus mauvaises"
WORST_COLUMNS = ("Question", "Catégorie", "Pourquoi")
CHANGES = "Différences avec {other}"
GAINED = "Devenues justes"
LOST = "Devenues fausses"
NONE = "Aucune."
PLOT_ALT = "Part de réponses justes par catégorie"
EVERY = "Toutes les questions"
EVERY_COLUMNS = ("", "Question", "Attendu", "Réponse", "Pourquoi")
