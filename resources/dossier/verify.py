"""Checks a dossier with Python alone: python verify.py [FOLDER]. Needs no network and nothing but this file.

It says what holds and what does not, in plain sentences; exit status 0 where all holds, 1 where anything does not.
"""
# ruff: noqa: T201  # it speaks on the screen, and nowhere else

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

# Ed25519 as RFC 8032 defines it.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


class Point(NamedTuple):
    """A place on the curve: its x is x/z, its y is y/z, and x*y is t/z."""

    x: int
    y: int
    z: int
    t: int


NEUTRAL = Point(0, 1, 1, 0)


def add(one: Point, other: Point) -> Point:
    a = (one.y - one.x) * (other.y - other.x) % P
    b = (one.y + one.x) * (other.y + other.x) % P
    c = 2 * one.t * other.t * D % P
    d = 2 * one.z * other.z % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return Point(e * f % P, g * h % P, f * g % P, e * h % P)


def times(number: int, point: Point) -> Point:
    found = NEUTRAL
    while number:
        if number & 1:
            found = add(found, point)
        point = add(point, point)
        number >>= 1
    return found


def written(point: Point) -> bytes:
    inverse = pow(point.z, P - 2, P)
    x, y = point.x * inverse % P, point.y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def point_of(data: bytes) -> Point | None:
    """None for what is no point, or not written in the one way in which it must be."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if len(data) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return Point(x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of this key signed these bytes."""
    key = point_of(public)
    if key is None or len(signature) != 64 or written(times(8, key)) == written(NEUTRAL):
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    minus = Point(P - key.x, key.y, key.z, P - key.t)
    k = int.from_bytes(hashed, "little") % L
    return written(add(times(s, BASE), times(k, minus))) == signature[:32]


def framed(kind: str, payload: bytes) -> bytes:
    """DSSE's framing: what is signed names its own type and length."""
    name = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(payload), payload)


def plain(given: object) -> bytes:
    """Bytes of hexadecimal text; none where it is no such text."""
    try:
        return bytes.fromhex(str(given))
    except ValueError:
        return b""


def grouped(text: str) -> str:
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


class Report:
    """What holds and what does not, in the order in which it was looked at."""

    def __init__(self) -> None:
        self.faults = 0

    def good(self, text: str) -> None:
        print("  " + text)

    def bad(self, text: str) -> None:
        self.faults += 1
        print("NOT GOOD: " + text)


def look_at_files(folder: Path, report: Report) -> dict[str, Any]:
    """Each file is the one whose hash the station signed."""
    data = (folder / "dossier.json").read_bytes()
    told: dict[str, Any] = json.loads(data)
    signature = plain((folder / "dossier.sig").read_text("ascii").strip())
    if is_signed(plain(told["device"]), framed("salw dossier", data), signature):
        report.good("The list of files is signed by the station's key.")
    else:
        report.bad("dossier.json: the list of files is not the one that the station signed.")
    wrong = 0
    for name in sorted(told["files"]):
        path = folder / name
        if not path.is_file():
            report.bad(name + " is missing.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != told["files"][name]:
            report.bad(name + " is not the file that the station wrote.")
        else:
            continue
        wrong += 1
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in (*told["files"], "dossier.json", "dossier.sig"):
            print("  " + name + " is no part of the dossier; nothing is said of it.")
    photos = sum(name.startswith(("photos/", "originals/")) for name in told["files"])
    if not wrong:
        count = len(told["files"])
        report.good(f"Files: {count}, of them photographs: {photos}. Each is as it was written.")
    return told


class Journal:
    """Follows the events: who opened each branch, which key signs in it, what each names as the one before."""

    def __init__(self, keys: dict[str, Any], report: Report) -> None:
        self.device = plain(keys["device"])
        self.recovery = [plain(key) for key in keys["recovery"]]
        self.people: dict[str, list[bytes]] = {}
        self.names: dict[str, str] = {}
        for each in keys["operators"]:
            self.people[each["id"]] = [plain(key) for key in each["keys"]]
            self.names[each["id"]] = each["name"]
        self.report = report
        self.branches: dict[str, tuple[bytes, str, int, str]] = {}
        self.seen: set[str] = set()
        self.brought: set[bytes] = set()
        self.photos: set[str] = set()
        self.carried, self.withheld, self.faulty, self.inside, self.outside = 0, 0, 0, 0, 0

    def read(self, number: int, line: str) -> None:
        try:
            item = json.loads(line)
            if "withheld" in item:
                self.withheld += 1
                self.seen.add(item["event"])
                return
            payload = base64.b64decode(item["payload"], validate=True)
            says = json.loads(payload)
            fault = self.fault_of(item, payload, says)
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
            says, fault = {"type": "?"}, "it cannot be read"
        self.carried += 1
        if fault:
            self.faulty += 1
            self.report.bad(f"Event {number} ({says.get('type')}): {fault}.")

    def fault_of(self, item: dict[str, Any], payload: bytes, says: dict[str, Any]) -> str:
        message = framed(says["type"], payload)
        id_ = hashlib.sha256(message).hexdigest()
        if id_ != item["event"]:
            return "its bytes are not those of its hash"
        signature, witness = plain(item["signature"]), plain(item["witness"] or "")
        if says["type"] == "branch.opened":
            fault = self.fault_of_opening(says, message, signature, witness, id_)
        else:
            fault = self.fault_of_next(says, message, signature, witness, id_)
        self.link(says["prev"])
        self.seen.add(id_)
        self.learn(says)
        return fault

    def fault_of_opening(
        self, says: dict[str, Any], message: bytes, signature: bytes, witness: bytes, id_: str
    ) -> str:
        who = says["operator"]
        self.branches[says["branch"]] = (plain(says["key"]), who, says["seq"], id_)
        if plain(says["device"]) != self.device or not is_signed(self.device, message, signature):
            return "the signature of the laptop is wrong"
        is_recovered = says.get("why") == "recovered"
        keys = self.recovery if is_recovered else self.people.get(who, [])
        if not any(is_signed(key, message, witness) for key in keys):
            return f"the signature of {self.names.get(who, who)} is wrong"
        return ""

    def fault_of_next(
        self, says: dict[str, Any], message: bytes, signature: bytes, witness: bytes, id_: str
    ) -> str:
        if says["branch"] not in self.branches:
            return "nobody opened the branch that it belongs to"
        key, who, seq, before = self.branches[says["branch"]]
        self.branches[says["branch"]] = (key, who, says["seq"], id_)
        if says["operator"] != who or says["seq"] <= seq:
            return "it does not belong where it stands"
        if says["seq"] == seq + 1 and says["prev"] != before:
            return "it does not follow the event before it"
        if not is_signed(key, message, signature):
            return f"the signature of {self.names.get(who, who)} is wrong"
        second = says.get("witness")
        if second is None:
            return ""
        keys = self.people.get(second, [])
        if second == who or not any(is_signed(each, message, witness) for each in keys):
            return f"the second signature, of {self.names.get(second, second)}, is wrong"
        return ""

    def link(self, before: str | None) -> None:
        if before in self.seen:
            self.inside += 1
        elif before is not None:
            self.outside += 1

    def learn(self, says: dict[str, Any]) -> None:
        """The keys and the photographs that a signed event names."""
        self.brought.add(plain(says.get("operator_key", "")))
        self.photos.update(blob["sha256"] for blob in says.get("blobs", []))
        for row in says["rows"]:
            for column in ("sign_key", "device_key", "recovery_key"):
                if row[0] in ("operator", "station") and column in row[2]:
                    self.brought.add(plain(row[2][column]))

    def end(self) -> None:
        for who in sorted(self.people):
            if not all(key in self.brought for key in self.people[who]):
                self.faulty += 1
                self.report.bad(f"keys.json: a key of {self.names[who]} stands in no event here.")
        if not all(key in self.brought for key in (self.device, *self.recovery)):
            self.faulty += 1
            self.report.bad("keys.json: a key of the station stands in no event here.")
        if not self.faulty:
            self.report.good(f"Events: {self.carried}. Every signature is good.")
        links = f"Links of the chain to events that are here: {self.inside}"
        self.report.good(f"{links}, to events that are not: {self.outside}.")
        if self.withheld:
            self.report.good(
                f"Withheld, named by hash alone: {self.withheld}; they say more than was released."
            )


def look_at_events(folder: Path, told: dict[str, Any], report: Report) -> None:
    keys = json.loads((folder / "keys.json").read_bytes())
    journal = Journal(keys, report)
    if plain(told["device"]) != journal.device:
        report.bad(
            "keys.json: the key of the station is not the one that signed the list of files."
        )
    lines = (folder / "events.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        journal.read(number, line)
    journal.end()
    for name in sorted(told["files"]):
        if name.startswith("originals/"):
            if told["files"][name] in journal.photos:
                report.good(name + " is the photograph that a signed event names.")
            else:
                report.bad(name + " is named by no event of this dossier.")


def verified(folder: Path) -> int:
    """The exit status."""
    report = Report()
    told = look_at_files(folder, report)
    print(f"Dossier {told['release']}, written {told['at']} by station {told['station']}.")
    print(f"The station's key is {grouped(told['device'])}.")
    if "events.jsonl" in told["files"]:
        look_at_events(folder, told, report)
    else:
        print("  No events were released: the paper and the pictures stand alone.")
    print()
    print("What this check cannot show:")
    print("- that what was signed is true, or that every weapon was entered;")
    print("- that no event was left out besides those which are named as withheld;")
    print("- whose the station's key is: compare it with the paper, and ask headquarters.")
    print()
    if report.faults:
        print(f"NOT GOOD: {report.faults} faults. Do not rely on this dossier.")
        return 1
    print("All that can be checked here is good.")
    return 0


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        return verified(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as damage:
        print(f"NOT GOOD: the dossier cannot be read: {damage}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
