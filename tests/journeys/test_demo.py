"""`salw demo`: the practice day that anybody can run, and what it leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hq_reading import opened
from terminal import Said, done, refused, salw

from salw_desktop.cli.practice import data
from salw_desktop.cli.practice.folder import SUPERVISOR, PracticeFolder
from salw_desktop.usecases import queries
from salw_desktop.usecases.register import Register

KEYS = {
    "register",
    "registry",
    "passphrase_file",
    "registry_passphrase_file",
    "bundles",
    "receipt",
    "papers",
    "certificate_code",
    "receipt_code",
    "weapons",
    "numbers",
    "events",
}
PAPERS = {
    *("labels", "receipt", "order", "certificate", "slip", "recovery"),
    *("hand-in_slip", "isolation_notice", "red_tag", "number_card", "day_sheet"),
}
WHOLE, SEED = 64, 26
CORRECTED = 2  # readings that the story puts right, or withdraws
"""The shortest day that has everything, the group of forty too."""
Facts = dict[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    out = tmp_path_factory.mktemp("demo") / "practice"
    return done("demo", "--out", out, "--weapons", 12)


@pytest.fixture(scope="module")
def second_day(demo: Facts) -> Facts:
    return done("demo", "--continue", demo["register"], "--weapons", 3, "--seed", 7)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    out = tmp_path_factory.mktemp("whole") / "practice"
    told = salw("demo", "--out", out, "--weapons", WHOLE, "--seed", SEED, "--json")
    assert told.status == 0, told.err
    return told


@pytest.fixture(scope="module")
def whole(said: Said) -> Iterator[Register]:
    """The register of the whole day, to be looked into."""
    folder = PracticeFolder(Path(said.facts["register"]).parent)
    with folder.unlock(SUPERVISOR) as register:
        yield register


def rows(register: Register, asked: str) -> list[tuple[Any, ...]]:
    return list(register.reader.execute(f"SELECT {asked}"))


def column(register: Register, asked: str) -> list[Any]:
    return [value for (value,) in rows(register, asked)]


def test_that_it_says_where_everything_lies(demo: Facts) -> None:
    assert set(demo) >= KEYS
    assert {kind for kind, path in demo["papers"].items() if path} == PAPERS


def test_that_every_path_is_absolute_and_there(demo: Facts) -> None:
    named = [demo[name] for name in sorted(KEYS) if isinstance(demo[name], str)]
    named = [each for each in named if each not in (demo["certificate_code"], demo["receipt_code"])]
    paths = [*named, *demo["bundles"], *(path for path in demo["papers"].values() if path)]
    assert len(paths) >= len(PAPERS)
    assert [path for path in paths if not (Path(path).is_absolute() and Path(path).exists())] == []


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_that_each_paper_opens_and_says_practice(demo: Facts, kind: str) -> None:
    pages = pypdf.PdfReader(demo["papers"][kind]).pages
    assert len(pages) >= 1
    assert all("PRACTICE" in page.extract_text() for page in pages)


def test_that_its_register_is_clean(demo: Facts, second_day: Facts) -> None:
    assert second_day["events"] > demo["events"]
    people = ("--passphrase-file", demo["passphrase_file"])
    assert done("check", demo["register"], *people)["findings"] == []


def test_that_its_certificate_holds(demo: Facts) -> None:
    people = ("--passphrase-file", demo["passphrase_file"])
    facts = done("verify", demo["certificate_code"], "--register", demo["register"], *people)
    assert (facts["known"], facts["recorded"]) == (True, True)


def test_that_the_bearer_of_its_amnesty_slip_is_told_yes_and_nobody_else(demo: Facts) -> None:
    people = ("--register", demo["register"], "--passphrase-file", demo["passphrase_file"])
    signed, _, secret = demo["receipt_code"].partition(".")
    other = f"{signed}.{'A' * len(secret)}"
    assert refused("verify", other, *people).code == "receipt.secret-wrong"
    first, second = (done("verify", demo["receipt_code"], *people) for _ in range(2))
    assert (first["is_bearers"], first["shown_before"], second["shown_before"]) == (True, 0, 1)


def test_that_numbers_go_on_the_next_day(demo: Facts, second_day: Facts) -> None:
    assert len(demo["numbers"]) == demo["weapons"] == 12
    assert len(second_day["numbers"]) == second_day["weapons"] == 3
    assert min(second_day["numbers"]) > max(demo["numbers"])


def test_that_the_next_bundle_brings_hq_up_to_date(demo: Facts, second_day: Facts) -> None:
    at = ("--at", demo["registry"], "--passphrase-file", demo["registry_passphrase_file"])
    (station,) = done("registry", "status", *at)["stations"]
    assert second_day["receipt"] != demo["receipt"]
    assert station["weapons"] == 15
    assert (station["gaps"], station["forks"], station["turned"]) == ([], [], 0)


def test_that_the_same_seed_tells_the_same_story(whole: Register) -> None:
    told, again, other = (list(data.hand_ins(WHOLE, seed)) for seed in (SEED, SEED, SEED + 1))
    assert told == again != other
    drawn = {weapon.serial for hand_in in told for weapon in hand_in.weapons}
    assert len(drawn - set(column(whole, "serial FROM weapon"))) <= CORRECTED


def test_that_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "notes.txt").write_text("mine", encoding="ascii")
    assert refused("demo", "--out", there, "--weapons", 1).code == "folder.exists"
    assert [path.name for path in there.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["lendo.salw", "practice.salw"])
def test_that_a_real_register_gets_no_practice_day(tmp_path: Path, name: str) -> None:
    register, words = tmp_path / name, tmp_path / "passphrases.txt"
    done("new", register, "--unit", "LEN1", "--site", "LEN", "--passphrase-out", words)
    before = (register / "register.db").read_bytes()
    assert refused("demo", "--continue", register, "--weapons", 1).code == "demo.not-practice"
    assert (register / "register.db").read_bytes() == before


def test_that_it_goes_on_only_where_the_register_lies(tmp_path: Path) -> None:
    said = salw("demo", "--continue", tmp_path / "practice.salw", "--out", tmp_path, "--json")
    assert (said.status, said.code) == (2, "usage")


def test_that_models_scripts_and_readings_vary(whole: Register) -> None:
    assert len(set(column(whole, "model FROM weapon WHERE model <> ''"))) >= 10
    scripts = set(column(whole, "script FROM mark WHERE script IS NOT NULL"))
    assert {"cyrillic", "chinese", "arabic"} <= scripts
    readings = set(column(whole, "serial_status FROM weapon"))
    assert {"readable", "partial", "removed on purpose"} <= readings


def test_that_look_alikes_are_answered_with_a_reason(whole: Register) -> None:
    found = rows(whole, "grade, verdict, reason FROM look_alike WHERE grade <> 'possible'")
    assert len(found) >= 1
    assert all(verdict == "different" and reason for _, verdict, reason in found)
    assert column(whole, "count(*) FROM look_alike WHERE verdict = 'open'") == [0]


def test_that_a_rebuilt_weapon_bears_other_numbers_on_its_parts(whole: Register) -> None:
    asked = (
        "part.serial FROM part JOIN weapon ON weapon.id = weapon WHERE part.serial <> weapon.serial"
    )
    assert set(column(whole, asked)) == {"7781", "КМ 902"}


def test_that_ten_weapons_are_photographed_tag_first(whole: Register) -> None:
    asked = "view, count(*) FROM photo GROUP BY view ORDER BY view"
    assert rows(whole, asked) == [("left", 10), ("right", 10), ("tag", 10)]


def test_that_a_group_of_forty_comes_through_its_leader(whole: Register) -> None:
    asked = (
        "hand_in.person IS NOT NULL, count(*) FROM hand_in JOIN weapon ON weapon.hand_in = hand_in.id"
        " WHERE brought_by = 'group' GROUP BY hand_in.id"
    )
    assert rows(whole, asked) == [(1, 40)]
    assert column(whole, "count(*) FROM allotment") == [0]


def test_that_of_a_child_there_is_a_weapon_and_a_sealed_tally_only(whole: Register) -> None:
    asked = (
        "count(*) FROM hand_in JOIN campaign ON campaign.id = campaign"
        " WHERE brought_by = 'person' AND is_named = 1 AND person IS NULL"
    )
    assert column(whole, asked) == [1]
    (sealed,) = column(whole, "sealed FROM child_tally")
    assert "male" not in sealed


def test_that_a_cache_is_nobodys(whole: Register) -> None:
    asked = "brought_by, person FROM hand_in WHERE cache IS NOT NULL"
    assert rows(whole, asked) == [("found in place", None)]
    assert column(whole, "decision FROM cache") == ["safe to move"]


def test_that_a_stuck_round_waits_at_the_isolation_point(whole: Register) -> None:
    asked = (
        "place.kind, told IS NOT NULL FROM clearance JOIN weapon ON weapon.id = clearance.weapon"
        " JOIN place ON place.id = weapon.place WHERE clearance.safety = 'loaded or stuck'"
    )
    assert rows(whole, asked) == [("isolation point", 1)]


def test_that_ten_pistols_are_marked_and_one_strike_is_wrong(whole: Register) -> None:
    asked = "state, count(*), count(DISTINCT weapon) FROM mark_job GROUP BY state ORDER BY state"
    assert rows(whole, asked) == [("mis-strike", 1, 1), ("read back", 10, 10)]
    pistols = "weapon.kind FROM weapon JOIN mark_job ON mark_job.weapon = weapon.id"
    assert set(column(whole, pistols)) == {"pistol"}
    assert column(whole, "count(DISTINCT string) FROM mark_job") == [11]


def test_that_evidence_is_held_and_not_cut(whole: Register) -> None:
    asked = (
        "DISTINCT custody FROM hold JOIN weapon ON weapon.id = hold.weapon"
        " WHERE hold.kind IN ('evidence', 'court', 'laboratory')"
    )
    assert column(whole, asked) == ["in hand"]
    kinds = set(column(whole, "kind FROM hold"))
    assert kinds == {"evidence", "court", "laboratory"}


def test_that_a_mistake_is_corrected_and_another_void(whole: Register) -> None:
    assert column(whole, "reason FROM correction") == ["year misread as 1977"]
    asked = "custody FROM weapon JOIN voiding ON voiding.weapon = weapon.id"
    assert column(whole, asked) == ["void"]


def test_that_one_lot_is_destroyed_and_certified(whole: Register) -> None:
    (cut,) = column(whole, "count(*) FROM session_result WHERE outcome = 'destroyed'")
    assert dict(queries.overview(whole).weapons)["destroyed"] == cut > 20
    assert column(whole, "state FROM destruction_session") == ["closed"]
    assert column(whole, "count(*) FROM certificate") == [1]


def test_that_everything_is_marked_practice(whole: Register, said: Said) -> None:
    assert whole.station["is_practice"] == 1
    papers = [path for path in said.facts["papers"].values() if path]
    pages = [page for path in papers for page in pypdf.PdfReader(path).pages]
    assert {"job_card", "red_tag"} <= said.facts["papers"].keys()
    assert all("PRACTICE" in page.extract_text() for page in pages)
    people = "organisation FROM roster UNION SELECT name FROM campaign"
    assert all(name.startswith("Practice ") for name in column(whole, people))


@pytest.fixture(scope="module")
def bringers() -> set[str]:
    """Whoever the story names, by name and by card."""
    told = [each.bringer for each in data.hand_ins(WHOLE, SEED) if each.bringer]
    assert len(told) >= 10
    return {value for bringer in told for value in bringer.values()}


def test_that_no_bringer_is_named_on_the_screen(said: Said, bringers: set[str]) -> None:
    assert "weapons at the table" in said.err
    assert [name for name in bringers if name in said.out + said.err] == []


def test_that_no_bringer_is_named_in_the_journal(whole: Register, bringers: set[str]) -> None:
    lines = [json.dumps(each["says"]) for each in queries.journal_lines(whole)]
    told = "\n".join(lines)
    assert "person" in told
    assert [name for name in bringers if name in told] == []


def test_that_no_bringer_is_named_to_hq(said: Said, bringers: set[str], tmp_path: Path) -> None:
    words = ("--passphrase-file", said.facts["registry_passphrase_file"])
    key = ("--at", said.facts["registry"], "--out", tmp_path / "hq.key", "--yes")
    done("registry", "identity", *key, *words)
    (bundle,) = said.facts["bundles"]
    told = opened(bundle, tmp_path / "hq.key", tmp_path / "plain.tar")
    assert b"hand-in.opened" in told
    assert [name for name in bringers if name.encode() in told] == []
