from __future__ import annotations

import pytest
from reporting_world import YEAR
from upward_world import RECEIVED, balanced, office, officer, sign, value_of
from web_world import World

from gongkai.errors import InputError
from gongkai.web.organs.access import Refused
from gongkai.web.reporting.actions.enter_report import ORGAN, answer_cells, confirm_entered, enter_file
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import AnnualReport, EnteredFile, Submission
from gongkai.write import write_report

pytestmark = pytest.mark.django_db


def file_of(world: World, format: str = "docx", *, without: tuple[str, ...] = (), year: int = YEAR) -> bytes:
    cells = {ref: value for ref, value in balanced(4).items() if ref.rpartition("/")[0] not in without}
    return write_report(value_of(world, "street", cells, year), format)


def entered(world: World, data: bytes) -> EnteredFile:
    return enter_file(office(world), world.organs["street"], YEAR, name="年报.docx", data=data)


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_file_that_is_wholly_read_counts_after_a_person_confirms_it(world: World, format: str) -> None:
    file = entered(world, file_of(world, format))
    submission = confirm_entered(office(world), file, version=file.version)
    assert submission.is_entered
    assert report_in(submission.frozen).value(RECEIVED) == 4


def test_nothing_counts_before_it_is_confirmed(world: World) -> None:
    entered(world, file_of(world))
    assert not Submission.objects.exists()
    assert not AnnualReport.objects.exists()


def test_a_row_that_is_not_in_the_file_is_asked_for_cell_by_cell(world: World) -> None:
    file = entered(world, file_of(world, "html", without=("disclosure/fees", "disclosure/licensing")))
    assert [question["ref"] for question in file.questions] == [
        "disclosure/licensing/decisions",
        "disclosure/fees/amount",
    ]
    with pytest.raises(InputError, match="还有2处没有核对"):
        confirm_entered(office(world), file, version=file.version)


def test_the_answers_stand_in_the_frozen_version(world: World) -> None:
    file = entered(world, file_of(world, "html", without=("disclosure/fees", "disclosure/licensing")))
    said = {"disclosure/licensing/decisions": ("number", "31"), "disclosure/fees/amount": ("blank", "")}
    answer_cells(office(world), file, said, version=file.version)
    frozen = confirm_entered(office(world), file, version=file.version).frozen
    assert report_in(frozen).value("disclosure/licensing/decisions") == 31
    assert report_in(frozen).value("disclosure/fees/amount") is None


def test_an_answer_that_the_cell_cannot_hold_is_refused(world: World) -> None:
    file = entered(world, file_of(world, "html", without=("disclosure/licensing",)))
    with pytest.raises(InputError, match="不是整数"):
        answer_cells(office(world), file, {"disclosure/licensing/decisions": ("number", "三十")}, version=file.version)


def test_a_file_that_names_another_organ_is_asked_about(world: World) -> None:
    data = write_report(value_of(world, "street2", balanced(4)), "docx")
    assert [question["ref"] for question in entered(world, data).questions] == [ORGAN]


def test_a_file_of_another_year_is_refused(world: World) -> None:
    with pytest.raises(InputError, match=f"是{YEAR - 1}年度的报告"):
        entered(world, file_of(world, year=YEAR - 1))


def test_no_file_is_entered_for_an_organ_that_writes_its_report_here(world: World) -> None:
    sign(world, "street", 2)
    with pytest.raises(InputError, match="在本平台编制报告"):
        entered(world, file_of(world))


def test_only_the_organ_above_enters_a_file(world: World) -> None:
    for viewer in (officer(world, "lane"), officer(world, "street"), office(world, "district2")):
        with pytest.raises(Refused):
            enter_file(viewer, world.organs["street"], YEAR, name="年报.docx", data=file_of(world))
