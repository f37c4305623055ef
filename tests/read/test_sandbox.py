"""The parent goes on whatever a file does: one file of each hostile class here, all in tools/faults_formats.py."""

import re
import resource
import sys

import pytest
from hostile import CLASSES, word

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.sandbox import Bounds, read_untrusted

SLOW = {
    "压缩炸弹": "bomb-60.docx",
    "恶意 PDF": "kids-loop.pdf",
    "标记洪水": "flood-quotes.html",
    "文本洪水": "flood-headings.txt",
}


def _chosen(name):
    for case, data in CLASSES[name]():
        if SLOW.get(name, case) == case:
            return case, data
    raise LookupError(name)


def _said_of(data, case):
    try:
        return read_untrusted(data, case).text
    except UnreadableFile as refusal:
        return refusal.message


@pytest.mark.parametrize("name", CLASSES)
def test_a_hostile_file_is_read_or_refused_with_a_reason(name):
    case, data = _chosen(name)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = _said_of(data, case)
    assert re.search("[一-鿿]", said)
    assert "root:x" not in said
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_utime - before.ru_utime < 10


def test_a_child_that_takes_too_long_is_ended():
    flood = ("一、总体情况\n" + "|" * 3_000_000).encode()
    with pytest.raises(UnsafeFile, match="停止"):
        read_untrusted(flood, "a.txt", bounds=Bounds(cpu_seconds=1))


def test_a_child_that_takes_too_much_memory_is_ended():
    with pytest.raises(UnreadableFile):
        read_untrusted(word("<w:p/>" * 100), "a.docx", bounds=Bounds(memory_bytes=16 * 1024 * 1024))


def test_the_child_may_not_write_connect_or_start_anything():
    script = (
        "from gongkai.read.limits import confine\nimport socket, subprocess, os\nconfine(5, 1 << 29)\n"
        "def tries(act):\n    try:\n        act()\n    except (PermissionError, OSError):\n        return True\n    return False\n"  # noqa: E501
        "acts = [lambda: open('/tmp/gongkai-x', 'w'), lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "        lambda: subprocess.run(['true']), lambda: os.system('true'), lambda: os.mkdir('/tmp/gongkai-y')]\n"
        "print(all(tries(act) for act in acts))\n"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True", done.stderr
