"""`gongkai convert`: formats, refusals, and a file that appears whole or not at all."""

import json
import os
import stat
from pathlib import Path
from random import Random

import pytest

from gongkai.cli import _save
from gongkai.cli.main import main
from gongkai.errors import UnwritableReport
from gongkai.write import formats, write_report
from strategies import Shape, random_report


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "年报.json"
    path.write_bytes(write_report(random_report(Random(2), shape=Shape()), "json"))
    return path


@pytest.mark.parametrize("format", sorted(set(formats()) - {"pdf"}))
def test_every_format_is_chosen_by_the_suffix(source, tmp_path, format):
    target = tmp_path / f"新{formats()[format].suffix}"
    assert main(["convert", str(source), str(target)]) == 0
    expected = write_report(random_report(Random(2), shape=Shape()), format)
    if format not in {"json"}:
        assert target.read_bytes() == expected


def test_to_overrides_the_suffix(source, tmp_path):
    target = tmp_path / "数据.txt"
    assert main(["convert", str(source), str(target), "--to", "json"]) == 0
    assert json.loads(target.read_text("utf-8"))["edition"] == "2021"


def test_an_unknown_suffix_is_explained(source, tmp_path, capsys):
    assert main(["convert", str(source), str(tmp_path / "年报.xyz")]) == 2
    assert "--to" in capsys.readouterr().err


def test_an_existing_file_is_not_overwritten_unasked(source, tmp_path, capsys):
    target = tmp_path / "年报.md"
    target.write_text("旧", "utf-8")
    assert main(["convert", str(source), str(target)]) == 2
    assert target.read_text("utf-8") == "旧"
    assert "--force" in capsys.readouterr().err


def test_force_overwrites(source, tmp_path):
    target = tmp_path / "年报.md"
    target.write_text("旧", "utf-8")
    assert main(["convert", str(source), str(target), "--force"]) == 0
    assert target.read_text("utf-8").startswith("# ")


def test_a_file_is_not_converted_onto_itself_unasked(source):
    before = source.read_bytes()
    assert main(["convert", str(source), str(source)]) == 2
    assert source.read_bytes() == before


def test_a_missing_folder_is_explained_in_chinese(source, tmp_path, capsys):
    assert main(["convert", str(source), str(tmp_path / "无" / "年报.md")]) == 2
    assert "文件夹不存在" in capsys.readouterr().err


def test_nothing_is_left_behind_when_writing_fails(tmp_path, monkeypatch):
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UnwritableReport, match="磁盘空间不足"):
        _save.write_whole(tmp_path / "年报.md", b"x", force=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_made_meanwhile_by_another_program_is_kept(tmp_path):
    target = tmp_path / "年报.md"
    target.write_text("别人的", "utf-8")
    with pytest.raises(UnwritableReport, match="已经存在"):
        _save.write_whole(target, b"x", force=False)
    assert target.read_text("utf-8") == "别人的"
    assert [path.name for path in tmp_path.iterdir()] == ["年报.md"]


def test_the_file_has_ordinary_permissions(tmp_path):
    target = tmp_path / "年报.md"
    _save.write_whole(target, b"x", force=False)
    plain = tmp_path / "另.md"
    plain.write_bytes(b"x")
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_standard_output(source, capsysbinary):
    assert main(["convert", str(source), "-", "--to", "md"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"# ")


def test_a_real_report_becomes_word(tmp_path):
    sample = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))[0]
    target = tmp_path / "年报.docx"
    assert main(["convert", str(sample), str(target)]) == 0
    assert target.read_bytes().startswith(b"PK")
