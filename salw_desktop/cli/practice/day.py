"""The practice day: the same acts and queries as everybody's, from the table to HQ and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from salw_desktop import files
from salw_desktop.cli import practice_data
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.people import Role
from salw_desktop.registry import desk
from salw_desktop.usecases import (
    acts,
    catalogue,
    checking,
    enrolment,
    exchange,
    keeping,
    papers,
    queries,
)
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.register import Key, Register

SUPERVISOR, STOREKEEPER = "Supervisor", "Storekeeper"
UNIT, SITE = "LEN1", "LEN"
SHARE_HELD = 10  # of the weapons in the store, one in so many is evidence
SHARE_KEPT = 3  # and one in so many stays in the store


@dataclass(slots=True)
class PracticeFolder:
    """Where everything of the practice day lies, and what it has made so far."""

    path: Path
    papers: dict[str, str | None] = field(default_factory=dict)
    bundles: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    receipt: str = ""
    certificate_code: str = ""
    events: int = 0
    findings: tuple[str, ...] = ()

    @property
    def register(self) -> Path:
        return self.path / "practice.salw"

    @property
    def registry(self) -> Path:
        return self.path / "registry.salw"

    @property
    def passphrase_file(self) -> Path:
        return self.path / "passphrases.txt"

    @property
    def registry_passphrase_file(self) -> Path:
        return self.path / "registry-passphrases.txt"

    def keep_paper(self, kind: str, data: bytes) -> None:
        folder = self.path / "papers"
        files.make_private_folder(folder)
        number = len(list(folder.glob(f"{kind}*.pdf"))) + 1
        path = folder / (f"{kind}.pdf" if number == 1 else f"{kind}-{number}.pdf")
        files.write_private(path, data)
        self.papers[kind] = str(path.resolve())

    def passphrase(self, name: str) -> str:
        return _words(self.passphrase_file)[name]

    def unlock(self, name: str) -> Register:
        return keeping.unlock(self.register, name, self.passphrase(name))

    def second(self, name: str) -> Key:
        return keeping.key_of(self.register, name, self.passphrase(name))

    def unlock_registry(self) -> Register:
        name, words = next(iter(_words(self.registry_passphrase_file).items()))
        return desk.unlock(self.registry, name, words)


def _words(path: Path) -> dict[str, str]:
    lines = files.read_limited(path, 64 * 1024).decode().splitlines()
    pairs = (line.partition(":") for line in lines if line.strip())
    return {name.strip(): words.strip() for name, _, words in pairs}


def act(
    register: Register, name: str, fields: Mapping[str, object], second: Key | None = None
) -> Mapping[str, object]:
    """By the same door as `salw do`: the name of the act and its fields as JSON."""
    command = acts.read_act(name, json.dumps(fields, ensure_ascii=False).encode())
    return perform(command, register, second=second).answer


def found(folder: PracticeFolder, tell: Callable[[str], None]) -> None:
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
    _keep_words(folder.passphrase_file, shown)
    tell("New registry, and the two get to know each other")
    founded = desk.found(folder.registry, "Practice registry", "XA26")
    _keep_words(folder.registry_passphrase_file, founded.shown)
    with folder.unlock(SUPERVISOR) as register, folder.unlock_registry() as registry:
        folder.keep_paper(
            "recovery", papers.recovery(register, shown.recovery, (SUPERVISOR, STOREKEEPER))
        )
        request = folder.path / "enrolment-request.json"
        files.write_private(request, enrolment.request_of(register))
        letter, _ = desk.enrol(registry, request, folder.path)
        offer = enrolment.read_offer(register, letter.written.path)
        if offer.words != letter.words:
            raise Refusal("answer.not-its-own", field="file")
        enrolment.take_answer(register, offer)
        for name, function, organisation in practice_data.ROSTER:
            act(
                register,
                "add-to-roster",
                {"name": name, "function": function, "organisation": organisation},
            )
        act(register, "open-campaign", practice_data.CAMPAIGN)


def is_practice(folder: PracticeFolder) -> bool:
    """Whether a practice day may go on here: nothing is ever added to a real register."""
    if not folder.passphrase_file.is_file() or SUPERVISOR not in _words(folder.passphrase_file):
        return False
    with folder.unlock(SUPERVISOR) as register:
        return bool(register.station["is_practice"])


def _keep_words(path: Path, shown: keeping.Shown) -> None:
    lines = "".join(f"{name}: {words}\n" for name, words in shown.passphrases)
    files.write_private(path, lines.encode())


def take_in(folder: PracticeFolder, weapons: int, seed: int, tell: Callable[[str], None]) -> None:
    """The table: hand-in, clearance, record, number, label, tag."""
    tell(f"{weapons} weapons at the table")
    known = frozenset(model.id for model in catalogue.models())
    with folder.unlock(SUPERVISOR) as register:
        for place, hand_in in enumerate(practice_data.hand_ins(weapons, seed, known), 1):
            opened = act(
                register,
                "open-hand-in",
                {"campaign": practice_data.CAMPAIGN["code"], "brought_by": hand_in.brought_by},
            )
            for line, weapon in enumerate(hand_in.weapons, 1):
                number = _record(register, str(opened["number"]), f"T{place}-{line}", weapon)
                folder.numbers.append(number)
            act(register, "close-hand-in", {"hand_in": opened["number"]})
        folder.keep_paper("labels", papers.labels(register, numbers=folder.numbers))
        act(register, "mark-labels-printed", {})
        for number in folder.numbers:
            act(register, "bind-tag", {"weapon": number, "scanned": scan_code(number)})


def _record(
    register: Register, hand_in: str, token: str, weapon: practice_data.PracticeWeapon
) -> str:
    cleared = {
        "hand_in": hand_in,
        "token": token,
        "safety": weapon.safety,
        "cleared_by": "holder",
        "verified_by": practice_data.OBSERVER,
    }
    act(register, "record-clearance", cleared)
    recorded = {
        "hand_in": hand_in,
        "clearance": token,
        "model": weapon.model,
        "serial": weapon.serial,
        "serial_status": weapon.serial_status.value,
        "function": weapon.function,
        "inspected_by": practice_data.INSPECTOR,
        "identified_by": practice_data.INSPECTOR,
        "confidence": "sure",
        "marks": [{"kind": "manufacture", "text": weapon.mark, "place": "front trunnion"}],
    }
    number = str(act(register, "record-weapon", recorded)["number"])
    if not number:
        raise Refusal("block.none-left", field="weapons")
    return number


def store_and_order(folder: PracticeFolder, tell: Callable[[str], None]) -> str | None:
    """The store: put away, evidence held back, the list countersigned, an order written. None where nothing is left."""
    tell("Store, evidence hold, destruction order")
    with folder.unlock(STOREKEEPER) as register:
        clear = []
        for number in folder.numbers:
            if queries.weapon(register, number)["safety"] == "clear":
                act(register, "put-away", {"weapon": number})
                clear.append(number)
        for waiting in queries.waiting_countersigns(register):
            if waiting["asked_by_name"] != STOREKEEPER:
                act(register, "countersign", {"countersign": waiting["id"]})
        held = clear[SHARE_HELD - 1 :: SHARE_HELD]
        for number in held:
            hold = {
                "weapon": number,
                "hold_kind": "evidence",
                "authority": "Practice court",
                "case_number": "PC-2026-17",
                "ordered_on": "2026-11-20",
            }
            act(register, "place-hold", hold)
        free = [number for number in clear if number not in held]
        listed = [number for place, number in enumerate(free, 1) if place % SHARE_KEPT]
        if not listed:
            return None
        order = {
            "campaign": practice_data.CAMPAIGN["code"],
            "legal_basis": "Practice decree 26/11",
            "method": "Cutting with gas torch, three cuts",
            "planned_on": register.clock().date,
            "weapons": listed,
            "issuer": "Practice National Commission on Small Arms",
            "issuer_number": "PNC-26-004",
            "issued_on": "2026-11-20",
        }
        return str(act(register, "write-order", order)["number"])


def destroy(folder: PracticeFolder, order: str, tell: Callable[[str], None]) -> None:
    """Approved by another, begun with both keys, every item scanned, witnessed, certified."""
    tell("Approval by the second person, session, witnesses, certificate")
    with folder.unlock(SUPERVISOR) as register:
        act(register, "approve-order", {"order": order})
        folder.keep_paper("order", papers.order(register, order))
        second = folder.second(STOREKEEPER)
        begun = {"order": order, "responsible": practice_data.CUTTER}
        session = str(act(register, "start-session", begun, second)["number"])
        listed = queries.numbers_on_order(register, order)
        for number in listed:
            act(register, "scan-for-destruction", {"session": session, "code": scan_code(number)})
        act(register, "finish-check", {"session": session})
        for person, is_outside in ((practice_data.OBSERVER, True), (practice_data.ELDER, True)):
            witness = {"session": session, "person": person, "outside_chain": is_outside}
            act(register, "record-witness", witness)
        weights = {"weight_before_g": 3_600 * len(listed), "weight_after_g": 3_580 * len(listed)}
        act(
            register,
            "record-destruction",
            {"session": session, **weights, "scrap_to": "Practice steelworks"},
        )
        issued = act(register, "issue-certificate", {"session": session})
        folder.certificate_code = str(issued["code"])
        folder.keep_paper("certificate", papers.certificate_of(register, str(issued["number"])))


def close_day(folder: PracticeFolder, tell: Callable[[str], None]) -> None:
    """The evening: counts, and the other signature; on a day that is closed already there is nothing to close."""
    with folder.unlock(SUPERVISOR) as register:
        try:
            waiting = act(register, "close-day", {})["countersign"]
        except Refusal as refusal:
            if refusal.code != "day.closed":
                raise
            return
    tell("Day closed and countersigned")
    with folder.unlock(STOREKEEPER) as register:
        act(register, "countersign", {"countersign": waiting})


def carry_to_hq(folder: PracticeFolder, tell: Callable[[str], None]) -> None:
    """Sealed bundle out, verified and imported at HQ, receipt back, and the whole file checked."""
    tell("Sealed bundle, import at HQ, receipt back, full check")
    with folder.unlock(SUPERVISOR) as register, folder.unlock_registry() as registry:
        stick = folder.path / "stick"
        files.make_private_folder(stick)
        written = exchange.export(register, stick).written
        if not written.word.is_done:
            raise exchange.left_unwritten(written)
        folder.bundles.append(str(written.path.resolve()))
        desk.import_bundle(registry, written.path)
        letter, _ = desk.give_receipt(registry, UNIT, stick)
        folder.receipt = str(letter.written.path.resolve())
        receipt, sha256 = exchange.read_offered_receipt(register, letter.written.path)
        perform(exchange.TakeReceipt(receipt=receipt, sha256=sha256), register)
        checked = checking.check(register)
        folder.events, folder.findings = checked.events, checked.findings


def practise(folder: PracticeFolder, weapons: int, seed: int, tell: Callable[[str], None]) -> None:
    """One whole day on registers that are there."""
    take_in(folder, weapons, seed, tell)
    order = store_and_order(folder, tell)
    if order is not None:
        destroy(folder, order, tell)
    close_day(folder, tell)
    carry_to_hq(folder, tell)
