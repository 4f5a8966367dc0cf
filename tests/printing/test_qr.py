"""The fast code of a label is one that the slow library makes too."""

from __future__ import annotations

import pytest
import qrcode
from table_paper_reading import drawn_anew
from table_paper_samples import an_amnesty_receipt

from salw_desktop.domain.errors import Refusal
from salw_desktop.printing.qr import label_matrix, operators, paper_matrix


@pytest.mark.parametrize("text", ["SALW1XA26LEN0000439", "SALW1DOXA26LEN0000052", "A" * 300])
def test_that_a_label_code_equals_one_of_the_eight_masks_of_qrcode(text: str) -> None:
    matrices = []
    for mask in range(8):
        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0, mask_pattern=mask)
        code.add_data(text, optimize=6)
        code.make()
        matrices.append([bytes(row) for row in code.get_matrix()])
    assert label_matrix(text) in matrices


def test_that_a_code_too_long_for_any_paper_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        paper_matrix("A" * 5000)
    assert refusal.value.code == "paper.code-too-long"
    assert refusal.value.facts == {"length": 5000}


def test_that_no_code_of_a_paper_is_kept_after_it_is_drawn() -> None:
    assert drawn_anew(an_amnesty_receipt())  # one of its two is a secret
    assert paper_matrix.cache_info().currsize == 0


def test_that_neighbouring_dark_modules_are_one_rectangle() -> None:
    matrix = [[True, True, False], [False, False, False], [True, False, True]]
    assert operators(matrix, 0, 0, 3).splitlines() == [
        "q 1.0000 0 0 -1.0000 0.00 3.00 cm",
        "0 0 2 1 re",
        "0 2 1 1 re",
        "2 2 1 1 re",
        "f Q",
    ]
