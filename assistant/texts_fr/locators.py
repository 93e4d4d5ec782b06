"""How the place of a passage is written for a reader."""

ARTICLE = "art. {number}"
ALINEA = "al. {number}"
ALINEA_PAIR = "al. {first} et {last}"
ALINEA_RANGE = "al. {first} à {last}"
PAGE = "p. {number}"
BELOW = " – "
HEADINGS = " › "
