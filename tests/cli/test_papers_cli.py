"""`salw labels`, `salw tags`, `salw paper`, `salw export --slip`: files written once, and sentences where not."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from paper_reading import text
from ready import CLEAR, HELD, LOADED, ORDER, Ready
from terminal import done, refused, salw

from salw_desktop.usecases.paperwork.kinds import KINDS

KIND_WORDS = {
    "hand-in-slip",
    "receipt",
    "isolation-notice",
    "red-tag",
    "number-card",
    "job-card",
    "destruction-order",
    "order",
    "certificate",
    "day-sheet",
    "out-voucher",
    "laboratory-result",
    "eligibility-decision",
    "extract",
    "sitrep",
    "untagged",
    "untagged-item-card",
    "ceremony",
    "ceremony-sheet",
}


def act(ready: Ready, name: str, /, *people: object, **fields: object) -> dict[str, object]:
    (answer,) = done(*ready.do(name, *people, **fields))["answers"]
    return dict(answer)


def paper(ready: Ready, kind: str, number: object, out: Path) -> tuple[object, ...]:
    return ("paper", ready.register, kind, number, "--out", out, *ready.words)


def hand_in(ready: Ready) -> str:
    opened = act(ready, "open-hand-in", campaign="PRACTICE-DDR", brought_by="own patrol")
    return str(opened["number"])


def a_closed_hand_in(ready: Ready) -> str:
    number = hand_in(ready)
    act(ready, "close-hand-in", hand_in=number)
    return number


def a_ground_off(ready: Ready) -> str:
    removed = {"model": "AKM", "serial": "", "serial_status": "removed on purpose"}
    return str(act(ready, "record-weapon", hand_in=hand_in(ready), **removed)["number"])


def a_card(ready: Ready) -> str:
    return str(act(ready, "make-tags", tag_kind="handwritten", count=5)["first"])


def a_roll(ready: Ready) -> str:
    return str(act(ready, "make-tags", tag_kind="pre-printed", count=5)["first"])


def an_order(ready: Ready) -> str:
    return str(act(ready, "write-order", **ORDER, weapons=[CLEAR])["number"])


def a_day(ready: Ready) -> str:
    return str(act(ready, "close-day")["date"])


MADE = {
    "hand-in-slip": hand_in,
    "receipt": a_closed_hand_in,
    "isolation-notice": lambda _: LOADED,
    "red-tag": a_ground_off,
    "number-card": a_card,
    "order": an_order,
    "destruction-order": an_order,
    "day-sheet": a_day,
}


def page_count(file: Path) -> int:
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return len(document)
    finally:
        document.close()


def test_that_every_kind_of_paper_has_its_word(ready: Ready) -> None:
    said = salw("paper", ready.register, "poster", "1", "--out", ready.home / "x.pdf")
    assert said.status == 2
    assert {word for word in KIND_WORDS if f"'{word}'" in said.err} == KIND_WORDS
    assert {kind.replace(" ", "-") for kind in KINDS} <= KIND_WORDS


@pytest.mark.parametrize("kind", MADE)
def test_that_a_paper_is_written_and_its_copies_are_told_apart(ready: Ready, kind: str) -> None:
    number = MADE[kind](ready)
    out = ready.home / "paper.pdf"
    first = done(*paper(ready, kind, number, out))
    assert (first["copy"], first["file"]) == (1, str(out.resolve()))
    assert "Copy 1 of 1" in text(out.read_bytes())
    second = ready.home / "second.pdf"
    assert refused(*paper(ready, kind, number, second)).code == "print.no-reason"
    assert not second.exists()
    again = done(*paper(ready, kind, number, second), "--reason", "torn")
    assert (again["copy"], again["number"]) == (2, first["number"])
    assert "DUPLICATE" in text(second.read_bytes())


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("hand-in-slip", "HI-0", "hand-in.unknown"),
        ("receipt", "HI-0", "hand-in.unknown"),
        ("isolation-notice", CLEAR, "isolation.clear"),
        ("isolation-notice", "nonsense", "number.malformed"),
        ("red-tag", HELD, "red-tag.no-hold"),
        ("number-card", CLEAR, "tags.unknown"),
        ("job-card", "MJ-0", "mark-job.unknown"),
        ("order", "DO-0", "order.unknown"),
        ("certificate", "DC-0", "certificate.unknown"),
        ("day-sheet", "2026-11-22", "day.not-closed"),
        ("day-sheet", "today", "date.malformed"),
        ("out-voucher", "OV-0", "out.unknown"),
        ("laboratory-result", CLEAR, "laboratory.no-result"),
        ("eligibility-decision", "HI-0", "hand-in.unknown"),
    ],
)
def test_that_no_paper_is_written_of_what_is_not_there(
    ready: Ready, kind: str, number: str, code: str
) -> None:
    out = ready.home / "paper.pdf"
    said = refused(*paper(ready, kind, number, out))
    assert (said.status, said.code) == (1, code)
    assert not out.exists()


def test_that_only_a_receipt_is_read_aloud(ready: Ready) -> None:
    out = ready.home / "paper.pdf"
    words = ("--read-aloud-in", "Krio", "--read-aloud-by", "Practice inspector")
    said = salw(*paper(ready, "isolation-notice", LOADED, out), *words)
    assert said.status == 2
    assert "Only a receipt is read aloud" in said.err
    done(*paper(ready, "receipt", a_closed_hand_in(ready), out), "--read-aloud-in", "Krio")
    assert "Read aloud in Krio" in text(out.read_bytes())


def test_that_a_receipt_of_an_open_hand_in_waits_for_its_end(ready: Ready) -> None:
    out = ready.home / "paper.pdf"
    said = refused(*paper(ready, "receipt", hand_in(ready), out))
    assert (said.status, said.code) == (1, "receipt.not-closed")


def test_that_no_file_is_written_over(ready: Ready) -> None:
    out = ready.home / "paper.pdf"
    out.write_bytes(b"mine")
    before = ready.events()
    assert refused(*paper(ready, "isolation-notice", LOADED, out)).code == "file.exists"
    assert out.read_bytes() == b"mine"
    assert ready.events() == before


@pytest.mark.parametrize(("sheet", "pages"), [("A4 3x7", 1), ("roll 57x32", 3)])
def test_that_labels_are_printed_on_the_sheet_that_is_named(
    ready: Ready, sheet: str, pages: int
) -> None:
    out = ready.home / "labels.pdf"
    done("labels", ready.register, "--out", out, "--sheet", sheet, *ready.words)
    assert page_count(out) == pages


def test_that_a_pack_knows_its_sheet_and_where_it_was_left(ready: Ready) -> None:
    act(ready, "add-sheet-pack", name="Blue box", sheet="Letter 2x5")
    labels = ("labels", ready.register, "--pack", "Blue box", *ready.words)
    first = done(*labels, "--out", ready.home / "one.pdf", "--start", 9, "--printed")
    assert (first["printed"], first["next_position"]) == (3, 2)
    assert page_count(ready.home / "one.pdf") == 2
    assert refused(*labels, "--out", ready.home / "two.pdf").code == "label.none-waiting"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--sheet", "A5"), "labels.sheet-unknown"),
        (("--pack", "none"), "sheet-pack.unknown"),
        (("--start", "25"), "labels.start-off-sheet"),
        (("--weapon", "XA26-LEN-000042-B"), "weapon.unknown"),
    ],
)
def test_that_labels_that_fit_nowhere_are_refused(
    ready: Ready, options: tuple[str, ...], code: str
) -> None:
    out = ready.home / "labels.pdf"
    said = refused("labels", ready.register, "--out", out, *options, *ready.words)
    assert (said.status, said.code) == (1, code)
    assert not out.exists()


def test_that_a_pack_and_a_sheet_are_not_both_given(ready: Ready) -> None:
    both = ("--sheet", "A4 3x8", "--pack", "Blue box")
    said = salw("labels", ready.register, "--out", ready.home / "x.pdf", *both, *ready.words)
    assert said.status == 2
    assert "a pack knows its sheet" in said.err


def test_that_blank_tags_of_a_roll_are_printed(ready: Ready) -> None:
    roll = a_roll(ready)
    out = ready.home / "tags.pdf"
    done("tags", ready.register, roll, "--out", out, "--sheet", "roll 76x51", *ready.words)
    assert page_count(out) == 5
    said = refused("tags", ready.register, CLEAR, "--out", ready.home / "none.pdf", *ready.words)
    assert (said.status, said.code) == (1, "tags.unknown")


def test_that_the_slip_of_a_bundle_has_its_hash(ready: Ready) -> None:
    slip, stick = ready.home / "slip.pdf", ready.folder_for("stick")
    facts = done("export", ready.register, stick, "--slip", slip, *ready.words)
    printed = text(slip.read_bytes()).replace(" ", "")
    assert facts["sha256"] in printed
    assert Path(facts["bundle"]).name in printed


def test_that_a_slip_is_not_written_over_another(ready: Ready) -> None:
    slip = ready.home / "slip.pdf"
    slip.write_bytes(b"mine")
    stick = ready.folder_for("stick")
    said = refused("export", ready.register, stick, "--slip", slip, *ready.words)
    assert said.code == "file.exists"
    assert list(stick.iterdir()) == []
