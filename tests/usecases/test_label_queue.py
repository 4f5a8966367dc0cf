"""The queue of labels: what is drawn, printed and counted is one thing; what is not wanted goes with a reason."""

from __future__ import annotations

from dataclasses import replace

from factory import Desk, a_weapon
from paper_reading import codes, pictures

from salw_desktop.domain.numbers import scan_code
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.paperwork.labels import as_of_now, labels_asked
from salw_desktop.usecases.store.labels import MarkLabelsPrinted, why_asked_again


def test_that_a_label_asked_for_after_the_drawing_is_neither_drawn_nor_counted(desk: Desk) -> None:
    first = str(a_weapon(desk, safety=None)["number"])
    held = as_of_now(desk.register, MarkLabelsPrinted())
    a_weapon(desk, safety=None)
    (page,) = pictures(labels_asked(desk.register, held), 150)
    assert [code.text for code in codes(page, 150)] == [scan_code(first)]
    assert perform(held, desk.register).answer["printed"] == 1
    assert [row["state"] for row in desk.rows("label")] == ["printed", "waiting"]


def test_that_of_a_jammed_sheet_only_the_good_labels_are_counted(desk: Desk) -> None:
    for _ in range(3):
        a_weapon(desk, safety=None)
    held = as_of_now(desk.register, MarkLabelsPrinted(first_position=23))
    perform(replace(held, labels=held.labels[:2]), desk.register)
    found = [(row["state"], row["position"]) for row in desk.rows("label")]
    assert found == [("printed", 23), ("printed", 24), ("waiting", None)]


def test_that_a_label_written_by_hand_is_dropped_with_its_reason(desk: Desk) -> None:
    kept, by_hand = (str(a_weapon(desk, safety=None)["number"]) for _ in range(2))
    assert desk.refused("drop-labels", weapons=[by_hand]).code == "reason.missing"
    assert desk.do("drop-labels", weapons=[by_hand], reason="Written by hand") == {"dropped": 1}
    states = {row["weapon"]: row["state"] for row in desk.rows("label")}
    named = {row["number"]: states[row["id"]] for row in desk.rows("weapon")}
    assert named == {kept: "waiting", by_hand: "void"}
    refusal = desk.refused("drop-labels", weapons=[by_hand], reason="Again")
    assert refusal.code == "label.none-waiting"


def test_that_a_reprint_says_why_it_was_asked_for(desk: Desk) -> None:
    number = str(a_weapon(desk, safety=None)["number"])
    desk.do("mark-labels-printed")
    desk.do("reprint-label", weapon=number, reason="Torn in the rain")
    first, again = desk.rows("label")
    why = [why_asked_again(desk.register, row["weapon"], row["id"]) for row in (first, again)]
    assert why == ["", "Torn in the rain"]
