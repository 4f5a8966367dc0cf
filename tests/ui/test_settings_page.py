"""Settings: who works here and under which promise, entered by keys; words shown once; what is chosen takes effect."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from late_answers import a_busy_writer
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui_practice import STOREKEEPER, SUPERVISOR, PracticeFile
from window_practice import open_page, open_window

from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.slots import unwrap
from salw_desktop.ui.dialogs.new_passphrase import NewPassphraseDialog
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog
from salw_desktop.ui.look import LIGHT, dress, look_in_use
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.settings.page import SCREEN, SettingsPage
from salw_desktop.ui.pages.settings.section_desk import SectionDesk
from salw_desktop.ui.preferences import COVER, LAYOUT, cover_minutes
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner_layouts import CALIBRATION
from salw_desktop.ui.widgets.act_form import ActForm, ManyBoxes
from salw_desktop.usecases.duty.lone_officer import DeclareLone
from salw_desktop.usecases.keeping import operators_of
from salw_desktop.usecases.set_up import set_up
from salw_desktop.words import sentence


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> SettingsPage:
    page = open_page(qtbot, office, SettingsPage, None)
    qtbot.waitUntil(lambda: page.sections["people"].table.current_id != "")
    return page


@pytest.fixture
def _plain_look(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp, LIGHT)


def desk_of(qtbot: QtBot, page: SettingsPage, key: str) -> SectionDesk:
    number = Qt.Key(Qt.Key.Key_1 + list(page.sections).index(key))
    QTest.keyClick(page, number, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.section is page.sections[key])
    return page.sections[key]


def open_form(desk: SectionDesk, key: str) -> ActForm:
    desk.buttons[key].setFocus()
    QTest.keyClick(desk.buttons[key], Qt.Key.Key_Space)
    assert desk.form is not None
    return desk.form


def type_in(form: ActForm, **typed: str) -> None:
    for name, text in typed.items():
        control = form.fields[name].control
        QTest.keyClicks(control, text)
        QTest.keyClick(control, Qt.Key.Key_Return)


def enter(form: ActForm) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def dialog_stands(page: QWidget) -> bool:
    return any(each.isVisible() for each in page.findChildren(SecondPersonDialog))


def sign(qtbot: QtBot, page: QWidget, practice: PracticeFile, why: str = "") -> None:
    """The reason where one is asked, and the storekeeper's own passphrase."""
    if why:
        qtbot.waitUntil(lambda: bool(page.findChildren(ReasonDialog)))
        edit = page.findChildren(ReasonDialog)[0]._edit
        QTest.keyClicks(edit, why)
        QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.findChildren(SecondPersonDialog)))
    dialog = page.findChildren(SecondPersonDialog)[0]
    dialog._people.setCurrentText(STOREKEEPER)
    QTest.keyClicks(dialog._passphrase_edit, practice.passphrases[STOREKEEPER])
    QTest.keyClick(dialog._passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog_stands(page))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)  # keys of a window in the background are not heard


def burst(widget: QWidget, typed: str, *, after_ms: int) -> None:
    """As a scanner on a layout that this computer does not know, some time after the last key."""
    keys = (*((each, 0) for each in typed), ("\r", Qt.Key.Key_Return))
    for at_ms, (text, key) in enumerate(keys, time.monotonic_ns() // 1_000_000 + after_ms):
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        pressed.setTimestamp(at_ms)
        QApplication.sendEvent(widget, pressed)


def add_person(qtbot: QtBot, page: SettingsPage, name: str) -> None:
    form = open_form(desk_of(qtbot, page, "people"), "person")
    type_in(form, name=name, function="technical officer", organisation="Practice team")
    enter(form)
    people = page.sections["people"].table.rows
    qtbot.waitUntil(lambda: people.row_of(name) >= 0)


def test_that_a_person_is_entered_by_keys_and_stands_in_the_list(
    qtbot: QtBot, page: SettingsPage
) -> None:
    add_person(qtbot, page, "Practice cutter")
    assert page.sections["people"].form is None
    assert "Practice cutter" in [str(row["name"]) for row in set_up(page.office.register).people]


def test_that_what_has_nothing_to_end_is_not_offered_and_says_why(
    qtbot: QtBot, page: SettingsPage
) -> None:
    duty = desk_of(qtbot, page, "duty")
    offered = {key: button.isEnabled() for key, button in duty.buttons.items()}
    assert offered == {"acting": True, "acting-over": False, "lone": True, "lone-over": False}
    assert "Nobody stands for anybody" in duty.buttons["acting-over"].toolTip()
    register = page.office.register
    alone = DeclareLone(until_on=register.clock().date, reason="the other is ill")
    page.office.perform(page, alone)
    qtbot.waitUntil(duty.buttons["lone-over"].isEnabled)
    assert not duty.buttons["lone"].isEnabled()
    assert SUPERVISOR in duty.buttons["lone"].toolTip()


def test_that_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, page: SettingsPage
) -> None:
    form = open_form(desk_of(qtbot, page, "places"), "place")
    type_in(form, name="Store")
    form.fields["place_kind"].control.setFocus()
    QTest.keyClicks(form.fields["place_kind"].control, "St")
    enter(form)
    qtbot.waitUntil(lambda: form.fields["name"].said != "")
    assert form.fields["name"].said == sentence("place.twice", {"name": "Store"})
    assert page.sections["places"].form is form
    assert form.values()["name"] == "Store"


def test_that_what_is_missing_is_told_at_its_field(qtbot: QtBot, page: SettingsPage) -> None:
    form = open_form(desk_of(qtbot, page, "campaigns"), "campaign")
    enter(form)
    assert form.fields["code"].said == sentence("field.missing", {"name": "code"})


def test_that_a_campaign_is_opened_with_its_promise(qtbot: QtBot, page: SettingsPage) -> None:
    form = open_form(desk_of(qtbot, page, "campaigns"), "campaign")
    type_in(form, code="AM1", name="Amnesty month", campaign_kind="am", authority="Commission")
    QTest.keyClicks(form.fields["legal_promise"].control, "Nobody is prosecuted.")
    enter(form)
    table = page.sections["campaigns"].table
    qtbot.waitUntil(lambda: table.rows.row_of("AM1") >= 0)
    (campaign,) = set_up(page.office.register).campaigns
    promise = (campaign["kind"], campaign["legal_promise"], campaign["may_go_out"])
    assert promise == ("amnesty", "Nobody is prosecuted.", "nothing")
    assert campaign["is_named"] == 0


def test_that_two_introduce_an_operator_whose_words_are_shown_once_and_open(
    qtbot: QtBot, page: SettingsPage, practice: PracticeFile
) -> None:
    add_person(qtbot, page, "Practice clerk")
    desk = desk_of(qtbot, page, "operators")
    form = open_form(desk, "operator")
    type_in(form, person="Practice clerk", name="Clerk")
    roles = form.fields["roles"].control
    assert isinstance(roles, ManyBoxes)
    roles.choose(("recorder",))
    enter(form)
    sign(qtbot, page, practice)
    qtbot.waitUntil(lambda: desk.once.words != "", timeout=20_000)
    slots = page.office.register.folder.read_slots()
    assert unwrap(slots, slots.of("Clerk"), desk.once.words).signer is not None
    page.leaving()
    assert desk.once.words == ""
    assert not desk.once.isVisible()


def test_that_a_blocked_operator_has_no_key_left(
    qtbot: QtBot, page: SettingsPage, practice: PracticeFile
) -> None:
    add_person(qtbot, page, "Practice clerk")
    desk = desk_of(qtbot, page, "operators")
    form = open_form(desk, "operator")
    type_in(form, person="Practice clerk", name="Clerk")
    roles = form.fields["roles"].control
    assert isinstance(roles, ManyBoxes)
    roles.choose(("recorder",))
    enter(form)
    sign(qtbot, page, practice)
    qtbot.waitUntil(lambda: desk.once.words != "", timeout=20_000)
    QTest.keyClick(desk.once.button, Qt.Key.Key_Space)
    desk.table.go_to(desk.table.rows.row_of("Clerk"))
    form = open_form(desk, "block")
    assert form.values() == {"operator": "Clerk"}
    enter(form)
    sign(qtbot, page, practice, why="left the team")
    path = practice.path
    qtbot.waitUntil(lambda: operators_of(path) == (SUPERVISOR, STOREKEEPER), timeout=20_000)


def test_that_ones_own_passphrase_is_changed_by_the_one_of_now_alone(
    qtbot: QtBot, page: SettingsPage, practice: PracticeFile
) -> None:
    QTest.keyClick(page, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    # a chip is pressed for a tenth of a second; what is chosen then would take the new words off the screen
    qtbot.waitUntil(lambda: page.desks.choice == SCREEN)
    QTest.keyClick(page.looks.passphrase, Qt.Key.Key_Space)
    (dialog,) = page.findChildren(NewPassphraseDialog)
    QTest.keyClicks(dialog.edit, "wrong pelican")
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.field.said != "", timeout=20_000)
    assert dialog.field.said == sentence("passphrase.wrong", {"name": SUPERVISOR})
    dialog.edit.setText(practice.passphrases[SUPERVISOR])
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    once = page.sections["operators"].once
    qtbot.waitUntil(lambda: once.words != "", timeout=20_000)
    slots = page.office.register.folder.read_slots()
    assert unwrap(slots, slots.of(SUPERVISOR), once.words).signer is not None
    with pytest.raises(Trouble):
        unwrap(slots, slots.of(SUPERVISOR), practice.passphrases[SUPERVISOR])


def test_that_a_half_typed_form_is_found_again(
    qtbot: QtBot, page: SettingsPage, office: Office
) -> None:
    form = open_form(desk_of(qtbot, page, "campaigns"), "campaign")
    type_in(form, code="AM1")
    draft = page.draft()
    again = SettingsPage(office)
    qtbot.addWidget(again)
    again.take_draft(draft)
    again.shown(None)
    desk = again.sections["campaigns"]
    qtbot.waitUntil(lambda: desk.form is not None)
    assert desk.form is not None
    assert desk.form.values()["code"] == "AM1"
    assert again.section is desk


@pytest.mark.usefixtures("_plain_look")
def test_that_look_size_sounds_and_cover_take_effect_at_once(
    qtbot: QtBot, qapp: QApplication, office: Office
) -> None:
    with open_window(qtbot, office, SettingsPage) as window:
        window.go("settings", "screen")
        page = window.page
        assert isinstance(page, SettingsPage)
        QTest.keyClick(page.looks.look, Qt.Key.Key_3)
        QTest.keyClick(page.looks.text, Qt.Key.Key_3)
        assert look_in_use().name == "outdoor"
        assert qapp.font().pixelSize() == 13 * 150 // 100
        page.looks.sounds.setFocus()
        QTest.keyClick(page.looks.sounds, Qt.Key.Key_Space)
        assert not office.sounds.are_on
        page.looks.minutes.setValue(3)
        QTest.keyClick(page.looks.minutes, Qt.Key.Key_Return)
        assert window.idle.cover_after_ms == 3 * 60_000


def test_that_nobody_can_choose_that_the_screen_is_never_covered(office: Office) -> None:
    office.keep(COVER, 900)
    assert cover_minutes(office) == 30


def test_that_the_scanner_is_tried_and_learns_a_layout_here(qtbot: QtBot, office: Office) -> None:
    odd = {each: chr(0x3041 + n) for n, each in enumerate(sorted(set(CALIBRATION)))}
    with open_window(qtbot, office, SettingsPage) as window:
        window.go("settings", "scanner")
        page = window.page
        assert isinstance(page, SettingsPage)
        QTest.keyClick(page.scanner.learn, Qt.Key.Key_Space)
        burst(page.scanner.learn, "".join(odd[each] for each in CALIBRATION), after_ms=1_000)
        qtbot.waitUntil(lambda: isinstance(office.kept(LAYOUT), dict))
        burst(page.scanner.learn, "".join(odd[each] for each in "SALW1XA26"), after_ms=60_000)
        assert "SALW1XA26" in page.scanner.seen.text()
        QTest.keyClick(page.scanner.forget, Qt.Key.Key_Space)
        assert office.kept(LAYOUT) is None


def test_that_what_is_entered_late_closes_no_form_that_was_opened_meanwhile(
    qtbot: QtBot, page: SettingsPage, runner: Runner
) -> None:
    desk = desk_of(qtbot, page, "people")
    form = open_form(desk, "person")
    type_in(form, name="Practice cutter", function="officer", organisation="Practice team")
    with a_busy_writer(runner):
        enter(form)
        qtbot.waitUntil(lambda: bool(page.office._under_way))
        form = open_form(desk, "person")
        type_in(form, name="Practice reader")
    qtbot.waitUntil(lambda: desk.table.rows.row_of("Practice cutter") >= 0)
    assert desk.form is form
    assert page.bar.kind == "done"
