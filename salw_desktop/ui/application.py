"""The one QApplication: its name, its look, and when garbage is collected."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from salw_desktop.ui.look import bring_fonts, dress
from salw_desktop.ui.plain_clipboard import PlainClipboard
from salw_desktop.ui.plurals import EnglishPlurals

SWEEP_MS = 5_000


def make_application() -> QApplication:
    """Make it, dressed; from here on garbage is collected on the GUI thread alone."""
    application = QApplication([*sys.argv[:1], *(each for each in sys.argv if each == "-reverse")])
    application.setApplicationName("salw-desktop")
    application.setApplicationDisplayName("SALW Register")
    application.setQuitOnLastWindowClosed(False)  # the file is locked first
    application.installTranslator(EnglishPlurals(application))
    PlainClipboard(application.clipboard(), application)
    bring_fonts(application)
    dress(application)
    gc.disable()  # a cycle collected on a worker would destroy its widgets there
    sweep = QTimer(application, interval=SWEEP_MS)
    sweep.timeout.connect(_collect)
    sweep.start()
    return application


def _collect() -> None:
    gc.collect()
