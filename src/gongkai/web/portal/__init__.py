"""Screens for the public."""
