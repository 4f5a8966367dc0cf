"""The sheet of a radio message that was written or heard here."""

from __future__ import annotations

from salw_desktop.domain import radio
from salw_desktop.printing.radio_sheet import RadioSheet, radio_sheet
from salw_desktop.usecases import messages
from salw_desktop.usecases.paperwork.imprinting import imprint
from salw_desktop.usecases.register import Register
from salw_desktop.words.radio import FIGURES, RadioSheetWords


def number_of_message(register: Register, wanted: str) -> str:
    return str(messages.message_called(register, wanted)["number"])


def sheet_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """Refusal `radio.unknown`."""
    row = messages.message_called(register, wanted)
    text, words = str(row["text"]), RadioSheetWords()
    message = messages.read(text)
    *lines, check_words = text.split("\n")
    sheet = RadioSheet(
        title=dict(words.titles)[str(row["kind"])],
        number=message.number,
        date=message.date,
        is_red=message.is_red,
        lines=list(zip(lines, _captions(message, words), strict=True)),
        check_words=check_words,
        code=radio.scan_text(text),
        imprint=imprint(register, copy=copy),
    )
    return radio_sheet(sheet, words)


def _captions(message: radio.Message, words: RadioSheetWords) -> list[str]:
    """What the figures of each line mean, the small ones too: whoever reads out need not know the form."""
    told = [radio.ALARMS, (), radio.KINDS, radio.FLOWS, radio.STOCK]
    captions = []
    for names, caption in zip(told, words.captions, strict=True):
        parts = [
            f"{FIGURES[name]} {message.figures[name]}" for name in names if name in message.figures
        ]
        captions.append(f"{caption}: {', '.join(parts)}" if parts else caption)
    if message.is_alert:
        return captions[:2]
    captions[-1] += f"; {words.newest.format(letters=message.newest)}"
    return captions
