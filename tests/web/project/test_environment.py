from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.errors import InputError
from gongkai.web.project.environment import database_settings, mail_settings, read_environment

KEY = "k" * 60


@pytest.mark.parametrize(
    "variables",
    [
        {"GONGKAI_MODE": "production"},
        {"GONGKAI_MODE": "production", "GONGKAI_SECRET_KEY": "short", "GONGKAI_HOSTS": "a.example"},
        {"GONGKAI_MODE": "production", "GONGKAI_SECRET_KEY": KEY},
        {"GONGKAI_MODE": "production", "GONGKAI_SECRET_KEY": KEY, "GONGKAI_HOSTS": "*"},
        {"GONGKAI_MODE": "prod"},
        {"GONGKAI_PORT": "eighty"},
    ],
)
def test_what_is_half_configured_does_not_start(variables: dict[str, str]) -> None:
    with pytest.raises(InputError):
        read_environment(variables)


def test_one_setting_moves_the_platform_to_postgresql() -> None:
    environment = read_environment({"GONGKAI_DATABASE": "postgresql://u:p%40ss@db:5433/gongkai?sslmode=require"})
    found = database_settings(environment)
    assert (found["ENGINE"], found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "django.db.backends.postgresql", "gongkai", "u", "p@ss", "db", "5433",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("address", "host", "port", "encrypted", "sender"),
    [
        ("mail.example", "mail.example", 25, False, "gongkai@open.example"),
        ("smtp://u%40a.example:p@mail.example", "mail.example", 587, True, "u@a.example"),
        ("smtps://u:p@mail.example?from=oir@a.example", "mail.example", 465, True, "oir@a.example"),
    ],
)
def test_mail_with_a_password_is_encrypted(address: str, host: str, port: int, encrypted: bool, sender: str) -> None:
    found = mail_settings(read_environment({"GONGKAI_EMAIL": address, "GONGKAI_HOSTS": "open.example"}))
    assert (found["host"], found["port"], found["sender"]) == (host, port, sender)
    assert (found["ssl"] or found["starttls"]) == encrypted


def test_sqlite_loses_no_acknowledged_write() -> None:
    options = database_settings(read_environment({}))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]


def test_another_database_is_refused() -> None:
    with pytest.raises(InputError):
        database_settings(read_environment({"GONGKAI_DATABASE": "mysql://x/y"}))


@pytest.mark.slow
def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "GONGKAI_MODE": "production", "GONGKAI_SECRET_KEY": "0Zk3-wq9_" * 8, "GONGKAI_HOSTS": "open.example",
        "GONGKAI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings",
    }  # fmt: skip
    for name in ("GONGKAI_DATABASE", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # of other tests in this run
        environment.pop(name, None)
    line = [sys.executable, "-m", "gongkai", "manage", "check", "--deploy", "--fail-level", "WARNING"]
    run = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_the_demo_world_is_never_built_outside_demo_mode(tmp_path: Path) -> None:
    environment = {**os.environ, "GONGKAI_MODE": "development", "GONGKAI_HOME": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings"}
    line = [sys.executable, "-m", "gongkai", "manage", "demo"]
    run = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "演示" in run.stderr
