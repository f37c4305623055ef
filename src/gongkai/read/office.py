"""Read DOC, WPS, RTF and ODT by letting LibreOffice, where it is installed, make a Word file of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from gongkai.errors import MissingTool, UnreadableFile, UnsafeFile
from gongkai.read.docx import read_docx
from gongkai.report import Report

LONGEST_SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")
# A profile of its own with macros and links switched off: what the file asks for is never run or fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item></oor:items>
"""


def read_office(data: bytes, *, file: str = "") -> Report:
    """Read a report from a file that only an office program can open.

    Raises:
        MissingTool: LibreOffice is not installed.
        UnreadableFile: it cannot convert the file.
        UnsafeFile: it takes too long.
        NotAReport: the document is no annual report.
    """
    return read_docx(to_docx(data, file=file), file=file)


def to_docx(data: bytes, *, file: str = "", seconds: int = LONGEST_SECONDS) -> bytes:
    """Return the document as DOCX, made by LibreOffice in a folder and with settings of its own.

    Raises:
        MissingTool: LibreOffice is not installed.
        UnreadableFile: it cannot convert the file.
        UnsafeFile: it takes longer than so many seconds.
    """
    shown = file or "文件"
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise MissingTool(
            f"“{shown}”是 DOC、WPS、RTF 或 ODT 文件，要用 LibreOffice 转换后才能读",
            why="这台机器没有安装 LibreOffice",
            fix="请安装 LibreOffice（Debian/Ubuntu：apt-get install libreoffice-writer-nogui），或另存为 DOCX 后再读",
        )
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        home = Path(folder)
        source = home / f"source{_suffix(data)}"
        source.write_bytes(data)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [
            program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.parent.as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), str(source),
        ]  # fmt: skip
        _run(command, home, shown, seconds)
        made = home / "out" / "source.docx"
        if not made.is_file():
            raise UnreadableFile(
                f"LibreOffice 无法转换“{shown}”", why="文件可能已损坏，或不是它认识的格式", fix="请另存为 DOCX 后再读"
            )
        return made.read_bytes()


def _suffix(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ".odt"
    return ".rtf" if data.lstrip().startswith(b"{\\rtf") else ".doc"


def _run(command: list[str], home: Path, shown: str, seconds: int) -> None:
    environment = {"HOME": str(home), "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment, cwd=home, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise UnsafeFile(f"LibreOffice 转换“{shown}”超过{seconds}秒，已停止", fix="请另存为 DOCX 后再读") from None
