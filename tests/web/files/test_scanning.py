"""A scanner that is configured decides; one that does not answer lets nothing pass (A19)."""

from __future__ import annotations

import socketserver
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from files_world import EICAR, PNG

from gongkai.errors import InputError
from gongkai.web.files.choices import Checked
from gongkai.web.files.judging import judge_again, judge_file
from gongkai.web.files.scanning import Verdict, scan


class Clamd(socketserver.BaseRequestHandler):
    """As much of clamd as INSTREAM needs; it knows one virus."""

    def handle(self) -> None:
        assert self.take(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.take(4)):
            content += self.take(size)
        self.request.sendall(b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    def take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            taken += self.request.recv(size - len(taken))
        return taken


@pytest.fixture
def clamd() -> Iterator[str]:
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp:127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_clamd_is_asked_for_every_byte(clamd: str) -> None:
    assert scan(b"a" * 600_000 + EICAR, clamd).verdict is Verdict.FOUND
    assert scan(b"a" * 600_000, clamd).verdict is Verdict.CLEAN


def test_a_program_answers_by_its_exit_code(tmp_path: Path) -> None:
    program = tmp_path / "scanner.py"
    program.write_text("import sys; sys.exit(b'EICAR' in sys.stdin.buffer.read())")
    command = f"command:{sys.executable} {program}"
    assert [scan(content, command).verdict for content in (EICAR, PNG)] == [Verdict.FOUND, Verdict.CLEAN]


@pytest.mark.parametrize(
    "address",
    ["tcp:127.0.0.1:9", "unix:/nowhere/clamd.ctl", "command:/nowhere/scanner", "command:false -x", "mistyped"],
)
def test_a_scanner_that_does_not_answer_is_never_a_yes(address: str) -> None:
    assert scan(PNG, address).verdict is not Verdict.CLEAN


def test_without_a_scanner_files_pass_by_their_own_check(settings) -> None:
    settings.GONGKAI_SCANNER = ""
    assert judge_file("图.png", PNG).checked is Checked.CLEAN


def test_a_file_waits_while_the_scanner_is_silent_and_passes_when_it_answers(settings, clamd: str) -> None:
    settings.GONGKAI_SCANNER = "tcp:127.0.0.1:9"
    judged = judge_file("图.png", PNG)
    assert judged.checked is Checked.WAITING
    assert judge_again(judged.content, judged.findings) is None
    settings.GONGKAI_SCANNER = clamd
    assert judge_again(judged.content, judged.findings) is Checked.CLEAN
    assert judge_again(EICAR, []) is Checked.REFUSED


def test_an_infected_file_is_not_kept(settings, clamd: str) -> None:
    settings.GONGKAI_SCANNER = clamd
    with pytest.raises(InputError, match="恶意代码"):
        judge_file("说明.txt", EICAR)
