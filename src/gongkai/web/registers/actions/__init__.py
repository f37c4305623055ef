"""Writes of this room, one a module."""
