"""What is seldom said: the end words of a stick, a no at the keyboard, a paper that was never issued."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import Desk, refusal_of

from salw_desktop.cli import options
from salw_desktop.domain.errors import Trouble
from salw_desktop.files import Word, Written
from salw_desktop.keys import slots
from salw_desktop.usecases import keeping
from salw_desktop.usecases.exchange import left_unwritten
from salw_desktop.usecases.paperwork.certificates import certificate_of
from salw_desktop.words import sentence

TROUBLES = {
    "NO_DRIVE": "stick.no-drive",
    "READ_ONLY": "stick.read-only",
    "FULL": "stick.full",
    "BUSY": "stick.busy",
    "PULLED": "stick.pulled",
    "VERIFY_FAILED": "stick.verify-failed",
    "FAILED": "stick.failed",
}


@pytest.mark.parametrize("word", [word for word in Word if not word.is_done])
def test_that_each_end_word_has_its_trouble(word: Word) -> None:
    trouble = left_unwritten(Written(word, Path("stick/bundle.salwb"), "", 0))
    assert trouble.code == TROUBLES[word.value]
    assert sentence(trouble.code, trouble.facts)


def test_that_no_other_word_ends_badly() -> None:
    assert {word.value for word in Word} - set(TROUBLES) == {"DONE", "DONE_NOT_EJECTED"}


def test_that_a_no_at_the_keyboard_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "is_a_person_there", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    refusal = refusal_of(lambda: options.confirm("Are they the same?", is_yes=False))
    assert refusal.code == "answer.none"


def test_that_a_certificate_that_was_not_issued_is_not_printed(desk: Desk) -> None:
    refusal = refusal_of(lambda: certificate_of(desk.register, "DC-0"))
    assert refusal.code == "certificate.unknown"


def test_that_a_lack_of_memory_is_no_wrong_passphrase(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object) -> bytes:
        raise slots.NaClRuntimeError("no memory")

    desk.register.close()
    monkeypatch.setattr(slots, "_derive", no_memory)
    with pytest.raises(Trouble) as trouble:
        keeping.unlock(desk.practice.path, "Supervisor", "words")
    assert trouble.value.code == "memory.short"
    monkeypatch.undo()
    desk.register = desk.practice.unlock()
