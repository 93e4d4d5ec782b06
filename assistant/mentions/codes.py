"""Names the codes that articles belong to, and the Constitution."""

import re

# Codes, by the short name that front matter uses.
_CODES = {
    "CGCT": r"CGCT\b|code\s+(?:g[ée]n[ée]ral\s+)?des\s+collectivit[ée]s(?:\s+territoriales)?\b",
    "CGI": r"CGI\b|code\s+g[ée]n[ée]ral\s+des\s+imp[ôo]ts\b",
    "CGFP": r"CGFP\b|code\s+g[ée]n[ée]ral\s+de\s+la\s+fonction\s+publique\b",
    "CJA": r"CJA\b|code\s+de\s+justice\s+administrative\b",
    "CRPA": r"CRPA\b|code\s+des\s+relations\s+entre\s+le\s+public\s+et\s+l['’]administration\b",
    "CCP": r"CCP\b|code\s+de\s+la\s+commande\s+publique\b",
    "CASF": r"CASF\b|code\s+de\s+l['’]action\s+sociale\s+et\s+des\s+familles\b",
    "CESEDA": r"CESEDA\b|code\s+de\s+l['’]entr[ée]e\s+et\s+du\s+s[ée]jour\s+des\s+[ée]trangers\b",
    # The French one alone: « Constitution marocaine », « Constitution du Sénégal » are other texts.
    "Constitution": (
        r"constitution\b(?!\s+(?:(?!française)\w+(?:enne|aine|aise|oise)|allemande|espagnole|suisse|belge|turque|"
        r"grecque|malgache|burkinab[èé])\b)(?!\s+d(?:u|es|e\s+la|e\s+l['’]|['’])\s*(?-i:(?!V|R[ée]p)[A-ZÉ]))"
    ),
}
# Codes whose articles bear a letter that people leave out: « 1115-1 du CGCT » is L. 1115-1.
# Elsewhere the number alone does not tell the letter: 421-1 of the CJA is R. 421-1.
LETTERED_CODES = frozenset({"CGCT", "CGFP"})
_OTHER = (
    r"code\s+(?:pénal|civil|électoral|rural|monétaire\s+et\s+financier|"
    r"(?:(?:des|du|de\s+la|de)\s+|de\s+l['’]\s?)[^\W\d_]+)"
)
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _CODES.items())
_CODE = re.compile(rf"(?:{_ANY}|(?P<other>{_OTHER}))", re.IGNORECASE)
# What may stand between a code and its article: « CGCT, art. L. 1115-1 ».
_GAP = re.compile(r"[\s,:(]*\Z")
# No code has a longer name, with what stands between.
_REACH_CHARS = 70
_SAME = re.compile(r"\s*,?\s*(?:du\s+m[êe]me|dudit|de\s+ce|du\s+pr[ée]sent)\s+code\b", re.IGNORECASE)


def code_at(text: str, position: int) -> str | None:
    """Name the code that stands at a position: "CGCT", or in full where it has no short name here."""
    match = _CODE.match(text, position)
    return _name(match) if match else None


def code_before(text: str, position: int) -> str | None:
    """Name the code that ends right before a position, but for a comma, a colon or a bracket."""
    start = max(0, position - _REACH_CHARS)
    near = text[start:position]
    for match in _CODE.finditer(near):
        is_whole_word = match.start() == 0 or not near[match.start() - 1].isalnum()
        if is_whole_word and _GAP.match(near, match.end()):
            return _name(match)
    return None


def means_same_code(text: str, position: int) -> bool:
    """Tell whether « du même code » stands at a position."""
    return _SAME.match(text, position) is not None


def _name(match: re.Match[str]) -> str:
    group = match.lastgroup or "other"
    return " ".join(match["other"].lower().split()) if group == "other" else group
