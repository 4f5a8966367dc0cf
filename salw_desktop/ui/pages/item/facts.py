"""The record of a weapon in groups, as captions and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.time import minutes
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.weapon_words import captions
from salw_desktop.ui.widgets.badge import said
from salw_desktop.usecases.weapons.sheet import Sheet

Line: TypeAlias = tuple[str, str]
Cells: TypeAlias = Mapping[str, str | int | None]

WHAT_IT_IS = (
    *("kind", "model_name", "variant", "category", "calibre", "measured_calibre_um", "action"),
    *("fire_mode", "barrels", "capacity", "finish", "stock", "sights", "frame_material"),
    *("national_code", "counts_as"),
)
WHERE_MADE = (
    *("country", "country_basis", "maker", "year", "factory_code", "manufacture_kind"),
    *("licensed", "licensed_from", "import_country", "import_year", "illicit_grounds"),
    "adequately_marked",
)
NUMBER_ON_IT = ("serial", "serial_status", "serial_place")
CONDITION = ("function", "completeness", "missing_part", "preservation")
COMPARED = (*WHAT_IT_IS, *NUMBER_ON_IT, *WHERE_MADE, *CONDITION)
AS_IT_STANDS = frozenset(
    (
        *("model_name", "variant", "category", "calibre", "measured_calibre_um", "capacity"),
        *("barrels", "national_code", "country", "maker", "year", "factory_code", "serial"),
        *("licensed_from", "import_country", "import_year", "missing_part", "stock", "sights"),
        "finish",
    )
)


def shown(column: str, value: str | int | None) -> str:
    """One value: what was read from the metal as it stands, a word of a list in this language."""
    if value in (None, ""):
        return ""
    return ltr(str(value)) if column in AS_IT_STANDS else said(str(value))


def lines_of(weapon: Cells, columns: Iterable[str]) -> list[Line]:
    named = captions()
    return [(named[column], shown(column, weapon[column])) for column in columns]


def summary(sheet: Sheet) -> list[Line]:
    """What stands beside a picture in a list."""
    named, weapon, tr = captions(), sheet.weapon, QCoreApplication.translate
    model = " · ".join(_some(weapon["model_name"], said(str(weapon["kind"]))))
    holds = ", ".join(said(str(each["kind"])) for each in sheet.open_holds)
    return [
        (tr("Item", "Weapon"), model),
        (named["serial"], serial_of(weapon)),
        (named["calibre"], ltr(str(weapon["calibre"] or ""))),
        (named["function"], said(str(weapon["function"]))),
        (named["place"], str(weapon["place_name"] or "")),
        (tr("Item", "Holds"), holds),
        (tr("Item", "Tag"), tag_of(sheet)),
        (tr("Item", "Hand-in"), ltr(str(weapon["hand_in_number"] or ""))),
    ]


def serial_of(weapon: Cells) -> str:
    """As seen; where nothing can be read, why."""
    return ltr(str(weapon["serial"])) if weapon["serial"] else said(str(weapon["serial_status"]))


def tag_of(sheet: Sheet) -> str:
    if not sheet.tags:
        return ""
    tag = sheet.tags[-1]
    return f"{ltr(str(tag['number']))} · {said(str(tag['state']))}"


def groups(sheet: Sheet) -> list[tuple[str, list[Line]]]:
    """Everything, heading by heading; a group without a value is left out."""
    tr, weapon = QCoreApplication.translate, sheet.weapon
    made: list[tuple[str, list[Line]]] = [
        (tr("Item", "What it is"), lines_of(weapon, WHAT_IT_IS)),
        (
            tr("Item", "Number on it"),
            [*lines_of(weapon, NUMBER_ON_IT), *_who(sheet, "read_back_by")],
        ),
        (tr("Item", "Marks"), [_mark(each) for each in sheet.marks]),
        (tr("Item", "Parts"), [_part(each) for each in sheet.parts]),
        (tr("Item", "Where it was made"), lines_of(weapon, WHERE_MADE)),
        (tr("Item", "Condition"), [*lines_of(weapon, CONDITION), *_who(sheet, "inspected_by")]),
        (tr("Item", "Identified"), _identified(sheet)),
        (tr("Item", "Where it is"), _where(sheet)),
        (tr("Item", "Holds"), [_hold(each) for each in sheet.holds]),
        (tr("Item", "Handed in"), _handed_in(sheet)),
        (tr("Item", "Handed in with it"), [_accessory(each) for each in sheet.accessories]),
        (tr("Item", "Tags"), [_tag(each) for each in sheet.tags]),
        (tr("Item", "Former numbers"), [_former(each) for each in sheet.former_numbers]),
        (tr("Item", "Laboratory"), [_result(each) for each in sheet.results]),
        (tr("Item", "Let out"), [_release(each) for each in sheet.releases]),
    ]
    return [(heading, lines) for heading, lines in made if any(value for _, value in lines)]


def _some(*texts: str | int | None) -> list[str]:
    return [str(text) for text in texts if text]


def _joined(*texts: str | int | None) -> str:
    return " · ".join(_some(*texts))


def _mark(mark: Cells) -> Line:
    about = [said(str(mark[name])) for name in ("script", "method", "legibility") if mark[name]]
    altered = mark["alteration"] if mark["alteration"] not in (None, "none") else ""
    place = said(str(mark["place"]))
    text = ltr(str(mark["text"] or ""))
    return said(str(mark["kind"])), _joined(text, place, *about, altered, mark["recovered"])


def _part(part: Cells) -> Line:
    return said(str(part["kind"])), _joined(serial_of(part), part["note"])


def _accessory(each: Cells) -> Line:
    return said(str(each["kind"])), _joined(each["count"], each["note"])


def _former(each: Cells) -> Line:
    return said(str(each["kind"])), ltr(str(each["number"]))


def _tag(tag: Cells) -> Line:
    since = ltr(minutes(str(tag["since"])))
    return said(str(tag["state"])), _joined(ltr(str(tag["number"])), since, tag["why"])


def _hold(hold: Cells) -> Line:
    tr = QCoreApplication.translate
    lifted = ltr(str(hold["lifted_at"] or "")[:10])
    end = tr("Item", "lifted %1").replace("%1", lifted) if lifted else ""
    review = ltr(str(hold["review_on"] or ""))
    look = tr("Item", "look again on %1").replace("%1", review) if review and not lifted else ""
    since = ltr(str(hold["ordered_on"]))
    return said(str(hold["kind"])), _joined(
        hold["authority"], hold["case_number"], since, look, end
    )


def _result(result: Cells) -> Line:
    said_by = result["laboratory"] or result["waived_by"]
    return said(str(result["restoration"])), _joined(said_by, result["report_number"])


def _release(release: Cells) -> Line:
    number, at = ltr(str(release["number"])), ltr(str(release["at"])[:10])
    return number, _joined(release["recipient"], said(str(release["content"])), at)


def _who(sheet: Sheet, *columns: str) -> list[Line]:
    tr = QCoreApplication.translate
    named = {
        "inspected_by": tr("Item", "Inspected by"),
        "identified_by": tr("Item", "Identified by"),
        "verified_by": tr("Item", "Verified by"),
        "typed_by": tr("Item", "Typed by"),
        "read_back_by": tr("Item", "Read back by"),
    }
    return [(named[each], sheet.people.get(each, "")) for each in columns]


def _identified(sheet: Sheet) -> list[Line]:
    known = lines_of(sheet.weapon, ("identification", "confidence"))
    return [*known, *_who(sheet, "identified_by", "verified_by")]


def _where(sheet: Sheet) -> list[Line]:
    tr, named, weapon = QCoreApplication.translate, captions(), sheet.weapon
    lines = [
        (named["custody"], said(sheet.custody)),
        (named["place"], str(weapon["place_name"] or "")),
        (named["safety"], said(sheet.safety)),
        (named["intended_disposal"], said(str(weapon["intended_disposal"]))),
        (named["breaches"], str(weapon["breaches"] or "")),
    ]
    if sheet.going_out:
        out = sheet.going_out
        due = tr("Item", "due back %1").replace("%1", ltr(str(out["due_on"])))
        lines.append((tr("Item", "Out"), _joined(out["to_whom"], due, out["number"])))
    if sheet.loss:
        lines.append((tr("Item", "Report of loss"), ltr(str(sheet.loss["number"]))))
    if sheet.order:
        state = said(str(sheet.order["state"]))
        lines.append((tr("Item", "On order"), _joined(ltr(str(sheet.order["number"])), state)))
    if sheet.mark_job:
        job, state = ltr(str(sheet.mark_job["number"])), said(str(sheet.mark_job["state"]))
        lines.append((tr("Item", "Marking job"), _joined(job, state)))
    return lines


def _handed_in(sheet: Sheet) -> list[Line]:
    tr, named, weapon = QCoreApplication.translate, captions(), sheet.weapon
    return [
        (tr("Item", "Hand-in"), ltr(str(weapon["hand_in_number"] or ""))),
        (tr("Item", "Campaign"), str(weapon["campaign_code"] or "")),
        (tr("Item", "On"), ltr(str(weapon["handed_in_on"])[:10])),
        (tr("Item", "It was"), said(str(weapon["acquired"]))),
        (named["rounds_declared"], str(weapon["rounds_declared"] or "")),
        (tr("Item", "Seen at"), str(weapon["seen_where"] or "")),
        (tr("Item", "Recorded"), ltr(minutes(str(weapon["recorded_at"])))),
        *_who(sheet, "typed_by"),
    ]


def differing(one: Sheet, other: Sheet) -> Sequence[tuple[str, str, str]]:
    """(caption, this, that) of each compared column in which either says something."""
    named = captions()
    both = (
        (named[each], shown(each, one.weapon[each]), shown(each, other.weapon[each]))
        for each in COMPARED
    )
    return [row for row in both if row[1] or row[2]]
