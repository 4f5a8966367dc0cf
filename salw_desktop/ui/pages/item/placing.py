"""Acts on where a weapon is: put away, cleared, seen, sent out and taken back, missing and found."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.axes import CUSTODY, SAFETY
from salw_desktop.domain.word_lists import words_of
from salw_desktop.ui.pages.item.deed import Deed, made
from salw_desktop.ui.widgets.act_form import LINES, NAME, WORD, Asked
from salw_desktop.usecases.choices import Choices
from salw_desktop.usecases.intake.clearances import RecordClearance
from salw_desktop.usecases.store.losses import CloseLoss, ReportMissing
from salw_desktop.usecases.store.out import SendOut, TakeBack
from salw_desktop.usecases.store.placing import Observe, PutAway
from salw_desktop.usecases.weapons.sheet import Sheet


def asked_put_away(choices: Choices) -> tuple[Asked, ...]:
    carried = QCoreApplication.translate("Item", "Carried by")
    return (
        _asked_place(choices, "Store"),
        Asked("performed_by", carried, NAME, choices.people),
    )


def _asked_place(choices: Choices, start: str) -> Asked:
    caption = QCoreApplication.translate("Item", "Place")
    return Asked("place", caption, NAME, choices.places, start, required=True)


def places(sheet: Sheet, choices: Choices, today: str) -> Iterator[Deed]:
    tr, weapon = QCoreApplication.translate, sheet.id
    if sheet.may_be_put_away:
        caption, build = tr("Item", "Put away"), made(PutAway, weapon=weapon)
        yield Deed(PutAway, "warehouse", caption, build, asked_put_away(choices), key="F9")
    if sheet.is_here:
        caption, build = tr("Item", "Clear it"), made(RecordClearance, weapon=weapon)
        about = tr("Item", "Only what two people see now, muzzle and chamber.")
        asked = _asked_clearance(choices)
        yield Deed(RecordClearance, "shield-check", caption, build, asked, about=about)
    if sheet.is_taken_in:
        caption, build = tr("Item", "Seen here"), made(Observe, weapon=weapon)
        about = tr("Item", "A fact: it is written down as it is.")
        yield Deed(Observe, "eye", caption, build, _asked_seen(sheet, choices), about=about)
    yield from _on_the_road(sheet, choices, today)
    yield from _lost(sheet, choices, today)


def _on_the_road(sheet: Sheet, choices: Choices, today: str) -> Iterator[Deed]:
    tr, weapon = QCoreApplication.translate, sheet.id
    if sheet.may_be_put_away and not (sheet.order or sheet.going_out):
        caption, build = tr("Item", "Send out"), made(SendOut, weapon=weapon)
        yield Deed(SendOut, "truck", caption, build, _asked_out(choices))
    if sheet.going_out:
        asked = (
            Asked("condition", tr("Item", "How it came back"), LINES, required=True),
            _asked_place(choices, "Isolation point"),
            Asked("back_on", tr("Item", "Back on"), start=today, hint=iso()),
        )
        caption, build = tr("Item", "Take back"), made(TakeBack, weapon=weapon)
        yield Deed(TakeBack, "undo-2", caption, build, asked)


def _lost(sheet: Sheet, choices: Choices, today: str) -> Iterator[Deed]:
    tr = QCoreApplication.translate
    if sheet.is_here and not sheet.loss:
        caption, build = tr("Item", "Report missing"), made(ReportMissing, weapon=sheet.id)
        asked = _asked_missing(choices, today)
        yield Deed(ReportMissing, "triangle-alert", caption, build, asked, is_grave=True)
    if sheet.loss:
        findings = words_of("loss", "finding")
        asked = (
            Asked("finding", tr("Item", "Finding"), WORD, findings, required=True),
            Asked("corrective_action", tr("Item", "What changes now"), LINES, required=True),
            Asked("found_in", tr("Item", "Found in"), NAME, choices.places),
        )
        caption, build = tr("Item", "End the search"), made(CloseLoss, loss=sheet.loss["id"])
        yield Deed(CloseLoss, "search", caption, build, asked)


def iso() -> str:
    """How a date is typed."""
    return QCoreApplication.translate("Item", "as 2026-11-22")


def _asked_seen(sheet: Sheet, choices: Choices) -> tuple[Asked, ...]:
    tr, place = QCoreApplication.translate, str(sheet.weapon["place_name"] or "")
    return (
        Asked("place", tr("Item", "Place"), NAME, choices.places, place),
        Asked("custody", tr("Item", "Status, where it is another"), WORD, CUSTODY.words),
        Asked("safety", tr("Item", "Safety, where it is another"), WORD, SAFETY.words),
        Asked("remark", tr("Item", "What was seen"), LINES),
    )


def _asked_out(choices: Choices) -> tuple[Asked, ...]:
    tr, purposes = QCoreApplication.translate, words_of("going_out", "purpose")
    return (
        Asked("purpose", tr("Item", "What for"), WORD, purposes, required=True),
        Asked("to_whom", tr("Item", "To whom"), required=True),
        Asked("due_on", tr("Item", "Due back on"), hint=iso(), required=True),
        Asked("carried_by", tr("Item", "Carried by"), NAME, choices.people, required=True),
        Asked("case_number", tr("Item", "Case number")),
    )


def _asked_clearance(choices: Choices) -> tuple[Asked, ...]:
    tr = QCoreApplication.translate
    by = words_of("clearance", "cleared_by")
    people = choices.people
    return (
        Asked("safety", tr("Item", "What they saw"), WORD, ("", *SAFETY.words), required=True),
        Asked("cleared_by", tr("Item", "Cleared by"), WORD, by, "inspector", required=True),
        Asked("performed_by", tr("Item", "Name of the inspector"), NAME, people),
        Asked("verified_by", tr("Item", "Seen by"), NAME, people, required=True),
        Asked("told", tr("Item", "Technical officer told"), NAME, people),
        Asked("remark", tr("Item", "What was seen"), LINES),
    )


def _asked_missing(choices: Choices, today: str) -> tuple[Asked, ...]:
    tr = QCoreApplication.translate
    causes, people = words_of("loss", "cause"), choices.people
    return (
        Asked("discovered_on", tr("Item", "Found missing on"), start=today, required=True),
        Asked("discovered_by", tr("Item", "By"), NAME, people, required=True),
        Asked("circumstances", tr("Item", "How it was noticed"), LINES, required=True),
        Asked("last_seen_on", tr("Item", "Last seen on")),
        Asked("cause", tr("Item", "Cause"), WORD, causes, "not known", required=True),
        Asked("action_taken", tr("Item", "What was done at once"), LINES),
        Asked("notified", tr("Item", "Who was told")),
    )
