"""Why a file of the corpus could not be taken in, and how to mend it."""

EMPTY_FILE = "fichier vide (0 octet) : remplacez-le par le document."
BINARY_FILE = "ce n’est pas du texte (octets binaires) : vérifiez le format ou l’extension du fichier."
NO_TEXT = "le fichier ne contient aucun texte lisible : vérifiez-le, ou retirez-le du dossier de documents."
TEXT_TOO_LONG = (
    "texte trop long ({size:.1f} Mo, limite {limit:.0f} Mo) : découpez le document en plusieurs fichiers."
)
TOO_MANY_BLOCKS = (
    "texte trop morcelé ({blocks} paragraphes, limite {limit}) : découpez le document en plusieurs fichiers."
)
NESTED_TOO_DEEP = "structure imbriquée trop profondément : simplifiez le document."
BROKEN_HTML = "page HTML illisible : enregistrez-la de nouveau depuis un navigateur."

NOT_A_PDF = "ce n’est pas un fichier PDF malgré son extension : vérifiez le fichier."
LOCKED_PDF = "PDF chiffré par un mot de passe : enregistrez-en une copie sans mot de passe."
BROKEN_PDF = "PDF endommagé ou incomplet : téléchargez-le ou exportez-le de nouveau."
BROKEN_PAGE = "PDF endommagé à la page {page} : téléchargez-le ou exportez-le de nouveau."
PAGE_TOO_LARGE = "PDF trop volumineux à la page {page} : découpez le document ou allégez-le."
TOO_MANY_PAGES = "PDF trop long ({pages} pages, limite {limit}) : découpez-le en plusieurs fichiers."
PDF_STRUCTURE_TOO_LARGE = "PDF dont la structure dépasse ce qui peut être lu (pages ou objets en nombre démesuré) : réimprimez-le en PDF ou découpez-le."
SCANNED_PDF = "PDF numérisé sans texte ({pages} page(s) d’images) : passez-le par une reconnaissance de caractères (OCR)."

NOT_A_DOCX = "ce n’est pas un document Word (.docx) malgré son extension : enregistrez-le au format .docx depuis Word ou LibreOffice."
LOCKED_DOCX = "document Word chiffré par un mot de passe : enregistrez-en une copie sans mot de passe."
OLD_OFFICE = "ancien document Office (.doc, .xls…) : ouvrez-le et enregistrez-le au format .docx."
STRICT_DOCX = "document Word « Open XML strict » : enregistrez-le au format « Document Word (.docx) »."
BROKEN_DOCX = (
    "document Word endommagé ou incomplet : copiez-le de nouveau, ou ouvrez-le dans Word et enregistrez-le."
)
DOCX_BOMB = "document Word piégé ou démesuré ({size:.0f} Mo une fois décompressé, limite {limit:.0f} Mo) : enregistrez-le de nouveau avec des images plus légères."
DOCX_TOO_MANY_PARTS = "document Word piégé ou démesuré ({parts} fichiers internes, limite {limit}) : enregistrez-le de nouveau depuis Word."
DOCX_TOO_MUCH_MARKUP = (
    "document Word trop volumineux ({size:.0f} Mo de balises, limite {limit:.0f} Mo) : découpez le document."
)
DOCX_ENTITIES = "document Word qui déclare des entités XML, comme le font les fichiers piégés : enregistrez-le de nouveau depuis Word ou LibreOffice."

TIME_LIMIT = (
    "lecture interrompue après {seconds} s : découpez le document ou enregistrez-le dans un autre format."
)
MEMORY_LIMIT = "lecture interrompue, trop de mémoire demandée : découpez le document ou allégez-le."
READER_CRASHED = "la lecture a échoué sur ce fichier : enregistrez-le de nouveau ou dans un autre format."
READER_NOT_STARTED = (
    "le processus de lecture n’a pas démarré : vérifiez la mémoire disponible, puis relancez l’indexation."
)

METADATA = "{file}, {faults}"
METADATA_LINE = "ligne {line} : {reason}"
METADATA_FAULTS = {
    "extra_forbidden": "clé inconnue « {key} »{near}",
    "french": "« {key} » : {reason}",
    "enum": "« {key} » : valeur « {value} » inconnue, attendu l’une de : {expected}",
    "string_pattern_mismatch": "« {key} » : valeur « {value} » mal formée, attendu {expected}",
    "string_type": "« {key} » : un texte est attendu",
    "string_too_short": "« {key} » : texte vide",
    "string_too_long": "« {key} » : texte trop long (1 000 caractères au plus)",
    "tuple_type": "« {key} » : une liste est attendue",
    "model_type": "« {key} » : des clés et leurs valeurs sont attendues",
    "model_attributes_type": "« {key} » : des clés et leurs valeurs sont attendues",
    "missing": "clé « {key} » manquante",
}
METADATA_FORMS = {
    "id": "1 à 80 minuscules sans accent, chiffres et tirets",
    "jurisdiction": "un code de 2 ou 3 majuscules (FR, EU, INT, ou le code d’un pays)",
    "language": "un code de langue (fr, en…)",
}
METADATA_OTHER_FAULT = "« {key} » : valeur « {value} » refusée"
METADATA_NEAREST = " (vouliez-vous écrire « {key} » ?)"
NOT_A_MAPPING = "des lignes « clé: valeur » sont attendues"
BAD_DATE = "date « {value} » invalide, attendu AAAA-MM-JJ"
BAD_ADDRESS = "adresse « {value} » invalide, attendu http:// ou https://"
BAD_AUTHORITY = "rang « {value} » invalide, attendu un nombre de 1 à 7"
PERIOD_ENDS_FIRST = "la fin ({end}) doit suivre le début ({start})"

YAML_MALFORMED = "YAML mal formé (mettez entre guillemets les valeurs qui contiennent « : » ou « # »)"
YAML_TOO_LONG = "métadonnées trop longues (limite {limit} caractères) : raccourcissez-les"
YAML_TOO_DEEP = "métadonnées imbriquées trop profondément : trois niveaux suffisent"
YAML_REPEATED_KEY = "clé « {key} » répétée : gardez-en une"
YAML_ALIAS = (
    "ancres et alias YAML (& et *) refusés : écrivez la valeur, entre guillemets si elle commence ainsi"
)
YAML_TAG = "étiquettes YAML (!) refusées : écrivez la valeur, entre guillemets si elle commence ainsi"

NO_CORPUS_FOLDER = (
    "Le dossier de documents « {folder} » n’existe pas : créez-le ou corrigez ASSISTANT_CORPUS."
)
NO_SUFFIX = "(sans extension)"
UNSUPPORTED = "format {suffix} non pris en charge : convertissez le fichier (formats lus : {formats})."
NOT_A_FILE = "ce n’est pas un fichier ordinaire : retirez-le du dossier de documents."
NOT_OPENED = "le fichier ne peut pas être ouvert : {reason}."
# By the system's name of the failure.
OPENING_FAILURES = {
    "EACCES": "accès refusé, vérifiez les droits de lecture",
    "EPERM": "accès refusé, vérifiez les droits de lecture",
    "ENOENT": "fichier disparu ou lien mort, remettez-le ou retirez le lien",
    "ELOOP": "liens qui tournent en rond, retirez-les",
    "EISDIR": "c’est un dossier, renommez-le",
    "EIO": "le disque ne le rend pas, copiez-le de nouveau",
}
OTHER_OPENING_FAILURE = "erreur {code} du système, vérifiez le fichier et ses droits"
FILE_TOO_LARGE = "fichier trop volumineux ({size:.0f} Mo, limite {limit:.0f} Mo) : découpez-le."
SIDECAR_TOO_LARGE = (
    "{file}, ligne 1 : métadonnées trop longues ({size:.0f} ko, limite {limit:.0f} ko) : raccourcissez-les"
)
SAME_NAME = "un autre fichier porte le même nom, écrit avec d’autres octets : renommez l’un des deux."
LINK_LEAVES = "lien vers un fichier hors du dossier de documents : copiez le fichier dans le dossier."
SIDECAR_ALONE = "{file}, ligne 1 : métadonnées sans document (« {document} » n’existe pas) : remettez le document ou retirez cette fiche"
METADATA_TWICE = "{file}, ligne 1 : métadonnées en double, dans l’en-tête et dans le fichier .yaml voisin : gardez l’un des deux"
DUPLICATE_ID = "{file} : l’identifiant « {document_id} » est déjà celui de {other} : changez l’un des deux"
MISLABELLED = "le contenu est {found}, pas du {suffix} : corrigez l’extension du fichier ou convertissez-le."
# By the member's value of `file_kind.FileKind`.
FILE_KINDS = {
    "pdf": "un PDF",
    "html": "une page HTML",
    "docx": "un document Word",
    "spreadsheet": "un classeur Excel",
    "presentation": "une présentation PowerPoint",
    "open_document": "un document OpenDocument (LibreOffice)",
    "zip": "une archive (ZIP)",
    "office": "un document Office ancien ou chiffré",
    "rtf": "un document RTF",
    "image": "une image",
}

OUTSIDE_MALFORMED = (
    "{file} : une clé « questions » avec une liste de questions est attendue. "
    "Corriger le fichier, puis relancer « assistant index »."
)
TYPICAL_MALFORMED = (
    "{file} : un identifiant de document suivi de la liste de ses questions est attendu, pour chaque document. "
    "Corriger le fichier, puis relancer « assistant index »."
)
