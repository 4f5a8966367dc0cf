"""A section of the settings: its list, what is known of the current row, and the form of an act beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.settings.forms import SettingForm, forms
from salw_desktop.ui.pages.settings.sections import Section
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.detail_pane import DetailPane
from salw_desktop.ui.widgets.few_view import FewView
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.words_once import WordsOnce
from salw_desktop.usecases.set_up import SetUp

SIDE_PX = 400


class SectionDesk(QWidget):
    """A button opens its form at the right; the current row is the one that is meant."""

    submitted = Signal(object, object)  # SettingForm, Values
    form_opened = Signal(object)  # the ActForm that stands now, or None

    def __init__(self, office: Office, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.section = section
        self._found: SetUp | None = None
        self._key = ""
        self.form: ActForm | None = None
        self.table = FewView(section.headings, section.title, section.wide)
        self.table.chosen.connect(self._on_chosen)
        self._note = label("", "strong", section.title)
        self._pane = DetailPane()
        self._pane.setFixedWidth(SIDE_PX)
        self.once = WordsOnce()
        self.once.setFixedWidth(SIDE_PX)
        self.once.written_down.connect(self.forget_words)
        self.once.hide()
        self.buttons: dict[str, KeyButton] = {}
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(label(section.about, "soft"))
        left.addLayout(self._buttons())
        left.addWidget(self._note)
        left.addWidget(self.table, stretch=1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addLayout(left, stretch=1)
        self._row.addWidget(self._pane)
        self._row.addWidget(self.once)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for key in self.section.deeds:
            form = forms()[key]
            button = self.buttons[key] = KeyButton(form.button, form.icon)
            button.clicked.connect(partial(self.open_form, key))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _offer(self, found: SetUp) -> None:
        """What has nothing to do now is not offered, and says why."""
        for key, button in self.buttons.items():
            form = forms()[key]
            why = form.idle(found)
            if not self._office.may(form.act):
                why = self.tr("None of your roles carries this.")
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)

    def show_set_up(self, found: SetUp) -> None:
        self._found = found
        self._offer(found)
        self.table.show_rows(self.section.rows(found))
        note = self.section.note(found)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._on_chosen(self.table.current_id)

    def _on_chosen(self, id_: str) -> None:
        if self._found is None or self.table.rows.row_of(id_) < 0:
            self._pane.show_title("")
            self._pane.show_rows(())
            self._show_pane()
            return
        first = self.table.rows.index(self.table.rows.row_of(id_), 0)
        self._pane.show_title(str(first.data()))
        self._pane.show_rows(self.section.told(self._found, id_))
        self._show_pane()

    def _show_pane(self) -> None:
        """Where nothing else stands, and there is something to tell."""
        is_free = self.form is None and self.once.isHidden()
        self._pane.setVisible(is_free and bool(self.table.current_id))

    def open_form(self, key: str) -> None:
        if self._found is None or not self.buttons[key].isEnabled():
            return
        self.close_form()
        made = forms()[key]
        asked = made.asked(self._found, self.table.current_id)
        form = ActForm(made.button, made.about, asked, made.yes, is_grave=made.is_grave)
        form.setFixedWidth(SIDE_PX)
        form.submitted.connect(partial(self._on_submitted, made))
        form.cancelled.connect(self.close_form)
        self._key, self.form = key, form
        self._show_pane()
        self._row.addWidget(form)
        form.show()  # a form that is not seen yet takes no focus
        self.form_opened.emit(form)
        form.start()

    def done_with(self, form: ActForm | None) -> None:
        """What it asked for is done; another that was opened meanwhile stays."""
        if form is not None and form is self.form:
            self.close_form()

    def close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self._key, self.form = "", None
            self.form_opened.emit(None)
        self.forget_words()

    def show_words(self, whose: str, words: str) -> None:
        """In the place of the form."""
        self.close_form()
        self.once.show()
        self._show_pane()
        self.once.show_words(whose, words)

    def forget_words(self) -> None:
        self.once.forget()
        self.once.hide()
        self._show_pane()
        self.table.setFocus()

    def draft(self) -> Json:
        """The form that stands, with what is typed in it."""
        if self.form is None:
            return None
        values = self.form.values().items()
        typed: dict[str, Json] = {
            name: list(each) if isinstance(each, tuple) else each for name, each in values
        }
        return {"form": self._key, "typed": typed}

    def take_draft(self, draft: Json) -> None:
        """What is not such a draft is left."""
        if not isinstance(draft, dict) or draft.get("form") not in self.section.deeds:
            return
        self.open_form(str(draft["form"]))
        typed = draft.get("typed")
        if self.form is not None and isinstance(typed, dict):
            self.form.fill({name: _value(each) for name, each in typed.items()})

    def _on_submitted(self, made: SettingForm, values: Values) -> None:
        self.submitted.emit(made, values)


def _value(kept: Json) -> str | int | bool | tuple[str, ...] | None:
    if isinstance(kept, list):
        return tuple(str(each) for each in kept)
    return kept if isinstance(kept, str | int | bool) else None
