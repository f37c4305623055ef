"""Accepted findings survive re-runs while what they speak of is unchanged, and come back when it changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from check_facts import report_with
from gongkai.check import Checked, Severity, check
from gongkai.check.acceptance import (
    Acceptance,
    accept,
    accepted_file,
    choose,
    load_acceptances,
    parse_acceptances,
    settle,
    spell_acceptances,
)
from gongkai.check.profile import apply_profile, load_profile, profiles
from gongkai.errors import InputError
from gongkai.report import Report

TOTAL = "remedies/reconsideration/total"
WRONG = {TOTAL: 0, "remedies/reconsideration/upheld": 10}
SENTENCE = "全年发布信息1750条，其中概况类信息368条、动态信息469条、目录信息873条。"


def accepted(report: Report, wanted: str) -> list[Acceptance]:
    return [
        accept(found, report, reason="已核实", who="张三", on=date(2024, 2, 1))
        for found in choose(check(report).findings, wanted)
    ]


def codes(checked: Checked) -> list[str]:
    return [found.code for found in checked.findings]


def test_an_accepted_finding_is_shown_as_accepted_and_is_no_error() -> None:
    report = report_with(WRONG)
    settled = settle(check(report), accepted(report, f"GK401:{TOTAL}"))
    assert check(report).errors == 1
    assert settled.errors == 0
    assert [(found.code, item.reason) for found, item in settled.accepted] == [("GK401", "已核实")]


def test_it_comes_back_when_a_cell_changes() -> None:
    kept = accepted(report_with(WRONG), "GK401")
    settled = settle(check(report_with({**WRONG, "remedies/reconsideration/corrected": 1})), kept)
    assert settled.errors == 1
    assert settled.lapsed == tuple(kept)


def test_it_survives_a_change_elsewhere() -> None:
    kept = accepted(report_with(WRONG), "GK401")
    other = report_with({**WRONG, "disclosure/licensing/decisions": 7})
    assert settle(check(other), kept).errors == 0


def test_words_are_accepted_wherever_they_move_to_and_not_when_a_number_changes() -> None:
    def text(words: str) -> Report:
        return report_with(sections={1: f"主动公开。{words}依申请公开0件。信息管理。平台。监督。"})

    kept = accepted(text(SENTENCE), "GK501:1750条")
    assert [found.code for found, _ in settle(check(text("新增一句。" + SENTENCE)), kept).accepted] == ["GK501"]
    assert settle(check(text(SENTENCE.replace("873", "874"))), kept).accepted == ()


def test_blank_and_zero_are_not_the_same_to_an_acceptance() -> None:
    blank = {"remedies/reconsideration/pending": None, **WRONG}
    kept = accepted(report_with(blank), "GK401")
    assert settle(check(report_with({**blank, "remedies/reconsideration/pending": 0})), kept).accepted == ()


def test_the_file_says_the_same_when_read_again(tmp_path: Path) -> None:
    cells = {"disclosure/fees/amount": Decimal("-1.50"), **WRONG}
    kept = [*accepted(report_with(cells), "GK401"), *accepted(report_with(cells), "GK202")]
    path = accepted_file(tmp_path / "年报.docx")
    path.write_text(spell_acceptances(kept), "utf-8")
    assert load_acceptances(path) == kept
    assert path.name == "年报.docx.accepted.json"
    assert load_acceptances(tmp_path / "没有.json") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"accepted": [1]}',
        '{"accepted": [{"code": "GK401"}]}',
        '{"accepted": [{"code": "a", "cells": []}]}',
    ],
)
def test_a_damaged_file_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_acceptances(text, "x")


def test_a_reason_is_needed() -> None:
    report = report_with(WRONG)
    with pytest.raises(InputError):
        accept(check(report).findings[0], report, reason=" ")


def test_a_code_alone_must_mean_one_finding() -> None:
    twice = report_with({**WRONG, "remedies/litigation_direct/upheld": 3})
    with pytest.raises(InputError, match=TOTAL):
        choose(check(twice).findings, "GK401")
    with pytest.raises(InputError):
        choose(check(twice).findings, "GK999")


def test_a_profile_makes_graver_milder_and_silent(tmp_path: Path) -> None:
    report = report_with({**WRONG, "requests/received/total": None}, sections={6: "无。"})
    own = tmp_path / "本区.toml"
    own.write_text('[severity]\nGK401 = "notice"\nGK201 = "error"\nGK108 = "off"\n', "utf-8")
    checked = apply_profile(check(report), load_profile(str(own)))
    severity = {found.code: found.severity for found in checked.findings}
    assert severity["GK401"] is Severity.NOTICE
    assert severity["GK201"] is Severity.ERROR
    assert "GK108" in codes(check(report))
    assert "GK108" not in severity
    assert [found.severity for found in checked.findings] == sorted(
        (found.severity for found in checked.findings), key=list(Severity).index
    )


def test_a_finding_that_blanks_may_explain_stays_mild(tmp_path: Path) -> None:
    report = report_with({**WRONG, "remedies/reconsideration/total": 20, "remedies/reconsideration/other": None})
    own = tmp_path / "严.toml"
    own.write_text('[severity]\nGK401 = "error"\n', "utf-8")
    before = next(f for f in check(report).findings if f.code == "GK401")
    after = next(f for f in apply_profile(check(report), load_profile(str(own))).findings if f.code == "GK401")
    assert before.severity is after.severity is Severity.WARNING


def test_the_default_profile_changes_nothing() -> None:
    checked = check(report_with(WRONG))
    assert apply_profile(checked, profiles()["default"]) is checked


@pytest.mark.parametrize("text", ['[severity]\nGK000 = "error"', '[severity]\nGK401 = "bad"', "severity = 1", "="])
def test_a_profile_that_names_what_does_not_exist_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        load_profile(str(path))


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(InputError):
        load_profile("最严")
