"""`gongkai claims` keeps the contract other programs hold it to."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from gongkai.cli.main import main

WRONG = "共615条，其中通知15条、动态601条。\n"
RIGHT = "共616条，其中通知15条、动态601条。\n"
KEYS = {"quote", "kind", "total", "parts", "computed", "stated", "cells", "verdict", "why"}


def run(tmp_path: Path, text: str, *options: str) -> int:
    file = tmp_path / "句子.txt"
    file.write_text(text, "utf-8")
    return main(["claims", str(file), *options])


def test_a_wrong_sentence_is_one_object_and_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, WRONG, "--format", "json") == 1
    (claim,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert claim.keys() >= KEYS
    assert (claim["verdict"], claim["computed"], claim["stated"]) == ("fails", 616, 615)


def test_a_right_sentence_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, RIGHT, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "holds"


def test_a_missing_file_is_status_2_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(tmp_path / "没有.txt")]) == 2
    assert "没有.txt" in capsys.readouterr().err


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Stdin:
        buffer = io.BytesIO(WRONG.encode())

    monkeypatch.setattr("sys.stdin", Stdin())
    assert main(["claims", "-", "--format", "json"]) == 1
    assert "616" in capsys.readouterr().out


def test_people_see_the_sentence_and_the_arithmetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, WRONG)
    out = capsys.readouterr().out
    assert "不成立" in out
    assert "15+601=616" in out


def test_a_text_without_numbers_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "依法公开政府信息。\n") == 0
    assert "没有可以核算的数字" in capsys.readouterr().out
