"""The lists of a destruction as Qt sees them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from salw_desktop.ui.pages.destruction.lines import LinesModel, Shown


@pytest.mark.usefixtures("qapp")
def test_that_the_model_of_the_lists_keeps_the_rules_of_qt() -> None:
    model = LinesModel(("Number", "Now", "Model"), badge=1)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show([Shown("a", ("1", "AKM"), "May go", "good"), Shown("b", ("2", "TT-33"))])
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert shown == [["1", "May go", "AKM"], ["2", "", "TT-33"]]
