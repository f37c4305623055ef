"""JSON: exact numbers, the promised shape, the published schema."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from written import figures_of, nasty_report, report_with, words_of

from gongkai.errors import NotAReport, UnreadableFile
from gongkai.read.own_json import read_json_text
from gongkai.report import ABSENT, Place
from gongkai.write import write_report
from gongkai.write.json import contract_object, dump, schema
from gongkai.write.schema import build_schema
from strategies import reports

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@settings(max_examples=40, deadline=None)
@given(reports())
def test_what_is_written_is_read_back_value_for_value_and_word_for_word(report):
    back = read_json_text(write_report(report, "json").decode())
    assert figures_of(back) == figures_of(report)
    assert words_of(back) == words_of(report)


@settings(max_examples=20, deadline=None)
@given(reports())
def test_what_is_written_satisfies_the_published_schema(report):
    VALIDATOR.validate(json.loads(write_report(report, "json")))


@pytest.mark.parametrize("digits", ["4068.208", "0.00", "7730.28", "0.000001", "12345678901234567890.10"])
def test_a_decimal_keeps_its_digits(digits):
    report = report_with({"disclosure/fees/amount": Decimal(digits)})
    assert f'"disclosure/fees/amount": {digits},' in write_report(report, "json").decode()


def test_blank_is_null_zero_is_zero_and_absent_has_no_key():
    report = report_with({"disclosure/rules/issued": 0, "disclosure/rules/repealed": ABSENT})
    cells = json.loads(write_report(report, "json"))["cells"]
    assert cells["disclosure/rules/issued"] == 0
    assert cells["disclosure/rules/in_force"] is None
    assert "disclosure/rules/repealed" not in cells


def test_signs_and_line_breaks_in_words_survive():
    report = nasty_report()
    assert words_of(read_json_text(write_report(report, "json").decode())) == words_of(report)


def test_the_public_shape_has_no_file_sources_or_unread():
    assert not {"file", "sources", "unread"} & set(contract_object(nasty_report(), public=True))


def test_one_line_for_json_lines():
    assert "\n" not in dump(contract_object(nasty_report()))


def test_a_place_is_read_back():
    place = Place("０", page=2, table=1, row=3, column=2, box=(1.0, 2.0, 3.5, 4.0), how="recovered", why="合计")
    report = report_with({})
    report = type(report)(**{**vars(report), "places": (place, *[None] * (len(report.values) - 1))})
    assert read_json_text(write_report(report, "json").decode()).places[0] == place


def test_a_figure_of_the_wrong_kind_is_unread_not_taken():
    text = write_report(report_with({"disclosure/rules/issued": 7}), "json").decode().replace(": 7,", ': "七",')
    report = read_json_text(text)
    assert report.value("disclosure/rules/issued") is None
    assert [(item.ref, item.text) for item in report.unread] == [("disclosure/rules/issued", "七")]


@pytest.mark.parametrize("text", ["", "{", "[1,]", '{"cells": NaN}', "[" * 5000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(UnreadableFile):
        read_json_text(text)


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"edition": "1999", "cells": {}}', '{"edition": "2021", "cells": [], "year": "x"}']
)
def test_json_that_is_no_report_is_refused(text):
    with pytest.raises(NotAReport):
        read_json_text(text)


@pytest.mark.parametrize("path", ["src/gongkai/write/report.schema.json", "docs/reference/report.schema.json"])
def test_the_published_schema_is_the_one_made_from_the_form(path):
    """Run `python -m tools.report_schema` when the form has changed."""
    assert json.loads((ROOT / path).read_text("utf-8")) == build_schema()


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(build_schema())


def test_the_schema_refuses_a_cell_that_the_edition_does_not_have():
    data = json.loads(write_report(report_with({}), "json"))
    data["cells"]["requests/nonsense/total"] = 1
    assert not VALIDATOR.is_valid(data)
