"""The trade in full, told by `salw` alone: a table, a workshop, a store and a torch, over two campaigns."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from card import a_card, drawn, jpeg
from duty_day import DUTY_ACTS, on_duty
from public_day import PUBLIC_ACTS, in_public
from terminal import done, fields_file
from trade_people import (
    ARMOURER,
    BROUGHT,
    CUTTER,
    EARLY,
    ELDER,
    FIGHTER,
    INSPECTOR,
    LEADER,
    MEMBER,
    NAMES,
    OBSERVER,
    PROTECTOR,
    WEAPONS,
)
from whole_day import STOREKEEPER, SUPERVISOR, Day, Facts

from salw_desktop.domain.numbers import scan_code

MACHINE = "Pin marker 1"
QUALITIES = ("exposed", "conspicuous", "recognisable", "readable", "durable", "recoverable")
TRADE_ACTS = (
    *("record-cache", "decide-on-cache", "add-line", "receive-line", "count-bringer"),
    *("count-child", "issue-receipt", "show-receipt", "allot-weapon", "read-person"),
    *("erase-person", "document-weapon", "identify-weapon", "doubt-identification"),
    *("make-model-card", "answer-look-alike", "hand-in-again", "acknowledge-alarm"),
    *("number-weapon", "add-sheet-pack", "make-tags", "sign-out-tags", "sign-back-tags"),
    *("spoil-tag", "lose-tag", "retag", "count-print", "report-missing", "close-loss"),
    *("set-mark-profile", "add-machine", "record-machine-entry", "record-machine-training"),
    *("add-mark-block", "order-mark-job", "record-strike", "record-machine-log"),
    *("read-back-mark", "void-mark-job", "amend-order", "interrupt-session"),
    *("resume-session", "record-batch", "add-photo"),
    *("correct-photo-view", "move-photo", "blur-photo", "erase-original", "countersign-here"),
    *DUTY_ACTS,
    *PUBLIC_ACTS,
)
"""Every act that the narrow day of `whole_day` leaves out."""


@dataclass
class Trade(Day):
    """A day with many acts of one kind at a time."""

    hand_ins: dict[str, str] = field(default_factory=dict)
    jobs: dict[str, Facts] = field(default_factory=dict)
    papers: dict[str, Facts] = field(default_factory=dict)

    def each(self, act: str, *lines: Facts, second: str = "", by: str = SUPERVISOR) -> list[Facts]:
        """One act a line, one unlock for all of them."""
        self.acts.add(act)
        file = fields_file(self.home / "fields.jsonl", *lines)
        people = ("--operator", by, *(("--second", second) if second else ()))
        words = ("--passphrase-file", self.words)
        answers = done("do", self.register, act, file, *people, *words)["answers"]
        assert len(answers) == len(lines)
        return list(answers)

    def photos(self, verb: str, *arguments: object) -> Facts:
        words = ("--passphrase-file", self.words)
        told: Facts = done("photos", verb, self.register, *arguments, *words)
        return told

    def paper(self, kind: str, number: object) -> None:
        out = self.home / f"{kind}.pdf"
        self.papers[kind] = self.at_station("paper", kind, number, "--out", out)


def live(home: Path) -> Trade:
    day = Trade(home)
    for part in (
        *(found, introduce, open_hand_ins, get_numbers, make_tags, take_in, close_hand_ins),
        *(answer_for_people, look_again, label, photograph, mark, store, on_duty, lose, destroy),
        *(in_public, come_again, carry),
    ):
        part(day)
    return day


def found(day: Trade) -> None:
    """No number yet: those come from HQ, while the first weapon lies on the table."""
    names = ("--unit", "LEN1", "--site", "LEN", "--practice")
    done("new", day.register, *names, "--passphrase-out", day.words)
    hq = ("--at", day.registry, "--series", "XA26", "--passphrase-out", day.hq_words)
    done("registry", "init", *hq)


def introduce(day: Trade) -> None:
    about = {"function": "officer", "organisation": "Mission"}
    names = (INSPECTOR, OBSERVER, ELDER, ARMOURER, PROTECTOR)
    eod = {"qualification": "EOD", "level": "3", "valid_until": "2099-12-31"}
    cutter = {"name": CUTTER, **about, **eod}
    day.each("add-to-roster", cutter, *({"name": name, **about} for name in names))
    for name, role in ((ARMOURER, "weapons inspector"), (PROTECTOR, "child protection")):
        asked = ("--person", name, "--role", role, "--second", STOREKEEPER)
        added = ("operators", "add", day.register, name, *asked)
        words = done(*added, "--passphrase-file", day.words)["passphrase"]
        with day.words.open("a", encoding="utf-8") as file:
            file.write(f"{name}: {words}\n")
    both = {"authority": "Commission", "may_be_traced": True}
    ddr = {"code": "DDR1", "name": "Practice", "campaign_kind": "DDR", "named": True}
    amnesty = {"code": "AMN1", "name": "Month", "campaign_kind": "amnesty", "named": False}
    day.each("open-campaign", {**ddr, **both}, {**amnesty, **both})


def open_hand_ins(day: Trade) -> None:
    cache = {"campaign": "DDR1", "found_by_unit": "Patrol 3", "described": "under a floor"}
    where = {"found_on": "2026-11-20", "where_found": "Farm east of Lendo"}
    day.told["cache"] = day.do("record-cache", **cache, **where)
    decided = {"cache": day.told["cache"]["number"], "decision": "safe to move"}
    day.told["decision"] = day.do("decide-on-cache", **decided, decided_by=CUTTER)
    ddr = {"campaign": "DDR1", "cleared_as_adult": "yes"}
    opened: dict[str, Facts] = {
        "fighter": {**ddr, "brought_by": "person", "bringer": FIGHTER},
        "group": {**ddr, "brought_by": "group", "bringer": LEADER},
        "child": {**ddr, "brought_by": "person", "cleared_as_adult": "no"},
        "amnesty": {**ddr, "campaign": "AMN1", "brought_by": "person"},
        "cache": {"campaign": "DDR1", "brought_by": "found in place"},
        "unit": {"campaign": "DDR1", "brought_by": "other unit", "voucher": "B-117"},
        "table": {"campaign": "DDR1", "brought_by": "own patrol"},
    }
    opened["cache"]["cache"] = decided["cache"]
    answers = day.each("open-hand-in", *opened.values())
    day.hand_ins = {name: answer["number"] for name, answer in zip(opened, answers, strict=True)}
    day.each("count-bringer", *[{"sex": "male", "age_band": "25-59"}] * 5)
    day.do("count-child", by=PROTECTOR, sex="male", child_protection_present=True)


def get_numbers(day: Trade) -> None:
    early = {"hand_in": day.hand_ins["table"], "kind_of_weapon": "pistol", "serial": "L 9"}
    day.told[EARLY] = day.do("record-weapon", **early)
    request = day.at_station("enrol", "--out", day.home / "request.json")["request"]
    answer = day.at_hq("enrol", request, "--out", day.home)["answer"]
    day.at_station("take", answer, "--yes")
    numbered = day.do("number-weapon", weapon=day.told[EARLY]["weapon"])
    day.numbers[EARLY] = numbered["number"]


def make_tags(day: Trade) -> None:
    """A roll of five: one is tied on, one torn, one lost, one for a re-tag, one comes back."""
    kinds = ({"tag_kind": "pre-printed", "count": 5}, {"tag_kind": "handwritten", "count": 2})
    roll, card = day.each("make-tags", *kinds)
    day.told["roll"], day.told["card"] = roll, card
    day.do("sign-out-tags", by=STOREKEEPER, tag_range=roll["first"], holder=INSPECTOR)
    day.at_station("tags", roll["first"], "--out", day.home / "tags.pdf")
    day.paper("number-card", card["first"])


def take_in(day: Trade) -> None:
    seen = {"cleared_by": "holder", "verified_by": OBSERVER}
    cleared: list[Facts] = []
    recorded: list[Facts] = []
    for hand_in, names in BROUGHT.items():
        for name in names:
            at = {"hand_in": day.hand_ins[hand_in]}
            safety = "loaded or stuck" if name == "loaded" else "clear"
            if name != "twice":
                cleared.append({**at, **seen, "token": name, "safety": safety})
            said = WEAPONS.get(name, {"model": "TT33", "serial": f"S {len(recorded)}00"})
            tag = {"tag": day.told["roll"]["numbers"][0]} if name == "tagged" else {}
            token = {} if name == "twice" else {"clearance": name}
            recorded.append({**at, **token, **said, **tag})
    day.told["clearance"] = day.each("record-clearance", *cleared)[0]
    for name, answer in zip(NAMES, day.each("record-weapon", *recorded), strict=True):
        day.told[name], day.numbers[name] = answer, answer["number"]


def close_hand_ins(day: Trade) -> None:
    line = {"hand_in": day.hand_ins["amnesty"], "line_kind": "ammunition", "unit": "rounds"}
    loose = {**line, "described": "loose rounds", "quantity": 46}
    left = {**line, "described": "belts", "quantity": 200, "lies_at": "Unloading bay"}
    day.each("add-line", loose, {**left, "state": "still to come"})
    came = {"hand_in": day.hand_ins["amnesty"], "line": 2, "quantity": 180}
    day.told["came"] = day.do("receive-line", by=STOREKEEPER, **came)
    day.each("close-hand-in", *({"hand_in": number} for number in day.hand_ins.values()))
    his = {"hand_in": day.hand_ins["fighter"]}
    told = {"hand_in": day.hand_ins["amnesty"], "read_aloud_in": "French"}
    named, slip = day.each("issue-receipt", his, told)
    day.told["receipt issued"], day.told["slip issued"] = named, slip
    bearer = {"number": slip["number"], "secret": slip["secret"]}
    day.told["first shown"], day.told["shown again"] = day.each("show-receipt", bearer, bearer)
    day.paper("hand-in-slip", day.hand_ins["group"])
    day.paper("receipt", day.hand_ins["fighter"])


def answer_for_people(day: Trade) -> None:
    """One of the group is named at a weapon of his own, read by the supervisor, and erased."""
    shared: Facts = {"weapon": day.number("spared"), "bringer": MEMBER, "cleared_as_adult": "yes"}
    person = day.do("allot-weapon", STOREKEEPER, **shared)["person"]
    why = {"person": person, "reason": "asked for by the one it is about"}
    day.told["read"] = day.do("read-person", **why)
    day.do("erase-person", STOREKEEPER, **why)
    day.try_to("read-person", **why)


def look_again(day: Trade) -> None:
    """The armourer's table: what was quick, what looks alike, what was only seen."""
    card = {"name": "Bolt rifle of Lendo", "described": "no maker's mark, brass butt plate"}
    day.told["model card"] = day.do("make-model-card", by=ARMOURER, **card)
    signed = {"weapon": day.number("quick"), "identified_by": INSPECTOR, "confidence": "likely"}
    own = {"model_card": day.told["model card"]["number"], "serial": "LR 12"}
    day.do("identify-weapon", by=ARMOURER, **signed, **own, serial_status="readable")
    doubt = {"weapon": day.number("quick"), "reason": "the bolt turns the other way"}
    day.do("doubt-identification", by=ARMOURER, **doubt)
    day.do("identify-weapon", by=ARMOURER, **signed, model="MOSIN")
    seen = {"seen_where": "Checkpoint", "seen_on": "2026-11-20", "source_reliability": "reliable"}
    described = {"model": "TT33", "serial": WEAPONS["receiver"]["serial"]}
    day.told["seen"] = day.do("document-weapon", by=ARMOURER, **described, **seen)
    alike = {"weapon": day.number("alike"), "other": day.number("fighter's")}
    same = {"weapon": day.told["seen"]["number"], "other": day.number("receiver")}
    day.each(
        "answer-look-alike",
        {**alike, "reason": "another stock"},
        {**same, "reason": "the same frame, taken in since", "verdict": "same"},
        by=ARMOURER,
    )
    day.told["compared"] = day.at_station("compare", day.number("alike"))
    twice = {"weapon": day.number("twice"), "reason": "typed at two tables"}
    day.do("void-weapon", STOREKEEPER, **twice)


def label(day: Trade) -> None:
    """Printed, tied on and scanned; then one label is torn off a weapon, and one tag of the roll is torn."""
    day.do("add-sheet-pack", name="Pack A")
    out = ("--out", day.home / "labels.pdf", "--pack", "Pack A", "--printed")
    day.told["labels"] = day.at_station("labels", *out)
    roll = day.told["roll"]["numbers"]
    tied = [name for name in day.numbers if name not in ("tagged", "twice")]
    bound = ({"weapon": day.number(n), "scanned": scan_code(day.number(n))} for n in tied)
    day.each("bind-tag", *bound)
    day.do("spoil-tag", tag=roll[1], reason="torn")
    gone = {"reason": "not on it any more"}
    day.each("lose-tag", {"tag": roll[2], **gone}, {"weapon": day.number("second"), **gone})
    again = {"weapon": day.number("second"), "known_by": "serial and pictures", "tag": roll[3]}
    day.told["retagged"] = day.do("retag", STOREKEEPER, **again)
    counted: Facts = {"tag_range": roll[0], "unused": 1}
    day.told["roll back"] = day.do("sign-back-tags", by=STOREKEEPER, **counted)


def photograph(day: Trade) -> None:
    """A card whose first picture of each weapon is its tag, and one picture by hand."""
    first, alike = day.number("first"), day.number("alike")
    a_card(day.home / "card", first, drawn(1), drawn(2), alike, drawn(3))
    day.told["card read"] = day.photos("import", day.home / "card")
    (day.home / "close.jpg").write_bytes(jpeg(drawn(4)))
    shot = {"file": str(day.home / "close.jpg"), "view": "other marks"}
    photo = day.do("add-photo", weapon=day.number("first"), **shot)["photo"]
    wrong = {"photo": photo, "reason": "the serial number of another one"}
    day.do("move-photo", weapon=day.number("alike"), **wrong)
    day.do("correct-photo-view", view="serial close-up", **wrong)
    face = {"left": 0, "top": 0, "right": 250, "bottom": 250}
    blurred = {"photo": photo, "reason": "a bystander's face"}
    day.do("blur-photo", areas=[face], **blurred)
    day.do("erase-original", STOREKEEPER, **blurred)
    day.told["copies"] = day.photos("show", day.number("alike"), "--out", day.home / "copies")


def mark(day: Trade) -> None:
    profile = {"name": "State mark", "country": "XA", "agency": "PC", "decided_by": "Decree 7"}
    day.do("set-mark-profile", **profile, template="{CC} {AG} {YY} {SEQ:5}")
    machine = {"machine": MACHINE}
    built = {"name": MACHINE, "serial": "M 1", "method": "dot-peen", "place": "Registration table"}
    day.do("add-machine", by=ARMOURER, **built)
    day.do("record-machine-training", **machine, person=ARMOURER, trained_by="The maker")
    numbers: Facts = {"country": "XA", "agency": "PC", "first": 1, "last": 50, "given_by": "HQ"}
    day.do("add-mark-block", **machine, **numbers)
    names = ("struck", "mis-struck", "logged", "alike")
    orders = ({"weapon": day.number(name), **machine} for name in names)
    day.jobs = dict(zip(names, day.each("order-mark-job", *orders, by=ARMOURER), strict=True))
    void = {"job": day.jobs["alike"]["number"], "reason": "it stays evidence"}
    day.do("void-mark-job", by=ARMOURER, **void)
    day.paper("job-card", day.jobs["struck"]["number"])
    both = ("struck", "mis-struck")
    struck = [{"job": day.jobs[n]["number"], "struck_by": ARMOURER} for n in both]
    day.each("record-strike", *({**each, "outcome": "OK"} for each in struck), by=ARMOURER)
    good, bad = day.jobs["struck"], day.jobs["mis-struck"]
    wrong = {**bad, "string": f"{bad['string'][:-1]}8"}
    day.told["good"], day.told["bad"] = _read_back(day, good, wrong)
    again = day.do("order-mark-job", by=ARMOURER, weapon=day.number("mis-struck"), **machine)
    jobs = (day.jobs["logged"], again)
    lines = [f"{job['string']};OK" for job in jobs]
    day.told["log"] = day.do("record-machine-log", by=ARMOURER, lines=lines, struck_by=ARMOURER)
    _read_back(day, *jobs)
    changed: Facts = {"entry_kind": "stylus changed", "strikes_without_job": 2}
    day.told["entry"] = day.do("record-machine-entry", by=ARMOURER, **machine, **changed)


def _read_back(day: Trade, *jobs: Facts) -> list[Facts]:
    seen = {"read_by": INSPECTOR, **{f"is_{quality}": True for quality in QUALITIES}}
    read = ({"job": job["number"], "read_as": job["string"], **seen} for job in jobs)
    return day.each("read-back-mark", *read)


def store(day: Trade) -> None:
    day.paper("isolation-notice", day.number("loaded"))
    day.paper("red-tag", day.number("ground"))
    clear = [name for name in NAMES if name not in ("loaded", "twice")]
    day.each("put-away", *({"weapon": day.number(name)} for name in clear), by=STOREKEEPER)
    day.do("countersign", by=STOREKEEPER, countersign=day.told["clearance"]["countersign"])


def lose(day: Trade) -> None:
    """Two are not where they should be: one lies under a shelf, one is gone."""
    seen = {"discovered_on": "2026-11-21", "discovered_by": INSPECTOR, "circumstances": "gone"}
    missing = ({"weapon": day.number(n), **seen} for n in ("child's", "receiver"))
    under_a_shelf, gone = day.each("report-missing", *missing)
    acted = {"corrective_action": "shelves numbered"}
    again = {"loss": under_a_shelf["number"], "finding": "found again", "found_in": "Store"}
    ended = {"loss": gone["number"], "finding": "lost or stolen"}
    day.each("close-loss", {**again, **acted}, {**ended, **acted}, second=STOREKEEPER)


def ordered(day: Trade) -> str:
    """Of five on the list one is withdrawn by two before the torch is lit."""
    order = {"campaign": "DDR1", "legal_basis": "Decree 1", "method": "torch"}
    issued = {"issuer": "Commission", "issuer_number": "PC-4", "issued_on": "2026-11-20"}
    listed: Facts = {
        "planned_on": "2026-11-23",
        "weapons": [day.number(n) for n in BROUGHT["group"]],
    }
    number = day.do("write-order", by=STOREKEEPER, **order, **issued, **listed)["number"]
    day.do("approve-order", order=number)
    spared: Facts = {"weapons": [day.number("spared")], "reason": "a letter of the court"}
    day.told["amended"] = day.do("amend-order", STOREKEEPER, order=number, **spared)
    day.paper("order", number)
    return str(number)


def destroy(day: Trade) -> None:
    begun = day.do("start-session", STOREKEEPER, order=ordered(day), responsible=CUTTER)
    at = {"session": begun["number"]}
    cut = [day.number(name) for name in BROUGHT["group"] if name != "spared"]
    day.each("scan-for-destruction", *({**at, "code": scan_code(number)} for number in cut))
    day.do("finish-check", **at)
    seen = ((ELDER, True), (INSPECTOR, False))
    day.each("record-witness", *({**at, "person": p, "outside_chain": out} for p, out in seen))
    crate = {"name": "crate 1", "weapons": cut[:2]}
    day.told["batch"] = day.do("record-batch", by=STOREKEEPER, **at, **crate)
    day.do("interrupt-session", **at, seals="S 1, S 2", reason="dark")
    day.told["resumed"] = day.do("resume-session", **at, counted=2, seals_whole=True)
    counted: Facts = {"weight_before_g": 14400, "weight_after_g": 14300, "counted_after": len(cut)}
    day.told["destroyed"] = day.do("record-destruction", **at, **counted)
    day.told["certificate"] = day.do("issue-certificate", **at)
    day.paper("certificate", day.told["certificate"]["number"])


def come_again(day: Trade) -> None:
    """Somebody brings the weapon that was cut: it is in hand again, under an alarm."""
    opened = {"campaign": "DDR1", "brought_by": "unattended"}
    hand_in = day.do("open-hand-in", **opened)["number"]
    day.told["again"] = day.do("hand-in-again", weapon=day.number("first"), hand_in=hand_in)
    day.told["waiting"] = day.at_station("waiting")
    alarm = {"alarm": day.told["again"]["alarm"], "reason": "both histories read"}
    day.do("acknowledge-alarm", **alarm)
    day.do("close-hand-in", hand_in=hand_in)


def carry(day: Trade) -> None:
    """The day is closed, and everything goes to HQ."""
    closed = day.do("close-day")
    day.do("countersign-here", STOREKEEPER, countersign=closed["countersign"])
    day.told["day"] = closed
    day.paper("day-sheet", closed["date"])
    copy = {"paper": "day sheet", "number": closed["date"], "reason": "for the mission"}
    day.told["copy"] = day.do("count-print", **copy)
    stick = day.home / "stick"
    stick.mkdir()
    day.told["bundle"] = day.at_station("export", stick)
    day.told["imported"] = day.at_hq("import", day.told["bundle"]["bundle"])
    given = day.at_hq("receipt", "--station", "LEN1", "--out", stick)
    day.told["receipt"] = day.at_station("take", given["receipt"])["receipt"]
    day.told["check"] = day.at_station("check")
    day.told["status"] = day.at_hq("status")["stations"][0]
    day.told["journal"] = day.at_station("journal")
    day.told["found"] = day.at_station("find", "LEN")
    day.at_hq("identity", "--out", day.home / "hq.key", "--yes")
