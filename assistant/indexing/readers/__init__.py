"""One format each: bytes in, text with its structure out."""
