"""The whole day by the verbs of `salw` alone, looked at from its ends."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from terminal import done, refused
from trade_day import TRADE_ACTS
from whole_day import SERIALS, STOREKEEPER, Day, live

from salw_desktop.domain.numbers import read_number, scan_code


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return live(tmp_path_factory.mktemp("day"))


def find(day: Day, name: str) -> dict[str, str]:
    (found,) = day.at_station("find", day.number(name))["found"]
    assert isinstance(found, dict)
    return found


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def codes_on(pdf: Path) -> set[str]:
    """What a scanner reads on the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=3, grayscale=True).to_pil()
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def altered(code: str) -> str:
    """Its last character but a few changed: they carry the signature."""
    return code[:-9] + ("A" if code[-9] != "A" else "B") + code[-8:]


def test_that_the_story_leaves_no_act_out(day: Day) -> None:
    """But those that the story of the whole trade tells."""
    listed = {act["name"] for act in done("do", "--list")["acts"]}
    assert listed - day.acts == set(TRADE_ACTS)


def test_that_both_sides_of_the_enrolment_show_the_same_eight_words(day: Day) -> None:
    assert day.told["answer"]["words"] == day.told["taken"]["words"]
    assert len(day.told["taken"]["words"].split()) == 8


def test_that_the_first_block_comes_from_hq(day: Day) -> None:
    assert day.told["taken"]["block"] == "XA26-LEN-000001-010000"


def test_that_each_weapon_has_a_number_that_reads_back(day: Day) -> None:
    numbers = list(day.numbers.values())
    assert len(set(numbers)) == len(SERIALS)
    assert [read_number(number) for number in numbers] == numbers


def test_that_a_loaded_weapon_lands_at_the_isolation_point(day: Day) -> None:
    assert day.told["loaded"]["place"] == "Isolation point"
    assert find(day, "loaded")["place"] == "Isolation point"


def test_that_what_is_not_clear_is_not_put_away(day: Day) -> None:
    said = day.turned_down["put-away"]
    assert (said.status, said.code) == (1, "weapon.not-clear")
    assert said.facts["facts"]["number"] == day.number("loaded")


def test_that_what_a_court_holds_comes_on_no_order(day: Day) -> None:
    said = day.turned_down["write-order"]
    assert (said.status, said.code) == (1, "weapon.on-hold")
    assert find(day, "held")["custody"] == "in hand"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("approve-order", "order.own"),
        ("start-session", "second.missing"),
        ("finish-check", "session.not-complete"),
        ("record-destruction", "witness.too-few"),
        ("countersign", "countersign.own"),
    ],
)
def test_that_what_wants_more_is_turned_down(day: Day, act: str, code: str) -> None:
    assert day.turned_down[act].code == code


def test_that_every_scan_is_told_apart(day: Day) -> None:
    listed = "on the list"
    wanted = ["unknown", "not on the list", listed, "again", listed, listed]
    assert day.scans == wanted


def test_that_exactly_what_the_torch_reached_is_destroyed(day: Day) -> None:
    custody = {name: find(day, name)["custody"] for name in SERIALS}
    assert day.told["destroyed"]["destroyed"] == 2
    assert [name for name, word in custody.items() if word == "destroyed"] == ["first", "second"]
    assert custody["spared"] == "in hand"
    assert custody["mistaken"] == "void"


def test_that_a_weapon_is_found_by_its_corrected_serial(day: Day) -> None:
    (found,) = day.at_station("find", "АВ1055")["found"]
    assert found["number"] == day.number("kept")


def test_that_a_late_correction_waits_for_a_second_signature(day: Day) -> None:
    assert day.told["late"]["changed"] == ["serial", "serial_key"]
    assert day.told["late"]["countersign"]


def test_that_a_scanner_reads_every_number_from_the_labels(day: Day) -> None:
    assert day.told["labels"]["printed"] == len(SERIALS)
    wanted = {scan_code(number) for number in day.numbers.values()}
    assert codes_on(day.home / "labels.pdf") == wanted


def test_that_the_order_lists_its_items_and_says_practice(day: Day) -> None:
    text = text_of(day.home / "order.pdf")
    assert "PRACTICE" in text
    assert all(day.number(name) in text for name in ("first", "second", "spared"))
    assert day.number("kept") not in text


def test_that_the_certificate_names_what_was_spared_as_an_exception(day: Day) -> None:
    text = text_of(day.home / "certificate.pdf")
    exceptions = text[text.index("Exceptions") :]
    assert day.number("spared") in exceptions
    assert day.number("first") not in exceptions


def test_that_the_recovery_sheet_holds_the_words_that_were_shown(day: Day) -> None:
    words = day.told["new"]["recovery"].split()
    text = text_of(day.home / "sheet.pdf")
    assert len(words) == 10
    assert [word for word in words if word not in text] == []


def test_that_hq_imports_every_event_of_the_bundle(day: Day) -> None:
    imported = day.told["imported"]
    assert day.told["bundle"]["word"] == "DONE"
    assert imported["new_events"] == imported["applied_events"] == day.told["bundle"]["events"]
    assert imported["turned_events"] == 0


def test_that_hq_holds_the_weapons_as_the_station_does(day: Day) -> None:
    status = day.told["status"]
    assert status["weapons"] == len(SERIALS) - 1  # a void is no weapon
    assert status["by_custody"] == {"destroyed": 2, "in hand": 4, "void": 1}
    assert (status["gaps"], status["forks"]) == ([], [])


def test_that_the_receipt_covers_all_that_was_sent(day: Day) -> None:
    receipt = day.told["receipt"]
    assert receipt["held_up_to"] == day.told["bundle"]["events"]
    assert receipt["weapons"] == len(SERIALS) - 1
    alarms = [receipt[name] for name in ("wants", "forks", "refused", "not_here")]
    assert alarms == [[], [], [], []]


def test_that_the_register_is_clean_in_the_evening(day: Day) -> None:
    assert day.told["check"]["findings"] == day.told["check"]["notes"] == []


def test_that_each_line_of_the_journal_says_what_its_payload_says(day: Day) -> None:
    events = day.told["journal"]["events"]
    assert [event["n"] for event in events] == list(range(1, len(events) + 1))
    for event in events:
        assert json.loads(base64.b64decode(event["payload"])) == event["says"]


def test_that_the_history_of_one_weapon_is_told_in_order(day: Day) -> None:
    events = day.at_station("journal", "--weapon", day.number("first"))["events"]
    told = [event["type"] for event in events]
    wanted = [
        "weapon.recorded",
        "labels.printed",
        "tag.bound",
        "weapon.put-away",
        "order.written",
        "session.scanned",
        "session.closed",
    ]
    assert [kind for kind in told if kind in wanted and kind != "session.scanned"] == [
        kind for kind in wanted if kind != "session.scanned"
    ]
    assert told.count("session.scanned") == 2


def test_that_the_certificate_is_known_at_its_station(day: Day) -> None:
    facts = day_verifies(day, "--register", day.register, "--passphrase-file", day.words)
    assert (facts["known"], facts["station"], facts["recorded"]) == (True, "LEN1", True)


def test_that_the_certificate_is_known_at_hq(day: Day) -> None:
    facts = day_verifies(day, "--at", day.registry, "--passphrase-file", day.hq_words)
    assert (facts["known"], facts["station"], facts["recorded"]) == (True, "LEN1", True)


def test_that_elsewhere_the_certificate_shows_its_words(day: Day) -> None:
    facts = day_verifies(day)
    assert facts["known"] is False
    assert facts["certificate"] == day.told["certificate"]["number"]
    assert len(facts["fingerprint"].split()) == 8


def test_that_an_altered_certificate_is_refused(day: Day) -> None:
    said = refused("verify", altered(day.told["certificate"]["code"]))
    assert (said.status, said.code) == (1, "certificate.signature-wrong")


def day_verifies(day: Day, *place: object) -> dict[str, object]:
    return done("verify", day.told["certificate"]["code"], *place)


def test_that_a_blocked_operator_has_no_slot_any_more(day: Day) -> None:
    people = ("--operator", "Helper", "--passphrase-file", day.words)
    assert refused("find", day.register, "1", *people).code == "operator.unknown"


def test_that_the_day_is_closed_once(day: Day) -> None:
    people = ("--operator", "Supervisor", "--passphrase-file", day.words)
    said = refused("do", day.register, "close-day", *people)
    assert (said.status, said.code) == (1, "day.closed")
    assert STOREKEEPER in day.words.read_text(encoding="utf-8")
