"""E-mails in which other messages stand: whose text it is, and of which day; which of their parts is read."""

from __future__ import annotations

import pytest

from geo.sources.published import read_published
from geo.sources.readers import mail
from geo.sources.readers.mail import OTHER_DAY
from geo.sources.readers.told import Told
from tests.filed import BODY, FIRST, SECOND
from tests.filed import mail as message

GMAIL = "---------- Forwarded message ---------\nFrom: Joe Roe <joe@bee.example>\nDate: Thu, Feb 19, 2026 at 9:00 AM\n"
OUTLOOK = "________________________________\nFrom: Joe Roe <joe@bee.example>\nSent: Thursday, 19 February 2026 09:00\n"
SPANISH = "De: Joe Roe <joe@bee.example>\nEnviado el: jueves, 19 de febrero de 2026 09:00\nPara: Ann\nAsunto: Puente\n"
TO = "To: Ann Bell\nSubject: Bridge burns\n"
TEXT = "\n\n".join(BODY)


def read(body: str, kind: str = "text/plain; charset=utf-8") -> Told:
    (told,) = mail.read("a.eml", message(body.replace("\n", "\r\n"), kind=kind))
    assert isinstance(told, Told)
    return told


@pytest.mark.parametrize("head", [GMAIL + TO, OUTLOOK + TO, SPANISH, f"> {OUTLOOK}*Cc:* Bo\n{TO}"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_forwarded_message_is_its_authors_and_of_its_day(head: str, kind: str) -> None:
    if kind == "html":
        lines = "<br>".join(line.replace("<", "&lt;").replace(">", "&gt;") for line in head.splitlines())
        told = read(f"<div>See below.</div><div>{lines}</div>" + "".join(f"<p>{p}</p>" for p in BODY), "text/html")
    else:
        told = read(f"See below.\n\n{head}\n{TEXT}")
    assert told.values["author"] == "Joe Roe"
    assert read_published(told.values["published"])[0] == "2026-02-19"
    assert dict(told.found)["author"] == "the head of the message that is forwarded"


def test_of_several_messages_author_and_day_stay_open() -> None:
    told = read(f"{OUTLOOK}{TO}\n{FIRST}\n\n{SPANISH}\n{SECOND}")
    assert not {"author", "published"} & set(told.values)
    assert OTHER_DAY in told.warnings


@pytest.mark.parametrize("broken", ["\n", " "])
def test_an_answer_is_its_senders_and_its_day_stays_open(broken: str) -> None:
    told = read(f"{FIRST}\n\nOn Thu, Feb 19, 2026 at 9:00 AM Joe Roe <joe@x.example>{broken}wrote:\n> {SECOND}")
    assert told.values["author"] == "Ann Bell"
    assert "published" not in told.values
    assert OTHER_DAY in told.warnings


def test_a_sentence_with_a_colon_is_no_head_of_a_message() -> None:
    told = read(f"From: where I stand nothing is seen.\n\n{TEXT}")
    assert told.values["author"] == "Ann Bell"
    assert "published" in told.values


def test_all_plain_parts_of_a_message_are_read() -> None:
    plain = "--b\nContent-Type: text/plain\n\n"
    parts = f"{plain}{FIRST}\n--b\nContent-Type: image/png\n\nx\n{plain}"
    told = read(f"{parts}{SECOND}\n--b--", "multipart/mixed; boundary=b")
    assert told.text.split() == f"{FIRST} {SECOND}".split()


def test_plain_words_that_are_not_those_of_the_page_are_no_text() -> None:
    plain = "You receive this letter since you asked for it. To read it in your browser follow the link below. " * 4
    page = "".join(f"<p>{block}</p>" for block in BODY)
    told = read(
        f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{page}\n--b--",
        "multipart/alternative; boundary=b",
    )
    assert told.text.split() == " ".join(BODY).split()


def test_quotation_marks_in_a_name() -> None:
    data = message().replace(b'"Ann Bell"', b"=?utf-8?Q?Ann_=22The_Bee=22_Bell?=")
    (told,) = mail.read("a.eml", data)
    assert isinstance(told, Told)
    assert told.values["author"] == 'Ann "The Bee" Bell'


def test_a_name_in_no_encoding_can_be_shown() -> None:
    (told,) = mail.read("a.eml", message().replace(b"Ann Bell", b"Ann B\xfe\xfell"))
    assert isinstance(told, Told)
    str(told.values["author"]).encode()
