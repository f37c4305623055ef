"""Make `tests/strategies.py` importable from every test as `strategies`."""
