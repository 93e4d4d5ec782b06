"""Flow 1: from files to indexes."""
