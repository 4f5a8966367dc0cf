"""Every reader under broken input: it takes what can be written again alike, or says no by a code it is known for."""

from __future__ import annotations

import random
import time

import pytest
from factory import Practice
from mutations import Mutator
from parsers import PARSERS, STATION, Parser

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.certificates import write_code
from salw_desktop.keys.events import pae
from salw_desktop.keys.slots import read_slots
from salw_desktop.words import sentence

BY_SLOTS, REQUEST, ANSWER, SHEETS_TEXT = (
    PARSERS[name].samples[-1] for name in ("slots.json", "request", "answer", "label sheets")
)


def resigned(old: bytes, new: bytes) -> bytes:
    """A request that its own station signed, with other members in it."""
    body = REQUEST.split(b"\n")[0].replace(old, new, 1)
    return body + b"\n" + STATION.sign(pae("salw.request", body)).hex().encode() + b"\n"


# each of them was once taken wrongly, or stopped the program with something else than a word
FOUND: tuple[tuple[str, bytes, str], ...] = (
    ("slots.json", BY_SLOTS.replace(STATION.public.hex().encode(), b"zz", 1), "slots.damaged"),
    ("slots.json", BY_SLOTS.replace(b'"operator"', b'"guest"', 1), "slots.damaged"),
    ("slots.json", BY_SLOTS.replace(b'"passes":1', b'"passes":true', 1), "slots.damaged"),
    ("slots.json", BY_SLOTS.replace(b'"Supervisor"', b"7", 1), "slots.damaged"),
    ("recovery sheet", b"acorn \xff", "passphrase.wrong"),
    ("bundle key", b"AGE-SECRET-KEY-1\xff", "bundle.identity-malformed"),
    ("receipt secret", b"zz 00", "taken"),
    ("receipt secret", b"00 \xc3\xa9", "taken"),
    ("sealed entry", b"{", "sealed.damaged"),
    ("sealed entry", b"[null]", "sealed.damaged"),
    ("sealed entry", b'["x"]', "sealed.damaged"),
    ("paper code", write_code("DC\x1b[2J", "9f" * 32, STATION).encode(), "certificate.malformed"),
    ("request", resigned(b'"practice":true', b'"practice":1'), "request.malformed"),
    ("request", resigned(b'"v":1', b'"v":true'), "request.malformed"),
    ("request", resigned(b'"register":"', b'"register":["'), "request.malformed"),
    ("request", REQUEST[:-129] + REQUEST[-129:].upper(), "request.malformed"),
    ("answer", ANSWER.replace(b'"block":"', b'"block":7,"x":"', 1), "answer.malformed"),
    ("calibres", b"calibre,aliases,bore\n9x19mm,9 Para\n", "program.damaged"),
    ("calibres", b"calibre,aliases,bore\n9x19mm,9 Para,9,9\n", "program.damaged"),
    ("calibres", b"\xff", "program.damaged"),
    ("countries", b"code,name,kind,other_names,successors\nAD,Andorra,none,,\n", "program.damaged"),
    ("label sheets", SHEETS_TEXT.replace(b"210.0", b"NaN", 1), "program.damaged"),
    ("label sheets", SHEETS_TEXT.replace(b'"rows": 8', b'"rows": 0', 1), "program.damaged"),
    ("label sheets", b"[" * 100_000, "program.damaged"),
)  # fmt: skip


def outcome(parser: Parser, data: bytes) -> str:
    """`taken`, or the code by which it was turned down; anything else fails with the bytes that did it."""
    try:
        read = parser.read(data)
        assert parser.read(parser.write(read)) == read
    except (Refusal, Trouble) as no:
        if no.code in parser.codes and sentence(no.code, no.facts):
            return no.code
        no.add_note(f"read from {data!r}")
        raise
    except BaseException as fault:
        if isinstance(fault, ValueError) and not parser.codes:
            return "ValueError"
        fault.add_note(f"read from {data!r}")
        raise
    return "taken"


@pytest.mark.parametrize("name", PARSERS)
def test_that_the_samples_are_taken(name: str) -> None:
    """Else what is made of them is refused for what they lack."""
    assert {outcome(PARSERS[name], sample) for sample in PARSERS[name].samples} == {"taken"}


@pytest.mark.parametrize("name", PARSERS)
def test_that_broken_input_is_taken_whole_or_turned_down_by_name(
    name: str, fuzz_seconds: float
) -> None:
    parser = PARSERS[name]
    mutator = Mutator(parser.samples, random.getrandbits(64))
    outcomes: set[str] = set()
    end = time.monotonic() + fuzz_seconds
    while not outcomes or time.monotonic() < end:
        outcomes.update(outcome(parser, mutator.next()) for _ in range(20))
    assert outcomes <= {"taken", *(parser.codes or {"ValueError"})}


@pytest.mark.parametrize(("name", "data", "said"), FOUND)
def test_that_what_was_found_once_is_told_apart(name: str, data: bytes, said: str) -> None:
    assert outcome(PARSERS[name], data) == said


def test_that_a_key_made_unreadable_in_the_slots_locks_nobody_out(practice: Practice) -> None:
    """Of another operator: all keys are trusted when one of them unlocks. The copy of the file still has it."""
    slots = practice.path / "slots.json"
    keys = [slot.sign_key.encode() for slot in read_slots(slots.read_bytes()).operators]
    slots.write_bytes(slots.read_bytes().replace(keys[-1], b"zz"))
    with practice.unlock() as register:
        assert register.findings == ()
