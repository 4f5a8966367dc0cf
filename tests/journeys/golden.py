"""Every paper of a practice day, made by acts at a real register, with what its codes must say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bringers import AMNESTY, BRINGER, NAMED, campaigns, closed
from card import drawn, jpeg
from factory import (
    DEPUTY,
    FAST,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    a_hand_in,
    a_practice,
    a_weapon,
    an_order,
    countersign_all,
    furnish,
)
from marking_shop import MACHINE, furnish_shop

from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.radio import scan_text
from salw_desktop.domain.time import Moment
from salw_desktop.keys.certificates import DAY_SHEET, write_code
from salw_desktop.printing.sheets import label_sheets
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import enrolment, exchange
from salw_desktop.usecases.marking.jobs import job_card_values
from salw_desktop.usecases.paperwork.kinds import KINDS
from salw_desktop.usecases.paperwork.labels import blank_tags, labels_of
from salw_desktop.usecases.paperwork.recovery import recovery
from salw_desktop.usecases.paperwork.road import slips_of
from salw_desktop.usecases.paperwork.table import receipt_of
from salw_desktop.usecases.register import Register

CYRILLIC, CHINESE, ARABIC = "Ижевск АВ", "五六式", "الجيش"
MARKS = ((CYRILLIC, "cyrillic"), (CHINESE, "chinese"), (ARABIC, "arabic"))
RECOVERY_WORDS = "abacus abdomen ability abrasive absence absorb abstract academy acid acorn"
GROUP, _LABELS = 40, 12
CLEARED = {"safety": "clear", "cleared_by": "holder", "verified_by": "P. Observer"}
NOON = Moment(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), 10_000_000, "practice")


@dataclass(frozen=True, slots=True)
class Golden:
    """A paper drawn twice at the same minute, and its codes, each as often as it stands there."""

    pdf: bytes
    again: bytes
    codes: tuple[str, ...]


@dataclass
class Day:
    """What a paper is made from, as the day goes on."""

    desk: Desk
    home: Path
    papers: dict[str, Golden] = field(default_factory=dict)
    scripts: dict[str, str] = field(default_factory=dict)  # serial: number
    secret: str = ""
    clerk: tuple[str, str] = ("", "")
    bundle: Path = Path()

    def keep(self, name: str, draw: Callable[[Register], bytes], *codes: str) -> None:
        register = self.desk.register
        clock, register.clock = register.clock, lambda: NOON
        try:
            self.papers[name] = Golden(draw(register), draw(register), tuple(sorted(codes)))
        finally:
            register.clock = clock

    def keep_kind(self, name: str, kind: str, number: str, *codes: str) -> None:
        self.keep(name, lambda register: KINDS[kind].draw(register, number, 1), *codes)


def a_golden_day(home: Path) -> Day:
    practice = a_practice(home / "lendo.salw", block="")
    day = Day(Desk(practice, practice.unlock()), home)
    _enrol(day)
    furnish(day.desk)
    campaigns(day.desk)
    _tags(day)
    _receipts(day)
    _dangers(day)
    _jobs(day)
    _destruction(day)
    _evening(day)
    return day


def _enrol(day: Day) -> None:
    founded = hq_desk.found(day.home / "hq.salw", "Practice registry", "XA26", cost=FAST)
    day.clerk = founded.shown.passphrases[0]
    request = day.home / "request.json"
    request.write_bytes(enrolment.request_of(day.desk.register))
    registry = hq_desk.unlock(day.home / "hq.salw", *day.clerk)
    letter, _ = hq_desk.enrol(registry, request, day.home)
    registry.close()
    enrolment.take_answer(
        day.desk.register, enrolment.read_offer(day.desk.register, letter.written.path)
    )


def _tags(day: Day) -> None:
    roll = day.desk.do("make-tags", tag_kind="pre-printed", count=26)
    codes = [scan_code(number) for number in roll["numbers"]]
    day.keep("blank tags", lambda register: blank_tags(register, roll["first"]), *codes)
    card = day.desk.do("make-tags", tag_kind="handwritten", count=50)
    signed = {"tag_range": card["tag_range"], "holder": "P. Inspector"}
    day.desk.do("sign-out-tags", **signed)
    day.keep_kind("number card", "number card", card["first"])


def _receipts(day: Day) -> None:
    desk = day.desk
    named = a_hand_in(desk, NAMED, bringer=BRINGER)
    for (text, script), serial in zip(MARKS, ("АВ 12340", "五六 771", "٠٠٤٧١٢"), strict=True):
        mark = {"kind": "manufacture", "text": text, "place": "front trunnion", "script": script}
        weapon = a_weapon(desk, hand_in=named, serial=serial, marks=[mark], safety=None)
        day.scripts[serial] = weapon["number"]
    day.keep_kind("hand-in slip", "hand-in slip", named, scan_code(named), scan_code(named))
    _receipt(day, "named receipt", closed(desk, named))
    amnesty = a_hand_in(desk, AMNESTY)
    a_weapon(desk, hand_in=amnesty, serial="CD 5511")
    lines = {"line_kind": "ammunition", "described": "loose rounds", "calibre": "7.62x39mm"}
    desk.do("add-line", hand_in=amnesty, quantity=46, unit="rounds", packed="loose", **lines)
    grenades = {"line_kind": "ammunition", "described": "hand grenades, as the bringer says"}
    to_come = {"state": "still to come", "lies_at": "Unloading bay"}
    desk.do("add-line", hand_in=amnesty, quantity=2, unit="pieces", **grenades, **to_come)
    _receipt(day, "amnesty receipt", closed(desk, amnesty))
    child = a_hand_in(desk, NAMED, cleared_as_adult="no")
    a_weapon(desk, hand_in=child, serial="EF 9")
    _receipt(day, "receipt of a child", closed(desk, child))
    group = a_hand_in(desk, NAMED, brought_by="group", bringer=BRINGER, declared=GROUP)
    for place in range(GROUP):
        a_weapon(desk, hand_in=group, serial=f"GR {7000 + place}", safety=None)
    _receipt(day, "receipt of a group", closed(desk, group))
    numbers = [str(row["number"]) for row in desk.rows("weapon")][:_LABELS]
    for sheet in label_sheets():
        codes = [scan_code(number) for number in numbers]
        day.keep(
            f"labels, {sheet}",
            lambda register, sheet=sheet: labels_of(register, sheet=sheet, numbers=numbers),
            *codes,
        )


def _receipt(day: Day, name: str, hand_in: str) -> None:
    issued = day.desk.do("issue-receipt", hand_in=hand_in)
    secret = str(issued["secret"])
    bearers = f"{issued['code']}.{secret}" if secret else str(issued["code"])
    day.secret = secret or day.secret
    day.keep(
        name,
        lambda register: receipt_of(register, hand_in, 1, secret=secret),
        str(issued["code"]),
        bearers,
    )


def _dangers(day: Day) -> None:
    desk = day.desk
    for name in ("isolation notice", "isolation notice with a picture"):
        hand_in = a_hand_in(desk, brought_by="own patrol", cleared_as_adult="")
        seen = {"remark": "a round is stuck in the chamber", "told": "P. Cutter"}
        cleared = {
            "safety": "loaded or stuck",
            "cleared_by": "holder",
            "verified_by": "P. Observer",
        }
        desk.do("record-clearance", hand_in=hand_in, token="T9", **cleared, **seen)
        number = a_weapon(desk, hand_in=hand_in, safety=None, clearance="T9")["number"]
        if name.endswith("picture"):
            picture = day.home / "left.jpg"
            picture.write_bytes(jpeg(drawn()))
            desk.do("add-photo", weapon=number, file=str(picture), view="left")
        day.keep_kind(name, "isolation notice", number, scan_code(number))
    removed = {"serial": "", "serial_status": "removed on purpose"}
    number = a_weapon(desk, **removed, serial_place="frame or receiver")["number"]
    day.keep_kind("red tag", "red tag", number, scan_code(number))
    _examined(day, number)


def _examined(day: Day, number: str) -> None:
    """Out on a voucher of three sheets and read by a laboratory; and a decision on whoever brought weapons."""
    trip = {"purpose": "laboratory", "to_whom": "Practice laboratory", "carried_by": "P. Visitor"}
    day.desk.do("record-clearance", weapon=number, **CLEARED)
    sent = day.desk.do("send-out", weapon=number, **trip, due_on="2026-12-01")["voucher"]
    day.keep_kind("out voucher", "out voucher", sent, *[scan_code(sent)] * 3)
    examined = {"laboratory": "Practice laboratory", "examiner": "P. Chemist", "method": "etching"}
    read = {"restoration": "in part", "report_number": "L 7", "read": "Ж?12", "certainty": "s?lg"}
    day.desk.do("record-laboratory-result", weapon=number, **examined, **read)
    day.keep_kind("laboratory result", "laboratory result", number, scan_code(number))
    hand_in = a_hand_in(day.desk, NAMED, bringer=BRINGER)
    decided = {"rule": "one weapon", "facts": "a rifle", "decided_by": "P. Official"}
    refused = {"eligible": False, "reason": "it does not fire"}
    day.desk.do("decide-eligibility", hand_in=hand_in, **decided, **refused)
    day.keep_kind("eligibility decision", "eligibility decision", hand_in, scan_code(hand_in))


def _jobs(day: Day) -> None:
    furnish_shop(day.desk, parts=["frame or receiver", "barrel", "bolt"])
    parts = [{"part": "frame or receiver", "place": "frame or receiver"}]
    for name, chosen in (("job card of one strike", {"strikes": parts}), ("job card of three", {})):
        weapon = a_weapon(day.desk)["number"]
        job = day.desk.do("order-mark-job", weapon=weapon, machine=MACHINE, **chosen)
        values = job_card_values(day.desk.register, job["number"])
        results = [code for each in values.strikes for code in (each.ok_code, each.mis_strike_code)]
        cards = 1 if chosen else 2  # each with the strikes and with the strip for the read-back
        day.keep_kind(name, "job card", job["number"], *[values.code] * 2 * cards, *results)


def _destruction(day: Day) -> None:
    desk = day.desk
    plain = [_a_named_weapon(desk, f"ZD {place}") for place in range(4)]
    numbers = [*day.scripts.values(), *plain]
    for number in day.scripts.values():
        desk.do("record-clearance", weapon=number, **CLEARED)
    countersign_all(desk)
    order = an_order(desk, *numbers, campaign=NAMED)
    desk.do("approve-order", DEPUTY, order=order)
    desk.do("amend-order", STOREKEEPER, order=order, weapons=plain[:1], reason="the court asked")
    day.keep_kind("order", "destruction order", order, scan_code(order))
    started = {"order": order, "responsible": "P. Cutter"}
    session = str(desk.do("start-session", STOREKEEPER, **started)["number"])
    left = [number for number in numbers if number != plain[0]]
    for number in (*left, plain[0]):
        desk.do("scan-for-destruction", session=session, code=scan_code(number))
    desk.do("finish-check", session=session)
    for person, is_outside in (("P. Official", True), ("P. Observer", False)):
        desk.do("record-witness", session=session, person=person, outside_chain=is_outside)
    batch: Answer = {"session": session, "name": "crate 3", "weapons": left[:4]}
    desk.do("record-batch", **batch, exceptions=left[3:4], reason="barrel did not melt")
    night = desk.do("interrupt-session", session=session, seals="S-11, S-12", reason="night")
    counted = night["left_items"]
    desk.do("resume-session", session=session, counted=counted, seals_whole=True)
    weights = {"weight_before_g": 21_600, "weight_after_g": 21_450}
    ended = {"counted_after": 5, "scrap_to": "Practice steelworks", **weights}
    desk.do("record-destruction", session=session, **ended)
    issued = desk.do("issue-certificate", session=session)
    day.keep_kind("certificate", "certificate", issued["number"], str(issued["code"]))


def _a_named_weapon(desk: Desk, serial: str) -> str:
    return str(a_weapon(desk, hand_in=a_hand_in(desk, NAMED), serial=serial)["number"])


def _evening(day: Day) -> None:
    desk = day.desk
    written = desk.do("write-message")
    code = scan_text(str(written["text"]))
    day.keep_kind("sitrep", "sitrep", str(written["number"]), code)
    for sex, band in (("male", "25-59"), ("female", "18-24")) * 5:
        desk.do("count-bringer", sex=sex, age_band=band)
    date = str(desk.do("close-day")["date"])
    newest = str(desk.row("day")["newest_event"])
    code = write_code(f"LEN1-{date}", newest, enrolment.device_of(desk.register), DAY_SHEET)
    day.keep_kind("day sheet", "day sheet", date, code)
    stick = day.home / "stick"
    stick.mkdir()
    done = exchange.export(desk.register, stick)
    day.bundle = done.written.path
    day.keep("bundle slip", lambda register: slips_of(register, done), done.written.sha256)
    day.keep(
        "recovery sheet",
        lambda register: recovery(register, RECOVERY_WORDS, (SUPERVISOR, STOREKEEPER)),
        RECOVERY_WORDS,
    )
