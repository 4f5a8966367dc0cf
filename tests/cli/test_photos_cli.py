"""salw photos: a card taken in, copies written out, and both told in JSON and in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from card import a_card, drawn, talkative_jpeg, tells_nothing
from ready import CLEAR, HELD, Ready
from terminal import done, fields_file, refused, salw

from salw_desktop.words import sentence


@pytest.fixture
def card(ready: Ready) -> Path:
    """Two weapons, one picture before any tag, one that is damaged, and what a camera leaves behind."""
    folder = ready.home / "card"
    *_, last = a_card(folder, drawn(1), CLEAR, drawn(2), HELD, drawn(3), drawn(4))
    last.write_bytes(last.read_bytes()[:4000])
    (folder / ".trash").write_bytes(b"hidden")
    return folder


def test_that_a_card_is_told_picture_by_picture(ready: Ready, card: Path) -> None:
    told = done("photos", "import", ready.register, card, *ready.words)
    assert told["added"] == 4
    assert [(each["number"], each["view"], each["code"]) for each in told["pictures"]] == [
        ("", "", "photo.no-tag"),
        (CLEAR, "tag", ""),
        (CLEAR, "left", ""),
        (HELD, "tag", ""),
        (HELD, "left", ""),
        ("", "", "photo.broken"),
    ]
    assert told["pictures"][0]["file"] == "IMG_0009.JPG"
    assert told["pictures"][0]["message"] == sentence("photo.no-tag", {})


def test_that_a_person_reads_one_line_a_picture(ready: Ready, card: Path) -> None:
    said = salw("photos", "import", ready.register, card, *ready.words)
    first, second, *_, last = said.out.splitlines()
    assert first == f"IMG_0009.JPG: {sentence('photo.no-tag', {})}"
    assert second == f"IMG_0008.JPG: {CLEAR}, tag"
    assert last == "4 of 6 pictures added."


def test_that_the_same_card_again_adds_nothing(ready: Ready, card: Path) -> None:
    done("photos", "import", ready.register, card, *ready.words)
    told = done("photos", "import", ready.register, card, *ready.words)
    codes = [each["code"] for each in told["pictures"]]
    assert told["added"] == 0
    assert codes.count("photo.known") == 4
    assert told["pictures"][1]["number"] == CLEAR


def test_that_folders_of_a_card_are_gone_through(ready: Ready, card: Path) -> None:
    inner = ready.home / "whole" / "DCIM"
    inner.mkdir(parents=True)
    card.rename(inner / "100MEDIA")
    told = done("photos", "import", ready.register, ready.home / "whole", *ready.words)
    assert told["added"] == 4
    assert told["pictures"][0]["file"] == "DCIM/100MEDIA/IMG_0009.JPG"


def test_that_copies_are_written_out_and_tell_nothing(ready: Ready) -> None:
    picture, out = ready.home / "talkative.jpg", ready.home / "shown"
    picture.write_bytes(talkative_jpeg())
    fields = fields_file(
        ready.home / "f.json", {"weapon": CLEAR, "file": str(picture), "view": "other marks"}
    )
    done("do", ready.register, "add-photo", fields, *ready.words)
    told = done("photos", "show", ready.register, CLEAR, "--out", out, *ready.words)
    assert told["files"] == [f"{CLEAR}-01-other-marks.jpg"]
    (file,) = out.iterdir()
    assert file.name == told["files"][0]
    assert tells_nothing(file.read_bytes())


def test_that_photographs_are_listed_by_what_acts_call_them(ready: Ready, card: Path) -> None:
    done("photos", "import", ready.register, card, *ready.words)
    tag, left = done("photos", "list", ready.register, CLEAR, *ready.words)["photographs"]
    assert (tag["view"], left["view"], left["is_blurred"]) == ("tag", "left", False)
    area = {"left": 0, "top": 0, "right": 1000, "bottom": 400}
    fields = {"photo": left["id"], "areas": [area], "reason": "A face"}
    done(
        "do", ready.register, "blur-photo", fields_file(ready.home / "f.json", fields), *ready.words
    )
    said = salw("photos", "list", ready.register, CLEAR, *ready.words)
    assert f"{left['id']}  left, blurred" in said.out


def test_that_a_check_counts_the_photographs_and_names_one_that_is_gone(
    ready: Ready, card: Path
) -> None:
    done("photos", "import", ready.register, card, *ready.words)
    told = done("check", ready.register, *ready.words)["photographs"]
    assert told == {"whole": 4, "originals_erased": 0, "findings": [], "strange": []}
    assert "4 files of photographs whole." in salw("check", ready.register, *ready.words).out
    files = [path for path in (ready.register / "photos").rglob("*") if path.is_file()]
    max(files, key=lambda path: path.stat().st_size).unlink()
    said = salw("check", ready.register, *ready.words)
    assert (said.status, "its file is not in the folder" in said.out) == (1, True)


def test_that_a_weapon_without_photographs_is_named(ready: Ready) -> None:
    out = ready.home / "shown"
    said = refused("photos", "show", ready.register, CLEAR, "--out", out, *ready.words)
    assert said.code == "photo.none-here"
    assert not out.exists()


def test_that_no_file_is_written_over(ready: Ready, card: Path) -> None:
    done("photos", "import", ready.register, card, *ready.words)
    out = ready.folder_for("shown")
    (out / f"{CLEAR}-02-left.jpg").write_bytes(b"somebody's")
    said = refused("photos", "show", ready.register, CLEAR, "--out", out, *ready.words)
    assert said.code == "file.exists"
    assert [file.read_bytes() for file in out.iterdir()] == [b"somebody's"]


def test_that_an_export_says_how_many_photographs_go_and_which_cannot(
    ready: Ready, card: Path
) -> None:
    done("photos", "import", ready.register, card, *ready.words)
    photos = sorted(
        (path for path in (ready.register / "photos").rglob("*") if path.is_file()),
        key=lambda path: path.stat().st_size,
    )
    photos[-1].unlink()  # the largest file is an original
    stick = ready.folder_for("stick")
    told = done("export", ready.register, stick, *ready.words)
    assert told["photos"] == 3
    assert (len(told["photos_left_out"]), told["photos_held_back"]) == (1, [])
    assert told["volumes"] == [told["bundle"]]
    took = done("registry", "import", told["bundle"], *ready.at_hq)
    assert (took["new_photos"], took["wanted_photos"]) == (3, 1)
    said = salw("registry", "import", told["bundle"], *ready.at_hq)
    assert "0 new photographs, 1 still missing." in said.out
    receipt = ready.receipt()
    assert (
        "It has not all photographs yet" in salw("take", ready.register, receipt, *ready.words).out
    )
