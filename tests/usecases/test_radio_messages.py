"""The message desk: what a message counts and when, that it tells of nobody, and that no two have one number."""

from __future__ import annotations

from functools import partial

from bringers import introduce_child_protection
from factory import (
    AUDITOR,
    STOREKEEPER,
    Answer,
    Desk,
    a_destruction,
    a_hand_in,
    a_weapon,
    countersign_all,
    refusal_of,
)
from paper_reading import codes, pictures, text

from salw_desktop.domain import radio
from salw_desktop.keys.passphrases import word_list
from salw_desktop.usecases import messages, queries
from salw_desktop.usecases.paperwork.kinds import KINDS

TODAY = "2026-11-22"


def told(desk: Desk, **fields: object) -> radio.Message:
    return messages.read(str(desk.do("write-message", **fields)["text"]))


def quick(desk: Desk, kind: str, **changed: object) -> Answer:
    """Taken in without a model."""
    return a_weapon(
        desk, model="", kind_of_weapon=kind, serial="", serial_status="not read yet", **changed
    )


def void(desk: Desk, weapon: Answer) -> None:
    desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], reason="twice")


def test_that_each_figure_is_that_of_the_register(desk: Desk) -> None:
    cut = str(a_weapon(desk)["number"])
    a_destruction(desk, cut)
    for kind in ("pistol", "revolver", "machine gun", "mortar", "other"):
        quick(desk, kind)
    stored, away, lost = (str(quick(desk, "rifle")["number"]) for _ in range(3))
    countersign_all(desk)
    desk.do("put-away", weapon=stored, place="Store")
    trip = {"purpose": "court", "to_whom": "Court", "carried_by": "P. Cutter"}
    desk.do("send-out", weapon=away, due_on="2026-11-30", **trip)
    found = {"discovered_by": "P. Official", "circumstances": "not there", "discovered_on": TODAY}
    desk.do("report-missing", weapon=lost, **found)
    void(desk, quick(desk, "pistol", safety=None))
    desk.do("record-weapon", hand_in=a_hand_in(desk), model="IGLA-GRIP", serial="G 7")
    message = told(desk)
    assert dict(message.figures) == {
        "lost": 1,
        "manpads": 1,
        "alarms": 0,
        "handguns": 3,
        "long_guns": 4,
        "machine_guns": 1,
        "launchers": 2,
        "others": 1,
        "hand_ins": 11,
        "void": 1,
        "destroyed": 1,
        "stored": 1,
        "elsewhere": 6,
        "out": 1,
        "missing": 1,
    }
    assert (message.is_red, message.date, message.number[:4]) == (True, TODAY, "LEN-")


def test_that_each_day_has_what_came_after_the_sheet_before(desk: Desk) -> None:
    a_weapon(desk, serial="1")
    desk.do("close-day")
    newest = str(desk.row("day")["newest_event"])
    quick(desk, "pistol")
    desk.practice.clock.go_on(days=1)
    quick(desk, "mortar")
    void(desk, quick(desk, "mortar", safety=None))
    assert desk.refused("write-message", date="2026-11-21").code == "day.not-closed"
    assert desk.refused("write-message", date="2026-11-24").code == "date.to-come"
    before, today = told(desk, date=TODAY), told(desk)
    taken = [[each.figures[name] for name in radio.KINDS] for each in (before, today)]
    assert taken == [[0, 1, 0, 0, 0], [1, 0, 0, 2, 0]]
    assert [each.figures["hand_ins"] for each in (before, today)] == [1, 3]
    assert before.newest == newest[:6].upper()


def test_that_a_sheet_closed_next_morning_takes_nothing_of_that_morning(desk: Desk) -> None:
    quick(desk, "pistol")
    desk.practice.clock.go_on(days=1)
    quick(desk, "mortar")
    desk.do("close-day", date=TODAY)
    taken = [told(desk, date=date).figures for date in (TODAY, "2026-11-23")]
    assert [(each["handguns"], each["launchers"]) for each in taken] == [(1, 0), (0, 1)]


def test_that_a_message_tells_of_nobody_and_of_no_item(desk: Desk) -> None:
    introduce_child_protection(desk)
    hand_in = a_hand_in(desk, cleared_as_adult="no")
    number = a_weapon(desk, hand_in=hand_in, serial="ZX 778899")["number"]
    before = told(desk)
    row = desk.row("radio_message")
    assert all(secret not in str(row) for secret in ("778899", str(number), hand_in, "Store"))
    desk.do("count-child", sex="male", child_protection_present=True)
    assert told(desk).figures == before.figures


def test_that_an_alert_is_the_first_two_lines(desk: Desk) -> None:
    alert = told(desk, message_kind="alert")
    assert (alert.is_alert, alert.is_red, set(alert.figures)) == (True, False, set(radio.ALARMS))
    assert desk.row("radio_message")["kind"] == "alert"


def test_that_no_two_messages_have_one_number(desk: Desk) -> None:
    first, second = told(desk), told(desk)
    assert first.series == second.series == desk.row("station")["series"]
    assert first.running < second.running


def test_that_whoever_only_reads_writes_no_message(desk: Desk) -> None:
    desk.sit(AUDITOR)
    assert desk.refused("write-message").code == "operator.not-allowed"


class TestHeard:
    """What headquarters reads on to its stations."""

    ALERT = radio.Message("NGT", "4KQ7", TODAY, 3, {"lost": 2, "manpads": 1, "alarms": 0})

    def test_that_an_alert_is_kept_once(self, desk: Desk) -> None:
        text = radio.written(self.ALERT, word_list())
        first, again = (desk.do("hear-message", text=each) for each in (text, text.lower()))
        assert (first["red"], first["repeated"], again["repeated"]) == (True, False, True)
        row = desk.row("radio_message")
        assert (row["way"], row["number"], row["text"]) == ("heard", "NGT-4KQ7-0003", text)

    def test_that_another_text_under_its_number_is_refused(self, desk: Desk) -> None:
        desk.do("hear-message", text=radio.written(self.ALERT, word_list()))
        calm = radio.Message("NGT", "4KQ7", TODAY, 3, dict.fromkeys(radio.ALARMS, 0))
        refusal = desk.refused("hear-message", text=radio.written(calm, word_list()))
        assert (refusal.code, refusal.facts["number"]) == ("radio.number-taken", "NGT-4KQ7-0003")

    def test_that_it_waits_until_its_station_is_calm_again(self, desk: Desk) -> None:
        def heard(running: int, lost: int, date: str = TODAY) -> list[str]:
            figures = {"lost": lost, "manpads": 0, "alarms": 0}
            message = radio.Message("NGT", "4KQ7", date, running, figures)
            desk.do("hear-message", text=radio.written(message, word_list()))
            return [each.number for each in queries.waiting(desk.register).alerts_heard]

        desk.do("hear-message", text=radio.written(self.ALERT, word_list()))
        (alert,) = queries.waiting(desk.register).alerts_heard
        assert alert.figures == (("lost", 2), ("manpads", 1))
        assert heard(4, lost=1) == ["NGT-4KQ7-0004"]
        assert heard(5, lost=0) == []
        assert heard(6, lost=1, date="2026-11-01") == []

    def test_that_it_changes_no_record(self, desk: Desk) -> None:
        heard = desk.changes("hear-message", text=radio.written(self.ALERT, word_list()))
        assert heard.tables == {"radio_message"}


def test_that_its_sheet_is_typed_and_scanned_as_the_same_message(desk: Desk) -> None:
    written = desk.do("write-message")
    pdf = KINDS["sitrep"].draw(desk.register, str(int(str(written["number"])[-4:])), 1)
    (code,) = codes(pictures(pdf, 200)[0], 200)
    assert messages.read(code.text) == messages.read(str(written["text"]))
    printed = text(pdf)
    assert all(line in printed for line in str(written["text"]).split("\n"))


def test_that_a_sheet_of_no_message_is_refused(desk: Desk) -> None:
    desk.do("write-message")
    for wanted in ("LEN-AAAA-0001", "99", "x"):
        refusal = refusal_of(partial(messages.message_called, desk.register, wanted))
        assert refusal.code == "radio.unknown"
