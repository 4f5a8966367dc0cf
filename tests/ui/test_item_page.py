"""The page of one item: what it shows, what it offers, and each thing done by keys alone."""

from __future__ import annotations

from pathlib import Path

from card import drawn, jpeg
from destruction_bench import give_reason, sign
from factory import STOREKEEPER, Desk, refusal_of
from late_answers import a_busy_writer, held_back
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from weapon_shelf import ALIKE, Shelf, opened

from salw_desktop.ui.pages.item import page as item_page
from salw_desktop.ui.pages.item.deed import Deed
from salw_desktop.ui.pages.item.page import ItemPage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.widgets.act_form import ActForm
from salw_desktop.ui.widgets.file_edit import FileEdit
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.weapons.sheet import look_alike_beside, sheet_of
from salw_desktop.words import sentence

CTRL = Qt.KeyboardModifier.ControlModifier
SETTLED_MS = 300


def item(qtbot: QtBot, desk: Desk, runner: Runner, number: str) -> ItemPage:
    page, _ = opened(qtbot, desk, runner, ItemPage, number)
    qtbot.waitUntil(lambda: isinstance(page.focusWidget(), KeyButton))
    qtbot.waitUntil(lambda: bool(page.focusWidget() and page.focusWidget().isVisible()))
    return page


def form_of(page: ItemPage, caption: str) -> ActForm:
    """By the button of that name."""
    button = next(b for b in page.panel.findChildren(KeyButton) if b.caption == caption)
    button.click()
    assert page.panel.form is not None
    return page.panel.form


def form_by_key(qtbot: QtBot, page: ItemPage, key: Qt.Key) -> ActForm:
    def is_seen() -> bool:
        buttons = page.panel.findChildren(KeyButton)
        return any(each.isVisible() and each.shortcut() == QKeySequence(key) for each in buttons)

    qtbot.waitUntil(is_seen)  # then its key works
    QTest.keyClick(page, key)
    qtbot.waitUntil(lambda: page.panel.form is not None)
    assert page.panel.form is not None
    return page.panel.form


def type_into(form: ActForm, name: str, text: str) -> None:
    control = form.fields[name].control
    if isinstance(control, QComboBox):
        control.setEditText(text) if control.isEditable() else control.setCurrentText(text)
    else:
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.clear()
        QTest.keyClicks(control, text)


def do_it(form: ActForm) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]


def captions(page: ItemPage) -> list[str]:
    deeds = [each for _, group in page._groups() for each in group]
    return [each.caption for each in deeds if isinstance(each, Deed)]


def test_that_it_shows_the_record_and_what_is_to_be_done(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.pistol)
    shown = " ".join(texts(page))
    assert shelf.pistol in shown
    assert "TT 771" in shown
    assert page.sheet is not None
    assert page.sheet.to_do()[:2] == ("not clear", "label")
    assert "Put away" not in captions(page)  # what is not clear stays at the isolation point
    assert "Clear it" in captions(page)


def test_that_f9_puts_it_away_and_the_history_says_so(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    form = form_by_key(qtbot, page, Qt.Key.Key_F9)
    QTest.keyClick(form.fields["place"].control, Qt.Key.Key_Return)  # to the next field
    QTest.keyClick(form.fields["performed_by"].control, Qt.Key.Key_Return)  # the last one does it
    qtbot.waitUntil(lambda: page.panel.form is None)
    qtbot.waitUntil(lambda: "Put away: Store" in texts(page._record._history))
    assert (
        shelf_desk.row("place", name="Store")["id"]
        == sheet_of(shelf_desk.register, shelf.rifle).weapon["place"]
    )
    assert page.focusWidget() is not None
    assert page.panel.isAncestorOf(page.focusWidget())


def test_that_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    form = form_of(page, "Hold")
    type_into(form, "authority", "Court of Lendo")
    type_into(form, "case_number", "12/26")
    type_into(form, "ordered_on", "22 November")
    do_it(form)
    qtbot.waitUntil(lambda: bool(form.fields["ordered_on"].said))
    assert form.fields["ordered_on"].said == sentence("date.malformed", {"given": "22 November"})
    assert page.focusWidget() is form.fields["ordered_on"].control
    assert form.values()["authority"] == "Court of Lendo"
    type_into(form, "ordered_on", "2026-11-22")
    do_it(form)
    qtbot.waitUntil(lambda: page.panel.form is None)
    assert shelf_desk.row("hold")["case_number"] == "12/26"


def test_that_a_correction_sends_only_what_was_changed(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.pistol)
    form = form_of(page, "Correct")
    chooser = form._chooser
    assert chooser is not None
    assert page.focusWidget() is chooser
    for name in ("serial", "serial_status"):
        chooser.setCurrentIndex(chooser.findData(name))
        chooser.activated.emit(chooser.currentIndex())
    type_into(form, "serial", "TT 777")
    type_into(form, "reason", "read again in daylight")
    with qtbot.waitSignal(page.panel.submitted) as submitted:
        do_it(form)
    command = submitted.args[1]
    assert (command.serial, command.serial_status) == ("TT 777", None)  # the status is as it was
    qtbot.waitUntil(lambda: page.panel.form is None)
    weapon = shelf_desk.row("weapon", number=shelf.pistol)
    assert (weapon["serial"], weapon["serial_status"]) == ("TT 777", "readable")
    assert shelf_desk.row("correction")["reason"] == "read again in daylight"
    qtbot.waitUntil(
        lambda: (
            "Serial number: \u2066TT 777\u2069, before: \u2066TT 771\u2069"
            in texts(page._record._history)
        )
    )


def test_that_a_void_is_signed_by_two(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.twin)
    form = form_of(page, "Withdraw as void")
    type_into(form, "reason", "typed twice")
    do_it(form)
    sign(qtbot, shelf_desk.practice, STOREKEEPER)
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.custody == "void")
    assert "Withdraw as void" not in captions(page)


def test_that_a_photograph_is_added_from_a_file(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "close.jpg"
    file.write_bytes(jpeg(drawn(7)))
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    form = form_by_key(qtbot, page, Qt.Key.Key_F7)
    assert form.values()["view"] == "serial close-up"  # the next of the guided set
    chosen = form.fields["file"].control
    assert isinstance(chosen, FileEdit)
    chosen.show_path(str(file))
    do_it(form)
    qtbot.waitUntil(lambda: page.sheet is not None and len(page.sheet.photos) == 3)


def test_that_areas_are_drawn_by_keys_and_blurred(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    assert page.sheet is not None
    page._record.photo_opened.emit(str(page.sheet.photos[0]["id"]))
    viewer = page._viewer
    qtbot.waitUntil(lambda: not viewer.canvas._image.isNull())
    QTest.keyClick(viewer.canvas, Qt.Key.Key_B)
    qtbot.waitUntil(viewer._add.isVisible)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: len(viewer.canvas.areas) == 1)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    (area,) = viewer.canvas.areas
    assert (area.left, area.top, area.right, area.bottom) == (410, 400, 610, 610)
    viewer._do.click()
    give_reason(qtbot, "a face in the mirror")
    qtbot.waitUntil(lambda: page.sheet is not None and len(page.sheet.blurred) == 1)
    assert shelf_desk.row("photo_blurring")["areas"] == "[[410,400,610,610]]"


def test_that_the_viewer_leafs_zooms_and_goes_back(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    assert page.sheet is not None
    first, second = (str(each["id"]) for each in page.sheet.photos)
    page._record.photo_opened.emit(first)
    viewer = page._viewer
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert viewer.current == second
    qtbot.waitUntil(lambda: not viewer.canvas._image.isNull())
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Plus)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Left)  # moves what is seen, now that it is closer
    assert viewer.current == second
    assert viewer.canvas.zoom > 1
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(page._record.isVisible)


def test_that_a_half_typed_form_is_found_again(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page, office = opened(qtbot, shelf_desk, runner, ItemPage, shelf.rifle)
    qtbot.waitUntil(lambda: page.sheet is not None)
    form = form_of(page, "Correct")
    form.fill({"year": "1954"})
    type_into(form, "reason", "the stamp on the left")
    kept = page.draft()
    again = ItemPage(office)
    qtbot.addWidget(again)
    again.take_draft(kept)
    again.show()
    again.shown(None)
    qtbot.waitUntil(lambda: again.panel.form is not None)
    assert again.draft() == kept


def test_that_a_scanned_tag_goes_into_the_form_that_asks_for_it(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    assert not page.scanned(shelf.rifle)
    form = form_of(page, "Tag tied on")
    assert page.scanned(shelf.rifle)
    do_it(form)
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.tag_state == "bound")


def test_that_a_weapon_without_a_look_alike_is_not_compared(shelf_desk: Desk, shelf: Shelf) -> None:
    pistol = sheet_of(shelf_desk.register, shelf.pistol)
    refusal = refusal_of(lambda: look_alike_beside(pistol))
    assert refusal.code == "look-alike.none"
    rifle = sheet_of(shelf_desk.register, shelf.rifle)
    assert look_alike_beside(rifle) == sheet_of(shelf_desk.register, shelf.twin).id
    assert rifle.weapon["serial"] == ALIKE


def test_that_nothing_of_the_item_before_can_be_done_while_the_next_is_read(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    with held_back(item_page, "sheet_of") as asked:
        page.shown(shelf.twin)
        qtbot.waitUntil(lambda: bool(asked))
        QTest.keyClick(page, Qt.Key.Key_F9)
        page._record.to_do_pressed.emit("look-alike")
        page._record.photo_opened.emit("any")
        qtbot.wait(SETTLED_MS)
        assert page.panel.form is None
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.number == shelf.twin)
    form = form_by_key(qtbot, page, Qt.Key.Key_F9)
    type_into(form, "place", "Store")
    do_it(form)
    qtbot.waitUntil(lambda: page.panel.form is None)
    assert sheet_of(shelf_desk.register, shelf.twin).weapon["place_name"] == "Store"
    assert sheet_of(shelf_desk.register, shelf.rifle).weapon["place_name"] != "Store"


def test_that_what_was_done_to_one_item_closes_no_form_of_the_next(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    form = form_by_key(qtbot, page, Qt.Key.Key_F9)
    with a_busy_writer(runner):
        type_into(form, "place", "Store")
        do_it(form)
        qtbot.waitUntil(lambda: bool(page.office._under_way))
        page.shown(shelf.twin)
        qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.number == shelf.twin)
        form = form_by_key(qtbot, page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page.bar.kind == "done")
    assert page.panel.form is form


def test_that_what_came_of_one_item_is_told_of_no_other(
    qtbot: QtBot, shelf_desk: Desk, shelf: Shelf, runner: Runner
) -> None:
    page = item(qtbot, shelf_desk, runner, shelf.rifle)
    for place, kind in (("No such place", "error"), ("Store", "done")):
        page.shown(shelf.rifle)
        qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.number == shelf.rifle)
        form = form_by_key(qtbot, page, Qt.Key.Key_F9)
        with a_busy_writer(runner):
            type_into(form, "place", place)
            do_it(form)
            qtbot.waitUntil(lambda: bool(page.office._under_way))
            page.shown(shelf.twin)
            qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.number == shelf.twin)
            form = form_by_key(qtbot, page, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda kind=kind: page.bar.kind == kind)
        assert shelf.rifle in page.bar.text
        assert not form.fields["place"].said
