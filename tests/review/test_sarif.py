"""The SARIF log: what viewers need, at the right lines and columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from check_facts import report_with
from gongkai.check import check, rules
from gongkai.check.acceptance import accept, settle
from gongkai.read import read_file
from gongkai.review import sarif_log

SAMPLES = Path(__file__).parents[2] / "samples"
TOTAL = "remedies/reconsideration/total"
WRONG = {TOTAL: 0, "remedies/reconsideration/upheld": 10}


def run_of(log):
    (run,) = log["runs"]
    return run


def test_every_rule_is_described_and_every_result_points_at_its_rule():
    run = run_of(sarif_log([("年报.docx", settle(check(report_with(WRONG))))]))
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.code for rule in rules().values()]
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}


def test_a_cell_is_a_logical_location_under_its_ref():
    run = run_of(sarif_log([("年报.docx", settle(check(report_with(WRONG))))]))
    first = next(r for r in run["results"] if r["ruleId"] == "GK401")["locations"][0]
    assert first["logicalLocations"][0]["fullyQualifiedName"] == TOTAL
    assert "region" not in first["physicalLocation"]


def test_words_in_a_text_file_have_lines_and_columns():
    file = next(SAMPLES.glob("四方台*"))
    report = read_file(str(file))
    run = run_of(sarif_log([(str(file), settle(check(report)))]))
    found = next(r for r in run["results"] if r["ruleId"] == "GK501")
    region = found["locations"][0]["physicalLocation"]["region"]
    line = file.read_text("utf-8").split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert "1750条" in region["snippet"]["text"]


def test_accepted_findings_are_suppressed_not_lost():
    report = report_with(WRONG)
    checked = check(report)
    kept = [accept(found, report, reason="口径不同") for found in checked.findings]
    run = run_of(sarif_log([("年报.docx", settle(checked, kept))]))
    assert len(run["results"]) == len(checked.findings)
    assert all(r["suppressions"][0]["justification"] == "口径不同" for r in run["results"])


def test_what_could_not_be_read_is_a_notification():
    run = run_of(sarif_log([], [("坏 文件.docx", "已损坏")]))
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    note = invocation["toolExecutionNotifications"][0]
    assert note["message"]["text"] == "已损坏"
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%E5%9D%8F%20%E6%96%87%E4%BB%B6.docx"


def test_a_fingerprint_stays_when_numbers_are_mended_elsewhere():
    def fingerprints(report):
        results = run_of(sarif_log([("a.docx", settle(check(report)))]))["results"]
        return {r["ruleId"]: r["partialFingerprints"] for r in results}

    other = replace(report_with({**WRONG, "disclosure/licensing/decisions": 3}))
    assert fingerprints(report_with(WRONG))["GK401"] == fingerprints(other)["GK401"]
