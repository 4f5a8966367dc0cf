"""A command from its page to the journal and back to every page; what an operator keeps on his desk."""

from __future__ import annotations

import threading
from functools import partial
from typing import ClassVar

import pytest
from factory import AUDITOR, DEPUTY, RECORDER, Desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override
from ui_practice import STOREKEEPER, SUPERVISOR, PracticeFile, fail, lock
from weapon_shelf import opened
from whole_window import cut_texts
from window_practice import open_page

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import Role
from salw_desktop.ui.dialogs.reason import ReasonDialog
from salw_desktop.ui.dialogs.second_person import SecondPersonDialog
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Job, Runner
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases import desk
from salw_desktop.usecases.commands import Changes, perform
from salw_desktop.usecases.duty.appointments import AppointActing
from salw_desktop.usecases.duty.lone_officer import DeclareLone
from salw_desktop.usecases.keeping import key_of, unlock
from salw_desktop.usecases.people import AddPlace, GiveRole
from salw_desktop.usecases.register import Register
from salw_desktop.words import sentence


class PlacesPage(Page):
    """One field, and what it was told."""

    key: ClassVar[str] = "places"

    @override
    @classmethod
    def title(cls) -> str:
        return "Places"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.told: list[frozenset[str]] = []
        self.edit = QLineEdit()
        self.name = self.add_field(Field("&Name", self.edit, name="name", required=True))
        self.body.addWidget(self.name)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        self.told.append(tables)


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> PlacesPage:
    return open_page(qtbot, office, PlacesPage)


def dialog(qtbot: QtBot, kind: type[ReasonDialog | SecondPersonDialog]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    shown = QApplication.activeModalWidget()
    assert shown is not None
    return shown


def test_that_a_page_is_told_what_its_command_changed(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    done: list[Changes] = []
    office.perform(page, AddPlace(name="North store", place_kind="store"), done.append)
    qtbot.waitUntil(lambda: bool(page.told))
    assert page.told == [frozenset({"place"})]
    assert len(done) == 1


def test_that_a_refusal_stands_at_the_field_it_names_and_nothing_typed_is_lost(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    page.edit.setText("North store")
    page.turned_down(Refusal("field.missing", field="name", name="name"))
    assert page.name.said == sentence("field.missing", {"name": "name"})
    assert page.edit.hasFocus()
    assert page.edit.text() == "North store"
    assert office.sounds.last == "wrong"
    qtbot.keyClicks(page.edit, "s")
    assert page.name.said == ""


def test_that_a_refusal_of_no_field_here_stands_in_the_bar(page: PlacesPage) -> None:
    page.turned_down(Trouble("disk.full", path="register.db"))
    assert page.bar.text == sentence("disk.full", {"path": "register.db"})
    assert page.bar.isVisible()


def test_that_a_second_person_signs_in_front_of_the_same_laptop(
    qtbot: QtBot, office: Office, page: PlacesPage, practice: PracticeFile
) -> None:
    command = GiveRole(operator=STOREKEEPER, role=Role.RECORDER)
    office.perform(page, command)
    asked = dialog(qtbot, SecondPersonDialog)
    assert isinstance(asked, SecondPersonDialog)
    people = asked._people
    assert [people.itemText(n) for n in range(people.count())] == [STOREKEEPER]
    asked._passphrase_edit.setText("wrong pelican")
    asked.yes_button.click()
    qtbot.waitUntil(lambda: bool(asked._passphrase.said))
    assert cut_texts(asked) == []
    assert page.told == []
    asked._passphrase_edit.setText(practice.passphrases[STOREKEEPER])
    asked.yes_button.click()
    qtbot.waitUntil(lambda: bool(page.told) or bool(page.bar.text))
    assert page.told == [frozenset({"operator_role"})], page.bar.text


def test_that_where_nobody_may_sign_it_is_said_before_a_passphrase_is_typed(
    qtbot: QtBot, office: Office, page: PlacesPage, practice: PracticeFile
) -> None:
    """One of the two stands for the other: they count as one person."""
    keeper = key_of(practice.path, STOREKEEPER, practice.passphrases[STOREKEEPER])
    acting = AppointActing(
        operator=STOREKEEPER,
        stands_for=SUPERVISOR,
        roles=(Role.SUPERVISOR,),
        until_on=office.register.clock().date,
        reason="on leave",
    )
    perform(acting, office.register, second=keeper)
    office.perform(page, GiveRole(operator=STOREKEEPER, role=Role.RECORDER))
    asked = dialog(qtbot, SecondPersonDialog)
    assert isinstance(asked, SecondPersonDialog)
    assert asked._people.count() == 0
    assert not asked._passphrase_edit.isVisible()
    assert not asked.yes_button.isEnabled()
    assert f"{STOREKEEPER}: {sentence('second.stands-for-the-other', {})}" in asked._nobody.text()
    asked.reject()


def test_that_of_several_who_may_sign_nobody_is_chosen_unasked(
    qtbot: QtBot, shelf_desk: Desk, runner: Runner
) -> None:
    page, office = opened(qtbot, shelf_desk, runner, PlacesPage)
    office.perform(page, GiveRole(operator=RECORDER, role=Role.STOREKEEPER))
    asked = dialog(qtbot, SecondPersonDialog)
    assert isinstance(asked, SecondPersonDialog)
    people = asked._people
    assert AUDITOR not in [people.itemText(place) for place in range(people.count())]
    assert (people.currentText(), asked.focusWidget()) == ("", people)
    asked.yes_button.click()
    assert asked._person.said == "Choose who signs."
    QTest.keyClick(people, Qt.Key.Key_D)
    assert people.currentText() == DEPUTY
    asked.reject()


def test_that_a_second_person_given_up_changes_nothing_and_says_so(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    office.perform(page, GiveRole(operator=STOREKEEPER, role=Role.RECORDER))
    asked = dialog(qtbot, SecondPersonDialog)
    assert isinstance(asked, SecondPersonDialog)
    asked.reject()
    qtbot.waitUntil(lambda: page.bar.text == sentence("second.missing", {}))
    assert page.told == []


def test_that_an_act_without_its_reason_asks_for_it(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    office.perform(page, DeclareLone(until_on=office.register.clock().date))
    asked = dialog(qtbot, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.yes_button.click()
    assert asked._reason.said != ""
    qtbot.keyClicks(asked._edit, "nobody else came")
    asked.yes_button.click()
    qtbot.waitUntil(lambda: bool(page.told) or bool(page.bar.text))
    row = office.register.reader.execute("SELECT why FROM lone_duty").fetchone()
    assert row == ("nobody else came",)


def test_that_a_slow_answer_does_not_overwrite_a_newer_one(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    may_end, told = threading.Event(), list[str]()

    def slow(register: Register) -> str:
        del register
        may_end.wait(10)
        return "old"

    office.read(page, slow, told.append, latest="twins")
    office.read(page, lambda _: "new", told.append, latest="twins")
    qtbot.waitUntil(lambda: told == ["new"])
    may_end.set()
    last = list[str]()
    office.runner.run_after_reads(page, lambda: "end", last.append, pytest.fail)
    qtbot.waitUntil(lambda: last == ["end"])
    assert told == ["new"]


def test_that_a_slow_refusal_does_not_overwrite_a_newer_answer(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    """What was asked of another row would be said of this one."""
    may_end, told, refused = threading.Event(), list[str](), list[BaseException]()

    def slow(register: Register) -> str:
        del register
        may_end.wait(10)
        raise Refusal("mark-job.live", job="MJ-1")

    office.read(page, slow, told.append, refused.append, latest="plan")
    office.read(page, lambda _: "new", told.append, refused.append, latest="plan")
    qtbot.waitUntil(lambda: told == ["new"])
    may_end.set()
    last = list[str]()
    office.runner.run_after_reads(page, lambda: "end", last.append, fail)
    qtbot.waitUntil(lambda: last == ["end"])
    assert (told, refused) == (["new"], [])


def test_that_a_job_that_is_stopped_ends_silently(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    began = threading.Event()

    def work(job: Job) -> None:
        while True:
            job.step(1, 2)
            began.set()

    done: list[None] = []
    job = office.job(page, "Counting", work, done.append)
    assert office.is_working
    assert began.wait(10)
    with qtbot.waitSignal(office.job_ended):
        job.cancel()
    assert (done, page.bar.text, office.is_working) == ([], "", False)


def test_that_each_operator_finds_his_own_desk_as_he_left_it(
    qtbot: QtBot, practice: PracticeFile, runner: Runner
) -> None:
    half = {"serial": "7B-2\u0301", "count": 2}
    for name in (SUPERVISOR, STOREKEEPER):
        register = unlock(practice.path, name, practice.passphrases[name])
        office = Office(register, runner)
        assert office.kept("draft.register") is None
        if name == SUPERVISOR:
            office.keep("draft.register", half)
            office.put_by()
        lock(register, runner)
        free: list[bool] = []  # the folder is, a moment after the seal lies there
        runner.run(runner, (practice.path / "seal").is_file, free.append, fail)
        qtbot.waitUntil(partial(bool, free))
    register = unlock(practice.path, SUPERVISOR, practice.passphrases[SUPERVISOR])
    assert Office(register, runner).kept("draft.register") == half
    assert register.branch_id is None  # a setting is no act: it opens no branch and makes no event
    lock(register, runner)


def test_that_what_the_disk_refused_comes_back_as_it_stands_by_then(
    qtbot: QtBot, office: Office
) -> None:
    """Two writings wait behind a long one, the first finds the disk full, the second has room: the first is old."""
    told: list[str] = []
    office.told.connect(lambda _, text: told.append(text))
    for text in ("typed first", "typed last"):
        office.keep("draft.register", text)
    office.put_by()
    office._on_not_kept({"draft.register": "typed first"}, Trouble("disk.full", path="register.db"))
    office.put_by()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert desk.things(office.register)["draft.register"] == "typed last"


def test_that_nothing_is_asked_once_the_register_is_about_to_close(
    qtbot: QtBot, office: Office, page: PlacesPage
) -> None:
    """A timer of the window goes on until the next screen stands there."""
    asked, last = list[str](), list[str]()
    office.read(page, lambda _: "before", asked.append)
    office.leave()
    office.read(page, lambda _: "late", asked.append)
    job = office.job(page, "A paper", lambda _: "late", asked.append)
    assert not office.is_working
    job.cancel()
    office.runner.run_after_reads(page, lambda: "end", last.append, fail)
    qtbot.waitUntil(lambda: last == ["end"])
    assert asked == []  # nor is what was asked before shown now: showing it may ask more
