"""Names that every system takes, and those that none should."""

from __future__ import annotations

from pathlib import Path

import pytest

from salw_desktop.domain.errors import Refusal
from salw_desktop.files import inside, safe_name

GOOD = [
    "LEN1-1a2b3c4d-0123456789-v01of03.salwb",
    "LEN1-1a2b3c4d-r0007.salwb",
    ".hidden",
    "CONVOY 12.pdf",
    "اللجنة الوطنية.pdf",
    "ü" * 100,
]
BAD = [
    "",
    ".",
    "..",
    "../up",
    "down/below",
    "/etc/passwd",
    "down\\below",
    "C:",
    "file:stream",
    "star*",
    'quo"te',
    "nul\0byte",
    "line\nend",
    "\x1b[2Jscreen",
    "gpj.\N{RIGHT-TO-LEFT OVERRIDE}exe",
    "line\N{LINE SEPARATOR}end",
    "lone\udc80",
    " blank first",
    "blank last ",
    "dot last.",
    "ü" * 101,
    "CON",
    "nul.salwb",
    "Lpt1.pdf",
    "com9",
    "aux .txt",
    "COM¹",
    "clock$",
    "ConIn$",
]


@pytest.mark.parametrize("name", GOOD)
def test_that_a_harmless_name_is_taken_as_it_is(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize("name", BAD, ids=ascii)
def test_that_a_harmful_name_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        safe_name(name)
    assert (refused.value.code, refused.value.field) == ("name.unsafe", "name")


def test_that_a_refused_name_is_shown_without_its_control_characters() -> None:
    with pytest.raises(Refusal) as refused:
        safe_name("\x1b[2Jscreen")
    assert refused.value.facts == {"name": "�[2Jscreen"}


def test_that_a_name_stays_inside_its_folder(tmp_path: Path) -> None:
    assert inside(tmp_path, "slots.json") == tmp_path / "slots.json"


def test_that_a_link_is_no_way_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "slots.json").symlink_to("/etc/passwd")
    with pytest.raises(Refusal) as refused:
        inside(tmp_path, "slots.json")
    assert refused.value.code == "name.unsafe"
