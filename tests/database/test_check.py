"""What the full check and the one at each start name, beside the table of attacks (test_table_of_attacks.py)."""

from __future__ import annotations

from pathlib import Path

import attacks
import pytest
from factory import DEPUTY, Answer, Desk, a_weapon, an_approved_order

from salw_desktop.database import check, journal, rebuild
from salw_desktop.database.check import Finding, Trusted
from salw_desktop.database.connection import connect
from salw_desktop.keys.signing import Signer
from salw_desktop.usecases import keeping


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    """On an order that the deputy approved in front of the laptop: the events have two signers."""
    marks = [{"kind": "proof", "text": "KB 12", "place": "barrel"}]
    made = a_weapon(desk, marks=marks)
    an_approved_order(desk, made["number"])
    return made


def found(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    return [(each.code, dict(each.facts)) for each in desk.findings()]


def codes(desk: Desk) -> list[str]:
    return [each.code for each in desk.findings()]


def test_that_a_clean_file_has_no_finding(desk: Desk, weapon: Answer) -> None:
    assert weapon["breaches"] == []
    assert desk.findings() == []


def test_that_a_value_emptied_is_named(desk: Desk, weapon: Answer) -> None:
    attacks.run(desk, "UPDATE weapon SET place = NULL WHERE id = ?", weapon["weapon"])
    ((code, facts),) = found(desk)
    assert (code, facts["column"], facts["found"]) == ("value", "place", None)


def test_that_a_trigger_of_somebody_else_is_named(desk: Desk) -> None:
    attacks.bare(desk, "CREATE TRIGGER theirs AFTER INSERT ON weapon BEGIN SELECT 1; END")
    assert found(desk) == [("schema", {"name": "theirs", "what": "is not of this program"})]


def test_that_an_event_whose_bytes_are_gone_is_named(desk: Desk, weapon: Answer) -> None:
    assert weapon["number"]
    n = attacks.place_of(desk, "weapon.recorded")
    attacks.run(desk, "UPDATE journal SET packed = x'00' WHERE n = ?", n)
    assert found(desk)[0][0] == "event-payload"


def test_that_a_line_said_to_end_elsewhere_is_named_and_the_file_made_anew_heals(
    desk: Desk, weapon: Answer, tmp_path: Path
) -> None:
    """A bundle would promise another size than it has."""
    assert weapon["number"]
    n = attacks.place_of(desk, "weapon.recorded")
    end = journal.entry(desk.register.reader, n).line_end
    attacks.run(desk, "UPDATE journal SET line_end = line_end + 4 WHERE n = ?", n)
    wrong = {"table": "journal", "id": str(n), "column": "line_end"}
    named = [("value", wrong | {"found": end + 4, "signed": end})]
    assert found(desk) == named
    assert [(each.code, dict(each.facts)) for each in newest(desk)] == named
    data_key = desk.register.data_key
    rebuild.rebuild(desk.register.database, tmp_path / "new.db", data_key)
    made = connect(tmp_path / "new.db", data_key, read_only=True)
    assert journal.entry(made, n).line_end == end
    assert journal.tip(made) == journal.tip(desk.register.reader)
    made.close()


def test_that_of_lines_that_all_end_elsewhere_the_first_is_named(
    desk: Desk, weapon: Answer
) -> None:
    assert weapon["number"]
    n = attacks.place_of(desk, "weapon.recorded")
    attacks.run(desk, "UPDATE journal SET line_end = line_end - 1 WHERE n >= ?", n)
    assert [facts["id"] for _, facts in found(desk)] == [str(n)]


def test_that_no_line_is_measured_behind_a_broken_event(desk: Desk, weapon: Answer) -> None:
    assert weapon["number"]
    n = attacks.place_of(desk, "weapon.recorded")
    attacks.edit_payload(desk, n, b"proof", b"proofs", mend_the_id=False)
    assert [code for code, facts in found(desk) if facts.get("column") == "line_end"] == []


def test_that_a_part_of_a_big_act_cut_off_is_found(desk: Desk) -> None:
    with desk.writing() as tx:
        for n in range(300):
            row = {"name": f"P. {n}", "function": "function " * 30, "organisation": "o"}
            tx.insert("roster", row)
    attacks.remove_event(desk, journal.tip(desk.register.reader).n)
    assert "row-added" in codes(desk)


def test_that_a_second_signature_of_nobody_is_named(desk: Desk, weapon: Answer) -> None:
    assert weapon["number"]
    n = attacks.place_of(desk, "order.approved")
    attacks.run(desk, "UPDATE journal SET witness = zeroblob(64) WHERE n = ?", n)
    assert found(desk)[0] == ("event-witness", {"n": n, "type": "order.approved"})


def test_that_a_key_put_under_an_operator_is_named(desk: Desk) -> None:
    deputy = desk.row("operator", name=DEPUTY)["id"]
    attacks.run(desk, "UPDATE operator SET sign_key = ? WHERE id = ?", "ab" * 32, deputy)
    assert [(code, facts["column"]) for code, facts in found(desk)] == [("value", "sign_key")]


def test_that_a_history_of_other_keys_than_those_trusted_is_named(desk: Desk) -> None:
    slots = desk.register.folder.read_slots()
    trusted = keeping.trusted_keys(slots, desk.register)
    deputy = desk.row("operator", name=DEPUTY)["id"]
    others = Trusted(trusted.device, {**trusted.operators, deputy: Signer().public})
    for look in (check.everything, check.newest):
        named = [each for each in look(desk.register.database, others) if not each.is_note]
        assert named == [Finding("operator-key", {"id": deputy})]


def test_that_a_lost_entry_of_the_serial_index_is_named(desk: Desk, weapon: Answer) -> None:
    attacks.run(desk, "DELETE FROM serial_key WHERE weapon = ?", weapon["weapon"])
    leads = [facts for code, facts in found(desk) if code == "lead"]
    facts = {"owner": weapon["weapon"], "column": "key"}
    assert leads == [{**facts, "found": None, "wanted": "AB12340"}]


@pytest.mark.parametrize("columns", [("weapon",), ("weapon_row",), ("weapon", "weapon_row")])
def test_that_a_serial_number_that_leads_to_another_weapon_is_named(
    desk: Desk, weapon: Answer, columns: tuple[str, ...]
) -> None:
    own, other = weapon["weapon"], a_weapon(desk, serial="AB 99001")["weapon"]
    wanted, leads_to = (
        desk.register.reader.execute("SELECT id, rowid FROM weapon WHERE id = ?", (id_,)).fetchone()
        for id_ in (own, other)
    )
    values = {
        column: (leads_to[n], wanted[n])
        for n, column in enumerate(("weapon", "weapon_row"))
        if column in columns
    }
    for column, (wrong, _) in values.items():
        attacks.run(desk, f"UPDATE serial_key SET {column} = ? WHERE owner = ?", wrong, own)
    assert found(desk) == [
        ("lead", {"owner": own, "column": column, "found": wrong, "wanted": right})
        for column, (wrong, right) in values.items()
    ]


def test_that_a_serial_key_of_no_weapon_is_named(desk: Desk) -> None:
    attacks.run(
        desk,
        "INSERT INTO serial_key(owner, weapon, weapon_row, key) VALUES ('nobody', 'nobody', 1, '77')",
    )
    leads = [facts for code, facts in found(desk) if code == "lead"]
    assert leads == [{"owner": "nobody", "column": "key", "found": "77", "wanted": None}]


def test_that_a_number_that_waits_no_more_and_is_in_no_index_is_found(
    desk: Desk, weapon: Answer
) -> None:
    assert weapon["number"]
    attacks.run(desk, "DELETE FROM serial_waiting")
    assert codes(desk) == ["search"]


def test_that_a_number_that_waits_and_is_nobodys_is_found(desk: Desk, weapon: Answer) -> None:
    """The next weapon would take its place, and could not be saved."""
    assert weapon["number"]
    attacks.run(desk, "INSERT INTO serial_waiting SELECT max(n) + 1 FROM serial_key")
    assert found(desk) == [
        ("reference", {"table": "serial_waiting", "id": 2, "parent": "serial_key"})
    ]


def test_that_pieces_lost_from_the_search_are_found(desk: Desk, weapon: Answer) -> None:
    attacks.enter_search(desk)
    attacks.run(
        desk,
        "INSERT INTO serial_search(serial_search, rowid, pieces) SELECT 'delete', n, pieces FROM serial_piece"
        " WHERE n = (SELECT n FROM serial_key WHERE weapon = ?)",
        weapon["weapon"],
    )
    assert codes(desk) == ["search"]


def test_that_an_entry_of_the_history_index_taken_away_is_named(desk: Desk, weapon: Answer) -> None:
    n = attacks.place_of(desk, "weapon.recorded")
    attacks.run(desk, "DELETE FROM touched WHERE n = ? AND root = ?", n, weapon["weapon"])
    assert found(desk) == [("history", {"id": weapon["weapon"], "n": n})]


def test_that_a_reference_to_nothing_is_named(desk: Desk, weapon: Answer) -> None:
    attacks.run(desk, "UPDATE weapon SET place = 'nowhere' WHERE id = ?", weapon["weapon"])
    assert {"reference", "value"} == set(codes(desk))


def test_that_a_branch_never_closed_is_a_note_and_no_fault(desk: Desk, weapon: Answer) -> None:
    assert weapon["number"]
    slots = desk.register.folder.read_slots()
    trusted = keeping.trusted_keys(slots, desk.register)
    (note,) = check.everything(desk.register.database, trusted)
    assert (note.code, note.facts["n"]) == ("unclosed", attacks.place_of(desk, "branch.opened"))
    assert note.is_note


@pytest.mark.parametrize("column", ["calibre", "serial", "custody"])
def test_that_the_start_up_check_names_an_edited_value(
    desk: Desk, weapon: Answer, column: str
) -> None:
    attacks.run(desk, f"UPDATE weapon SET {column} = 'x' WHERE id = ?", weapon["weapon"])
    named = newest(desk)
    assert [(each.code, each.facts["column"]) for each in named] == [("value", column)]


def test_that_the_start_up_check_names_the_event_that_does_not_hold(
    desk: Desk, weapon: Answer
) -> None:
    assert weapon["number"]
    n = attacks.place_of(desk, "order.approved")
    attacks.run(desk, "UPDATE journal SET witness = NULL WHERE n = ?", n)
    assert newest(desk) == [Finding("event-witness", {"n": n, "type": "order.approved"})]


def test_that_the_start_up_check_names_a_missing_row(desk: Desk, weapon: Answer) -> None:
    mark = desk.row("mark", weapon=weapon["weapon"])["id"]
    attacks.run(desk, "DELETE FROM mark WHERE id = ?", mark)
    assert newest(desk) == [Finding("row-missing", {"table": "mark", "id": mark})]


def test_that_the_start_up_check_goes_on_where_it_began(
    desk: Desk, weapon: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "NEWEST_EVENTS", 3)
    assert newest(desk) == []
    attacks.run(desk, "UPDATE weapon SET intended_disposal = 'x' WHERE id = ?", weapon["weapon"])
    assert [each.code for each in newest(desk)] == ["value"]


def test_that_the_start_up_check_names_the_event_it_would_begin_at(
    desk: Desk, weapon: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert weapon["number"]
    monkeypatch.setattr(check, "NEWEST_EVENTS", 3)
    n = journal.tip(desk.register.reader).n - 3
    attacks.run(desk, "DELETE FROM journal WHERE n = ?", n)
    assert newest(desk) == [Finding("event-missing", {"n": n, "type": ""})]


def newest(desk: Desk) -> list[Finding]:
    slots = desk.register.folder.read_slots()
    return list(check.newest(desk.register.database, keeping.trusted_keys(slots, desk.register)))


def test_that_each_finding_has_a_sentence_with_its_facts(desk: Desk, weapon: Answer) -> None:
    attacks.run(desk, "UPDATE weapon SET calibre = '9mm' WHERE id = ?", weapon["weapon"])
    (finding,) = desk.findings()
    assert str(finding).startswith(f"weapon {weapon['weapon']} calibre: the file says “9mm”")


def test_that_behind_a_broken_event_only_the_rows_that_were_changed_are_named(
    desk: Desk, weapon: Answer
) -> None:
    """What later events made is not called added, and what they changed is not called changed."""
    desk.do("bind-tag", weapon=weapon["number"], scanned=weapon["number"])
    n = attacks.place_of(desk, "weapon.recorded")
    attacks.edit_payload(desk, n, b"proof", b"prooF", mend_the_id=False)
    attacks.run(desk, "UPDATE weapon SET calibre = '9mm' WHERE id = ?", weapon["weapon"])
    first, *others = found(desk)
    assert first[0] == "event-hash"
    named = {(facts["table"], facts["column"]) for code, facts in others if code == "value"}
    assert named == {("weapon", "calibre"), ("mark", "kind")}
    assert {code for code, _ in others} == {"value"}


def test_that_a_dropped_guard_is_named_at_each_opening_until_the_file_is_restored(
    desk: Desk,
) -> None:
    attacks.bare(desk, "DROP TRIGGER guard_order_approved")
    for _ in range(2):
        desk.register.close()
        desk.register = desk.practice.unlock()
        (finding,) = desk.register.findings
        assert "guard_order_approved" in finding
