"""The pages of the window, in the order of the side bar: a new page is one line here."""

from __future__ import annotations

from salw_desktop.ui.pages.compare import ComparePage
from salw_desktop.ui.pages.destruction.page import DestructionPage
from salw_desktop.ui.pages.exchange.page import ExchangePage
from salw_desktop.ui.pages.home.page import HomePage
from salw_desktop.ui.pages.identify.page import IdentifyPage
from salw_desktop.ui.pages.item.page import ItemPage
from salw_desktop.ui.pages.marking.page import MarkingPage
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.pages.printing.page import PrintingPage
from salw_desktop.ui.pages.register.page import RegisterPage
from salw_desktop.ui.pages.settings.page import SettingsPage
from salw_desktop.ui.pages.stockpile.page import StockpilePage

PAGES: tuple[type[Page], ...] = (
    HomePage,
    RegisterPage,
    StockpilePage,
    IdentifyPage,
    MarkingPage,
    DestructionPage,
    PrintingPage,
    ExchangePage,
    SettingsPage,
    ItemPage,
    ComparePage,
)
