"""The working calendar against a second library, and its notices."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from gongkai.clocks import build_calendar, calendar_for, deadline, national_calendar, packaged_notices, read_notice
from gongkai.errors import DateError, InputError

CALENDAR = national_calendar()
YEARS = range(2008, CALENDAR.settled_through.year + 1)

NOTICE_2027 = """
kind = "year"
title = "测试用的2027年安排（不是真实通知）"
number = "测试〔2026〕1号"
year = 2027
off = [
    { from = 2027-01-01, to = 2027-01-03, name = "元旦" },
    { from = 2027-02-05, to = 2027-02-11, name = "春节" },
    { from = 2027-04-05, name = "清明节" },
    { from = 2027-05-01, to = 2027-05-05, name = "劳动节" },
    { from = 2027-06-09, name = "端午节" },
    { from = 2027-09-15, name = "中秋节" },
    { from = 2027-10-01, to = 2027-10-07, name = "国庆节" },
]
work = [{ on = 2027-01-09, name = "元旦" }]
"""
LOCAL = """
kind = "local"
region = "测试自治区"
title = "测试用的本地放假规定"

[[off]]
from = 2026-03-20
to = 2026-03-21
name = "肉孜节"
"""


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_a_second_library(year):
    second = holidays.CN(years=[year - 1, year])
    day = date(year, 1, 1)
    while day.year == year:
        assert CALENDAR.is_working(day) == second.is_working_day(day), day
        day += timedelta(days=1)


def test_the_calendar_covers_every_year_the_library_knows():
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(CALENDAR.settled_through + timedelta(days=1))


def test_the_spring_festival_of_2020_was_extended():
    extended = [CALENDAR.day(date(2020, 1, 31) + timedelta(days=n)) for n in range(4)]
    assert [day.working for day in extended] == [False, False, False, True]
    assert "延长" in extended[1].why


@pytest.mark.parametrize(
    ("day", "festival"),
    [("2027-02-05", "春节"), ("2027-02-08", "春节"), ("2027-04-05", "清明节"), ("2027-06-09", "端午节")],
)
def test_festivals_fixed_by_law_are_off_in_a_year_without_notice(day, festival):
    found = CALENDAR.day(date.fromisoformat(day))
    assert (found.working, found.kind) == (False, "statutory")
    assert festival in found.why


@pytest.mark.parametrize("year", range(2027, 2037))
def test_lunar_festivals_agree_with_a_second_library(year):
    second = holidays.CN(years=year, observed=False)
    ours = {day.on for day in CALENDAR.days if day.on.year == year and day.kind == "statutory"}
    assert ours == {day for day in second if day.year == year}


def test_a_year_without_notice_makes_the_deadline_provisional():
    found = deadline("reply", date(2026, 12, 10))
    assert found.provisional
    assert found.because.startswith("2027年放假安排尚未公布")


def test_a_deadline_inside_the_last_notice_is_not_provisional():
    assert deadline("reply", date(2026, 11, 23)).because is None


def test_the_last_days_of_a_settled_year_carry_a_warning():
    found = deadline("reply", date(2026, 12, 3))
    assert found.due_on == date(2026, 12, 31)
    assert not found.provisional
    assert "12月29日至31日" in found.notes[0]


def test_a_new_notice_settles_the_year_and_changes_the_date(tmp_path):
    (tmp_path / "2027.toml").write_text(NOTICE_2027, encoding="utf-8")
    settled = deadline("reply", date(2026, 12, 10), calendar=calendar_for(None, tmp_path))
    assert not settled.provisional
    assert settled.due_on == date(2027, 1, 8)
    assert next(step for step in settled.steps if step.on == date(2027, 1, 1)).basis == "测试〔2026〕1号"


def test_a_notice_that_skips_a_year_settles_nothing():
    later = NOTICE_2027.replace("2027-", "2030-").replace("year = 2027", "year = 2030")
    for old, new in (("02-05, to = 2030-02-11", "02-02, to = 2030-02-08"), ("06-09", "06-05"), ("09-15", "09-12")):
        later = later.replace(f"2030-{old}", f"2030-{new}")
    later = later.replace('work = [{ on = 2030-01-09, name = "元旦" }]', "")
    calendar = build_calendar((*packaged_notices(), read_notice("2030.toml", later)))
    assert calendar.settled_through == CALENDAR.settled_through


def test_a_make_up_day_of_a_new_notice_is_counted(tmp_path):
    (tmp_path / "2027.toml").write_text(NOTICE_2027, encoding="utf-8")
    settled = deadline("reply", date(2026, 12, 11), calendar=calendar_for(None, tmp_path))
    assert settled.due_on == date(2027, 1, 9)


def test_a_local_holiday_counts_only_in_its_region():
    notices = (*packaged_notices(), read_notice("local.toml", LOCAL))
    here = deadline("reply", date(2026, 3, 2), calendar=build_calendar(notices, "测试自治区"))
    there = deadline("reply", date(2026, 3, 2), calendar=build_calendar(notices, "别处"))
    assert (here.due_on, there.due_on) == (date(2026, 3, 31), date(2026, 3, 30))
    assert next(step for step in here.steps if step.on == date(2026, 3, 20)).why == "肉孜节放假"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('kind = "year"', 'kind = "month"'),
        ("year = 2027", ""),
        ("to = 2027-01-03", "to = 2026-12-01"),
        ("on = 2027-01-09", "on = 2027-01-02"),
        ("on = 2027-01-09", "on = 2027-01-05"),
        ("on = 2027-01-09", 'on = "2027-01-09"'),
        ("from = 2027-01-01", "from = 2027-01-01T08:00:00"),
        ("to = 2027-02-11", "to = 2027-02-07"),
        ('{ from = 2027-06-09, name = "端午节" },', ""),
        ("to = 2027-01-03", "to = 2028-01-03"),
        ('title = "', "title = "),
        ("year = 2027", 'year = 2027\nregion = "x"'),
    ],
)
def test_a_wrong_notice_is_refused_by_name(before, after):
    with pytest.raises(InputError, match=r"2027\.toml") as refusal:
        read_notice("2027.toml", NOTICE_2027.replace(before, after))
    assert refusal.value.field == "notices"


def test_a_region_without_a_notice_is_refused():
    with pytest.raises(InputError, match="测试自治区") as refusal:
        calendar_for("测试自治区")
    assert refusal.value.field == "region"


def test_a_moment_is_not_a_day():
    with pytest.raises(DateError, match="不是日期"):
        deadline("reply", datetime(2026, 3, 2, 8, tzinfo=UTC))


def test_a_notice_folder_that_is_missing_is_refused():
    with pytest.raises(InputError, match="不存在"):
        calendar_for(None, Path("no-such-folder"))


def test_a_day_before_2008_is_refused():
    with pytest.raises(DateError, match="早于2008年") as refusal:
        deadline("reply", date(2007, 12, 31))
    assert refusal.value.field == "received"


def test_a_day_beyond_the_data_is_refused():
    with pytest.raises(DateError, match="超出"):
        deadline("reply", date(2036, 12, 20))


def test_every_weekend_day_the_library_calls_worked_is_marked_as_make_up():
    worked = [day for day in CALENDAR.days if day.working and day.on.weekday() >= 5]
    assert worked
    assert all(day.kind == "make_up" and "调休上班" in day.why for day in worked)
