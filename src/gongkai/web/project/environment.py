"""What the operator decides, read from the environment once. Production refuses to start half configured."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from gongkai.errors import InputError

MODES = ("demo", "development", "production")
_DEMO_KEY = "demo-and-development-only-" + "0" * 40
_SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
    "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864"
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The operator's settings: every name is `GONGKAI_` and the field in capitals."""

    mode: str
    home: Path
    secret_key: str
    data_key: str
    hosts: tuple[str, ...]
    database: str
    port: int
    trusted_proxies: tuple[str, ...]
    metrics_token: str
    tasks: str
    email: str
    scanner: str
    notices: Path | None
    periodic: str
    checkpoint: Path | None
    password_profile: str
    insecure_http: bool
    opensearch: str
    keep_opinions: int

    @property
    def is_production(self) -> bool:
        """Whether real people's data is kept here."""
        return self.mode == "production"

    @property
    def site(self) -> str:
        """The address of the platform, for mails that nobody's request asked for."""
        scheme = "http" if self.insecure_http or not self.is_production else "https"
        return f"{scheme}://{self.hosts[0]}" + ("" if self.is_production else f":{self.port}")

    @property
    def is_demo(self) -> bool:
        """Whether the demo world with its known passwords may exist."""
        return self.mode == "demo"


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and judge the environment.

    Raises:
        InputError: the mode is unknown, or production lacks its key or host names.
    """

    def value(name: str, default: str = "") -> str:
        return variables.get(f"GONGKAI_{name}", default).strip()

    mode = value("MODE", "demo")
    if mode not in MODES:
        raise InputError(f"环境变量 GONGKAI_MODE 的值“{mode}”无法识别", fix=f"请填写 {'、'.join(MODES)} 之一")
    secret_key = value("SECRET_KEY")
    hosts = _words(value("HOSTS"))
    if mode == "production":
        _require_production(secret_key, hosts)
    secret_key = secret_key or _DEMO_KEY
    return Environment(
        mode=mode,
        home=Path(value("HOME", "var")).absolute(),
        secret_key=secret_key,
        data_key=value("DATA_KEY") or secret_key,
        hosts=hosts or ("127.0.0.1", "localhost", "[::1]", "testserver"),
        database=value("DATABASE"),
        port=_port(value("PORT", "8000")),
        trusted_proxies=_words(value("TRUSTED_PROXIES")),
        metrics_token=value("METRICS_TOKEN"),
        tasks=value("TASKS", "immediate"),
        email=value("EMAIL"),
        scanner=value("SCANNER"),
        notices=_folder("GONGKAI_NOTICES", value("NOTICES")),
        periodic=value("PERIODIC", "in_process"),
        checkpoint=Path(value("CHECKPOINT")) if value("CHECKPOINT") else None,
        password_profile=value("PASSWORD_PROFILE", "asvs"),
        insecure_http=value("INSECURE_HTTP") == "1",
        opensearch=value("OPENSEARCH"),
        keep_opinions=_years("GONGKAI_KEEP_OPINIONS", value("KEEP_OPINIONS", "2")),
    )


def database_settings(environment: Environment) -> dict[str, Any]:
    """Return Django's setting for the database: a SQLite file, or PostgreSQL by `postgresql://user:pass@host/name`.

    Raises:
        InputError: the address is of another kind of database.
    """
    if not environment.database:
        return sqlite_settings(environment.home / "gongkai.sqlite3")
    address = urlsplit(environment.database)
    if address.scheme == "sqlite":
        return sqlite_settings(Path(unquote(address.path)))
    if address.scheme not in ("postgres", "postgresql"):
        raise InputError(
            f"环境变量 GONGKAI_DATABASE 指定的数据库“{address.scheme}”不受支持",
            fix="请填写 postgresql://用户:密码@主机/数据库，或者留空使用 SQLite",
        )
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", address.hostname or ""),
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Return how mail is sent: a host, or `smtp://user:password@host:587?from=…` (`smtps` for TLS from the start).

    With a user name the connection is encrypted: `smtp` asks for STARTTLS, unless `starttls=0` stands in the address.

    Raises:
        InputError: the address is of another kind.
    """
    text = environment.email
    address = urlsplit(text if "://" in text else f"smtp://{text}")
    if address.scheme not in ("smtp", "smtps"):
        raise InputError(f"环境变量 GONGKAI_EMAIL 的地址“{address.scheme}”不受支持", fix="请填写 smtp:// 或者 smtps://")
    options = dict(parse_qsl(address.query))
    is_ssl = address.scheme == "smtps"
    user = unquote(address.username or "")
    return {
        "host": address.hostname or "",
        "port": address.port or (465 if is_ssl else 587 if user else 25),
        "user": user,
        "password": unquote(address.password or ""),
        "ssl": is_ssl,
        "starttls": not is_ssl and options.get("starttls", "1" if user else "0") == "1",
        "sender": options.get("from") or (user if "@" in user else f"gongkai@{environment.hosts[0]}"),
    }


def sqlite_settings(path: Path) -> dict[str, Any]:
    """Return Django's setting for a SQLite file that loses no acknowledged write."""
    return {
        "ENGINE": "gongkai.web.project.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,  # the last to close takes the WAL with it, and a full disk has no room for another
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_START},
    }


def _require_production(secret_key: str, hosts: tuple[str, ...]) -> None:
    if len(secret_key) < 50:
        raise InputError(
            "正式运行缺少足够长的密钥（GONGKAI_SECRET_KEY）",
            why="登录状态和加密都依靠它，至少50个随机字符",
            fix="请运行 python3 -c 'import secrets; print(secrets.token_urlsafe(64))' 生成后写入环境变量",
        )
    if not hosts or "*" in hosts:
        raise InputError("正式运行须写明网站域名（GONGKAI_HOSTS）", fix="多个域名用英文逗号隔开，不能写 *")


def _folder(name: str, text: str) -> Path | None:
    if not text:
        return None
    if not Path(text).is_dir():
        raise InputError(f"环境变量 {name} 指定的文件夹“{text}”不存在", fix="请核对路径，或者新建该文件夹")
    return Path(text).absolute()


def _years(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 30:
        raise InputError(f"环境变量 {name} 的值“{text}”不是年数", fix="请填写 1 到 30 的整数")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise InputError(f"端口“{text}”（GONGKAI_PORT）无效", fix="请填写1至65535之间的整数")
    return int(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
