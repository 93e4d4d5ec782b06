"""What is said of passages that disagree: about what, which is retained, and why."""

from assistant.domain import Authority

DATE_OF = "Date de la {named}"
DAY = "Date"
AMOUNT = "Montant"
PERCENT = "Part"
DELAY = "Délai"
COUNT = "Nombre"
ARTICLE = "Article"
AUTHORITY = "Autorité compétente"
RULE = "Règle"
ERROR = "Idée qui circule"

BY_AUTHORITY = "Est retenu ce que dit {retained}, dont la portée est plus forte ({force})."
BY_DATE = "À portée égale, est retenu le document daté ou vérifié le plus récemment : {retained}."
BY_WORDING = "À portée et à date égales, est retenu le texte officiel : {retained}."
BY_REVIEW = "Est retenue la correction de {retained}, document relu pour cela."
UNDECIDED = "Rien ne départage ces documents : vérifiez auprès du service compétent."

FORCES = {
    Authority.CONSTITUTION_OR_TREATY: "Constitution ou traité",
    Authority.STATUTE: "code ou loi",
    Authority.REGULATION: "décret ou arrêté",
    Authority.DECISION: "décision de justice",
    Authority.DOCTRINE: "circulaire ou doctrine officielle",
    Authority.GUIDE: "guide relu",
    Authority.TESTIMONY: "témoignage, presse ou page web",
}
