"""Starting the platform."""

from __future__ import annotations

import socket

import pytest

from gongkai.errors import InputError
from gongkai.web.project.verbs.serve import refuse_taken


def test_a_port_on_which_somebody_answers_is_refused_and_another_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=f"GONGKAI_PORT={port + 1}"):
            refuse_taken("127.0.0.1", port)


def test_a_free_port_is_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    refuse_taken("127.0.0.1", port)
    with socket.create_server(("127.0.0.1", port)):
        pass
