"""The trade in full by the verbs of `salw` alone, looked at from its ends: store, papers, HQ, and who is named."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp
from card import tells_nothing
from dossier_reading import everything_in, verified
from hq_reading import opened
from terminal import done
from trade_day import MACHINE, TRADE_ACTS, Trade, live
from trade_people import BROUGHT, EARLY, FIGHTER, LEADER, SECRETS
from whole_day import STOREKEEPER

from salw_desktop.domain.numbers import scan_code

PAPERS = (
    *("number-card", "hand-in-slip", "receipt", "job-card", "isolation-notice", "red-tag"),
    *("order", "certificate", "day-sheet", "untagged", "ceremony"),
    *("out-voucher", "laboratory-result", "eligibility-decision"),
)
STOLEN, CUT = "receiver", ("second", "third", "tagged")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Trade:
    return live(tmp_path_factory.mktemp("trade"))


@pytest.fixture(scope="module")
def bundle(day: Trade) -> bytes:
    return opened(day.told["bundle"]["bundle"], day.home / "hq.key", day.home / "bundle.tar")


def weapons(day: Trade) -> dict[str, dict[str, str]]:
    """By the name that the story gives each."""
    found = {each["number"]: each for each in day.told["found"]["found"]}
    return {name: found[number] for name, number in day.numbers.items()}


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def codes_on(pdf: Path) -> set[str]:
    """What a scanner reads on the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=3, grayscale=True).to_pil()
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def history(day: Trade, name: str) -> list[str]:
    """Without what was repeated next to itself."""
    events = day.at_station("journal", "--weapon", day.number(name))["events"]
    return [kind for kind, _ in groupby(event["type"] for event in events)]


def said_of(day: Trade, kind: str) -> list[Any]:
    return [each["says"] for each in day.told["journal"]["events"] if each["type"] == kind]


def test_that_the_story_does_every_act_of_the_trade(day: Trade) -> None:
    assert set(TRADE_ACTS) - day.acts == set()


def test_that_each_weapon_ends_where_the_story_left_it(day: Trade) -> None:
    custody = {name: found["custody"] for name, found in weapons(day).items()}
    ended = {**dict.fromkeys(CUT, "destroyed"), STOLEN: "lost or stolen", "twice": "void"}
    assert custody == {**dict.fromkeys(day.numbers, "in hand"), **ended}


def test_that_what_nobody_has_cleared_lies_at_the_isolation_point(day: Trade) -> None:
    places = {name: found["place"] for name, found in weapons(day).items()}
    isolated = {name for name, place in places.items() if place == "Isolation point"}
    assert isolated == {EARLY, "loaded", "first"}
    assert {places[name] for name in ("fighter's", "child's", "spared")} == {"Store"}


def test_that_a_weapon_taken_in_before_there_were_numbers_has_one(day: Trade) -> None:
    assert day.told[EARLY]["number"] == ""
    assert "recorded without a number" in day.told[EARLY]["breaches"]
    assert day.number(EARLY) == "XA26-LEN-000001-T"


def test_that_a_qualified_decision_on_a_cache_is_no_breach(day: Trade) -> None:
    assert day.told["decision"]["breaches"] == []


def test_that_what_came_short_is_named(day: Trade) -> None:
    assert day.told["came"]["breaches"] == ["200 were declared, 180 came"]


def test_that_the_bearer_of_an_amnesty_slip_is_told_yes_each_time(day: Trade) -> None:
    assert day.told["slip issued"]["secret"]
    assert day.told["receipt issued"]["secret"] == ""
    shown = [day.told[each]["shown_before"] for each in ("first shown", "shown again")]
    assert shown == [0, 1]


def test_that_an_erased_person_is_read_no_more(day: Trade) -> None:
    assert day.told["read"]["name"] == SECRETS[4]
    assert day.turned_down["read-person"].code == "person.erased"


def test_that_a_look_alike_is_answered_with_what_tells_them_apart(day: Trade) -> None:
    (other,) = day.told["compared"]["others"]
    assert other["side"]["number"] == day.number("fighter's")
    assert (other["grade"], other["verdict"]) == ("exact", "different")
    assert other["reason"] == "another stock"


def test_that_nothing_is_left_to_answer_but_what_came_again(day: Trade) -> None:
    waiting = day.told["waiting"]
    assert (waiting["countersigns"], waiting["look_alikes"], waiting["labels"]) == ([], [], 0)
    assert [each["number"] for each in waiting["alarms"]] == [day.number("first")]
    assert day.at_station("waiting")["alarms"] == []


def test_that_what_was_cut_and_comes_again_keeps_its_history(day: Trade) -> None:
    assert day.told["again"]["was"] == "destroyed"
    told = history(day, "first")
    cut, again = told.index("session.batch-destroyed"), told.index("weapon.handed-in-again")
    assert cut < again < told.index("alarm.acknowledged")


def test_that_a_quick_record_is_identified_twice_and_its_doubt_is_kept(day: Trade) -> None:
    told = [kind for kind in history(day, "quick") if kind.partition(".")[0] == "weapon"]
    second_look = ["weapon.identified", "weapon.doubted", "weapon.identified"]
    assert told[:4] == ["weapon.recorded", *second_look]
    assert weapons(day)["quick"]["model"].startswith("Mosin")


def test_that_a_weapon_keeps_its_number_on_a_new_tag(day: Trade) -> None:
    assert day.told["retagged"]["number"] == day.number("second")
    assert day.told["retagged"]["tag"] == day.told["roll"]["numbers"][3]
    told = [kind for kind in history(day, "second") if "tag" in kind]
    assert told == ["tag.bound", "tag.lost", "weapon.retagged"]


def test_that_a_tag_tied_on_at_the_table_gives_its_number(day: Trade) -> None:
    assert day.number("tagged") == day.told["roll"]["numbers"][0]


def test_that_every_tag_of_the_roll_is_accounted_for(day: Trade) -> None:
    assert (day.told["roll back"]["missing"], day.told["roll back"]["breaches"]) == (0, [])
    blank = {scan_code(number) for number in day.told["roll"]["numbers"]}
    assert codes_on(day.home / "tags.pdf") == blank


def test_that_labels_are_printed_for_what_has_no_tag_of_the_roll(day: Trade) -> None:
    untagged = {
        scan_code(day.number(name)) for name in day.numbers if name not in {"tagged", "twice"}
    }
    assert day.told["labels"]["printed"] == len(untagged)
    assert day.told["labels"]["next_position"] == len(untagged) + 1
    assert codes_on(day.home / "labels.pdf") == untagged


def test_that_pictures_follow_the_tag_before_them(day: Trade) -> None:
    taken = [(each["number"], each["view"]) for each in day.told["card read"]["pictures"]]
    first, alike = day.number("first"), day.number("alike")
    wanted = [(first, "tag"), (first, "left"), (first, "right"), (alike, "tag"), (alike, "left")]
    assert taken == wanted


def test_that_a_copy_to_show_tells_nothing_of_the_camera(day: Trade) -> None:
    copies = [day.home / "copies" / name for name in day.told["copies"]["files"]]
    assert [path.stem[-4:] for path in copies] == ["-tag", "left", "e-up"]
    assert [tells_nothing(path.read_bytes()) for path in copies] == [True] * 3


def test_that_a_mis_strike_ends_its_job_and_the_next_number_is_struck(day: Trade) -> None:
    assert (day.told["good"]["state"], day.told["bad"]["state"]) == ("read back", "mis-strike")
    assert day.told["bad"]["next"] == "order the next number"
    struck = history(day, "mis-struck")
    assert struck.count("mark-job.ordered") == struck.count("mark.read-back") == 2


def test_that_no_string_is_given_twice_and_each_strike_is_counted(day: Trade) -> None:
    jobs = [each["string"] for each in day.jobs.values()]
    assert len(set(jobs)) == len(jobs)
    assert day.told["entry"]["strikes"] == 6
    words = ("--passphrase-file", day.words)
    (machine,) = done("marking", day.register, "machines", *words)["machines"]
    assert (machine["name"], machine["numbers_left"]) == (MACHINE, 45)
    assert (machine["live_jobs"], machine["strikes_since_stylus"]) == (0, 0)


def test_that_a_withdrawn_line_is_struck_from_order_and_certificate(day: Trade) -> None:
    order = text_of(Path(day.papers["order"]["file"]))
    assert day.told["amended"]["items"] == len(BROUGHT["group"]) - 1
    assert "a letter of the court" in order
    certificate = text_of(Path(day.papers["certificate"]["file"]))
    assert all(day.number(name) in certificate for name in (*CUT, "first"))
    assert day.number("spared") not in certificate.partition("Exceptions")[0]


def test_that_a_crate_and_the_rest_make_the_whole_list(day: Trade) -> None:
    assert (day.told["batch"]["destroyed"], day.told["batch"]["to_cut"]) == (2, 2)
    assert (day.told["resumed"]["state"], day.told["resumed"]["breaches"]) == ("checked", [])
    assert (day.told["destroyed"]["destroyed"], day.told["destroyed"]["breaches"]) == (4, [])


@pytest.mark.parametrize("kind", PAPERS)
def test_that_each_paper_names_its_number_and_says_practice(day: Trade, kind: str) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(day.papers[kind]["file"]).pages]
    assert all("PRACTICE" in page for page in pages)
    assert day.papers[kind]["number"] in "\n".join(pages)


def test_that_no_paper_but_his_receipt_says_who_brought(day: Trade) -> None:
    texts = {kind: text_of(Path(told["file"])) for kind, told in day.papers.items()}
    assert FIGHTER["group"] not in "".join(texts.values())
    assert {kind for kind, text in texts.items() if FIGHTER["name"] in text} == {"receipt"}
    assert {kind for kind, text in texts.items() if LEADER["name"] in text} <= {"hand-in-slip"}


def test_that_every_print_is_counted(day: Trade) -> None:
    assert set(day.papers) == set(PAPERS)
    assert len(said_of(day, "paper.printed")) == len(PAPERS) + 2  # a copy, and the dossier
    assert day.told["copy"]["copy"] == 2


def test_that_the_day_counts_parts_and_what_was_seen_apart(day: Trade) -> None:
    told = day.told["day"]
    assert (told["parts"], told["documented"], told["destroyed"]) == (1, 1, 4)
    assert (told["came"], told["carried_on"]) == (5, 0)


def test_that_hq_takes_every_event_and_picture(day: Trade) -> None:
    imported = day.told["imported"]
    assert imported["new_events"] == imported["applied_events"] == day.told["bundle"]["events"]
    assert (imported["turned_events"], imported["new_photos"]) == (0, 7)


def test_that_hq_counts_no_part_no_void_and_nothing_only_seen(day: Trade) -> None:
    collected = len(day.numbers) - len(("receiver", "twice"))
    status = day.told["status"]
    assert status["weapons"] == day.told["receipt"]["weapons"] == collected
    in_hand = collected - len(CUT)
    assert status["by_custody"] == {"destroyed": len(CUT), "in hand": in_hand, "void": 1}


def test_that_the_receipt_of_hq_wants_nothing(day: Trade) -> None:
    receipt = day.told["receipt"]
    assert receipt["held_up_to"] == day.told["bundle"]["events"]
    assert [receipt[name] for name in ("wants", "forks", "refused", "not_here")] == [[]] * 4
    assert receipt["wants_photos"] == 0


def test_that_the_register_is_clean_after_the_trade(day: Trade) -> None:
    assert day.told["check"]["findings"] == day.told["check"]["notes"] == []


@pytest.mark.parametrize("secret", SECRETS)
def test_that_no_name_and_no_hidden_place_is_in_the_journal(day: Trade, secret: str) -> None:
    said = json.dumps([each["says"] for each in day.told["journal"]["events"]], ensure_ascii=False)
    assert day.number("spared") in said
    assert secret not in said


@pytest.mark.parametrize("secret", SECRETS)
def test_that_no_name_and_no_hidden_place_goes_to_hq(bundle: bytes, secret: str) -> None:
    assert b"person.erased" in bundle
    assert secret.encode() not in bundle


def test_that_the_secret_of_a_slip_is_kept_nowhere(day: Trade, bundle: bytes) -> None:
    secret = day.told["slip issued"]["secret"]
    said = json.dumps([each["says"] for each in day.told["journal"]["events"]])
    assert secret not in said
    assert secret.encode() not in bundle


def test_that_a_childs_hand_in_is_like_any_without_a_person(day: Trade, bundle: bytes) -> None:
    assert said_of(day, "child.counted") == []
    assert b"cleared_as_adult" not in bundle
    rows = [says["rows"][-1][-1] for says in said_of(day, "hand-in.opened")]
    by_whom = dict(zip(BROUGHT, rows, strict=False))
    assert by_whom["child"].keys() == by_whom["amnesty"].keys()
    assert by_whom["fighter"].keys() - by_whom["child"].keys() == {"person"}


def test_that_a_nameless_item_waits_until_two_have_solved_it(day: Trade) -> None:
    assert [each["number"] for each in day.told["nameless"]] == [day.told["untagged"]["number"]]
    assert (day.told["day"]["untagged"], day.told["status"]["untagged"]) == (0, 0)


def test_that_two_people_confirm_the_clock_of_the_day(day: Trade) -> None:
    assert day.told["opened"]["breaches"] == []


def test_that_a_message_read_back_is_the_one_that_was_sent(day: Trade) -> None:
    assert day.told["said back"]["number"] == day.told["sitrep"]["number"]
    assert day.told["said back"]["repeated"] is True


def test_that_a_lone_officer_is_seen_by_whoever_asks_what_waits(day: Trade) -> None:
    assert "ill" in str(day.told["alone"]["lone_officer"])


def test_that_a_weapon_comes_back_from_the_laboratory_with_its_reading(day: Trade) -> None:
    (found,) = day.at_station("find", day.number("ground"))["found"]
    assert (found["custody"], found["place"]) == ("in hand", "Store")
    kinds = history(day, "ground")
    wanted = ["weapon.sent-out", "weapon.taken-back", "laboratory.read", "laboratory.waived"]
    assert [kind for kind in kinds if kind in wanted] == wanted


def test_that_a_role_lent_is_listed_beside_roles_of_ones_own(day: Trade) -> None:
    (lent,) = [each for each in day.told["operators"]["operators"] if each["acting"]]
    assert lent["name"] == "Armourer"
    assert "storekeeper" not in lent["roles"]
    until_on = day.told["acting"]["until_on"]
    assert lent["acting"] == [f"storekeeper for {STOREKEEPER} until {until_on}"]


def test_that_a_dossier_is_good_and_names_nobody_who_brought(day: Trade) -> None:
    folder = Path(day.told["dossier"]["folder"])
    status, said = verified(folder)
    assert status == 0, said
    left = everything_in(folder).decode(errors="replace")
    assert day.number("fighter's") in left
    assert [secret for secret in (*SECRETS, *FIGHTER.values()) if str(secret) in left] == []
    assert [each["recipient"] for each in day.told["releases"]["releases"]] == [
        "Prosecutor of Lendo"
    ]
