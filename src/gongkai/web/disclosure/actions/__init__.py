"""Writes of items, one a module."""
