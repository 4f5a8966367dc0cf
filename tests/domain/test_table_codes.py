"""Codes of the sheets at the registration table: no two alike, nothing misread, no other paper taken for one."""

from __future__ import annotations

import re

import pytest

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.table_codes import (
    COMMAND,
    MODEL,
    commands,
    is_table_code,
    look_at_table_code,
    table_code,
)
from salw_desktop.usecases import catalogue

CODES = [*(table_code(MODEL, each.id) for each in catalogue.models()), *commands()]


def test_that_every_model_and_every_command_has_a_code_of_its_own_that_any_layout_can_type() -> (
    None
):
    assert len(CODES) == len(set(CODES)) > len(catalogue.models())
    for code in CODES:
        assert re.fullmatch("SALW[CM][0-9A-Z]+", code)
        assert is_table_code(code)
        look_at_table_code(code)


def test_that_a_code_whose_check_would_be_a_star_ends_otherwise() -> None:
    stars = [code for code in CODES if code[-2:] == "0Y"]
    assert stars  # some of a hundred and fifty models are such
    for code in stars:
        look_at_table_code(code)


def test_that_one_wrong_letter_is_noticed() -> None:
    code = table_code(MODEL, "AKM")
    with pytest.raises(Refusal) as raised:
        look_at_table_code(code.replace("AKM", "AKN"))
    assert raised.value.code == "scan.misread"


@pytest.mark.parametrize(
    "code",
    ["SALW1XA26LEN0000439", f"{COMMAND}1ABCDEFGH", "SALWD1ABC", "SALWCAL0123456789ABCDEFGHIJ"],
)
def test_that_labels_signed_papers_and_the_calibration_code_are_none_of_them(code: str) -> None:
    assert not is_table_code(code)
