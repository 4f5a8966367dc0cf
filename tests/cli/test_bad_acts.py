"""Acts that the rules of the trade turn down, and people who may not do them: nothing is changed."""

from __future__ import annotations

import pytest
from ready import CLEAR, HELD, LOADED, ORDER, Ready
from terminal import done, refused, salw

AT_STORE = ("--operator", "Storekeeper")


def test_that_a_wrong_passphrase_is_trouble_with_a_key(ready: Ready) -> None:
    words = ready.home / "wrong.txt"
    words.write_text("not these words\n", encoding="ascii")
    before = ready.file()
    said = refused("find", ready.register, "1", "--passphrase-file", words)
    assert (said.status, said.code) == (3, "passphrase.wrong")
    assert said.facts["facts"] == {"name": "Supervisor"}
    assert ready.file() == before


def test_that_an_operator_without_a_slot_is_told_who_has_one(ready: Ready) -> None:
    words = ready.home / "words.txt"
    words.write_text("Nobody: some words\n", encoding="ascii")
    people = ("--operator", "Nobody", "--passphrase-file", words)
    said = refused("find", ready.register, "1", *people)
    assert (said.status, said.code) == (1, "operator.unknown")
    assert said.facts["facts"]["known"] == "Supervisor, Storekeeper, Child protection"


def test_that_nobody_is_his_own_second_person(ready: Ready) -> None:
    twice = ("--second", "Supervisor")
    said = ready.turned_down("void-weapon", *twice, weapon=CLEAR, reason="Mistake")
    assert (said.status, said.code, said.facts["field"]) == (1, "second.same", "second")


def test_that_a_storekeeper_voids_nothing(ready: Ready) -> None:
    people = (*AT_STORE, "--second", "Supervisor")
    said = ready.turned_down("void-weapon", *people, weapon=CLEAR, reason="Mistake")
    assert said.code == "operator.not-allowed"


def test_that_an_act_of_two_is_refused_to_one(ready: Ready) -> None:
    said = ready.turned_down("void-weapon", weapon=CLEAR, reason="Mistake")
    assert said.code == "second.missing"


@pytest.mark.parametrize(
    ("number", "code"), [(HELD, "weapon.on-hold"), (LOADED, "weapon.not-clear")]
)
def test_that_no_order_lists_what_may_not_end(ready: Ready, number: str, code: str) -> None:
    said = ready.turned_down("write-order", *AT_STORE, **ORDER, weapons=[CLEAR, number])
    assert (said.status, said.code) == (1, code)
    assert said.facts["facts"]["number"] == number


def a_session(ready: Ready) -> str:
    order = done(*ready.do("write-order", *AT_STORE, **ORDER, weapons=[CLEAR]))["answer"]["number"]
    done(*ready.do("approve-order", order=order))
    (waiting,) = done("waiting", ready.register, *ready.words)["countersigns"]
    done(*ready.do("countersign", *AT_STORE, countersign=waiting["id"]))
    begun = {"order": order, "responsible": "Practice Cutter"}
    said = done(*ready.do("start-session", "--second", "Storekeeper", **begun))
    return str(said["answer"]["number"])


def test_that_an_unknown_scan_is_kept_but_does_not_count(ready: Ready) -> None:
    session = a_session(ready)
    said = done(*ready.do("scan-for-destruction", session=session, code="nonsense"))
    assert said["answer"] == {"result": "unknown", "number": "", "missing": 1}
    events = done("journal", ready.register, *ready.words)["events"]
    rows = [event["says"]["rows"] for event in events if event["type"] == "session.scanned"]
    assert rows[0][0][2]["code"] == "nonsense"


def test_that_a_check_is_not_finished_before_each_item_was_seen(ready: Ready) -> None:
    session = a_session(ready)
    said = ready.turned_down("finish-check", session=session)
    assert said.code == "session.not-complete"
    assert said.facts["facts"] == {"count": 1, "listed": CLEAR}


def test_that_of_several_lines_those_before_the_refused_one_are_done(ready: Ready) -> None:
    file = ready.home / "people.json"
    line = '{"name": "P. One", "function": "officer", "organisation": "Mission"}\n'
    file.write_text(line + line, encoding="ascii")
    said = refused("do", ready.register, "add-to-roster", file, *ready.words)
    assert said.code == "roster.twice"
    assert said.facts["facts"]["lines_done"] == 1


def test_that_a_sentence_stands_on_standard_error_alone(ready: Ready) -> None:
    said = salw(*ready.do("void-weapon", weapon=CLEAR, reason="Mistake"))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("This act needs a second person")


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        ("dance", "{}", "act.unknown"),
        ("close-day", "{", "act.not-json"),
        ("close-day", "[]", "act.not-json"),
        ("close-day", '{"date": 1.5}', "act.not-json"),
        ("close-day", '{"date": "a", "date": "b"}', "act.not-json"),
        ("close-day", '{"when": "now"}', "act.field-unknown"),
        ("close-day", '{"date": 7}', "act.field-kind"),
        ("close-day", '{"date": "yesterday"}', "date.malformed"),
        ("reprint-label", "{}", "field.missing"),
        ("reprint-label", f'{{"weapon": "{CLEAR}"}}', "reason.missing"),
        ("reprint-label", '{"weapon": "XA26-LEN-000001-A", "reason": "x"}', "number.misread"),
        ("reprint-label", '{"weapon": "XA26-LEN-000009-D", "reason": "x"}', "weapon.unknown"),
    ],
)
def test_that_fields_that_do_not_read_are_refused(
    ready: Ready, name: str, line: str, code: str
) -> None:
    file = ready.home / "fields.json"
    file.write_text(line, encoding="ascii")
    before = ready.events()
    said = refused("do", ready.register, name, file, *ready.words)
    assert (said.status, said.code) == (1, code)
    assert ready.events() == before


def test_that_nothing_is_searched_for_nothing(ready: Ready) -> None:
    assert refused("find", ready.register, "??", *ready.words).code == "find.nothing"


def test_that_no_passphrase_is_asked_where_nobody_sits(ready: Ready) -> None:
    before = ready.file()
    said = refused("find", ready.register, "1")
    assert (said.status, said.code) == (1, "passphrase.needed")
    assert ready.file() == before


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("fly",), "fly"),
        (("find",), "REGISTER"),
        (("find", "x", "1", "--passphrase", "secret words"), "--passphrase"),
        (("paper", "x", "poem", "1", "--out", "y"), "poem"),
        (("demo", "--weapons", "0"), "0"),
        (("do", "x"), "COMMAND"),
        (("export", "x"), "FOLDER"),
    ],
)
def test_that_wrong_usage_is_told_apart(arguments: tuple[str, ...], what: str) -> None:
    said = salw(*arguments, "--json")
    assert (said.status, said.code) == (2, "usage")
    assert what in said.err
