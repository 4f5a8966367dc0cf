"""Every sentence of the window can be translated, and its plurals are right."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import salw_desktop.ui
from salw_desktop.ui.plurals import EnglishPlurals

UI = Path(salw_desktop.ui.__file__).parent
FILES = sorted(path for path in UI.rglob("*.py") if path.parent.name != "forms")
# what shows its first argument to a person
SHOWS = {
    "label", "one_line", "QLabel", "QPushButton", "KeyButton", "QCheckBox", "QRadioButton", "Card",
    "SectionHeader", "BigCounter", "ConfirmBar", "setText", "setToolTip",
    "setAccessibleName", "setPlaceholderText", "setWindowTitle", "set_caption", "addTab",
    "addAction", "subtitle",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]{2,}")
_VERB_AFTER_NUMBER = re.compile(r"\(s\)[^.:;]*?\b(is|are|was|were|has|have|does|do|still wait)\b")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Where, what is called, and the call."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                yield f"{path.relative_to(UI)}:{node.lineno}", name, node


def sentences() -> Iterator[tuple[str, ast.expr, ast.Call]]:
    """What is given to tr() and translate()."""
    for where, name, call in calls():
        at = {"tr": 0, "translate": 1}.get(name)
        if at is not None and len(call.args) > at:
            yield where, call.args[at], call


def test_that_what_is_translated_is_written_out() -> None:
    made_up = [
        f"{where}: {ast.unparse(text)}"
        for where, text, _ in sentences()
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
        and not isinstance(text, ast.Name)
    ]
    assert made_up == []


def test_that_no_words_are_shown_untranslated() -> None:
    plain = [
        f"{where}: {ast.unparse(call)}"
        for where, name, call in calls()
        if name in SHOWS and call.args and has_words(call.args[0])
    ]
    assert plain == []


def has_words(shown: ast.expr) -> bool:
    if isinstance(shown, ast.JoinedStr):
        return any(has_words(part) for part in shown.values)
    return isinstance(shown, ast.Constant) and bool(_WORD.search(str(shown.value)))


def test_that_a_number_in_a_sentence_is_given_to_it() -> None:
    wrong = [
        where
        for where, text, call in sentences()
        if isinstance(text, ast.Constant) and ("%n" in str(text.value)) != (len(call.args) >= 3)
    ]
    assert wrong == []


def test_that_nothing_but_the_ending_changes_with_the_number() -> None:
    texts = [
        f"{where}: {text.value!s}"
        for where, text, _ in sentences()
        if isinstance(text, ast.Constant)
    ]
    assert [each for each in texts if "(s)" in each and "%n" not in each] == []
    assert [each for each in texts if _VERB_AFTER_NUMBER.search(each)] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 weapons"), (1, "1 weapon"), (2, "2 weapons"), (1001, "1001 weapons")],
)
def test_that_english_counts_in_words(qapp: QApplication, number: int, said: str) -> None:
    translator = EnglishPlurals()
    qapp.installTranslator(translator)
    try:
        assert QCoreApplication.translate("Any", "%n weapon(s)", None, number) == said
        assert QCoreApplication.translate("Any", "No label waits") == "No label waits"
    finally:
        qapp.removeTranslator(translator)
