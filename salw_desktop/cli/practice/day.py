"""The practice day: the same acts and queries as everybody's, from the table to HQ and back."""

from __future__ import annotations

from salw_desktop import files
from salw_desktop.cli.practice import data
from salw_desktop.cli.practice.destruction import destroy, store_and_order
from salw_desktop.cli.practice.folder import (
    PROTECTION,
    SITE,
    STOREKEEPER,
    SUPERVISOR,
    UNIT,
    PracticeFolder,
    Tell,
    act,
    keep_words,
)
from salw_desktop.cli.practice.table import take_in
from salw_desktop.cli.practice.workshop import mark
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.registry import desk
from salw_desktop.usecases import checking, enrolment, exchange, keeping, staffing
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.paperwork.recovery import recovery
from salw_desktop.usecases.paperwork.road import slips_of
from salw_desktop.usecases.register import Register


def found(folder: PracticeFolder, tell: Tell) -> None:
    """A new practice register and a practice registry, enrolled with each other."""
    files.make_private_folder(folder.path, new=True)
    tell("New register, two operators, recovery sheet")
    station = NewStation(
        unit=UNIT,
        site=SITE,
        site_name="Lendo (practice)",
        operators=(
            NewOperator(SUPERVISOR, "team leader", "Practice commission", (Role.SUPERVISOR,)),
            NewOperator(
                STOREKEEPER, "custodian of the store", "Practice commission", (Role.STOREKEEPER,)
            ),
        ),
        is_practice=True,
    )
    shown = keeping.new_register(folder.register, station)
    keep_words(folder.passphrase_file, shown.passphrases)
    tell("New registry, and the two get to know each other")
    founded = desk.found(folder.registry, "Practice registry", "XA26")
    keep_words(folder.registry_passphrase_file, founded.shown.passphrases)
    with folder.unlock(SUPERVISOR) as register, folder.unlock_registry() as registry:
        folder.keep_paper("recovery", recovery(register, shown.recovery, (SUPERVISOR, STOREKEEPER)))
        request = folder.path / "enrolment-request.json"
        files.write_private(request, enrolment.request_of(register))
        letter, _ = desk.enrol(registry, request, folder.path)
        offer = enrolment.read_offer(register, letter.written.path)
        if offer.words != letter.words:
            raise Refusal("answer.not-its-own", field="file")
        enrolment.take_answer(register, offer)
        _people(folder, register)
        for campaign in (data.CAMPAIGN, data.AMNESTY):
            act(register, "open-campaign", campaign)


def _people(folder: PracticeFolder, register: Register) -> None:
    """The roster, and child protection, whose key alone opens the tally of children."""
    for person in data.ROSTER:
        act(register, "add-to-roster", person)
    officer = {
        "name": PROTECTION,
        "function": "child protection",
        "organisation": "Practice mission",
    }
    act(register, "add-to-roster", officer)
    words = staffing.add_operator(
        register,
        name=PROTECTION,
        person=PROTECTION,
        roles=(Role.CHILD_PROTECTION,),
        second=folder.second(STOREKEEPER),
    )
    folder.add_words(PROTECTION, words)


def is_practice(folder: PracticeFolder) -> bool:
    """Whether a practice day may go on here: nothing is ever added to a real register."""
    if not folder.knows(SUPERVISOR):
        return False
    with folder.unlock(SUPERVISOR) as register:
        return bool(register.station["is_practice"])


def close_day(folder: PracticeFolder, tell: Tell) -> None:
    """The evening: counts, and the other signature; on a day that is closed already there is nothing to close."""
    with folder.unlock(SUPERVISOR) as register:
        try:
            closed = act(register, "close-day", {})
        except Refusal as refusal:
            if refusal.code != "day.closed":
                raise
            return
    tell("Day closed and countersigned")
    with folder.unlock(STOREKEEPER) as register:
        act(register, "countersign", {"countersign": closed["countersign"]})
        folder.print(register, "day sheet", closed["date"])


def carry_to_hq(folder: PracticeFolder, tell: Tell) -> None:
    """Sealed bundle out, verified and imported at HQ, receipt back, and the whole file checked."""
    tell("Sealed bundle, import at HQ, receipt back, full check")
    with folder.unlock(SUPERVISOR) as register, folder.unlock_registry() as registry:
        stick = folder.path / "stick"
        files.make_private_folder(stick)
        done = exchange.export(register, stick)
        if not done.written.word.is_done:
            raise exchange.left_unwritten(done.written)
        folder.keep_paper("slip", slips_of(register, done))
        for volume in done.volumes:
            folder.bundles.append(str(volume.path.resolve()))
            desk.import_bundle(registry, volume.path)
        letter, _ = desk.give_receipt(registry, UNIT, stick)
        folder.receipt = str(letter.written.path.resolve())
        receipt, sha256 = exchange.read_offered_receipt(register, letter.written.path)
        perform(exchange.TakeReceipt(receipt=receipt, sha256=sha256), register)
        checked = checking.check(register)
        folder.events, folder.findings = checked.events, checked.findings


def practise(folder: PracticeFolder, weapons: int, seed: int, tell: Tell) -> None:
    """One whole day on registers that are there."""
    take_in(folder, weapons, seed, tell)
    mark(folder, tell)
    order = store_and_order(folder, tell)
    if order is not None:
        destroy(folder, order, tell)
    close_day(folder, tell)
    carry_to_hq(folder, tell)
