"""What arrives on a stick and is not what it should be: a code each, and nothing taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from ready import Ready
from terminal import done, refused, salw


def known(ready: Ready) -> int:
    (station,) = done("registry", "status", *ready.at_hq)["stations"]
    return int(station["events"])


def another_registry(ready: Ready, series: str = "XA26") -> tuple[object, ...]:
    registry, words = ready.home / "other.salw", ready.home / "other.txt"
    done("registry", "init", "--at", registry, "--series", series, "--passphrase-out", words)
    return ("--at", registry, "--passphrase-file", words)


def damaged(path: Path, damage: str) -> None:
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(
        {
            "no bundle": b"name;serial\nAKM;1234\n",
            "empty": b"",
            "cut in its head": data[:150],
            "cut at its end": data[:-100],
            "altered": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        }[damage]
    )


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("no bundle", "bundle.not-a-bundle"),
        ("empty", "bundle.truncated"),
        ("cut in its head", "bundle.truncated"),
        ("cut at its end", "bundle.truncated"),
        ("altered", "bundle.altered"),
    ],
)
def test_that_a_damaged_bundle_changes_nothing_at_hq(ready: Ready, damage: str, code: str) -> None:
    bundle = ready.bundle()
    damaged(bundle, damage)
    said = refused("registry", "import", bundle, *ready.at_hq)
    assert (said.status, said.code) == (1, code)
    assert known(ready) == 0


def test_that_a_bundle_for_another_registry_stays_shut(ready: Ready) -> None:
    said = refused("registry", "import", ready.bundle(), *another_registry(ready))
    assert (said.status, said.code) == (3, "bundle.not-for-us")


def test_that_a_repeated_bundle_is_done_and_says_so(ready: Ready) -> None:
    bundle = ready.bundle()
    first = done("registry", "import", bundle, *ready.at_hq)
    events = known(ready)
    again = done("registry", "import", bundle, *ready.at_hq)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert (again["new_events"], again["known_events"]) == (0, first["new_events"])
    assert known(ready) == events


def test_that_a_real_registry_enrols_no_practice_station(ready: Ready) -> None:
    at = another_registry(ready, series="CD26")
    request = ready.home / "enrolment-request.json"
    said = refused("registry", "enrol", request, "--out", ready.home, *at)
    assert (said.status, said.code) == (1, "enrol.practice-mixed")


def test_that_the_same_request_gets_the_same_answer_again(ready: Ready) -> None:
    request = ready.home / "enrolment-request.json"
    before = done("registry", "status", *ready.at_hq)["stations"]
    out = ready.folder_for("answers")
    again = done("registry", "enrol", request, "--out", out, *ready.at_hq)
    assert again["number"] == 2
    assert done("registry", "status", *ready.at_hq)["stations"] == before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [(b"LEN1", b"LEN2", "request.unsigned"), (b"salw-request", b"salw-poem", "request.malformed")],
)
def test_that_a_request_that_was_touched_is_refused(
    ready: Ready, old: bytes, new: bytes, code: str
) -> None:
    request = ready.home / "enrolment-request.json"
    request.write_bytes(request.read_bytes().replace(old, new))
    at = another_registry(ready)
    assert refused("registry", "enrol", request, "--out", ready.home, *at).code == code


def test_that_an_answer_is_taken_once(ready: Ready) -> None:
    (answer,) = ready.home.glob("*-r0001.salwb")
    said = refused("take", ready.register, answer, "--yes", *ready.words)
    assert (said.status, said.code) == (1, "answer.taken")


def test_that_an_answer_waits_for_the_eight_words(ready: Ready) -> None:
    at = another_registry(ready)
    out = ready.folder_for("answers")
    request = ready.home / "enrolment-request.json"
    answer = done("registry", "enrol", request, "--out", out, *at)["answer"]
    said = salw("take", ready.register, answer, *ready.words, "--json")
    assert (said.status, said.code) == (1, "answer.needed")
    assert len(said.err.splitlines()[1].split()) == 8


def test_that_a_receipt_is_taken_once(ready: Ready) -> None:
    receipt = ready.receipt()
    done("take", ready.register, receipt, *ready.words)
    before = ready.events()
    said = refused("take", ready.register, receipt, *ready.words)
    assert (said.status, said.code) == (1, "receipt.old")
    assert ready.events() == before


def test_that_an_older_receipt_is_refused(ready: Ready) -> None:
    older, newer = ready.receipt("older"), ready.receipt("newer")
    done("take", ready.register, newer, *ready.words)
    said = refused("take", ready.register, older, *ready.words)
    assert said.code == "receipt.old"
    assert said.facts["facts"] == {"number": 2, "newest": 3}


def test_that_a_receipt_of_another_station_stays_shut(ready: Ready) -> None:
    other, words = ready.home / "other.salw", ready.home / "other.txt"
    names = ("--unit", "NGT1", "--site", "NGT", "--practice")
    done("new", other, *names, "--passphrase-out", words)
    said = refused("take", other, ready.receipt(), "--passphrase-file", words)
    assert (said.status, said.code) == (3, "bundle.not-for-us")


def test_that_a_receipt_of_a_registry_unknown_here_says_who_is_unknown(ready: Ready) -> None:
    at = another_registry(ready)
    request = ready.home / "enrolment-request.json"
    done("registry", "enrol", request, "--out", ready.folder_for("answers"), *at)
    to = ("--station", "LEN1", "--out", ready.folder_for("foreign"))
    receipt = done("registry", "receipt", *to, *at)["receipt"]
    said = refused("take", ready.register, receipt, *ready.words)
    assert (said.status, said.code) == (1, "bundle.unknown-sender")


def test_that_a_bundle_is_no_receipt(ready: Ready) -> None:
    said = refused("take", ready.register, ready.bundle(), *ready.words)
    assert (said.status, said.code) == (3, "bundle.not-for-us")


def test_that_a_register_that_hq_does_not_know_exports_nothing(ready: Ready) -> None:
    other, words = ready.home / "other.salw", ready.home / "other.txt"
    names = ("--unit", "NGT1", "--site", "NGT", "--block", "1-999")
    done("new", other, *names, "--passphrase-out", words)
    out = ready.home / "nowhere"
    said = refused("export", other, out, "--passphrase-file", words)
    assert (said.status, said.code) == (1, "export.not-enrolled")
    assert not out.exists()


def test_that_a_sealed_file_is_verified_where_its_key_is(ready: Ready) -> None:
    bundle, receipt = ready.bundle(), ready.receipt()
    assert done("verify", bundle, *ready.at_hq)["purpose"] == "field-to-hq"
    facts = done("verify", receipt, "--register", ready.register, *ready.words)
    assert (facts["purpose"], facts["number"], facts["practice"]) == ("receipt", 2, True)


def test_that_elsewhere_a_sealed_file_says_where_its_key_is(ready: Ready) -> None:
    said = refused("verify", ready.bundle())
    assert (said.status, said.code) == (3, "bundle.no-key-here")


def test_that_a_station_that_nobody_enrolled_gets_no_receipt(ready: Ready) -> None:
    to = ("--station", "XYZ9", "--out", ready.home)
    said = refused("registry", "receipt", *to, *ready.at_hq)
    assert (said.status, said.code) == (1, "station.unknown")
    assert said.facts["facts"]["known"] == "LEN1"


def test_that_two_stations_of_one_name_are_told_apart_by_their_keys(ready: Ready) -> None:
    other, words, request = (ready.home / name for name in ("other.salw", "o.txt", "o.json"))
    done("new", other, "--unit", "LEN1", "--site", "LEN", "--practice", "--passphrase-out", words)
    done("enrol", other, "--out", request, "--passphrase-file", words)
    done("registry", "enrol", request, "--out", ready.folder_for("answers"), *ready.at_hq)
    to = ("--out", ready.folder_for("receipts"))
    said = refused("registry", "receipt", "--station", "LEN1", *to, *ready.at_hq)
    assert said.code == "station.several"
    device = said.facts["facts"]["devices"].split(", ")[0]
    assert done("registry", "receipt", "--station", device, *to, *ready.at_hq)["number"] == 2


@pytest.mark.parametrize("series", ["XA2", "xa26", "2626", "XA26X"])
def test_that_a_series_is_a_country_and_a_year(tmp_path: Path, series: str) -> None:
    said = refused("registry", "init", "--at", tmp_path / "hq", "--series", series)
    assert (said.status, said.code) == (1, "series.malformed")
    assert list(tmp_path.iterdir()) == []


def test_that_a_registry_lies_in_a_folder(tmp_path: Path) -> None:
    said = refused("registry", "status", "--at", "postgresql://hq/salw")
    assert (said.status, said.code) == (1, "registry.only-folders")
    assert list(tmp_path.iterdir()) == []
