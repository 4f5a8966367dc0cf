"""The sheets that lie at the registration table, and the one that tells how far a printer drifts; none is counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

from salw_desktop.database import table
from salw_desktop.domain.table_codes import ERASE, MODEL, Deed, Said, commands, table_code
from salw_desktop.domain.time import minutes
from salw_desktop.printing.calibration import calibration_sheet
from salw_desktop.printing.command_sheet import CodeGroup, CodeSheet, SheetCode, code_sheet
from salw_desktop.printing.sheets import label_sheet_named
from salw_desktop.usecases import catalogue
from salw_desktop.usecases.register import Register
from salw_desktop.words.table_sheets import CalibrationWords, CommandSheetWords, ModelSheetWords

MOST_MODELS = 30


def command_sheet(register: Register) -> bytes:
    """Every command, by what it is about."""
    words = CommandSheetWords()
    named: dict[str, str] = {
        Deed.SAVE_ITEM: words.save_item,
        Deed.SAVE_PERSON: words.save_person,
        Deed.SAME: words.same,
        Deed.PHOTO: words.photo,
        Deed.CLEAR: words.clear,
        Deed.NEXT_FIELD: words.next_field,
        ERASE: words.erase,
    }
    headings = {
        Said.DO: words.item,
        Said.FIGURE: words.keypad,
        Said.SERIAL: words.serial,
        Said.CONDITION: words.condition,
    }
    groups = []
    for about, heading in headings.items():
        said = [each for each in commands().values() if each.about == about]
        codes = [SheetCode(each.code, named.get(each.word) or _capital(each.word)) for each in said]
        groups.append(CodeGroup(heading, codes))
    foot = _foot(register, words.foot, words.title)
    sheet = CodeSheet(words.title, words.how_to, foot, groups, across=6, code_mm=17.0, row_mm=32.0)
    return code_sheet(sheet)


def model_sheet(register: Register) -> bytes:
    """The models recorded here most often, then small arms: the first of each group, the second of each."""
    words, recorded = ModelSheetWords(), table.models_recorded(register.reader, MOST_MODELS)
    codes = [
        SheetCode(table_code(MODEL, model.id), model.short_name, model.calibre)
        for model in _most_used(recorded)
    ]
    foot = _foot(register, words.foot, words.title)
    sheet = CodeSheet(
        words.title,
        words.how_to,
        foot,
        [CodeGroup("", codes)],
        across=5,
        code_mm=18.0,
        row_mm=39.0,
    )
    return code_sheet(sheet)


def calibration_of(sheet: str, _: Register) -> bytes:
    """For the sheet or roll of this name. Refusal labels.sheet-unknown."""
    return calibration_sheet(label_sheet_named(sheet), CalibrationWords())


def _most_used(recorded: Sequence[str]) -> list[catalogue.Model]:
    groups: dict[str, list[catalogue.Model]] = {}
    for model in catalogue.models():
        if model.category.startswith("SA-"):
            groups.setdefault(model.group, []).append(model)
    known = {model.id: model for model in catalogue.models()}
    in_turn = filter(None, chain.from_iterable(zip_longest(*groups.values())))
    wanted = [known[each] for each in recorded if each in known]
    return list(dict.fromkeys((*wanted, *in_turn)))[:MOST_MODELS]


def _foot(register: Register, text: str, title: str) -> str:
    return text.format(title=title, at=minutes(register.clock().text), by=register.operator_name)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
