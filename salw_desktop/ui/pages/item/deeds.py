"""What can be done with one weapon now, and what each act asks for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.axes import HOLDS, INTENDED_DISPOSAL
from salw_desktop.domain.word_lists import words_of
from salw_desktop.ui.pages.item import correcting
from salw_desktop.ui.pages.item.deed import Deed, made, why
from salw_desktop.ui.pages.item.placing import iso, places
from salw_desktop.ui.widgets.act_form import LINES, NAME, WORD, YES_NO, Asked, Values
from salw_desktop.usecases.choices import Choices
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.marking.jobs import OrderMarkJob
from salw_desktop.usecases.release.releasing import ReleaseDossier
from salw_desktop.usecases.store.disposals import IntendDisposal
from salw_desktop.usecases.store.holds import LABORATORY, LiftHold, PlaceHold
from salw_desktop.usecases.store.labels import ReprintLabel
from salw_desktop.usecases.store.laboratory import RecordLaboratoryResult, WaiveRestoration
from salw_desktop.usecases.store.tags import LIVE, BindTag, LoseTag, Retag, SpoilTag
from salw_desktop.usecases.weapons.correcting import NumberWeapon, VoidWeapon
from salw_desktop.usecases.weapons.identifying import DoubtIdentification
from salw_desktop.usecases.weapons.look_alikes import AcknowledgeAlarm
from salw_desktop.usecases.weapons.sheet import Sheet

FOLDER_OF_DOSSIER = "folder"


Group = tuple[str, tuple[Deed, ...]]


def asked_hold(today: str) -> tuple[Asked, ...]:
    tr = QCoreApplication.translate
    return (
        Asked("hold_kind", tr("Item", "Kind of hold"), WORD, HOLDS.words, required=True),
        Asked("authority", tr("Item", "Ordered by, authority"), required=True),
        Asked("case_number", tr("Item", "Case number"), required=True),
        Asked("ordered_on", tr("Item", "Ordered on"), start=today, hint=iso(), required=True),
        Asked("review_on", tr("Item", "Look at it again on"), hint=iso()),
    )


def groups_of(sheet: Sheet, choices: Choices, today: str) -> tuple[Group, ...]:
    """Group by group, in the order in which a storekeeper looks for them; nothing that is refused for sure."""
    tr = QCoreApplication.translate
    return (
        (tr("Item", "Where it is"), tuple(places(sheet, choices, today))),
        (tr("Item", "Tag and label"), tuple(_tags(sheet))),
        (tr("Item", "Record"), tuple(_record(sheet, choices))),
        (tr("Item", "Holds and decisions"), tuple(_decisions(sheet, choices, today))),
    )


def _tags(sheet: Sheet) -> Iterator[Deed]:
    tr, weapon = QCoreApplication.translate, sheet.id
    if not sheet.is_taken_in:
        return
    if sheet.weapon["number"]:
        yield Deed(
            ReprintLabel,
            "printer",
            tr("Item", "Another label"),
            made(ReprintLabel, weapon=weapon),
            (why(),),
            key="F8",
        )
    if not sheet.is_here:
        return
    if sheet.tag_state == "blank" or not sheet.weapon["number"]:
        yield Deed(
            BindTag,
            "tag",
            tr("Item", "Tag tied on"),
            made(BindTag, weapon=weapon),
            (Asked("scanned", tr("Item", "Scan the tag that hangs on it"), required=True),),
        )
    if not sheet.weapon["number"]:
        yield Deed(
            NumberWeapon, "tags", tr("Item", "Give a number"), made(NumberWeapon, weapon=weapon)
        )
        return
    yield Deed(
        Retag,
        "refresh-cw",
        tr("Item", "Tie on a new tag"),
        made(Retag, weapon=weapon),
        (
            Asked("known_by", tr("Item", "Both knew it again by"), LINES, required=True),
            Asked("tag", tr("Item", "Tag of a range; empty: a printed label")),
            why(required=False),
        ),
    )
    if sheet.tag_state in LIVE:
        for act, icon, caption in (
            (LoseTag, "x", tr("Item", "Tag lost")),
            (SpoilTag, "ban", tr("Item", "Tag spoiled")),
        ):
            yield Deed(act, icon, caption, made(act, weapon=weapon), (why(),))


def _record(sheet: Sheet, choices: Choices) -> Iterator[Deed]:
    tr, weapon = QCoreApplication.translate, sheet.id
    if sheet.custody != "void":
        for form in correcting.forms_of(sheet, choices):
            yield Deed(
                form.act, form.icon, form.caption, form.build, form.asked, form.more, form.about
            )
    if sheet.is_identified:
        doubt = tr("Item", "Doubt what it is")
        build = made(DoubtIdentification, weapon=weapon)
        yield Deed(DoubtIdentification, "circle-help", doubt, build, (why(),))
    if not (sheet.is_ended or sheet.order or sheet.countersigns):
        yield Deed(
            VoidWeapon,
            "trash-2",
            tr("Item", "Withdraw as void"),
            made(VoidWeapon, weapon=weapon),
            (why(),),
            about=tr("Item", "For a record made by mistake. Its number is never given again."),
            is_grave=True,
        )


def _decisions(sheet: Sheet, choices: Choices, today: str) -> Iterator[Deed]:
    tr, weapon = QCoreApplication.translate, sheet.id
    for alarm in sheet.alarms:
        caption, build = tr("Item", "Answer the alarm"), made(AcknowledgeAlarm, alarm=alarm["id"])
        about = str(alarm["said"])
        yield Deed(AcknowledgeAlarm, "bell", caption, build, (why(),), about=about)
    if not sheet.is_ended:
        build = made(PlaceHold, weapon=weapon)
        yield Deed(PlaceHold, "hand", tr("Item", "Hold"), build, asked_hold(today))
    for hold in sheet.open_holds:
        case = " · ".join((str(hold["kind"]), str(hold["authority"]), str(hold["case_number"])))
        order = Asked("on_order_of", tr("Item", "On the order of"), required=True)
        build = made(LiftHold, hold=hold["id"])
        lift = tr("Item", "Lift the hold")
        yield Deed(LiftHold, "circle-check", lift, build, (order, why()), about=case)
        if hold["kind"] == LABORATORY:
            yield from _laboratory(sheet)
    if sheet.is_here:
        words = INTENDED_DISPOSAL.words
        meant = tr("Item", "Meant for")
        disposal = Asked("disposal", meant, WORD, words, str(sheet.weapon["intended_disposal"]))
        build = made(IntendDisposal, weapon=weapon)
        caption = tr("Item", "Decide what it is meant for")
        yield Deed(IntendDisposal, "gavel", caption, build, (disposal, why()))
    if sheet.custody == "in hand" and not sheet.mark_job and choices.machines:
        yield Deed(
            OrderMarkJob,
            "stamp",
            tr("Item", "Order its marking"),
            made(OrderMarkJob, weapon=weapon),
            (asked_machine(choices), why(required=False)),
        )
    yield _dossier(sheet)


def asked_machine(choices: Choices) -> Asked:
    caption, first = QCoreApplication.translate("Item", "Machine"), choices.machines[0]
    return Asked("machine", caption, NAME, choices.machines, first, required=True)


def _laboratory(sheet: Sheet) -> Iterator[Deed]:
    tr, weapon = QCoreApplication.translate, sheet.id
    readings = tuple(
        each for each in words_of("laboratory_result", "restoration") if each != "waived"
    )
    yield Deed(
        RecordLaboratoryResult,
        "microscope",
        tr("Item", "Laboratory has read it"),
        made(RecordLaboratoryResult, weapon=weapon),
        (
            Asked("restoration", tr("Item", "Number brought back"), WORD, readings, required=True),
            Asked("read", tr("Item", "As read, ? for what cannot be read")),
            Asked("certainty", tr("Item", "A letter for each: s sure, l likely, g guess")),
            Asked("laboratory", tr("Item", "Laboratory"), required=True),
            Asked("examiner", tr("Item", "Examiner"), required=True),
            Asked("method", tr("Item", "Method"), required=True),
            Asked("report_number", tr("Item", "Number of the report"), required=True),
            Asked("place", tr("Item", "Where on it"), WORD, words_of("weapon", "serial_place")),
            Asked("examined_on", tr("Item", "On"), hint=iso()),
        ),
    )
    by = Asked("waived_by", tr("Item", "Waived by, authority"), required=True)
    build = made(WaiveRestoration, weapon=weapon)
    caption = tr("Item", "Do without a laboratory")
    yield Deed(WaiveRestoration, "x", caption, build, (by, why()))


def _dossier(sheet: Sheet) -> Deed:
    tr = QCoreApplication.translate
    kinds = words_of("dossier_release", "recipient_kind")
    contents = words_of("dossier_release", "content")

    def build(values: Values) -> Command:
        given = {name: each for name, each in values.items() if name != FOLDER_OF_DOSSIER}
        return made(ReleaseDossier, weapon=sheet.id)(given)

    return Deed(
        ReleaseDossier,
        "send",
        tr("Item", "Let a dossier out"),
        build,
        (
            Asked("recipient_kind", tr("Item", "Kind of recipient"), WORD, kinds, required=True),
            Asked("recipient", tr("Item", "Recipient"), required=True),
            Asked("purpose", tr("Item", "What for"), required=True),
            Asked("legal_clearance", tr("Item", "Allowed by, on which request"), required=True),
            Asked("content", tr("Item", "What goes out"), WORD, contents, required=True),
            Asked("case_number", tr("Item", "Case number")),
            Asked("redactions", tr("Item", "What is left out, and why"), LINES),
            Asked("events", tr("Item", "Events"), YES_NO, hint=tr("Item", "The signed events")),
            Asked("originals", tr("Item", "Pictures"), YES_NO, hint=tr("Item", "Camera originals")),
            Asked(
                FOLDER_OF_DOSSIER,
                tr("Item", "New folder for it"),
                hint=tr("Item", "on the stick"),
                kind="folder",
                required=True,
            ),
        ),
        about=tr("Item", "It is logged, and two people sign for it."),
        is_grave=True,
    )
