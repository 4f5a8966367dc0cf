"""The radio message: read back whatever hand typed it, and never with one sign wrong."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from factory import refusal_of
from hypothesis import example, given
from hypothesis import strategies as st

from salw_desktop.domain import radio
from salw_desktop.domain.radio import ALARMS, FLOWS, KINDS, STOCK, Message

WORDS = ("abacus", "felt-tip", "kettle", "lantern", "yo-yo", "zebra", "meadow")
SMALL = (*ALARMS, *KINDS, *FLOWS)
REPORT = Message(
    "LIO",
    "7K2M",
    "2026-11-22",
    7,
    {name: place for place, name in enumerate((*SMALL, *STOCK))},
    "9F3A7C",
)
ALERT = replace(REPORT, figures=dict.fromkeys(ALARMS, 1), newest="")
TEXT = radio.written(REPORT, WORDS)
LINES = TEXT.split("\n")
FOLDED = str.maketrans("OI", "01")
FIRST_DAY = date(2000, 1, 1).toordinal()


def a_message(site: str, series: str, day: int, digits: int) -> Message:
    """Every figure from one number with enough digits: many small draws are slow."""
    told = f"{digits:068d}"
    figures = {name: int(told[at * 4 : at * 4 + 4]) for at, name in enumerate(SMALL, 1)}
    figures |= {name: int(told[at * 5 : at * 5 + 5]) for at, name in enumerate(STOCK)}
    on = date.fromordinal(FIRST_DAY + day).isoformat()
    return Message(site, series, on, int(told[:4]), figures, f"{digits % 16**6:06X}")


messages = st.builds(
    a_message,
    st.text(string.ascii_uppercase, min_size=3, max_size=3),
    st.text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=4, max_size=4),
    st.integers(0, 36_524),
    st.integers(0, 10**68 - 1),
)
places = st.tuples(st.integers(0, 4), st.integers(0, 60))


def alert_of(message: Message) -> Message:
    return replace(message, figures={name: message.figures[name] for name in ALARMS}, newest="")


def with_line(place: int, line: str) -> str:
    return "\n".join((*LINES[:place], line, *LINES[place + 1 :]))


def refused(text: str) -> tuple[str, object]:
    refusal = refusal_of(lambda: radio.read(text, WORDS))
    return refusal.code, refusal.facts.get("lines")


@given(messages)
@example(REPORT)
def test_that_a_message_is_read_back_as_it_was_written(message: Message) -> None:
    for each in (message, alert_of(message)):
        assert radio.read(radio.written(each, WORDS), WORDS) == each


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", "-"),
        lambda text: text.replace("0", "O").replace("1", "I"),
        lambda text: text.replace("\n", "\r\n\r\n"),
        lambda text: text.replace("LIO", "L10"),
        radio.scan_text,
    ],
)
def test_that_only_the_spelling_may_differ(typed: Callable[[str], str]) -> None:
    assert radio.read(typed(TEXT), WORDS) == REPORT


@given(places, st.sampled_from(string.ascii_uppercase + string.digits))
def test_that_one_wrong_sign_is_found_in_its_line(where: tuple[int, int], wrong: str) -> None:
    place, at = where[0], where[1] % len(LINES[where[0]])
    line = LINES[place]
    meant = line[at]
    typed = line[:at] + wrong + line[at + 1 :]
    if typed.translate(FOLDED) == line.translate(FOLDED):
        assert radio.read(with_line(place, typed), WORDS) == REPORT
    else:
        assert (meant, *refused(with_line(place, typed))) == (
            meant,
            "radio.line-wrong",
            str(place + 1),
        )


@given(messages, places, st.integers(1, 2))
def test_that_two_signs_that_changed_places_are_found(
    message: Message, where: tuple[int, int], apart: int
) -> None:
    told = [line.replace(" ", "") for line in radio.lines(message)]
    place, at = where[0], where[1] % (len(told[where[0]]) - apart)
    signs = list(told[place])
    signs[at], signs[at + apart] = signs[at + apart], signs[at]
    if "".join(signs) != told[place]:
        told[place] = "".join(signs)
        assert refused("\n".join((*told, "two words"))) == ("radio.line-wrong", str(place + 1))


@given(places, st.sampled_from(["", "0", "A"]))
def test_that_a_sign_too_few_or_too_many_is_found(where: tuple[int, int], more: str) -> None:
    place = where[0]
    line = LINES[place].replace(" ", "")
    at = where[1] % len(line)
    typed = line[:at] + more + line[at + (not more) :]
    assert refused(with_line(place, typed)) == ("radio.line-wrong", str(place + 1))


def test_that_every_wrong_line_is_named_at_once() -> None:
    told = [LINES[0], LINES[1][:-1], LINES[2], LINES[4], LINES[3], LINES[5]]
    assert refused("\n".join(told)) == ("radio.line-wrong", "2, 4, 5")
    told = [LINES[0].replace("0002", "0004"), LINES[1][:-1], *LINES[2:]]
    assert refused("\n".join(told)) == ("radio.line-wrong", "1, 2")


@pytest.mark.parametrize(
    "line", ["1 GREEN 0000 0001 0002 ", "2 LIO 7K2M 261322 0007 "], ids=["colour", "day"]
)
def test_that_a_line_that_fits_and_cannot_be_is_refused(line: str) -> None:
    groups = line.split()
    forged = radio._checked(groups)
    assert refused(with_line(int(groups[0]) - 1, forged)) == ("radio.line-wrong", groups[0])


def test_that_lines_of_two_messages_do_not_go_together() -> None:
    other = radio.lines(replace(REPORT, date="2026-11-23"))
    assert refused(with_line(1, other[1])) == ("radio.check-words", None)
    assert refused(with_line(5, "abacus zebra"))[0] == "radio.check-words"


@pytest.mark.parametrize("text", ["", "\n\n", "abacus", "\n".join(LINES[:4]), TEXT * 2])
def test_that_a_message_with_lines_missing_is_refused(text: str) -> None:
    assert refused(text)[0] == "radio.lines"


def test_that_a_figure_too_large_for_its_group_is_refused() -> None:
    many = replace(REPORT, figures={**REPORT.figures, "stored": 100_000})
    refusal = refusal_of(lambda: radio.lines(many))
    assert (refusal.code, refusal.facts["figure"]) == ("radio.too-large", "stored")


@given(messages)
def test_that_no_check_needs_a_sign_that_voice_or_pen_confuses(message: Message) -> None:
    assert not any(set(line[-2:]) & set("IO*") for line in radio.lines(message))


def test_that_what_is_red_is_said_first() -> None:
    assert LINES[0].startswith("1 RED")
    calm = replace(REPORT, figures={**REPORT.figures, **dict.fromkeys(ALARMS, 0)})
    assert radio.lines(calm)[0].startswith("1 GREEN")


def test_that_a_line_is_read_aloud_sign_by_sign() -> None:
    told = radio.spelled(TEXT)
    assert told[1].startswith("two, lima india oscar, seven kilo two mike, two six one one two two")
    assert told[-1] == LINES[-1]
    assert not any(sign.isdigit() for line in told for sign in line)


def test_that_each_difference_is_named_with_both_sides() -> None:
    other = replace(REPORT, date="2026-11-23", figures={**REPORT.figures, "out": 90})
    assert radio.differences(REPORT, REPORT) == {}
    out = str(REPORT.figures["out"])
    assert radio.differences(REPORT, other) == {
        "date": ("2026-11-22", "2026-11-23"),
        "out": (out, "90"),
    }
    assert radio.differences(ALERT, REPORT)["stored"] == ("", str(REPORT.figures["stored"]))
