"""What is said about settings."""

UNKNOWN = (
    "Réglage inconnu : {name}. Corrigez ou retirez cette variable ; la liste complète est dans .env.example."
)
WRONG_VALUE = "Réglage {name} : valeur « {value} » refusée. Attendu : {expected}."
