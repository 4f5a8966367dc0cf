"""The tally of children outlives a lost key: the sheet that renews it, a colleague and a new file pass it on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bringers import CP_OFFICER, introduce_child_protection
from doors import a_register_with_its_sheet, rekeyed, sit_down
from factory import STOREKEEPER, SUPERVISOR, Desk, Practice, introduce
from terminal import done, refused, salw

from salw_desktop.database import counting
from salw_desktop.domain.people import Role
from salw_desktop.keys.sealed_tally import open_entry
from salw_desktop.keys.signing import Signer
from salw_desktop.usecases import staffing
from salw_desktop.usecases.intake.counting import ChildFigure, child_figures

COLLEAGUE = "Second Protector"
BOTH = (ChildFigure("2026-Q4", "female", 5),)


def count_five(desk: Desk) -> None:
    for _ in range(5):
        desk.do("count-child", sex="female", child_protection_present=True)


def figures(practice: Practice, operator: str) -> tuple[ChildFigure, ...]:
    with practice.unlock(operator) as register:
        return child_figures(register)


@pytest.fixture
def counted(tmp_path: Path) -> tuple[Practice, str]:
    """Five children counted for one officer, and the ten words."""
    practice, sheet = a_register_with_its_sheet(tmp_path)
    desk = sit_down(practice)
    introduce_child_protection(desk)
    count_five(desk)
    desk.register.close()
    return practice, sheet


def test_that_child_protection_reads_the_figures_at_the_keyboard(
    counted: tuple[Practice, str], tmp_path: Path
) -> None:
    practice, _ = counted
    desk = sit_down(practice)
    desk.do("count-child", sex="male", child_protection_present=False)
    desk.register.close()
    (tmp_path / "words").write_text(
        "".join(f"{name}: {words}\n" for name, words in practice.passphrases.items())
    )
    asked = ("tally", practice.path, "--passphrase-file", tmp_path / "words", "--operator")
    assert done(*asked, CP_OFFICER)["figures"] == [
        {"quarter": "2026-Q4", "sex": "female", "count": 5},
        {"quarter": "2026-Q4", "sex": "male", "count": None},
    ]
    assert "male: fewer than 5" in salw(*asked, CP_OFFICER).out
    assert refused(*asked, SUPERVISOR).code == "child.not-yours"


def recovered(practice: Practice, sheet: str, operator: str) -> Signer:
    """The key that was lost."""
    with practice.unlock(operator) as register:
        lost = register.operator.signer
    words = staffing.recover(practice.path, sheet, operator, "Forgotten")
    practice.passphrases[operator] = words
    return lost


def test_that_a_renewed_key_opens_what_was_counted_before(counted: tuple[Practice, str]) -> None:
    practice, sheet = counted
    recovered(practice, sheet, CP_OFFICER)
    assert figures(practice, CP_OFFICER) == BOTH


def test_that_the_lost_key_opens_nothing_more(counted: tuple[Practice, str]) -> None:
    practice, sheet = counted
    lost = recovered(practice, sheet, CP_OFFICER)
    with practice.unlock() as register:
        entries = counting.children(register.reader).values()
        assert [open_entry(sealed, lost) for sealed in entries] == [None] * 5


def test_that_another_operators_renewal_leaves_the_tally_open(
    counted: tuple[Practice, str],
) -> None:
    practice, sheet = counted
    recovered(practice, sheet, STOREKEEPER)
    assert figures(practice, CP_OFFICER) == BOTH


def test_that_whoever_reads_passes_the_tally_on_to_a_colleague(
    counted: tuple[Practice, str],
) -> None:
    practice, _ = counted
    desk = sit_down(practice)
    introduce(desk, COLLEAGUE, Role.CHILD_PROTECTION)
    desk.register.close()
    assert figures(practice, COLLEAGUE) == ()
    figures(practice, CP_OFFICER)
    assert figures(practice, COLLEAGUE) == BOTH


def test_that_the_sheet_of_a_new_file_renews_the_key_to_the_tally(
    counted: tuple[Practice, str],
) -> None:
    practice, _ = counted
    sheet, _ = rekeyed(practice, SUPERVISOR, STOREKEEPER, CP_OFFICER)
    recovered(practice, sheet, CP_OFFICER)
    assert figures(practice, CP_OFFICER) == BOTH


def test_that_a_reader_seals_to_the_sheet_of_a_new_file_that_was_made_without_him(
    counted: tuple[Practice, str],
) -> None:
    """Without his passphrase nobody could open the entries when the file was made anew."""
    practice, sheet = counted
    desk = sit_down(practice)
    introduce(desk, COLLEAGUE, Role.CHILD_PROTECTION)
    count_five(desk)
    desk.register.close()
    sheet, _ = rekeyed(practice, SUPERVISOR, STOREKEEPER, COLLEAGUE)
    words = staffing.recover(practice.path, sheet, CP_OFFICER, "He was away")
    practice.passphrases[CP_OFFICER] = words
    assert figures(practice, CP_OFFICER) == BOTH
