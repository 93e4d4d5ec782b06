"""A sourced assistant over the law and the method of coopération décentralisée."""
