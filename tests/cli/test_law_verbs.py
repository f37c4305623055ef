"""The verbs of law at the command line, end to end."""

from __future__ import annotations

import json

import pytest

from gongkai.cli.main import main

CONTRACT = ["deadline", "--received", "2026-09-21", "--channel", "in_person"]
AS_OF = ["--as-of", "2026-11-23"]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command; give back its status, output and error."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("GONGKAI_NOTICES", raising=False)

    def call(*arguments):
        status = main(list(arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def test_deadline_prints_the_contract_json(run):
    status, out, _ = run(*CONTRACT, *AS_OF, "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert list(found)[:6] == ["arrived_on", "received_on", "due_on", "provisional", "because", "steps"]
    assert (found["arrived_on"], found["received_on"], found["due_on"]) == ("2026-09-21", "2026-09-21", "2026-10-26")
    assert (found["provisional"], found["because"]) == (False, None)
    assert found["steps"][0] == {
        "on": "2026-09-22",
        "counted": True,
        "nth": 1,
        "why": "工作日",
        "basis": "oir#33.2",
    }
    assert found["steps"][3]["counted"] is False
    assert found["steps"][3]["nth"] is None
    assert "中秋" in found["steps"][3]["why"]


def test_deadline_draws_the_calendar_with_a_legend_and_reasons(run):
    _, out, _ = run(*CONTRACT, *AS_OF)
    for seen in (
        "2026年10月26日（周一）届满",
        "★20",
        "班9",
        "休",
        "图例",
        "国庆节放假",
        "第三十三条第二款",
        "未经官方全文核对",
    ):
        assert seen in out


def test_deadline_counts_from_the_confirmation(run):
    _, out, _ = run(
        *["deadline", "--received", "2026-03-06", "--channel", "internet", "--confirmed", "2026-03-09"],
        *[*AS_OF, "--format", "json"],
    )
    found = json.loads(out)
    assert (found["arrived_on"], found["received_on"], found["due_on"]) == ("2026-03-06", "2026-03-09", "2026-04-07")


def test_deadline_says_when_it_is_provisional(run):
    status, out, _ = run(
        *["deadline", "--received", "2026-12-10", "--channel", "in_person", "--as-of", "2026-12-11", "--format", "json"]
    )
    found = json.loads(out)
    assert status == 0
    assert found["provisional"] is True
    assert "2027年放假安排尚未公布" in found["because"]


def test_deadline_with_extension_consultation_and_correction(run):
    _, out, _ = run(
        *["deadline", "--received", "2026-03-02", "--channel", "in_person", "--corrected", "2026-03-16"],
        *["--consult", "third_party", "2026-03-20", "2026-03-27", "--extend", "5", "--extend-told", "2026-04-10"],
        *[*AS_OF, "--format", "json"],
    )
    found = json.loads(out)
    assert found["due_on"] == "2026-04-28"
    assert sum(step["counted"] for step in found["steps"]) == 25
    assert len(found["notes"]) == 3
    assert found["confirmed"] is False


def test_another_clock_needs_no_channel(run):
    _, out, _ = run("deadline", "--clock", "reconsideration", "--received", "2026-08-02", *AS_OF, "--format", "json")
    assert json.loads(out)["due_on"] == "2026-10-08"


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--received", "2007-09-21", "--channel", "in_person"], "2008年"),
        (["--received", "2026-11-24", "--channel", "in_person"], "received"),
        (["--received", "2026-11-20", "--channel", "fax", "--confirmed", "2026-11-30"], "confirmed"),
        (["--received", "2026-09-21", "--channel", "fax"], "confirmed"),
        (["--received", "2026-09-21", "--channel", "pigeon"], "pigeon"),
        (["--received", "2026-09-21"], "channel"),
        (["--channel", "fax"], "received"),
        (["--received", "2026-02-30", "--channel", "in_person"], "received"),
        (["--received", "明天", "--channel", "in_person"], "received"),
        (["--received", "2026-09-21", "--channel", "in_person", "--clock", "tea"], "tea"),
        (["--received", "2026-09-21", "--channel", "in_person", "--extend", "5"], "extend-told"),
        (
            ["--received", "2026-09-21", "--channel", "in_person", "--extend", "x", "--extend-told", "2026-09-22"],
            "extend",
        ),
        (["--received", "2026-09-21", "--clock", "suit", "--corrected", "2026-09-22"], "reply"),
        (["--received", "2026-09-21", "--channel", "in_person", "--notices", "no-such-folder"], "no-such-folder"),
    ],
)
def test_a_wrong_deadline_call_gets_one_chinese_line_and_status_2(run, arguments, field):
    status, out, err = run("deadline", *arguments, *AS_OF, "--format", "json")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert field in err
    assert "Traceback" not in err


def test_a_notice_folder_settles_a_new_year(run, tmp_path, monkeypatch):
    festivals = ["01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15"]
    text = 'kind = "year"\ntitle = "测试"\nyear = 2027\n' + "".join(
        f'[[off]]\nfrom = 2027-{day}\nname = "节日"\n' for day in [*festivals, "10-01", "10-02", "10-03"]
    )
    (tmp_path / "2027.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_NOTICES", str(tmp_path))
    arguments = ["deadline", "--received", "2026-12-10", "--channel", "in_person", "--as-of", "2026-12-11"]
    _, out, _ = run(*arguments, "--format", "json")
    assert json.loads(out)["provisional"] is False


def test_fee_prints_the_contract_json(run):
    status, out, _ = run("fee", "--items", "35", "--on", "2026-03-02", "--format", "json")
    found = json.loads(out)
    assert (status, found["amount_yuan"]) == (0, 3000)
    assert found["steps"] == [
        {"from": 11, "to": 30, "each": 100, "sum": 2000},
        {"from": 31, "to": 35, "each": 200, "sum": 1000},
    ]
    assert "信息处理费管理办法" in found["basis"]


def test_fee_shows_its_steps_and_that_they_are_not_confirmed(run):
    _, out, _ = run("fee", "--pages", "250", "--on", "2026-03-02")
    for seen in ("4700元", "201—250", "未核", "第五条第二款第（四）项"):
        assert seen in out


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--pages", "-1"], "pages"),
        (["--items", "-1"], "items"),
        (["--items", "3", "--pages", "3"], "不能同时"),
        ([], "items"),
        (["--items", "many"], "items"),
        (["--pages", "3", "--before", "3"], "before"),
        (["--items", "3", "--on", "2020-01-01"], "2021-01-01"),
        (["--items", "99999999999999999999"], "items"),
    ],
)
def test_a_wrong_fee_call_gets_one_chinese_line_and_status_2(run, arguments, field):
    status, out, err = run("fee", *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert field in err


@pytest.mark.parametrize(
    ("ref", "seen", "unseen"),
    [
        ("oir#33", ["第三十三条", "能够当场答复", "20个工作日", "征求第三方"], "第三十四条"),
        ("oir#33.2", ["第三十三条第二款", "20个工作日"], "能够当场答复的"),
        ("oir#36.3", ["第（三）项", "说明理由"], "经检索没有"),
        ("answer_deadline", ["2019-05-15", "2008-05-01", "未核"], "第三十四条"),
    ],
)
def test_law_prints_what_the_address_names(run, ref, seen, unseen):
    status, out, _ = run("law", ref)
    assert status == 0
    assert all(words in out for words in seen)
    assert unseen not in out


def test_law_lists_its_instruments_and_refuses_what_it_lacks(run):
    assert "行政复议法" in run("law")[1]
    status, _, err = run("law", "oir#99")
    assert (status, "第56条" in err) == (2, True)


@pytest.mark.parametrize("ref", ["oir", "oir#33.2", "suit_direct"])
def test_law_speaks_json(run, ref):
    assert json.loads(run("law", ref, "--format", "json")[1])


def test_calendar_shows_the_whole_year(run):
    _, out, _ = run("calendar", "2026")
    assert "工作日248天" in out
    assert all(f"2026年{month}月" in out for month in range(1, 13))


def test_calendar_of_a_year_without_notice_says_so(run):
    _, out, _ = run("calendar", "2027")
    assert "尚未公布" in out
    assert json.loads(run("calendar", "2027", "--format", "json")[1])["provisional"] is True


@pytest.mark.parametrize("year", ["2007", "2099", "0", "-5", "abc", "99999"])
def test_a_year_without_data_is_refused(run, year):
    status, _, err = run("calendar", "--format=text", "--", year)
    assert (status, err.count("\n")) == (2, 1)


def test_outcome_writes_the_remedy_paragraph(run):
    _, out, _ = run(
        "outcome", "D1", "--organ", "local_department", "--authority", "某某市人民政府", "--on", "2026-03-02"
    )
    joined = out.replace("\n", "")
    assert "应当先自知道或者应当知道本答复之日起六十日内向某某市人民政府申请行政复议" in joined


def test_outcome_lists_and_speaks_json(run):
    assert "D8" in run("outcome")[1]
    found = json.loads(run("outcome", "N1", "--organ", "local_department", "--on", "2026-03-02", "--format", "json")[1])
    assert found["remedy"]["carries"] is False
    assert found["needs_legal_review"] is True


def test_outcome_refuses_what_it_does_not_know(run):
    assert run("outcome", "D99")[0] == 2
    assert run("outcome", "D1", "--organ", "church")[0] == 2


@pytest.mark.parametrize("verb", ["deadline", "fee", "law", "calendar", "outcome"])
def test_every_verb_has_chinese_help_with_an_example(capsys, verb):
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    printed = capsys.readouterr().out
    assert end.value.code == 0
    assert f"gongkai {verb} " in printed
    assert "示例" in printed
