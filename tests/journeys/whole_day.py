"""The story of one day, told by `salw` alone: a station, a registry, every act that there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from terminal import Said, done, fields_file, refused

from salw_desktop.domain.numbers import scan_code

SUPERVISOR, STOREKEEPER, HELPER = "Supervisor", "Storekeeper", "Helper"
PEOPLE = ("P. Inspector", "P. Observer", "P. Cutter", "P. Elder", HELPER)
ANNOUNCED = {"loaded": "loaded or stuck"}
SERIALS = {
    "first": "AB 1001",
    "second": "1002",
    "loaded": "1003",
    "held": "1004",
    "kept": "АВ 1005",
    "mistaken": "1006",
    "spared": "1007",
}
Facts = dict[str, Any]


@dataclass
class Day:
    """What lies where, and what the acts have answered."""

    home: Path
    numbers: dict[str, str] = field(default_factory=dict)
    told: dict[str, Facts] = field(default_factory=dict)
    turned_down: dict[str, Said] = field(default_factory=dict)
    scans: list[str] = field(default_factory=list)
    acts: set[str] = field(default_factory=set)

    @property
    def register(self) -> Path:
        return self.home / "lendo.salw"

    @property
    def registry(self) -> Path:
        return self.home / "hq.salw"

    @property
    def words(self) -> Path:
        return self.home / "passphrases.txt"

    @property
    def hq_words(self) -> Path:
        return self.home / "hq-passphrases.txt"

    def at_station(self, verb: str, *arguments: object) -> Facts:
        return done(verb, self.register, *arguments, "--passphrase-file", self.words)

    def at_hq(self, verb: str, *arguments: object) -> Facts:
        at = ("--at", self.registry, "--passphrase-file", self.hq_words)
        return done("registry", verb, *arguments, *at)

    def _do(self, act: str, operator: str, second: str | None, fields: Facts) -> list[object]:
        file = fields_file(self.home / "fields.json", fields)
        signing = ["--second", second] if second else []
        people = ["--operator", operator, *signing, "--passphrase-file", self.words]
        return ["do", self.register, act, file, *people]

    def do(
        self, act: str, second: str | None = None, /, by: str = SUPERVISOR, **fields: object
    ) -> Facts:
        self.acts.add(act)
        answer = done(*self._do(act, by, second, fields))["answer"]
        assert isinstance(answer, dict)
        return answer

    def try_to(
        self, act: str, second: str | None = None, /, by: str = SUPERVISOR, **fields: object
    ) -> None:
        self.turned_down[act] = refused(*self._do(act, by, second, fields))

    def number(self, name: str) -> str:
        return self.numbers[name]


def live(home: Path) -> Day:
    day = Day(home)
    found_both(day)
    introduce(day)
    take_in(day)
    store(day)
    order = write_orders(day)
    destroy(day, order)
    mend_and_close(day)
    carry(day)
    return day


def found_both(day: Day) -> None:
    names = ("--unit", "len1", "--site", "LEN", "--practice")
    sheet = ("--sheet", day.home / "sheet.pdf")
    day.told["new"] = done("new", day.register, *names, "--passphrase-out", day.words, *sheet)
    hq = ("--series", "XA26", "--passphrase-out", day.hq_words)
    day.told["init"] = done("registry", "init", "--at", day.registry, *hq)
    request = day.at_station("enrol", "--out", day.home / "request.json")["request"]
    day.told["answer"] = day.at_hq("enrol", request, "--out", day.home)
    day.told["taken"] = day.at_station("take", day.told["answer"]["answer"], "--yes")


def introduce(day: Day) -> None:
    for name in PEOPLE:
        day.do("add-to-roster", name=name, function="officer", organisation="Mission")
    day.do("add-place", name="Second store", place_kind="store")
    about = {"campaign_kind": "DDR", "authority": "Commission", "named": False}
    day.do("open-campaign", code="DDR1", name="Practice", may_be_traced=True, **about)
    helper = ("--person", HELPER, "--role", "recorder", "--second", STOREKEEPER)
    words = done("operators", "add", day.register, HELPER, *helper, "--passphrase-file", day.words)[
        "passphrase"
    ]
    with day.words.open("a", encoding="utf-8") as file:
        file.write(f"{HELPER}: {words}\n")
    day.do("give-role", STOREKEEPER, operator=HELPER, role="storekeeper")


def take_in(day: Day) -> None:
    hand_in = day.do(
        "open-hand-in", campaign="DDR1", brought_by="group", cleared_as_adult="yes", declared=7
    )["number"]
    for token, (name, serial) in enumerate(SERIALS.items(), 1):
        seen = {"safety": ANNOUNCED.get(name, "clear"), "cleared_by": "holder"}
        cleared = {"hand_in": hand_in, "token": f"T{token}", "verified_by": "P. Observer", **seen}
        day.told["clearance"] = day.do("record-clearance", **cleared)
        recorded = {"hand_in": hand_in, "clearance": f"T{token}", "model": "AKM", "serial": serial}
        day.told[name] = day.do("record-weapon", **recorded)
        day.numbers[name] = day.told[name]["number"]
    day.do("close-hand-in", hand_in=hand_in)
    sheet = ("--out", day.home / "labels.pdf", "--printed")
    day.told["labels"] = day.at_station("labels", *sheet)
    day.do("reprint-label", weapon=day.number("kept"), reason="Torn")
    day.do("mark-labels-printed", first_position=9)
    day.do("reprint-label", weapon=day.number("kept"), reason="Torn again")
    day.do("drop-labels", weapons=[day.number("kept")], reason="Written by hand")
    for number in day.numbers.values():
        day.do("bind-tag", weapon=number, scanned=scan_code(number))


def store(day: Day) -> None:
    day.try_to("put-away", by=STOREKEEPER, weapon=day.number("loaded"))
    for name, number in day.numbers.items():
        if name != "loaded":
            day.do("put-away", by=STOREKEEPER, weapon=number)
    day.do("observe", by=STOREKEEPER, weapon=day.number("kept"), place="Second store")
    day.do("countersign", by=STOREKEEPER, countersign=day.told["clearance"]["countersign"])
    about = {"authority": "Practice court", "case_number": "PC 17", "ordered_on": "2026-11-20"}
    day.do("place-hold", weapon=day.number("held"), hold_kind="evidence", **about)
    claim = day.do("place-hold", weapon=day.number("kept"), hold_kind="owner's claim", **about)
    lifted = {"hold": claim["hold"], "on_order_of": "Practice court", "reason": "Claim settled"}
    day.do("lift-hold", STOREKEEPER, **lifted)


def write_orders(day: Day) -> str:
    order = {
        "campaign": "DDR1",
        "legal_basis": "Decree 1",
        "method": "cutting torch",
        "planned_on": "2026-11-23",
        "issuer": "Practice commission",
        "issuer_number": "PC-4",
        "issued_on": "2026-11-20",
    }
    day.try_to("write-order", by=STOREKEEPER, **order, weapons=[day.number("held")])
    spare = day.do("write-order", by=STOREKEEPER, **order, weapons=[day.number("kept")])
    day.do("withdraw-order", order=spare["number"], reason="Wrong list")
    listed = [day.number(name) for name in ("first", "second", "spared")]
    number = day.do("write-order", by=STOREKEEPER, **order, weapons=listed)["number"]
    day.try_to("approve-order", by=STOREKEEPER, order=number)
    day.do("approve-order", SUPERVISOR, by=STOREKEEPER, order=number)
    return str(number)


def destroy(day: Day, order: str) -> None:
    day.told["paper order"] = day.at_station(
        "paper", "order", order, "--out", day.home / "order.pdf"
    )
    day.try_to("start-session", order=order, responsible="P. Cutter")
    begun = day.do("start-session", STOREKEEPER, order=order, responsible="P. Cutter")
    at = {"session": begun["number"]}
    first, second, spared = (scan_code(day.number(name)) for name in ("first", "second", "spared"))
    for code in ("HELLO", scan_code(day.number("kept")), first, first, second):
        day.scans.append(day.do("scan-for-destruction", **at, code=code)["result"])
    day.try_to("finish-check", **at)
    day.scans.append(day.do("scan-for-destruction", **at, code=spared)["result"])
    day.do("finish-check", **at)
    day.do("not-destroyed", **at, weapon=day.number("spared"), reason="Torch empty")
    day.try_to("record-destruction", **at)
    for person, is_outside in (("P. Elder", True), ("P. Inspector", False)):
        day.do("record-witness", **at, person=person, outside_chain=is_outside)
    weights = {"weight_before_g": 7200, "weight_after_g": 7100, "scrap_to": "Steelworks"}
    day.told["destroyed"] = day.do("record-destruction", **at, **weights)
    day.told["certificate"] = day.do("issue-certificate", **at)
    number, out = day.told["certificate"]["number"], day.home / "certificate.pdf"
    day.at_station("paper", "certificate", number, "--out", out)


def mend_and_close(day: Day) -> None:
    day.do("correct-weapon", weapon=day.number("kept"), year="1971", reason="Read again")
    day.do("void-weapon", STOREKEEPER, weapon=day.number("mistaken"), reason="Recorded twice")
    day.told["day"] = day.do("close-day")
    day.try_to("countersign", countersign=day.told["day"]["countersign"])
    day.do("countersign", by=STOREKEEPER, countersign=day.told["day"]["countersign"])
    late = {"weapon": day.number("kept"), "serial": "АВ 1055", "reason": "A five, not a zero"}
    day.told["late"] = day.do("correct-weapon", **late)
    day.do("countersign", by=STOREKEEPER, countersign=day.told["late"]["countersign"])
    left = (HELPER, "--reason", "Left the mission", "--second", STOREKEEPER)
    done("operators", "block", day.register, *left, "--passphrase-file", day.words)


def carry(day: Day) -> None:
    stick = day.home / "stick"
    stick.mkdir()
    day.told["bundle"] = day.at_station("export", stick)
    day.told["imported"] = day.at_hq("import", day.told["bundle"]["bundle"])
    given = day.at_hq("receipt", "--station", "LEN1", "--out", stick)
    day.told["receipt"] = day.at_station("take", given["receipt"])["receipt"]
    day.told["check"] = day.at_station("check")
    day.told["status"] = day.at_hq("status")["stations"][0]
    day.told["journal"] = day.at_station("journal")
