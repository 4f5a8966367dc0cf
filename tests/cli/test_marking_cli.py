"""salw marking: lists for the machine, its log read back in, the worklist and the machines."""

from __future__ import annotations

from pathlib import Path

import pytest
from marking_shop import BLOCK, MACHINE, MACHINE_FIELDS, PROFILE
from ready import CLEAR, HELD, Ready
from terminal import done, refused, salw

STRIKER = "Practice Observer"


@pytest.fixture
def shop(ready: Ready) -> Ready:
    """Two weapons ordered at a machine."""
    for act, fields in (
        ("set-mark-profile", PROFILE),
        ("add-machine", MACHINE_FIELDS),
        ("add-mark-block", BLOCK),
        ("order-mark-job", {"weapon": CLEAR, "machine": MACHINE}),
        ("order-mark-job", {"weapon": HELD, "machine": MACHINE}),
    ):
        done(*ready.do(act, **fields))
    return ready


def a_list(shop: Ready, out: Path, format_: str = "txt") -> tuple[object, ...]:
    asked = ("list", "--machine", MACHINE, "--format", format_, "--out", out)
    return ("marking", shop.register, *asked, *shop.words)


def a_log(shop: Ready, data: bytes) -> tuple[object, ...]:
    log = shop.home / "log.txt"
    log.write_bytes(data)
    return ("marking", shop.register, "results", log, "--struck-by", STRIKER, *shop.words)


def test_that_a_list_goes_to_the_machine_and_its_log_comes_back(shop: Ready) -> None:
    out = shop.home / "jobs.txt"
    assert done(*a_list(shop, out))["file"] == str(out.resolve())
    lines = out.read_bytes().decode().splitlines()
    assert lines == ["★ XA PS 26 000001", "★ XA PS 26 000002"]
    said = salw(*a_log(shop, f"{lines[0]};OK\n{lines[1]};mis-strike\n".encode()))
    assert said.status == 0
    assert said.out.splitlines()[0] == "2 strikes entered, 1 of them mis-struck."
    assert f"not trained on {MACHINE}" in said.out


def test_that_a_list_overwrites_nothing(shop: Ready) -> None:
    out = shop.home / "jobs.csv"
    done(*a_list(shop, out, "csv"))
    before = out.read_bytes()
    assert before.startswith(b"job,line,weapon,part,place,string\r\n")
    assert refused(*a_list(shop, out, "csv")).code == "file.exists"
    assert out.read_bytes() == before


def test_that_each_bad_line_of_a_log_is_named_and_nothing_is_entered(shop: Ready) -> None:
    before = shop.events()
    said = refused(*a_log(shop, "★ XA PS 26 000001;OK\nXX;OK\n★ XA PS 26 000002;?\n".encode()))
    assert (said.status, said.code) == (1, "mark-results.bad-lines")
    message = said.facts["message"]
    assert "Line 2:" in message
    assert "Line 3:" in message
    assert "Line 1:" not in message
    assert shop.events() == before


def test_that_a_log_that_is_no_text_is_refused(shop: Ready) -> None:
    assert refused(*a_log(shop, b"\xff\xfeO\x00K\x00")).code == "mark-results.not-text"


def test_that_the_worklist_names_cause_days_and_job(shop: Ready) -> None:
    asked = ("marking", shop.register, "to-mark", *shop.words)
    found = {each["number"]: each for each in done(*asked)["to_mark"]}
    assert len(found) == 3
    assert found[CLEAR]["cause"] == "required by law"
    assert found[CLEAR]["job_state"] == "ordered"
    assert found[CLEAR]["days_without_outcome"] >= 0
    told = salw(*asked).out.splitlines()
    assert len(told) == 3
    assert f"{found[CLEAR]['job']} ordered" in told[0]


def test_that_the_machines_say_what_is_left(shop: Ready) -> None:
    asked = ("marking", shop.register, "machines", *shop.words)
    (machine,) = done(*asked)["machines"]
    assert (machine["name"], machine["numbers_left"], machine["live_jobs"]) == (MACHINE, 38, 2)
    assert salw(*asked).out.startswith(f"{MACHINE}  dot-peen, Registration table; 0 strikes")


def test_that_a_shop_without_a_machine_says_so(ready: Ready) -> None:
    asked = ("marking", ready.register, "machines", *ready.words)
    assert salw(*asked).out == "There is no marking machine.\n"


def test_that_a_plan_reckons_days_and_fuel(shop: Ready) -> None:
    asked = ("--strikes-a-day", 1, "--litres-an-hour", 1.5, "--hours-a-day", 4, *shop.words)
    told = done("marking", shop.register, "plan", *asked)
    (site,) = told["sites"]
    can_be_struck = sum(site["to_mark"].values()) - sum(site["held_back"].values())
    assert site["strikes"] == site["days"] == can_be_struck > 0
    assert site["fuel_ml"] == site["days"] * 6000
    said = salw("marking", shop.register, "plan", *asked).out
    assert f"{site['strikes']} strikes, 1 (as given) a day" in said
    assert f"fuel {site['days'] * 6} l" in said
