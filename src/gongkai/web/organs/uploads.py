"""Moved to `gongkai.web.files`; kept for a short while for rooms that were built beside it."""

from __future__ import annotations

from gongkai.web.files.keeping import OpenedFile, seal_bytes, unseal_bytes
from gongkai.web.files.kinds import TYPES, plain_name, sniff
from gongkai.web.files.looking import look_through as _look_through

__all__ = ["TYPES", "OpenedFile", "look_through", "plain_name", "seal_bytes", "sniff", "unseal_bytes"]


def look_through(content: bytes, suffix: str) -> list[str]:
    """Return the findings alone; `gongkai.web.files.judging.judge_file` is the whole judgement."""
    return _look_through(content, suffix).findings
