"""One way each of writing a draft from evidence."""
