"""Tools for the people who build Gongkai; none of them ships with the package."""
