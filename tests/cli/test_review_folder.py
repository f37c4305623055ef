"""`gongkai check FOLDER --out REVIEW/`, `--accept`, `--profile`, `--format sarif` and `gongkai compare`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import html

from check_facts import report_with
from gongkai.cli.main import main
from gongkai.read import read_file
from gongkai.review.folder import Plan, review_file
from gongkai.review.record import Record
from gongkai.write import write_report

SAMPLES = Path(__file__).parents[2] / "samples"
WRONG = {"remedies/reconsideration/total": 0, "remedies/reconsideration/upheld": 10}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A right report, a wrong one as Word, a wrong sentence, and a file that is no report."""
    folder = tmp_path / "各单位年报"
    (folder / "街道").mkdir(parents=True)
    (folder / "财政局.docx").write_bytes(write_report(report_with(WRONG), "docx"))
    for name in ("四方台", "二里岗"):
        shutil.copy(next(SAMPLES.glob(f"{name}*")), folder / "街道" / f"{name}.txt")
    (folder / "预算.txt").write_text("某区财政局2023年部门预算", "utf-8")
    return folder


def test_a_district_in_one_command(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    names = tmp_path / "名单.csv"
    names.write_text("机关名称,别名\n青山区财政局\n青山区教育局\n二里岗街道办事处\n四方台区\n", "utf-8")
    out = tmp_path / "审核"
    status, said, err = run(capsys, "check", folder, "--out", out, "--expected", names, "--dated", "2024-02-01")
    assert status == 2
    assert "预算.txt" in err
    assert "缺报1个：青山区教育局" in said
    made = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    for stem in ("财政局", "街道-四方台", "街道-二里岗"):
        assert {f"pages/{stem}.html", f"word/{stem}.docx", f"letters/{stem}.docx", f"letters/{stem}.md"} <= made
    page = html.document_fromstring((out / "index.html").read_text("utf-8"))
    links = [href for href in page.xpath("//@href") if not href.startswith("#")]
    from urllib.parse import unquote

    assert {unquote(link) for link in links} <= made
    assert "青山区教育局" in page.xpath("string(//main)")
    results = [json.loads(line) for line in (out / "results.jsonl").read_text("utf-8").splitlines()]
    assert len(results) == 4
    assert [set(r) for r in results if "error" in r] == [{"file", "error"}]


def test_a_second_run_does_only_what_changed(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "审核"
    command = ("check", folder, "--out", out, "--dated", "2024-02-01")
    run(capsys, *command)
    times = {path: path.stat().st_mtime_ns for path in (out / "records").iterdir()}
    before = (out / "index.html").read_bytes()
    run(capsys, *command)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert (out / "index.html").read_bytes() == before
    (folder / "财政局.docx").write_bytes(write_report(report_with(), "docx"))
    (out / "pages" / "街道-四方台.html").unlink()
    run(capsys, *command)
    assert {path.stem for path in times if path.stat().st_mtime_ns != times[path]} == {"财政局", "街道-四方台"}


def test_a_review_inside_the_folder_is_not_reviewed(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    command = ("check", folder, "--out", folder / "审核", "--dated", "2024-02-01")
    run(capsys, *command)
    run(capsys, *command)
    assert len((folder / "审核" / "results.jsonl").read_text("utf-8").splitlines()) == 4


def test_copied_words_are_found_across_the_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = read_file(str(next(SAMPLES.glob("上塘*")))).section_text(1)
    for organ in ("东山街道办事处", "西山街道办事处"):
        (tmp_path / f"{organ}.docx").write_bytes(write_report(report_with(organ=organ, sections={1: text}), "docx"))
    run(capsys, "check", tmp_path, "--out", tmp_path / "审核", "--dated", "2024-02-01")
    for line in (tmp_path / "审核" / "results.jsonl").read_text("utf-8").splitlines():
        assert "GK721" in {found["code"] for found in json.loads(line)["findings"]}


def test_last_years_reports_are_found_by_organ(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    this, last = tmp_path / "2023", tmp_path / "2022"
    for folder, year, cells in ((this, 2023, {}), (last, 2022, {"requests/carried_out/total": 3})):
        folder.mkdir()
        for organ in ("青山区财政局", "青山区教育局"):
            values = cells if organ.endswith("财政局") else {}
            (folder / f"{organ}.docx").write_bytes(write_report(report_with(values, organ=organ, year=year), "docx"))
    out = tmp_path / "审核"
    run(capsys, "check", this, "--previous", last, "--out", out, "--dated", "2024-02-01")
    results = [json.loads(line) for line in (out / "results.jsonl").read_text("utf-8").splitlines()]
    assert ["GK601" in {f["code"] for f in r["findings"]} for r in sorted(results, key=lambda r: r["organ"])] == [
        False,
        True,
    ]
    assert not {"text_copied", "carried_in_differs"} & {item["rule"] for r in results for item in r["not_run"]}


def test_accepting_a_finding_changes_the_exit_status_until_the_cell_changes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "年报.docx"
    file.write_bytes(write_report(report_with(WRONG), "docx"))
    assert run(capsys, "check", file)[0] == 1
    status, out, _ = run(capsys, "check", file, "--accept", "GK401", "--reason", "上级统一口径", "--by", "张三")
    assert status == 0
    assert "上级统一口径" in out
    status, out, _ = run(capsys, "check", file, "--format", "json")
    accepted = [found["accepted"] for found in json.loads(out)["findings"] if "accepted" in found]
    assert (status, [item["who"] for item in accepted]) == (0, ["张三"])
    changed = {**WRONG, "remedies/reconsideration/upheld": 11}
    file.write_bytes(write_report(report_with(changed), "docx"))
    assert run(capsys, "check", file)[0] == 1


def test_accepting_needs_a_reason_and_one_file(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    file = folder / "财政局.docx"
    assert run(capsys, "check", file, "--accept", "GK401")[0] == 2
    assert run(capsys, "check", folder, "--accept", "GK401", "--reason", "x")[0] == 2
    assert not list(folder.rglob("*.accepted.json"))


def test_a_profile_decides_what_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    file = next(SAMPLES.glob("四方台*"))
    assert run(capsys, "check", file)[0] == 0
    assert run(capsys, "check", file, "--profile", "strict")[0] == 1
    assert run(capsys, "check", file, "--profile", "无")[0] == 2


def test_sarif_is_one_log_for_all_files(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, _ = run(capsys, "check", folder, "--format", "sarif")
    log = json.loads(out)
    assert (status, log["version"], len(log["runs"])) == (2, "2.1.0", 1)
    assert {r["ruleId"] for r in log["runs"][0]["results"]} >= {"GK401", "GK501"}


def test_compare_prints_changes_and_writes_a_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    a, b = tmp_path / "2022.docx", tmp_path / "2023.docx"
    a.write_bytes(write_report(report_with(year=2022), "docx"))
    b.write_bytes(write_report(report_with({"disclosure/licensing/decisions": 7}), "docx"))
    status, out, _ = run(capsys, "compare", a, b)
    assert status == 1
    assert "+7" in out
    assert run(capsys, "compare", a, a)[0] == 0
    status, out, _ = run(capsys, "compare", a, b, "--format", "json")
    changed = [cell for cell in json.loads(out)["cells"] if cell["state"] != "same"]
    assert [(cell["ref"], cell["change"]) for cell in changed] == [("disclosure/licensing/decisions", 7)]
    assert run(capsys, "compare", a, b, "--html", tmp_path / "对照.html")[0] == 1
    assert run(capsys, "compare", a, b, "--html", tmp_path / "对照.html")[0] == 2
    assert "+7" in (tmp_path / "对照.html").read_text("utf-8")


def test_a_fault_of_ours_on_one_file_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(file: str, plan: Plan) -> Record:
        if "财政局" in file:
            raise ZeroDivisionError
        return review_file(file, plan)

    monkeypatch.setattr("gongkai.cli._review.review_file", fail)
    status, _, err = run(capsys, "check", folder, "--out", tmp_path / "审核", "--dated", "2024-02-01")
    assert status == 2
    assert "ZeroDivisionError" in err
    assert len(list((tmp_path / "审核" / "pages").iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "审核").write_text("文件", "utf-8")
    status, _, err = run(capsys, "check", folder, "--out", tmp_path / "审核")
    assert status == 2
    assert "不能建立文件夹" in err
