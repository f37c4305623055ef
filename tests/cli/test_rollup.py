from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.main import main
from gongkai.form import edition
from gongkai.report import build_report
from gongkai.write import write_report

TOTAL = "requests/received/total"


def put(folder: Path, organ: str, count: int | None, *, year: int = 2024) -> None:
    form = edition("2021")
    cells: dict[str, Any] = {cell.ref: 0 for cell in form.cells[: form.statutory]} | {TOTAL: count}
    sections = {1: "总体情况。", 5: "问题。", 6: "无。"}
    report = build_report(form, cells, organ=organ, year=year, sections=sections)
    (folder / f"{organ}.html").write_bytes(write_report(report, "html"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status = main(["rollup", *arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_folder_is_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "甲街道办事处", 3)
    put(tmp_path, "乙街道办事处", 4)
    status, said = told(capsys, str(tmp_path))
    assert (status, said["cells"][TOTAL]) == (0, 7)
    assert said["children"] == ["乙街道办事处", "甲街道办事处"]


def test_who_stands_on_the_list_and_gave_nothing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "甲街道办事处", 3)
    names = tmp_path / "names.list"
    names.write_text("甲街道办事处\n丙街道办事处\n", "utf-8")
    status, said = told(capsys, str(tmp_path / "甲街道办事处.html"), "--expected", str(names))
    assert (status, said["missing"]) == (1, ["丙街道办事处"])


def test_a_blank_is_named_and_not_counted_as_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "甲街道办事处", None)
    put(tmp_path, "乙街道办事处", 4)
    status, said = told(capsys, str(tmp_path))
    assert (status, said["cells"][TOTAL]) == (1, 4)
    assert said["lacks"] == [{"cell": TOTAL, "organ": "甲街道办事处", "why": "blank"}]


def test_reports_of_two_years_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "甲街道办事处", 3)
    put(tmp_path, "乙街道办事处", 4, year=2023)
    assert main(["rollup", str(tmp_path)]) == 2
    assert "年度不同" in capsys.readouterr().err


def test_the_sum_is_written_as_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "甲街道办事处", 3)
    target = tmp_path / "sum.json"
    told(capsys, str(tmp_path / "甲街道办事处.html"), "--output", str(target))
    assert json.loads(target.read_text("utf-8"))["cells"][TOTAL] == 3
