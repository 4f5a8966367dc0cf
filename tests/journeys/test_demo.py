"""`salw demo`: the practice day that anybody can run, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest
from terminal import done, refused, salw

pytestmark = pytest.mark.xdist_group("demo")
KEYS = {
    "register",
    "registry",
    "passphrase_file",
    "registry_passphrase_file",
    "bundles",
    "receipt",
    "papers",
    "certificate_code",
    "screenshots",
    "weapons",
    "numbers",
    "events",
}
Facts = dict[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    out = tmp_path_factory.mktemp("demo") / "practice"
    return done("demo", "--out", out, "--weapons", 12)


@pytest.fixture(scope="module")
def second_day(demo: Facts) -> Facts:
    return done("demo", "--continue", demo["register"], "--weapons", 3, "--seed", 7)


def serials(facts: Facts) -> list[str]:
    people = ("--passphrase-file", facts["passphrase_file"])
    found = [done("find", facts["register"], number, *people) for number in facts["numbers"]]
    return [each["found"][0]["serial"] for each in found]


def test_that_it_says_where_everything_lies(demo: Facts) -> None:
    assert set(demo) >= KEYS
    assert set(demo["papers"]) == {
        "labels",
        "receipt",
        "order",
        "certificate",
        "slip",
        "recovery",
    }


def test_that_every_path_is_absolute_and_there(demo: Facts) -> None:
    named = [demo[name] for name in sorted(KEYS) if isinstance(demo[name], str)]
    named.remove(demo["certificate_code"])
    paths = [*named, *demo["bundles"], *(path for path in demo["papers"].values() if path)]
    assert len(paths) >= 5
    assert [path for path in paths if not (Path(path).is_absolute() and Path(path).exists())] == []


@pytest.mark.parametrize("kind", ["labels", "order", "certificate", "recovery"])
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


def test_that_the_same_seed_tells_the_same_story(demo: Facts, tmp_path: Path) -> None:
    again = done("demo", "--out", tmp_path / "again", "--weapons", 12)
    other = done("demo", "--out", tmp_path / "other", "--weapons", 12, "--seed", 27)
    assert serials(again) == serials(demo) != serials(other)


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
