"""The code of a shift: six digits that are not the first ones tried, and five tries."""

from __future__ import annotations

import pytest

from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.shift_code import TRIES, ShiftCode


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("12345", "cover.code-form"),
        ("1234567", "cover.code-form"),
        ("١٢٣٤٥٨", "cover.code-form"),
        ("777777", "cover.code-easy"),
        ("456789", "cover.code-easy"),
        ("543210", "cover.code-easy"),
    ],
)
def test_that_a_code_that_anybody_tries_is_refused(code: str, refused: str) -> None:
    with pytest.raises(Refusal) as caught:
        ShiftCode(code)
    assert caught.value.code == refused


def test_that_only_its_own_digits_fit() -> None:
    code = ShiftCode("407193")
    assert not code.fits("407194")
    assert code.fits("407193")
    assert code.tries_left == TRIES


def test_that_after_five_wrong_ones_not_even_the_right_one_fits() -> None:
    code = ShiftCode("407193")
    assert [code.fits("111222") for _ in range(TRIES)] == [False] * TRIES
    assert not code.fits("407193")
