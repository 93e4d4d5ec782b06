"""Flow 2: from a question to a verified answer."""
