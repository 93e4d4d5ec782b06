"""The words of the legal pages; {fields} come from the settings."""

# Paths and names, in the order of the links.
MENTIONS = ("mentions-legales", "Mentions légales")
DATA = ("donnees-personnelles", "Données personnelles")
ACCESSIBILITY = ("accessibilite", "Accessibilité")
PAGES = (MENTIONS, DATA, ACCESSIBILITY)
LINKS_LABEL = "Informations légales"
SKIP_LINK = "Aller au texte"
BACK = "Retour à l’assistant"
TITLE = "{name} – {service}"
UNSET = "Non renseigné. L’exploitant de ce service le complète avec le réglage {variable}."

PUBLISHER_TITLE = "Éditeur"
DIRECTOR_TITLE = "Direction de la publication"
HOSTING_TITLE = "Hébergeur"
CONTACT_TITLE = "Contact"
NATURE_TITLE = "Nature du service"
NATURE = (
    "Ce service est un système automatique : un programme compose les réponses à partir des documents qui lui ont été "
    "confiés, sans relecture humaine. Chaque phrase d’une réponse renvoie à l’extrait sur lequel elle s’appuie.",
    "Les réponses ne sont pas un conseil juridique. Seul le texte officiel fait foi : vérifiez-le avant toute décision.",
)
SOFTWARE_TITLE = "Logiciel et documents"
SOFTWARE = (
    "Le logiciel est libre, sous licence MIT.",
    "Chaque source citée dit si elle est le texte officiel ou un résumé, et donne l’adresse du texte officiel quand elle "
    "est connue.",
)

DATA_LEAD = (
    "Une question n’a besoin d’aucune donnée personnelle : n’y écrivez ni votre nom, ni celui d’une autre personne. "
    "Cette page dit ce que fait le logiciel ; l’exploitant répond de son usage."
)
CONTROLLER_TITLE = "Responsable du traitement"
USE_TITLE = "Ce qui est traité, et combien de temps"
QUESTIONS = (
    "Question et réponse",
    "La question est envoyée à ce serveur, qui la lit en mémoire pour composer la réponse. Ni l’une ni l’autre n’est "
    "enregistrée sur disque, ni écrite dans les journaux.",
)
CONVERSATION = (
    "Conversation",
    "Sur la page complète, elle reste en mémoire vive du serveur, {hours} heures au plus après la dernière question. "
    "Dans la page compacte, elle reste dans votre navigateur tant que la page est ouverte, et accompagne la question "
    "suivante pour que celle-ci soit comprise.",
)
ADDRESS = (
    "Adresse IP",
    "Elle sert à compter les demandes ({rate} et par adresse), en mémoire vive ; elle n’est pas enregistrée.",
)
ADDRESS_UNUSED = ("Adresse IP", "Le logiciel ne compte pas les demandes et n’enregistre pas l’adresse.")
FEEDBACK = (
    "Avis sur une réponse",
    "S’il en est donné un, sont enregistrés : la note, le motif, l’identifiant de la réponse, la date et l’heure, sans "
    "adresse ni question. {comments} Au-delà de {rows} avis, les plus anciens sont effacés.",
)
COMMENTS_KEPT = "Le commentaire libre est enregistré aussi."
COMMENTS_DROPPED = "Le commentaire libre n’est pas enregistré."
LOGS = (
    "Journaux",
    "Ceux du logiciel notent des étapes, des durées et des erreurs, jamais le texte d’une question. Un mandataire ou un "
    "hébergeur placé devant ce service peut tenir les siens.",
)
COOKIES_TITLE = "Cookies"
COOKIES = (
    "Le logiciel ne dépose aucun cookie et ne garde rien d’autre dans votre navigateur. Il compte les réponses et leurs "
    "durées sans savoir à qui elles sont allées."
)
TRANSFERS_TITLE = "Envois à d’autres serveurs"
NO_TRANSFER = "Aucun : les documents, la recherche et la rédaction sont sur ce serveur."
TRANSFER_EMBEDDING = (
    "Le texte de chaque question est envoyé au serveur {host}, choisi par l’exploitant, qui le transforme en nombres "
    "pour la recherche. Rien d’autre n’est envoyé."
)
LINKS = "Les liens vers les textes officiels ouvrent d’autres sites, qui ont leurs propres règles."
RIGHTS_TITLE = "Vos droits"
RIGHTS = (
    "Vous pouvez demander l’accès aux données qui vous concernent, leur rectification ou leur effacement, et vous opposer "
    "à leur traitement, auprès de :"
)
CNIL = "Vous pouvez aussi adresser une réclamation à la CNIL :"
CNIL_LINK = ("https://www.cnil.fr/fr/plaintes", "www.cnil.fr/fr/plaintes")

STATE_TITLE = "État de conformité"
STATE = (
    "Le logiciel est livré sans audit de conformité au RGAA 4.1 : aucun taux n’est annoncé. La déclaration "
    "d’accessibilité de ce service revient à son exploitant."
)
DONE_TITLE = "Ce qui est fait"
DONE_LEAD = "Des essais automatiques, dans le navigateur Chromium, vérifient sur la page complète ou la page compacte :"
DONE = (
    "poser une question, lire la réponse, ouvrir et fermer une source au clavier seul, le focus toujours visible ;",
    "annoncer le début et la fin d’une réponse aux technologies d’assistance, sans lire chaque mot ;",
    "donner un nom en français à chaque commande, des titres en ordre et une langue déclarée ;",
    "un contraste d’au moins 4,5 pour 1 entre le texte et son fond, en thème clair et en thème sombre ;",
    "l’affichage sans défilement horizontal à partir de 320 pixels de large ;",
    "l’arrêt des animations quand votre système le demande.",
)
LIMITS_TITLE = "Limites connues"
LIMITS = (
    "Aucun essai avec un lecteur d’écran n’accompagne cette version.",
    "Les textes officiels, sur d’autres sites, ne dépendent pas de ce service.",
)
GRADIO_LIMIT = (
    "La page complète repose sur un composant tiers, Gradio ; la {embed} donne les mêmes réponses sans lui."
)
COMPACT_PAGE = "page compacte"
REPORT_TITLE = "Signaler un défaut"
REPORT = "Si un contenu ou une commande vous est inaccessible, écrivez à :"
DEFENDER = "Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits :"
DEFENDER_LINK = ("https://www.defenseurdesdroits.fr", "www.defenseurdesdroits.fr")
RATE_UNITS = {"second": "seconde", "minute": "minute", "hour": "heure", "day": "jour"}
RATE = "{count} par {unit}"
