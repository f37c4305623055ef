"""`gongkai new`: an empty official form."""

import json

import docx
import pytest

from gongkai.cli.main import main
from gongkai.cli.new import empty_report
from gongkai.form import editions


def new(tmp_path, *arguments):
    target = tmp_path / "空表.json"
    status = main(["new", "--organ", "清河县财政局", *arguments, str(target)])
    return status, json.loads(target.read_text("utf-8")) if target.exists() else None


@pytest.mark.parametrize("edition_id", editions())
def test_every_statutory_cell_is_there_and_blank(tmp_path, edition_id):
    status, data = new(tmp_path, "--year", "2025", "--edition", edition_id)
    form = editions()[edition_id]
    assert status == 0
    assert data["cells"] == {cell.ref: None for cell in form.cells if not cell.variant}


def test_the_year_chooses_the_edition(tmp_path):
    assert new(tmp_path, "--year", "2020")[1]["edition"] == "2019"


def test_the_title_names_organ_and_year(tmp_path):
    assert new(tmp_path, "--year", "2025")[1]["title"] == "清河县财政局2025年政府信息公开工作年度报告"


@pytest.mark.parametrize("year", ["12", "99999", "2008"])
def test_a_year_that_no_form_has_is_explained(tmp_path, capsys, year):
    assert new(tmp_path, "--year", year)[0] == 2
    assert "年" in capsys.readouterr().err


@pytest.mark.parametrize("year", ["二〇二五", ""])
def test_a_year_that_is_no_number_is_refused(tmp_path, year):
    assert new(tmp_path, "--year", year) == (2, None)


def test_an_organ_without_a_name_is_refused(tmp_path):
    assert main(["new", "--organ", " ", "--year", "2025", str(tmp_path / "空表.docx")]) == 2


def test_the_five_aspects_are_headings_in_word(tmp_path):
    target = tmp_path / "空表.docx"
    assert main(["new", "--organ", "清河县财政局", "--year", "2025", str(target)]) == 0
    headings = [p.text for p in docx.Document(str(target)).paragraphs if p.style.name == "Heading 2"]
    labels = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    assert headings == [f"（{number}）{label}情况" for number, label in zip("一二三四五", labels, strict=True)]


def test_an_empty_report_has_a_section_for_each_narrative_part():
    form = editions()["2021"]
    assert sorted(empty_report(form, "某局", 2025).sections) == [1, 5, 6]
