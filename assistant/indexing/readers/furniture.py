"""Recognises what surrounds the matter of a web page: menus, search boxes, share links, contact blocks."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.indexing.readers.plain_lines import ends_sentence, starts_item

_SPACES = re.compile(r"[\s\xa0\u202f]+")
_LIST_MARKER = re.compile(r"(?:\d{1,3}[.)]|[-•*–])\s+")

# Furniture wherever it stands; matched against a whole line in lower case.
_ALWAYS = re.compile(
    r"skip[_ -][a-z_ ]+"
    r"|(?:aller|passer|accéder|revenir) (?:directement )?(?:au|à la|aux|à l'|en) "
    r"(?:contenu|menu|sous menu|recherche|navigation|pied de page|liens|haut)\b.*"
    r"|(?:vous êtes ici ?:? ?)?(?:accueil|home) ?[>›»/|→].*"
    r"|vous êtes ici\b.{0,100}"
    r"|(?:envoyer|recommander)(?: cette page| cet article| ce lien)? (?:à|par) "
    r"(?:un ami|mail|e-mail|courriel)"
    r"|imprimer(?: (?:la|cette) page| cet article)?|version imprimable"
    r"|partager(?: (?:sur|cette page|cet article|par|via)\b.{0,60})?|tweeter|suivez-nous\b.{0,60}"
    r"|(?:lire la suite|en savoir plus|voir plus|lire plus|retour|haut de page|retour (?:en haut|à la liste"
    r"|à l'accueil|en haut de page)) ?[>»…]*"
    r"|(?:compteur|nombre) d'affichages?\b.{0,40}|nombre de (?:visites|visiteurs|vues)\b.{0,30}"
    r"|[\d ]+ (?:visites?|visiteurs?|vues|lectures|affichages)"
    r"|(?:afficher|masquer|ouvrir|fermer) le menu|tous droits réservés\b.{0,80}|(?:©|copyright\b).{0,100}"
    r"|(?:ce site utilise|nous utilisons) des cookies\b.*|(?:tout )?accepter(?: les cookies)?|tout refuser"
)
# A link's words; in a list it may be a step of a procedure.
_DOWNLOAD = re.compile(r"télécharger (?:le |la |les |l'|ce |cette |notre )[^.:;]{0,150}")
# Words that are furniture only before the first prose or after the last: elsewhere they may be headings.
_AT_EDGES = re.compile(
    r"recherche(?:r)?(?: sur le site)?|menu(?: principal)?|navigation|accueil|plan du site|mentions légales"
    r"|crédits|liens(?: utiles)?|raccourcis|accès rapides?|actualités?|agenda|newsletter|lettre d'information"
    r"|s'abonner|connexion|se connecter|mon compte|espace (?:membre|presse|adhérents?)|faq|facebook|twitter|x"
    r"|linkedin|instagram|youtube|flux rss|rss|données personnelles|politique de confidentialité"
    r"|gestion des cookies|accessibilité\b.{0,40}|nos partenaires|voir aussi|articles? (?:similaires|liés?)"
    r"|à lire aussi|dans la même rubrique|précédent|suivant|ok|\d{1,9}"
)
_CONTACT_TITLE = re.compile(
    r"(?:vos |nos |votre |pour nous |nous )?(?:contacts?|contacter|contactez-nous|coordonnées) ?:?"
)
_CONTACT_DETAIL = re.compile(
    r"(?:\+\d{2,3} ?(?:\(0\) ?)?|\b0)\d(?:[ .-]?\d{2}){4}\b|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}"
)
_ADDRESS_DETAIL = re.compile(
    r"^(?:tél|fax|mail|courriel|e-mail|site|adresse|téléphone|standard)\b|https?://|\bwww\."
    r"|\b\d{2} ?\d{3} [a-zé]|\b\d{1,4}(?: ?bis| ?ter)?,? "
    r"(?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|allée)\b"
    r"|\bcedex\b|\bbp \d"
)
_PROSE_WORDS = 12
_MENU_WORDS = 8
_MENU_TITLE_WORDS = 3
_DETAIL_WORDS = 20
_MAX_CONTACT_LINES = 12


def furniture_positions(lines: Sequence[str]) -> frozenset[int]:
    """Return the positions of the lines that belong to the page and not to its matter.

    Args:
        lines: paragraphs, headings and list items with their markers, in reading order.
    """
    plain = [_plain(line) for line in lines]
    found = {position for position, line in enumerate(plain) if _ALWAYS.fullmatch(line)}
    found |= {
        position
        for position, line in enumerate(plain)
        if _DOWNLOAD.fullmatch(line) and not starts_item(lines[position])
    }
    found |= _contact_blocks(plain)
    first, last = _prose_bounds(plain, found)
    found |= {
        position
        for position, line in enumerate(plain)
        if not first <= position <= last and (_AT_EDGES.fullmatch(line) or _CONTACT_TITLE.fullmatch(line))
    }
    found |= _closing_menu(lines, plain, start=last + 1, known=found)
    return frozenset(found | _repeated(plain, found))


def repeats(earlier: str, later: str) -> bool:
    """Tell whether a line says again what stands just before, as a caption does a picture's description."""
    plain = _plain(later)
    return _plain(earlier) == plain and _words(plain) > 1


def _plain(line: str) -> str:
    spaced = "\n".join(_SPACES.sub(" ", part).strip() for part in line.split("\n"))
    return _LIST_MARKER.sub("", spaced.lower().replace("’", "'"), count=1)


def _words(line: str) -> int:
    return len(line.split())


def _prose_bounds(plain: Sequence[str], furniture: set[int]) -> tuple[int, int]:
    """Return the positions of the first and last lines long enough to be prose."""
    prose = [
        position
        for position, line in enumerate(plain)
        if position not in furniture and _words(line) >= _PROSE_WORDS
    ]
    return (prose[0], prose[-1]) if prose else (0, len(plain) - 1)


def _contact_blocks(plain: Sequence[str]) -> set[int]:
    """Return contact titles with the names and details under them, and details that stand alone."""
    found = {position for position, line in enumerate(plain) if _is_contact_card(line)}
    for position, line in enumerate(plain):
        if _CONTACT_TITLE.fullmatch(line):
            following = range(position + 1, min(position + 1 + _MAX_CONTACT_LINES, len(plain)))
            card = takewhile(lambda place: place in found or _is_short(plain[place]), following)
            details = [place for place in card if _CONTACT_DETAIL.search(plain[place])]
            found.update(range(position, max(details, default=position - 1) + 1))
    return found


def _is_contact_card(text: str) -> bool:
    """Tell whether every line of a paragraph is an address or a number, and one a number or a mail."""
    return _CONTACT_DETAIL.search(text) is not None and all(
        (_CONTACT_DETAIL.search(line) or _ADDRESS_DETAIL.search(line))
        and _words(line) <= _DETAIL_WORDS
        and not ends_sentence(line)
        for line in text.split("\n")
    )


def _is_short(text: str) -> bool:
    return all(_words(line) < _PROSE_WORDS and not line.endswith((".", ";")) for line in text.split("\n"))


def _closing_menu(lines: Sequence[str], plain: Sequence[str], *, start: int, known: set[int]) -> set[int]:
    """Return the short lines that follow the first furniture after the last prose, and its title."""
    first = next((position for position in range(start, len(plain)) if position in known), len(plain))
    found = {
        position
        for position in range(first, len(plain))
        if _words(plain[position]) <= _MENU_WORDS and not ends_sentence(plain[position])
    }
    title = first - 1
    if start <= title < len(plain) - 1 and not starts_item(lines[title]):
        is_title = _words(plain[title]) <= _MENU_TITLE_WORDS and not ends_sentence(plain[title])
        found |= {title} if is_title else set()
    return found


def _repeated(plain: Sequence[str], furniture: set[int]) -> set[int]:
    """Return the lines that say again what stands just before."""
    kept = [position for position in range(len(plain)) if position not in furniture]
    return {
        later for earlier, later in zip(kept, kept[1:], strict=False) if repeats(plain[earlier], plain[later])
    }
