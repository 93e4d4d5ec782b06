"""One module per family of legal mentions; `legal_references` joins them."""
