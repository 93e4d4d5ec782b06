"""What is said about the folder of indexes and about the services used to build it."""

INDEX_MISSING = "Aucun index dans « {folder} ». Pour le construire : « assistant index » (ou « make run », qui s’en charge)."
INDEX_DAMAGED = (
    "L’index de « {folder} » est endommagé : {reason}. Pour le reconstruire : « assistant index » "
    "(les textes inchangés ne seront pas recalculés)."
)
INDEX_BUSY = (
    "Une autre construction est en cours dans « {folder} ». Attendez qu’elle s’achève, puis relancez "
    "« assistant index »."
)
INDEX_UNUSABLE = (
    "Le dossier d’index « {folder} » ne peut pas être utilisé : {reason}. Vérifiez les droits et l’espace "
    "disque, ou indiquez un autre dossier (ASSISTANT_INDEX)."
)
INDEX_NO_ROOM = (
    "La construction dans « {folder} » s’est arrêtée : disque plein, ou fichier de plus de {limit_gib} Gio. "
    "L’index précédent reste en service. Libérez de la place ou réduisez le corpus, puis relancez "
    "« assistant index »."
)

# Reasons, to stand in INDEX_DAMAGED.
CURRENT_UNREADABLE = "le fichier « CURRENT » ne nomme pas une construction"
BUILD_FOLDER_MISSING = "la construction « {build_id} » n’est plus là"
MANIFEST_UNREADABLE = "le fichier « {file} » est illisible"
MANIFEST_OF_ANOTHER_BUILD = "le manifeste est celui de la construction « {found} » au lieu de « {expected} »"
FILE_MISSING = "le fichier « {file} » manque"
FILE_SIZE_CHANGED = "le fichier « {file} » fait {found} octets au lieu de {expected}"
FILE_CONTENT_CHANGED = "le contenu du fichier « {file} » a changé"
DOCUMENTS_UNREADABLE = "le fichier « {file} », ligne {line}, est illisible"
DOCUMENTS_INCONSISTENT = "l’extrait « {passage_id} » est en double ou n’a pas de document"
VECTORS_UNREADABLE = "les vecteurs ne s’ouvrent pas"
VECTORS_COUNT_CHANGED = "{found} vecteurs au lieu de {expected}"
VECTORS_PROBE_FAILED = "un vecteur enregistré ne se retrouve plus lui-même"

VECTORS_NOT_WRITTEN = (
    "Les vecteurs n’ont pas pu être écrits dans « {folder} ». Vérifiez les droits et l’espace disque, puis "
    "relancez « assistant index »."
)
VECTORS_NOT_SEARCHED = (
    "La recherche dans les vecteurs de « {folder} » a échoué. Relancez le service ; si l’erreur revient, "
    "reconstruisez l’index : « assistant index »."
)
VECTORS_OF_ANOTHER_SIZE = (
    "L’index contient des vecteurs de dimension {expected}, la question en a un de dimension {found} : "
    "le modèle d’embeddings a changé. Reconstruisez l’index : « assistant index »."
)

CACHE_UNUSABLE = (
    "Le cache de vecteurs « {file} » ne peut pas être utilisé. Vérifiez les droits et l’espace disque, ou "
    "supprimez ce fichier, puis relancez « assistant index »."
)

EMBEDDING_URL_INVALID = (
    "ASSISTANT_EMBEDDING_BASE_URL vaut « {url} » : une adresse en http:// ou https:// est attendue, par exemple "
    "« http://localhost:8000/v1 »."
)
EMBEDDING_UNREACHABLE = (
    "Le serveur d’embeddings {url} ne répond pas. Vérifiez qu’il est démarré, ainsi que "
    "ASSISTANT_EMBEDDING_BASE_URL, puis réessayez."
)
EMBEDDING_OVERLOADED = (
    "Le serveur d’embeddings {url} est momentanément indisponible (code {status}). Réessayez dans un instant."
)
EMBEDDING_REFUSED = (
    "Le serveur d’embeddings {url} refuse la demande (code {status}). Vérifiez l’adresse, la clé et le nom du "
    "modèle « {model} » (ASSISTANT_EMBEDDING_MODEL)."
)
EMBEDDING_UNUSABLE = (
    "Le serveur d’embeddings {url} a renvoyé une réponse inutilisable : {reason}. Vérifiez qu’il parle le "
    "protocole d’OpenAI et que le modèle « {model} » produit des embeddings."
)

# Reasons, to stand in EMBEDDING_UNUSABLE.
REPLY_NOT_UNDERSTOOD = "format inattendu"
REPLY_COUNT = "{found} vecteurs pour {expected} textes"
REPLY_DIMENSION = "vecteurs de dimension {found} au lieu de {expected}"
REPLY_NOT_FINITE = "vecteur nul ou non numérique"
