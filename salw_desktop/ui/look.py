"""The three looks: their colours, the fonts we bring, and how a window is dressed in them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from salw_desktop.files import resource, resource_folder
from salw_desktop.ui.style_sheet import sheet

FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSansSymbols2-Regular.ttf",
)
# the Latin family first: an Arabic one in front makes each line a fifth taller
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC", "Noto Sans Symbols 2")
BODY_PX, USUAL_PERCENT = 13, 100
_FONT_PX = re.compile(r"font-size: (\d+)px")
_SHEET = "sheet"  # a property of the application
_PERCENT = "salw-text-percent"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by what they are for; a `…_page` is the ground that its word stands on (contrast ≥ 4.5)."""

    name: str
    ink: str
    ink_soft: str
    page: str
    card: str
    line: str
    edge: str
    head: str
    nav: str
    nav_on: str
    nav_text: str
    nav_soft: str
    accent: str
    primary: str
    primary_text: str
    primary_page: str
    ok: str
    ok_page: str
    warning: str
    warning_page: str
    error: str
    error_page: str
    info: str
    info_page: str
    violet: str
    violet_page: str
    orange: str
    orange_page: str
    grey: str
    grey_page: str


LIGHT = Look(
    name="light",
    ink="#0F1B2A",
    ink_soft="#55657A",
    page="#F3F6F9",
    card="#FFFFFF",
    line="#D5DDE6",
    edge="#7F8FA1",
    head="#FFFFFF",
    nav="#0F2237",
    nav_on="#215187",
    nav_text="#D6E2EF",
    nav_soft="#9DB2C8",
    accent="#67B7FF",
    primary="#0B5CAD",
    primary_text="#FFFFFF",
    primary_page="#E6F0FA",
    ok="#14632F",
    ok_page="#DDF4E4",
    warning="#8A4B00",
    warning_page="#FFF1D6",
    error="#9B1C1C",
    error_page="#FDE5E5",
    info="#1B4FB5",
    info_page="#E1EAFD",
    violet="#5B2BB8",
    violet_page="#ECE6FC",
    orange="#8C3A08",
    orange_page="#FFE7D6",
    grey="#39465A",
    grey_page="#E4E9EF",
)
DARK = Look(
    name="dark",
    ink="#E8EEF5",
    ink_soft="#A5B4C5",
    page="#101820",
    card="#18232F",
    line="#2C3A49",
    edge="#74879B",
    head="#141E29",
    nav="#0A121B",
    nav_on="#1F4B7A",
    nav_text="#D6E2EF",
    nav_soft="#9DB2C8",
    accent="#67B7FF",
    primary="#7DBDFF",
    primary_text="#08192B",
    primary_page="#17344F",
    ok="#8FDDA9",
    ok_page="#14341F",
    warning="#F5C26B",
    warning_page="#3B2A0A",
    error="#FFA3A3",
    error_page="#451B1B",
    info="#A9C4FF",
    info_page="#1B2C55",
    violet="#CBB5FF",
    violet_page="#31225A",
    orange="#FFB98C",
    orange_page="#44230E",
    grey="#C2CDD9",
    grey_page="#2B3643",
)
# for the sun: black on white, thick edges, nothing pale
OUTDOOR = Look(
    name="outdoor",
    ink="#000000",
    ink_soft="#2B2B2B",
    page="#FFFFFF",
    card="#FFFFFF",
    line="#5A5A5A",
    edge="#000000",
    head="#FFFFFF",
    nav="#000000",
    nav_on="#003F7D",
    nav_text="#FFFFFF",
    nav_soft="#E6E6E6",
    accent="#FFD400",
    primary="#003F7D",
    primary_text="#FFFFFF",
    primary_page="#D6E9FF",
    ok="#004D1A",
    ok_page="#D4F7DF",
    warning="#5C3200",
    warning_page="#FFE7B3",
    error="#7A0000",
    error_page="#FFD9D9",
    info="#00307A",
    info_page="#D9E6FF",
    violet="#3D1290",
    violet_page="#E6DBFF",
    orange="#662600",
    orange_page="#FFDCC2",
    grey="#1E1E1E",
    grey_page="#E0E0E0",
)
LOOKS = {look.name: look for look in (LIGHT, DARK, OUTDOOR)}


def look_in_use() -> Look:
    """The palette of the application tells it, so that whoever paints needs no word from outside."""
    page = QApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    return next((look for look in LOOKS.values() if look.page == page), LIGHT)


def bring_fonts(application: QApplication) -> None:
    """Trouble program.incomplete."""
    for name in FONTS:
        QFontDatabase.addApplicationFontFromData(resource(f"fonts/{name}"))
    font = QFont(list(FAMILIES))
    font.setPixelSize(BODY_PX)
    application.setFont(font)


def dress(application: QApplication, look: Look = LIGHT, text_percent: int = USUAL_PERCENT) -> None:
    """Give every window of the application one look, and its texts one size."""
    lay_out(application, look, text_percent)
    wanted = str(application.property(_SHEET))
    if application.styleSheet() != wanted:
        application.setStyleSheet(wanted)


def lay_out(application: QApplication, look: Look, text_percent: int) -> None:
    """What to `wear` from now on: a sheet of the application is polished into each widget many times over."""
    if application.property(_SHEET) is None:
        application.setStyle("Fusion")
    font = application.font()
    application.setProperty(_PERCENT, text_percent)  # first: whoever hears of the font asks for it
    font.setPixelSize(_sized(BODY_PX, text_percent))
    application.setFont(font)
    application.setPalette(_palette(look))
    plain = sheet(asdict(look), resource_folder("icons/arrows"))
    sized = _FONT_PX.sub(lambda found: f"font-size: {_sized(int(found[1]), text_percent)}px", plain)
    application.setProperty(_SHEET, sized)


def wear(widget: QWidget) -> None:
    """The look in use, on a widget with all that is in it; nothing is done where it has it already."""
    application = QApplication.instance()
    wanted = str(application.property(_SHEET) or "") if application else ""
    own = (
        ""
        if isinstance(application, QApplication) and application.styleSheet() == wanted
        else wanted
    )
    if widget.styleSheet() != own:
        widget.setStyleSheet(own)


def for_text(px: int) -> int:
    """A length that holds texts of the usual size, for the size that is chosen."""
    application = QApplication.instance()
    percent = application.property(_PERCENT) if application else None
    return _sized(px, int(percent or USUAL_PERCENT))


def _sized(px: int, percent: int) -> int:
    return px * percent // USUAL_PERCENT


def _palette(look: Look) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for each, colour in (
        (role.Window, look.page),
        (role.WindowText, look.ink),
        (role.Base, look.card),
        (role.AlternateBase, look.page),
        (role.Text, look.ink),
        (role.Button, look.card),
        (role.ButtonText, look.ink),
        (role.PlaceholderText, look.ink_soft),
        (role.Highlight, look.primary),
        (role.HighlightedText, look.primary_text),
        (role.Link, look.primary),
        (role.ToolTipBase, look.nav),
        (role.ToolTipText, look.nav_text),
        (role.Mid, look.line),
        (role.Dark, look.edge),
    ):
        palette.setColor(each, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, each, QColor(look.ink_soft))
    return palette
