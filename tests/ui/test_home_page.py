"""The first page: true figures that open what they count, and the day opened, closed and signed from it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from destruction_bench import give_reason, sign
from factory import RECORDER, STOREKEEPER, Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from weapon_shelf import opened
from work_bench import Bench, texts

from salw_desktop.domain import radio
from salw_desktop.keys.passphrases import word_list
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.home.needs import SHOWN_AT_FIRST, needs_of
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.pages.home.panels import SignPanel, on_that_day
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.act_form import ActForm
from salw_desktop.usecases.queries import waiting
from salw_desktop.words import sentence

ALT = Qt.KeyboardModifier.AltModifier


def home(
    qtbot: QtBot, desk: Desk, runner: Runner, subject: str | None = None
) -> tuple[HomePage, Office]:
    page, office = opened(qtbot, desk, runner, HomePage, subject)
    # a layout shows what is put into it with the next events
    qtbot.waitUntil(lambda: bool(texts(page.needs) and texts(page.places)))
    return page, office


def form(qtbot: QtBot, page: HomePage) -> ActForm:
    qtbot.waitUntil(lambda: isinstance(page._panel, ActForm))
    panel = page._panel
    assert isinstance(panel, ActForm)
    qtbot.waitUntil(lambda: panel.isAncestorOf(page.focusWidget()))
    return panel


def need(page: HomePage, name: str) -> None:
    """Presses the button of the need with that in its name, also of one that is less urgent."""
    if not any(name in each.accessibleName() for each in page.needs.buttons):
        page.needs.more.click()
    next(each for each in page.needs.buttons if name in each.accessibleName()).click()


def said_at(page: HomePage, text: str) -> None:
    control = page.fields["said_at"].control
    assert isinstance(control, QLineEdit)
    QTest.keyClicks(control, text)
    QTest.keyClick(control, Qt.Key.Key_Return)


def test_that_the_figures_are_those_of_the_register(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = home(qtbot, bench_desk, runner)
    shown = page.figures
    assert [each.shown for each in (shown.today, shown.held, shown.to_mark, shown.destroyed)] == [
        "3",
        "3",
        "3",
        "0",
    ]
    assert page.bars.accessibleDescription() == "22 November: 3"
    assert "Registration table" in texts(page.places)


def test_that_each_figure_opens_what_it_counts(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, office = home(qtbot, bench_desk, runner)
    went: list[tuple[str, object]] = []
    office.going.connect(lambda page_, subject: went.append((page_, subject)))
    shown = page.figures
    for each in (shown.today, shown.held, shown.to_mark, shown.destroyed):
        each.click()
    page.bars.setFocus()
    QTest.keyClick(page.bars, Qt.Key.Key_Left)
    QTest.keyClick(page.bars, Qt.Key.Key_Return)
    assert went == [
        ("stockpile", "recorded"),
        ("stockpile", "in hand"),
        ("marking", None),
        ("stockpile", "destroyed"),
        ("stockpile", "recorded 2026-11-21"),
    ]


def test_that_the_side_bar_knows_from_home_what_waits_elsewhere(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = home(qtbot, bench_desk, runner)
    told: dict[str, int] = {}
    page.counted.connect(told.__setitem__)
    page.changed(frozenset())
    qtbot.waitUntil(lambda: "printing" in told)
    found = waiting(bench_desk.register)
    assert (told["identify"], told["marking"], told["printing"]) == (found.to_identify, 3, 3)
    assert found.to_identify


def test_that_what_waits_is_listed_and_each_line_opens_it(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, office = home(qtbot, bench_desk, runner)
    assert "The day is not opened" in texts(page.needs)
    assert "2 weapon(s) to identify" in texts(page.needs)
    with qtbot.waitSignal(office.going) as went:
        need(page, "to identify")
    assert went.args == ["identify", None]


def test_that_enter_presses_a_line_as_space_does_and_a_new_list_keeps_the_focus(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, office = home(qtbot, bench_desk, runner)
    names = [each.accessibleName() for each in page.needs.buttons]
    place = next(at for at, name in enumerate(names) if "to identify" in name)
    button = page.needs.buttons[place]
    button.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(office.going) as went:
            QTest.keyClick(button, key)
        assert went.args == ["identify", None]
    page.needs.show_needs(page.needs._needs)
    assert page.needs.buttons[place] is not button
    assert page.needs.buttons[place].hasFocus()


def test_that_two_open_the_day_with_eight_keys_and_a_passphrase(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = home(qtbot, bench_desk, runner)
    QTest.keyClick(page, Qt.Key.Key_D, ALT)
    clock = form(qtbot, page).fields["clock"].control
    QTest.keyClick(clock, Qt.Key.Key_Return)
    said_at(page, "1000")
    sign(qtbot, bench_desk.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: bool(bench_desk.rows("day_opening")))
    row = bench_desk.row("day_opening")
    assert (row["clock"], row["said_at"][:16], row["breaches"]) == (
        "wrist watch",
        "2026-11-22T10:00",
        None,
    )
    qtbot.waitUntil(lambda: "Close the day" in page._day.accessibleName())
    assert page.bar.kind == "done"


def test_that_a_clock_that_is_wrong_is_named_and_the_day_is_open(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = home(qtbot, bench_desk, runner, "open day")
    form(qtbot, page)
    said_at(page, "11:30")
    sign(qtbot, bench_desk.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: page.bar.kind == "warning")
    assert "minutes slow" in page.bar.text


def test_that_a_time_nobody_can_read_stands_at_its_field(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = home(qtbot, bench_desk, runner, "open day")
    form(qtbot, page)
    said_at(page, "noon")
    sign(qtbot, bench_desk.practice, STOREKEEPER)
    field = page.fields["said_at"]
    qtbot.waitUntil(lambda: bool(field.said))
    assert field.said == sentence("day-opening.time-malformed", {"given": "noon"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("7:42", "07:42:00"), ("1405", "14:05:00"), ("23.59.30", "23:59:30"), ("soon", "")],
)
def test_that_hours_and_minutes_are_of_today_with_the_laptops_offset(
    typed: str, meant: str
) -> None:
    now = datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC)
    wanted = f"2026-11-22T{meant}+00:00" if meant else typed
    assert on_that_day(typed, now) == wanted


def test_that_the_second_person_signs_in_front_of_the_same_laptop(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, _ = home(qtbot, bench_desk, runner)
    need(page, "signature")
    panel = page._panel
    assert isinstance(panel, SignPanel)
    assert panel.buttons[0].caption == "Second person signs"
    panel.buttons[0].click()
    sign(qtbot, bench_desk.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    signer = bench_desk.row("operator", name=STOREKEEPER)["id"]
    assert bench_desk.row("countersign")["signed_by"] == signer
    qtbot.waitUntil(lambda: "signature" not in texts(page.needs))


def test_that_who_did_not_ask_signs_with_one_key(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    bench_desk.sit(RECORDER)
    page, _ = home(qtbot, bench_desk, runner, "sign")
    qtbot.waitUntil(lambda: isinstance(page._panel, SignPanel))
    panel = page._panel
    assert isinstance(panel, SignPanel)
    qtbot.waitUntil(lambda: page.focusWidget() is panel.buttons[0])
    QTest.keyClick(panel.buttons[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(bench_desk.row("countersign")["signed_at"]))


def test_that_the_day_is_closed_with_its_counts_and_its_sheet_offered(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    page, office = home(qtbot, bench_desk, runner, "close day")
    shown = form(qtbot, page)
    assert "3 weapons" in texts(shown)
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(bench_desk.rows("day")))
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    with qtbot.waitSignal(office.going) as went:
        page.bar._action.click()
    assert went.args == ["printing", "day sheet:2026-11-22"]
    qtbot.waitUntil(lambda: "The day is closed" in page._day.accessibleName())


def test_that_two_say_what_an_item_without_a_number_is(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    found = {
        "described": "a bolt",
        "place": "Store",
        "found_by": "P. Cutter",
        "safety": "component",
    }
    number = bench_desk.do("record-untagged", **found)["number"]
    page, _ = home(qtbot, bench_desk, runner)
    need(page, "without a number")
    shown = form(qtbot, page)
    assert number in texts(shown)
    outcome = shown.fields["outcome"].control
    assert isinstance(outcome, QComboBox)
    outcome.setCurrentText("Part or other")
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    give_reason(qtbot, "a spare part")
    sign(qtbot, bench_desk.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: bool(bench_desk.row("untagged_item")["solved_at"]))


def test_that_an_open_hand_in_and_a_draft_wait_to_be_gone_on_with(
    qtbot: QtBot, bench_desk: Desk, bench: Bench, runner: Runner
) -> None:
    page, office = home(qtbot, bench_desk, runner)
    office.keep("draft.register", {"serial": "77"})
    page.shown(None)
    qtbot.waitUntil(lambda: "A weapon at the table" in texts(page.go_on))
    assert bench.rifle in texts(page.go_on)
    with qtbot.waitSignal(office.going) as went:
        need(page, "not closed")
    oldest = bench_desk.rows("hand_in", state="open")[0]["number"]
    assert went.args == ["register", oldest]


def test_that_five_needs_stand_there_and_the_rest_one_key_away(
    qtbot: QtBot, bench_desk: Desk, runner: Runner
) -> None:
    alert = radio.Message("NGT", "4KQ7", "2026-11-22", 3, {"lost": 2, "manpads": 1, "alarms": 0})
    bench_desk.do("hear-message", text=radio.written(alert, word_list()))
    page, office = home(qtbot, bench_desk, runner)
    every = len(needs_of(page.home, office.register.clock().text)) if page.home else 0
    assert len(page.needs.buttons) == SHOWN_AT_FIRST < every
    assert "NGT-4KQ7-0003" in texts(page.needs).splitlines()[1]  # most urgent of all
    assert page.needs.more.text() == f"{every - SHOWN_AT_FIRST} more"
    QTest.keyClick(page.needs.more, Qt.Key.Key_Space)
    assert len(page.needs.buttons) == every
    with qtbot.waitSignal(office.going) as went:
        page.needs.buttons[0].click()
    assert went.args == ["printing", "sitrep:NGT-4KQ7-0003"]
