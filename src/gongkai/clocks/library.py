"""The one door to the calendar library: days off and make-up working days of the years it knows."""

from __future__ import annotations

from datetime import date

from chinese_calendar import constants

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利七十周年纪念日",
}


def days_off() -> dict[date, str]:
    """Every day off the library knows, with the Chinese name of the festival."""
    return {day: _NAMES[name] for day, name in constants.holidays.items()}


def make_up_days() -> dict[date, str]:
    """Every Saturday or Sunday the library knows to be worked, with the festival it makes up for."""
    return {day: _NAMES[name] for day, name in constants.workdays.items()}


def last_year() -> int:
    """The newest year whose notice the library contains.

    New Year's Day of the year after may already be listed with this year's December, so the measure is National Day.
    """
    years: list[int] = [day.year for day in constants.holidays if (day.month, day.day) == (10, 1)]
    return max(years)
