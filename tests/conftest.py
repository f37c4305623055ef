"""Make `tests/strategies.py` importable as `strategies`; let no property depend on the load of the machine."""

from hypothesis import settings

settings.register_profile("gongkai", deadline=None)
settings.load_profile("gongkai")
