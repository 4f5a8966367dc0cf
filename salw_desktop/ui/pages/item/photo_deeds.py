"""What can be done with one photograph of a weapon, and how a new one is added."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.word_lists import words_of
from salw_desktop.ui.pages.item.deed import Deed, made, why
from salw_desktop.ui.widgets.act_form import FILE, WORD, Asked
from salw_desktop.usecases.photo_corrections import CorrectPhotoView, EraseOriginal, MovePhoto
from salw_desktop.usecases.photos import GUIDED, AddPhoto
from salw_desktop.usecases.weapons.sheet import Sheet


def adding(sheet: Sheet) -> Deed:
    """The next view of the guided set is chosen already."""
    tr = QCoreApplication.translate
    taken = {str(each["view"]) for each in sheet.photos}
    following = next((view for view in GUIDED if view not in taken), "other")
    return Deed(
        AddPhoto,
        "camera",
        tr("Item", "Add a photograph"),
        made(AddPhoto, weapon=sheet.id),
        (
            Asked("file", tr("Item", "Picture file"), FILE, required=True),
            Asked(
                "view",
                tr("Item", "It shows"),
                WORD,
                words_of("photo", "view"),
                following,
                required=True,
            ),
        ),
        key="F7",
    )


def of_photo(sheet: Sheet, photo: str) -> Iterator[Deed]:
    tr = QCoreApplication.translate
    view = next(str(each["view"]) for each in sheet.photos if each["id"] == photo)
    views = tuple(each for each in words_of("photo", "view") if each != view)
    shows = Asked("view", tr("Item", "It shows"), WORD, views, required=True)
    caption, build = tr("Item", "Correct what it shows"), made(CorrectPhotoView, photo=photo)
    yield Deed(CorrectPhotoView, "pencil", caption, build, (shows, why()))
    to = Asked("weapon", tr("Item", "Number of the other weapon"), required=True)
    caption, build = tr("Item", "It shows another weapon"), made(MovePhoto, photo=photo)
    yield Deed(MovePhoto, "arrow-left-right", caption, build, (to, why()))
    if photo in sheet.blurred:
        caption, build = tr("Item", "Erase its original"), made(EraseOriginal, photo=photo)
        about = tr("Item", "What was blurred can then never be seen again.")
        yield Deed(EraseOriginal, "trash-2", caption, build, (why(),), about=about, is_grave=True)
