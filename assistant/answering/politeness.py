"""Leaves out what courtesy puts before and after a question: greetings, excuses, thanks."""

import re

from assistant.tokens import analyse

# Each word counts in all its forms.
_POLITE_WORDS = """
    bonjour bonsoir salut coucou hello madame mesdames mademoiselle monsieur messieurs cher excuser
    excusez pardon pardonnez desole deranger derange importuner permettre permets permettez ecrire ecris
    contacter contacte solliciter sollicite interroger adresser adresse souhaiter souhaite souhaiterais
    souhaiterions vouloir veux voudrais voudrions aimer aimerais aimerions pouvoir pouvez pourriez
    pourrais puis poser pose savoir sachant connaitre aider aidez aide eclairer eclairez renseigner
    renseigne renseignement information conseil question interrogation demande precision sujet propos
    concernant suivant suivante voici avoir besoin aurais aurions petit petite simple rapide breve chose
    plait svp stp possible gentil remercier remercie remercions remerciant merci avance advance anticipe
    reponse repondre retour eclairage temps attention bien tres beaucoup infiniment vive vif attente
    lire prie prions agreer recevoir croire assurance expression sentiment salutation distingue meilleur
    respectueux devoue cordial cordialement respectueusement sincerement amicalement salue bon bonne
    journee soiree matinee continuation fin semaine week end bientot hi hello dear sir madam please help
    thank thanks kind best regards writing following question i am in the to about for you your could
    would like
"""
_POLITE_TERMS = frozenset(analyse(_POLITE_WORDS))
# One of these at least makes a run of words courtesy: « une question possible » alone is none.
_MARKS = frozenset(
    analyse(
        """
        bonjour bonsoir salut coucou hello madame mesdames monsieur messieurs excuser excusez pardon
        desole deranger permets permettez ecris aider aidez renseignement renseigner eclairer merci
        remercie remercions remerciant cordialement salutation attente question souhaiterais voudrais
        aimerais journee soiree svp plait bientot hi dear please help thank thanks regards
        """
    )
)
# What asks is no courtesy.
_ASKS = re.compile(r"\b(?:quel(?:le)?s?|combien|comment|pourquoi|quand|où|lequel|laquelle)\b", re.IGNORECASE)
# Runs of words up to a mark that ends them; a decimal comma, a number's or a letter's stop end none.
_RUN = re.compile(r"\S.*?(?:(?:[,;:!?…]|(?<!\b\w)\.)+(?=\s|$)|$)", re.DOTALL)


def without_courtesy(text: str) -> str:
    """Return a question without the courtesy around it; the text itself where nothing else is said.

    Args:
        text: what was typed, cleaned.
    """
    runs = [(match.start(), match.end(), _is_courtesy(match[0])) for match in _RUN.finditer(text)]
    said = [(start, end) for start, end, is_courtesy in runs if not is_courtesy]
    if not said or len(said) == len(runs):
        return text
    start, end = said[0][0], said[-1][1]
    kept = text[start:end].rstrip(" ,;:")
    return kept[0].upper() + kept[1:] if start else kept


def _is_courtesy(run: str) -> bool:
    terms = frozenset(analyse(run))
    return bool(terms & _MARKS) and terms <= _POLITE_TERMS and not _ASKS.search(run)
