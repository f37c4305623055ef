"""What a backup says of itself: every file with its hash, every table with its rows, the journal's head; sealed."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.errors import InputError
from gongkai.web.journal.sealing import fingerprint

FORMAT: Final = 1
NAME: Final = "manifest.json"
_KEY_CHECK: Final = "backup:data-key"
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of `manifest.json`.

    Attributes:
        made_at: when, in UTC.
        version: the program that made it.
        database: `sqlite` or `postgresql`.
        key: a keyed hash by which the data key is known again.
        migrations: the migrations that were applied, `app.name`.
        rows: table → number of rows.
        journal: chain, sequence and hash of the journal's head.
        files: path within the backup → size and SHA-256.
    """

    made_at: str
    version: str
    database: str
    key: str
    migrations: list[str]
    rows: dict[str, int]
    journal: dict[str, Any]
    files: dict[str, list[Any]]


def key_mark() -> str:
    """Return what tells one data key from another without telling the key."""
    return fingerprint(_KEY_CHECK)


def describe(path: Path) -> list[Any]:
    """Return size and SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return [path.stat().st_size, digest.hexdigest()]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it, sealed with the data key; last, so that a backup that broke off has none."""
    body = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1)
    shape = {"format": FORMAT, "seal": fingerprint(body), "body": body}
    (folder / NAME).write_text(json.dumps(shape, ensure_ascii=False), "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read it.

    Raises:
        InputError: there is none, it was changed, or it was made with another data key or a newer program.
    """
    try:
        shape = json.loads((folder / NAME).read_text("utf-8"))
        body, seal, number = str(shape["body"]), str(shape["seal"]), int(shape["format"])
        known = json.loads(body)
        manifest = Manifest(**known)
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = f"没有完整的清单文件 {NAME}（{type(error).__name__}）"
        fix = "直接复制的数据库文件可能缺少尚未写回的内容，请用 gongkai manage backup 备份"
        raise InputError(f"“{folder}”不是完整的备份", why=why, fix=fix) from error
    if number > FORMAT:
        raise InputError(f"备份“{folder}”由更新的程序制作（格式{number}）", fix="请先升级程序")
    if manifest.key != key_mark():
        fix = "请把 GONGKAI_DATA_KEY 设为备份时的密钥；用错密钥恢复后，身份信息无法解密"
        raise InputError(f"备份“{folder}”用的是另一把数据密钥", why="可能属于另一个单位", fix=fix)
    if not hmac.compare_digest(seal, fingerprint(body)):
        raise InputError(f"备份“{folder}”的清单被改动", fix="请换一份备份")
    return manifest
