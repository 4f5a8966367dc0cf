"""The planner: what is still to mark at each site, by the strikes of a day: days, styluses, fuel (practice b5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.models.few_rows import FewRow
from salw_desktop.ui.office import Office
from salw_desktop.ui.texts import label, say_role
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.few_view import FewView
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.marking.planner import Figures, MarkPlan, SitePlan, mark_plan

ML_IN_A_LITRE = 1000
HOURS = 8


class PlanDesk(QWidget):
    """Each figure that is left empty is measured from what was struck here."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._figures = {
            "strikes_a_day": (QLineEdit(), self.tr("Strikes a day"), self.tr("measured")),
            "strikes_a_stylus": (QLineEdit(), self.tr("Strikes a stylus"), self.tr("measured")),
            "hours_a_day": (QLineEdit(str(HOURS)), self.tr("Hours a day"), ""),
            "fuel_ml_an_hour": (QLineEdit(), self.tr("Fuel, ml an hour"), self.tr("not planned")),
        }
        card = Card(self.tr("Reckon with"), self.tr("Empty: what was measured here"))
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, (edit, caption, hint) in self._figures.items():
            edit.setPlaceholderText(hint)
            edit.textEdited.connect(self.open)
            row.addWidget(Field(caption, edit, name=name))
        card.column.addLayout(row)
        self._about = label("", "soft", self.tr("The profile"))
        card.column.addWidget(self._about)
        headings = (
            self.tr("Site"),
            self.tr("To mark"),
            self.tr("Held back"),
            self.tr("Strikes"),
            self.tr("A day"),
            self.tr("Days"),
            self.tr("Styluses"),
            self.tr("Fuel, litres"),
            self.tr("Machines"),
        )
        self.table = FewView(headings, self.tr("The plan by site"), 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.table, stretch=1)

    def open(self) -> None:
        query = partial(mark_plan, figures=self._said())
        self._office.read(self, query, self._on_plan, self._on_none, latest="plan")

    def _said(self) -> Figures:
        given = {
            name: int(edit.text())
            for name, (edit, _, _) in self._figures.items()
            if edit.text().strip().isdecimal() and int(edit.text()) > 0
        }
        return Figures(
            strikes_a_day=given.get("strikes_a_day"),
            strikes_a_stylus=given.get("strikes_a_stylus"),
            hours_a_day=given.get("hours_a_day", HOURS),
            fuel_ml_an_hour=given.get("fuel_ml_an_hour"),
        )

    def _on_plan(self, plan: MarkPlan) -> None:
        each = self.tr("%n strike(s) a weapon", "", plan.strikes_a_weapon)
        say_role(self._about, "soft", f"{plan.profile}: {each}")
        self.table.show_rows([self._row(site) for site in plan.sites])

    def _on_none(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        say_role(self._about, "warning", wording(error))
        self.table.show_rows(())

    def _row(self, site: SitePlan) -> FewRow:
        fuel = None if site.fuel_ml is None else -(-site.fuel_ml // ML_IN_A_LITRE)
        return FewRow(
            site.site,
            (
                site.site,
                _by_word(site.to_mark),
                _by_word(site.held_back),
                site.strikes,
                site.strikes_a_day,
                site.days,
                site.styluses,
                fuel,
                ", ".join(site.machines),
            ),
        )


def _by_word(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {said(word).lower()}" for word, count in counts.items()) or "0"
