"""Seal, fingerprint and mask what identifies a person.

Every sealed text and every fingerprint begins with the name of its algorithm, so that a change of algorithm (for
instance to SM4 and SM3) leaves old values readable.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from gongkai.errors import InputError

_SEAL: Final = "fernet:"
_PRINT: Final = "hmac-sha256:"


@dataclass(frozen=True, slots=True)
class Private:
    """A value that identifies a person, on its way into the journal: only its mask and fingerprint arrive there."""

    value: str

    def shown(self) -> dict[str, str]:
        """Return what the journal keeps: enough to see that it changed, not enough to read it."""
        return {"masked": mask(self.value), "fingerprint": fingerprint(self.value)}


def seal(text: str) -> str:
    """Encrypt a text with the data key."""
    return _SEAL + _fernet(settings.GONGKAI_DATA_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt a sealed text.

    Raises:
        InputError: the text was sealed with another key, or changed since.
    """
    if not sealed.startswith(_SEAL):
        raise InputError("加密数据的算法标记无法识别", fix="请确认程序版本不低于写入数据的版本")
    try:
        return _fernet(settings.GONGKAI_DATA_KEY).decrypt(sealed.removeprefix(_SEAL).encode()).decode()
    except InvalidToken as error:
        raise InputError("加密数据无法解开", why="密钥不对或者数据被改动", fix="请核对 GONGKAI_DATA_KEY") from error


def fingerprint(text: str) -> str:
    """Return a keyed hash: equal texts can be found without keeping them in clear."""
    key = _derived(settings.GONGKAI_DATA_KEY, b"fingerprint")
    return _PRINT + hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def mask(text: str) -> str:
    """Mask a person's value: a name keeps its first character, a number its first three and last four."""
    if len(text) <= 1:
        return "*"
    if len(text) >= 11 and text.isascii():
        return text[:3] + "*" * (len(text) - 7) + text[-4:]
    return text[0] + "*" * (len(text) - 1)


@lru_cache(maxsize=4)
def _fernet(data_key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(data_key, b"seal")))


@lru_cache(maxsize=8)
def _derived(data_key: str, purpose: bytes) -> bytes:
    return hashlib.scrypt(data_key.encode(), salt=b"gongkai:" + purpose, n=2**14, r=8, p=1, dklen=32)
