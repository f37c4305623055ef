"""Reminders by e-mail: nothing of the applicant in them, and a mail server that is down loses nothing (F24)."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest
from cases_world import NUMBER, file, later
from web_world import NOW, World

from gongkai.web.cases.actions.send_mails import MOST_TRIES, send_waiting_mails
from gongkai.web.cases.models import Case, Notification

PERSONAL = ("张三丰", NUMBER, "13800138000", "拱墅区")


class Post(socketserver.StreamRequestHandler):
    """As much of a mail server as sending needs."""

    def handle(self) -> None:
        self.say("220 stub")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.say("354 go on")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("250 ok" if verb != b"QUIT" else "221 bye")

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class PostOffice(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Post)
        self.letters: list[bytes] = []


@pytest.fixture
def office(settings) -> Iterator[PostOffice]:
    with PostOffice() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def told(world: World) -> Case:
    """An application arrives, and the officer of the street is to be told by e-mail."""
    account = world.hire("officer", "street")
    account.email = "officer@example.invalid"
    account.save()
    return file(world).case


@pytest.mark.django_db
def test_a_reminder_goes_out_once_and_names_the_case_but_not_the_applicant(world: World, office: PostOffice) -> None:
    case = told(world)
    assert [send_waiting_mails(NOW), send_waiting_mails(NOW)] == [1, 0]
    [letter] = [message_from_bytes(raw, policy=policy.default) for raw in office.letters]
    text = f"{letter['Subject']}{letter.get_content()}"
    assert (letter["To"], case.number in text) == ("officer@example.invalid", True)
    assert not any(word in text for word in PERSONAL)


@pytest.mark.django_db
def test_with_the_mail_server_down_the_case_stands_and_the_reminder_goes_out_later(
    world: World, office: PostOffice, settings
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, closed_port()
    case = told(world)
    assert Case.objects.filter(pk=case.pk).exists()
    assert send_waiting_mails(NOW) == 0
    assert Notification.objects.get().mail == "failed"
    settings.EMAIL_PORT = port
    assert send_waiting_mails(later(1)) == 1
    assert len(office.letters) == 1


@pytest.mark.django_db
def test_a_mail_server_that_never_answers_is_left_after_five_seconds(world: World, settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 1
        told(world)
        began = time.monotonic()
        assert send_waiting_mails(NOW) == 0
    assert time.monotonic() - began < 4


@pytest.mark.django_db
def test_it_is_tried_a_few_times_and_then_left_in_the_application(world: World, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    told(world)
    for day in range(MOST_TRIES + 3):
        send_waiting_mails(later(day))
    assert Notification.objects.get().tries == MOST_TRIES
