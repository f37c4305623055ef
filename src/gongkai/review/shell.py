"""The shell of every review page: self-contained, nothing loaded, only this style and this script allowed to act."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib import resources


@cache
def _asset(name: str) -> str:
    return (resources.files("gongkai.review") / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def page_policy(*, script: bool = False) -> str:
    """Return what a page may load and run: its own style and script, named by their hashes, and nothing else."""
    style, code = _style_and_code(script=script)
    policy = f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    return policy + (f"; script-src {_hash(code)}" if script else "")


def _style_and_code(*, script: bool) -> tuple[str, str]:
    return "\n" + _asset("review.css") + "\n", "\n" + _asset("review.js") + "\n" if script else ""


def page(title: str, body: str, *, script: bool = False) -> str:
    """Return a whole page. The policy names the style and the script by their hashes, so that no other can run."""
    style, code = _style_and_code(script=script)
    policy = page_policy(script=script)
    tail = f"<script>{code}</script>\n" if script else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n{tail}</body>\n</html>\n"
    )
