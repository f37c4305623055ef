from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli.main import build_parser, main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SHANGTANG = next(SAMPLES.glob("上塘*.txt"))
TRUTH = ROOT / "tests" / "samples" / "truth"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_read_prints_one_json_object_with_exactly_the_cells_of_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", str(SHANGTANG), "--format", "json")
    truth = json.loads((TRUTH / f"{SHANGTANG.stem}.json").read_text("utf-8"))
    shown = json.loads(out)
    assert status == 0
    assert shown["cells"] == truth["cells"]
    assert (shown["organ"], shown["year"], shown["edition"]) == (truth["organ"], 2023, "2021")
    assert shown["published_on"] is None
    assert set(shown["sections"]) == {"1", "5", "6"}
    assert shown["sources"]["disclosure/penalties/decisions"]["text"] == "712"
    assert shown["unread"] == []


def test_read_prints_a_line_for_each_of_several_files(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", *map(str, sorted(SAMPLES.glob("*.txt"))), "--format", "json")
    assert status == 0
    assert [json.loads(line)["year"] for line in out.splitlines()] == [2023] * 5


def test_a_file_that_is_no_report_gets_one_chinese_line_and_status_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "预算.txt"
    bad.write_text("某区财政局2023年部门预算", "utf-8")
    status, out, err = run(capsys, "read", str(SHANGTANG), str(bad), "--format", "json")
    assert status == 2
    lines = [json.loads(line) for line in out.splitlines()]
    assert len(lines) == 2
    assert set(lines[1]) == {"file", "error"}
    assert "预算.txt" in err
    assert err.count("\n") == 1


def test_something_unread_gives_status_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    damaged = tmp_path / "年报.txt"
    damaged.write_text(SHANGTANG.read_text("utf-8").replace("\t712\n", "\t七百余\n"), "utf-8")
    status, out, _ = run(capsys, "read", str(damaged), "--format", "json")
    shown = json.loads(out)
    assert status == 1
    assert shown["cells"]["disclosure/penalties/decisions"] is None
    assert [item["ref"] for item in shown["unread"]] == ["disclosure/penalties/decisions"]


def test_decimals_keep_their_digits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    paid = tmp_path / "年报.txt"
    text = SHANGTANG.read_text("utf-8").replace("行政事业性收费\n\t0", "行政事业性收费\n\t4068.2080")
    paid.write_text(text, "utf-8")
    _, out, _ = run(capsys, "read", str(paid), "--format", "json")
    assert '"disclosure/fees/amount": 4068.2080' in out


def test_read_takes_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHANGTANG.read_bytes())))
    status, out, _ = run(capsys, "read", "-", "--format", "json")
    assert (status, json.loads(out)["file"]) == (0, "-")


def test_check_prints_findings_in_the_promised_shape(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong = tmp_path / "年报.txt"
    wrong.write_text(SHANGTANG.read_text("utf-8").replace("（七）总计\n\t37", "（七）总计\n\t36"), "utf-8")
    status, out, _ = run(capsys, "check", str(wrong), "--format", "json")
    shown = json.loads(out)
    assert status == 1
    assert set(shown) == {"file", "organ", "year", "findings", "not_run"}
    first = shown["findings"][0]
    assert set(first) == {"code", "rule", "severity", "cells", "expected", "found", "text", "basis", "message"}
    assert "requests/closed/natural_person" in first["cells"]
    assert first["basis"] == "国办公开办函〔2021〕30号"
    assert {"rule": "carried_in_differs", "why": "没有提供上年度报告"} in shown["not_run"]


def test_a_report_without_error_gives_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", str(SHANGTANG), "--format", "json")[0] == 0


def test_last_years_report_lets_the_rules_across_years_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    last = tmp_path / "2022.txt"
    text = SHANGTANG.read_text("utf-8").replace("2023", "2022")
    last.write_text(text.replace("四、结转下年度继续办理\n\t0", "四、结转下年度继续办理\n\t3"), "utf-8")
    _, out, _ = run(capsys, "check", str(SHANGTANG), "--previous", str(last), "--format", "json")
    assert ("GK601", 3, 0) in {(f["code"], f["expected"], f["found"]) for f in json.loads(out)["findings"]}


def test_the_terminal_shows_the_table_the_wrong_cell_and_the_finding(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "年报.txt"
    wrong.write_text(SHANGTANG.read_text("utf-8").replace("（七）总计\n\t37", "（七）总计\n\t36"), "utf-8")
    status, out, _ = run(capsys, "check", str(wrong))
    assert status == 1
    assert "✗36" in out
    assert "GK302" in out


def test_a_folder_gives_a_summary_line_for_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", str(SAMPLES))
    assert status in (0, 1)
    assert "共5份：读出5份、1000个单元格" in out.replace("\n", "")


def test_form_shows_a_cells_definition_and_basis(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "form", "2021", "requests/refused.state_secret/total")
    assert status == 0
    assert "第十四条" in out
    assert "1.属于国家秘密" in out


def test_rules_shows_every_rule_and_one_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "rules", "--format", "json")
    assert status == 0
    assert {"GK301", "GK302", "GK303", "GK401"} <= {rule["code"] for rule in json.loads(out)}
    assert "Known exceptions" in run(capsys, "rules", "GK301")[1]


@pytest.mark.parametrize(
    "arguments", [["form", "1999"], ["form", "2021", "nothing"], ["rules", "GK000"], ["read", "没有这个文件.txt"]]
)
def test_a_wrong_call_ends_with_a_chinese_message_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert any("\u4e00" <= character <= "\u9fff" for character in err)


def test_an_unknown_verb_is_refused_in_chinese() -> None:
    run = subprocess.run([sys.executable, "-m", "gongkai", "吃饭"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "参数有误" in run.stderr


def test_every_verb_has_help_with_an_example() -> None:
    verbs = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert {"read", "check", "form", "rules"} <= set(verbs)
    for verb in verbs.values():
        assert "示例" in verb.format_help()


def test_a_rolled_up_report_is_held_against_the_reports_below_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    children = tmp_path / "各街道"
    children.mkdir()
    for name in ("甲", "乙"):
        (children / f"{name}.txt").write_text(SHANGTANG.read_text("utf-8"), "utf-8")
    _, out, _ = run(capsys, "check", str(SHANGTANG), "--children", str(children), "--format", "json")
    found = {(f["code"], f["cells"][0], f["expected"], f["found"]) for f in json.loads(out)["findings"] if f["cells"]}
    assert ("GK701", "requests/received/total", 78, 39) in found
    (children / "丙.txt").write_text("不是报告", "utf-8")
    assert run(capsys, "check", str(SHANGTANG), "--children", str(children))[0] == 2


def test_the_list_of_rules_says_in_chinese_what_each_checks(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "rules")[1]
    assert "单元格空白" in listed
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", listed)
