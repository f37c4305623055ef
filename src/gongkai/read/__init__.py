"""From a file to a report: every figure with its place, and what could not be read."""

from gongkai.read.files import read_bytes, read_file
from gongkai.read.text import read_text

__all__ = ["read_bytes", "read_file", "read_text"]
