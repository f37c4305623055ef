"""Versioned JSON for the public, one endpoint a module."""
