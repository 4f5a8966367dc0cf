"""A process of its own at the registration table of a register; prints what the keys took as JSON."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from running import let_go, ms, until

from salw_desktop.ui.application import make_application
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register.page import RegisterPage
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.usecases.keeping import unlock

NUMBERS = ("KD 4471-22", "3856 112 907", "UA-99 01 23", "7 62 54 MH")
CARDS, BETWEEN_KEYS_MS = 8, 60


def ours(
    path: Path, operator: str, passphrase: str, hand_in: str, known: str
) -> dict[str, list[float]]:
    """Milliseconds of each key to its repaint, and of the last key of a known number to the other weapon's card."""
    application = make_application()
    runner, clock = Runner(), count(0, 200)  # a person types; what comes faster is a scanner
    register = unlock(path, operator, passphrase, checks_behind=True)
    office = Office(register, runner)
    window = MainWindow(office, Scanner(application, lambda _: next(clock)), (RegisterPage,))
    window.show()
    window.activateWindow()
    window.go("register", hand_in)
    page = cast(RegisterPage, window.page)
    until(lambda: page.hand_in is not None and page.form.isVisible())
    serial, card = page.form.weapon.serial, page.right.twins
    serial.setFocus()
    keys = []
    for number in NUMBERS:
        serial.clear()
        for sign in number:
            # what the key made dirty is laid out and painted with the events it posted
            keys.append(ms(partial(QTest.keyClicks, serial, sign), application.processEvents))
            let_go(most_ms=BETWEEN_KEYS_MS)
    cards = []
    for _ in range(CARDS):
        serial.clear()
        QTest.keyClicks(serial, known[:-1])
        until(lambda: not card.isVisible())
        let_go(most_ms=BETWEEN_KEYS_MS)
        last = partial(QTest.keyClicks, serial, known[-1])
        cards.append(ms(last, partial(until, card.isVisible), application.processEvents))
    office.put_by()
    runner.run_after_reads(runner, register.close, lambda _: None, print)
    runner.close()
    return {"keys": keys, "cards": cards}


if __name__ == "__main__":
    print(json.dumps(ours(Path(sys.argv[1]), *sys.argv[2:6])))
    sys.stdout.flush()
    os._exit(0)
