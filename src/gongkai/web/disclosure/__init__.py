"""Proactive disclosure: items with their revisions, files, gates and relations, and what of them is public."""
