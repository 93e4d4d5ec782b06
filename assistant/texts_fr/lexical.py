"""What is said about the index of words."""

DAMAGED = "L’index des mots est illisible : {path} ({reason}). Reconstruisez l’index : assistant index."
WRONG_COUNT = "la liste des extraits et leurs mots ne concordent pas"
