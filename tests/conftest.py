"""Make `tests/strategies.py` importable from every test as `strategies`; let no property depend on the machine's load."""

from hypothesis import settings

settings.register_profile("gongkai", deadline=None)
settings.load_profile("gongkai")
