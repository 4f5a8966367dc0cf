"""What the window calls the properties of a weapon, what happened to it, and what is still to be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def captions() -> dict[str, str]:
    """By column of the record, or by the table of what hangs on it."""
    return {**_what_it_is(), **_how_it_stands(), **_beside_it()}


def _what_it_is() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "kind": tr("Weapon", "Kind"),
        "model": tr("Weapon", "Model in the catalogue"),
        "model_name": tr("Weapon", "Model"),
        "category": tr("Weapon", "Category"),
        "variant": tr("Weapon", "Variant"),
        "calibre": tr("Weapon", "Calibre"),
        "measured_calibre_um": tr("Weapon", "Calibre measured, µm"),
        "action": tr("Weapon", "Action"),
        "fire_mode": tr("Weapon", "Mode of fire"),
        "barrels": tr("Weapon", "Barrels"),
        "capacity": tr("Weapon", "Capacity"),
        "finish": tr("Weapon", "Finish"),
        "stock": tr("Weapon", "Stock"),
        "sights": tr("Weapon", "Sights"),
        "frame_material": tr("Weapon", "Frame"),
        "national_code": tr("Weapon", "National code"),
        "country": tr("Weapon", "Made in"),
        "country_basis": tr("Weapon", "Country known by"),
        "maker": tr("Weapon", "Maker"),
        "year": tr("Weapon", "Year as marked"),
        "licensed": tr("Weapon", "Made under licence"),
        "licensed_from": tr("Weapon", "Licence from"),
        "factory_code": tr("Weapon", "Factory code"),
        "import_country": tr("Weapon", "Imported by"),
        "import_year": tr("Weapon", "Year of import"),
        "manufacture_kind": tr("Weapon", "Way of making"),
        "serial": tr("Weapon", "Serial number"),
        "serial_status": tr("Weapon", "Serial number is"),
        "serial_place": tr("Weapon", "It stands on"),
    }


def _how_it_stands() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "function": tr("Weapon", "Function"),
        "completeness": tr("Weapon", "Completeness"),
        "missing_part": tr("Weapon", "Missing part"),
        "preservation": tr("Weapon", "Preservation"),
        "identification": tr("Weapon", "Identification"),
        "confidence": tr("Weapon", "How sure"),
        "adequately_marked": tr("Weapon", "Adequately marked"),
        "counts_as": tr("Weapon", "Counts as"),
        "illicit_grounds": tr("Weapon", "Illicit because"),
        "rounds_declared": tr("Weapon", "Rounds declared"),
        "custody": tr("Weapon", "Status"),
        "place": tr("Weapon", "Place"),
        "safety": tr("Weapon", "Safety"),
        "intended_disposal": tr("Weapon", "Meant for"),
        "breaches": tr("Weapon", "Breaches"),
    }


def _beside_it() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "mark": tr("Weapon", "Mark"),
        "part": tr("Weapon", "Part"),
        "accessory": tr("Weapon", "Accessory"),
        "former_number": tr("Weapon", "Former number"),
        "clearance": tr("Weapon", "Clearance"),
        "hold": tr("Weapon", "Hold"),
        "going_out": tr("Weapon", "Voucher"),
        "loss": tr("Weapon", "Report of loss"),
        "laboratory_result": tr("Weapon", "Laboratory"),
        "mark_job": tr("Weapon", "Marking job"),
        "photo": tr("Weapon", "Photograph"),
        "tag": tr("Weapon", "Tag"),
        "look_alike": tr("Weapon", "Look-alike"),
        "voiding": tr("Weapon", "Void"),
    }


def happened(kind: str) -> tuple[str, str, str]:
    """(icon, token, words) of an event by its type; one without words is called by its type."""
    icon, token = _ICONS.get(kind, _ICONS.get(kind.partition(".")[0], ("circle-check", "grey")))
    words = {**_of_the_record(), **_of_work()}
    return icon, token, words.get(kind, kind)


_ICONS = {
    "weapon": ("pencil", "info"),
    "weapon.recorded": ("file-check", "info"),
    "weapon.documented": ("eye", "info"),
    "weapon.put-away": ("warehouse", "ok"),
    "weapon.observed": ("eye", "grey"),
    "weapon.identified": ("microscope", "info"),
    "weapon.doubted": ("circle-help", "warning"),
    "weapon.voided": ("trash-2", "error"),
    "weapon.sent-out": ("truck", "warning"),
    "weapon.taken-back": ("undo-2", "ok"),
    "clearance": ("shield-check", "ok"),
    "hold": ("hand", "warning"),
    "hold.lifted": ("circle-check", "ok"),
    "loss": ("triangle-alert", "error"),
    "loss.closed": ("circle-check", "ok"),
    "alarm": ("bell", "error"),
    "look-alike": ("copy", "info"),
    "mark": ("stamp", "violet"),
    "mark-job": ("stamp", "violet"),
    "tag": ("tag", "grey"),
    "label": ("printer", "grey"),
    "labels": ("printer", "grey"),
    "order": ("file-text", "orange"),
    "session": ("flame", "orange"),
    "certificate": ("badge-check", "ok"),
    "photo": ("camera", "grey"),
    "laboratory": ("microscope", "violet"),
    "dossier": ("send", "warning"),
    "countersign": ("pencil", "grey"),
    "hand-in": ("inbox", "info"),
    "receipt": ("file-text", "grey"),
}


def _of_the_record() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "weapon.recorded": tr("Happened", "Recorded"),
        "weapon.documented": tr("Happened", "Seen and documented"),
        "weapon.identified": tr("Happened", "Identified"),
        "weapon.doubted": tr("Happened", "Identification doubted"),
        "weapon.corrected": tr("Happened", "Corrected"),
        "weapon.voided": tr("Happened", "Withdrawn as void"),
        "weapon.numbered": tr("Happened", "Given a number"),
        "weapon.allotted": tr("Happened", "Allotted to who brought it"),
        "weapon.handed-in-again": tr("Happened", "Handed in again"),
        "weapon.put-away": tr("Happened", "Put away"),
        "weapon.observed": tr("Happened", "Seen"),
        "weapon.retagged": tr("Happened", "Tagged anew"),
        "weapon.sent-out": tr("Happened", "Sent out"),
        "weapon.taken-back": tr("Happened", "Taken back"),
        "clearance.recorded": tr("Happened", "Cleared at the bay"),
        "disposal.intended": tr("Happened", "Decided what it is meant for"),
        "hold.placed": tr("Happened", "Put on hold"),
        "hold.lifted": tr("Happened", "Hold lifted"),
        "loss.reported": tr("Happened", "Reported missing"),
        "loss.closed": tr("Happened", "Search ended"),
        "alarm.acknowledged": tr("Happened", "Alarm answered"),
        "look-alike.answered": tr("Happened", "Look-alike answered"),
        "mark-job.ordered": tr("Happened", "Marking ordered"),
        "mark-job.voided": tr("Happened", "Marking job void"),
        "mark.struck": tr("Happened", "Marked"),
        "mark.log": tr("Happened", "Marked, by the log of the machine"),
        "mark.read-back": tr("Happened", "Mark read back"),
        "tag.bound": tr("Happened", "Tag tied on"),
        "tag.spoiled": tr("Happened", "Tag spoiled"),
        "tag.lost": tr("Happened", "Tag lost"),
        "untagged.solved": tr("Happened", "Known again without a tag"),
        "label.asked-again": tr("Happened", "Another label asked for"),
        "labels.printed": tr("Happened", "Label printed"),
        "labels.dropped": tr("Happened", "Label taken off the queue"),
    }


def _of_work() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "laboratory.read": tr("Happened", "Read by a laboratory"),
        "laboratory.waived": tr("Happened", "Laboratory waived"),
        "order.written": tr("Happened", "Put on a destruction order"),
        "order.approved": tr("Happened", "Destruction order approved"),
        "order.amended": tr("Happened", "Destruction order amended"),
        "order.withdrawn": tr("Happened", "Destruction order withdrawn"),
        "session.started": tr("Happened", "Destruction begun"),
        "session.scanned": tr("Happened", "Scanned for destruction"),
        "session.item-left": tr("Happened", "Not destroyed"),
        "session.batch-destroyed": tr("Happened", "Destroyed in a batch"),
        "session.closed": tr("Happened", "Destroyed"),
        "certificate.issued": tr("Happened", "On a certificate"),
        "photo.added": tr("Happened", "Photographed"),
        "photo.view-corrected": tr("Happened", "View of a photograph corrected"),
        "photo.moved": tr("Happened", "Photograph moved"),
        "photo.blurred": tr("Happened", "Photograph blurred"),
        "photo.original-erased": tr("Happened", "Original of a photograph erased"),
        "dossier.released": tr("Happened", "Dossier released"),
        "hand-in.closed": tr("Happened", "Hand-in closed"),
        "receipt.issued": tr("Happened", "Receipt issued"),
        "countersign.signed": tr("Happened", "Countersigned"),
        "countersign.signed-here": tr("Happened", "Countersigned"),
    }


def to_do_texts() -> dict[str, str]:
    """By the words of `Sheet.to_do`."""
    tr = QCoreApplication.translate
    return {
        "alarm": tr("ToDo", "Answer the alarm"),
        "not clear": tr("ToDo", "Have it cleared"),
        "search": tr("ToDo", "Search for it"),
        "due back": tr("ToDo", "Take it back when it comes"),
        "number": tr("ToDo", "Give it a number"),
        "label": tr("ToDo", "Print its label"),
        "tie on": tr("ToDo", "Tie on its tag and scan it"),
        "re-tag": tr("ToDo", "Tie on a new tag"),
        "photograph": tr("ToDo", "Photograph it"),
        "identify": tr("ToDo", "Identify it"),
        "put away": tr("ToDo", "Put it away"),
        "look-alike": tr("ToDo", "Compare it with its look-alike"),
        "countersign": tr("ToDo", "Have it countersigned"),
    }


def grade_in_words(grade: str) -> str:
    """How sure it is that two records speak of one number."""
    tr = QCoreApplication.translate
    return {
        "exact": tr("Weapon", "Same number, same model"),
        "likely": tr("Weapon", "Same number"),
    }.get(grade, tr("Weapon", "Numbers that may be one"))
