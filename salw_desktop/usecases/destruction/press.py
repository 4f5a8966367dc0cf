"""Pictures of a destruction that are safe for the public, each chosen by a supervisor (practice e11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import ceremony
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS
from salw_desktop.usecases.commands import Answer, Command

VIEWS = ("before", "after")


@dataclass(frozen=True, kw_only=True)
class ReleasePhoto(Command):
    """Somebody looked at it and says that it shows no number, no tag and nobody's face; `reason` keeps why."""

    kind: ClassVar[str] = "photo.released"
    needs = SUPERVISORS
    asks_why = True

    photo: str

    def execute(self, tx: Transaction) -> Answer:
        photo = ceremony.photo(tx.connection, self.photo.strip())
        if photo is None:
            raise Refusal("press-photo.unknown", field="photo", given=self.photo[:80])
        view = str(photo["view"])
        if not photo["destruction_session"] or view not in VIEWS:
            raise Refusal("press-photo.not-of-a-destruction", field="photo", view=view)
        if photo["released_at"]:
            date = str(photo["released_at"])[:10]
            raise Refusal("press-photo.released", field="photo", date=date)
        row = {"photo": str(photo["id"]), "released_by": tx.operator, "released_at": tx.now.text}
        return {"release": tx.insert("press_photo", row), "photo": row["photo"], "view": view}
