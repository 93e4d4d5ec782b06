"""The HTTP interface: its routes, what they take, what they give."""
