"""Organs, their tree, staff, roles and the question who may."""
