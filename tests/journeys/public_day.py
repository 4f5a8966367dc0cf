"""What hangs nameless in the store, and what is shown to the public: told between the torch and the evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from card import drawn, jpeg
from whole_day import STOREKEEPER, Facts

if TYPE_CHECKING:
    from trade_day import Trade

PUBLIC_ACTS = ("record-untagged", "solve-untagged", "release-photo")


def in_public(day: Trade) -> None:
    seen = {"described": "stock and receiver, wired together", "found_by": "P. Inspector"}
    lies: Facts = {"place": "Store", "safety": "component", "verified_by": "P. Observer"}
    day.told["untagged"] = day.do("record-untagged", by=STOREKEEPER, **seen, **lies)
    item = day.told["untagged"]["number"]
    day.paper("untagged", item)
    day.told["nameless"] = day.at_station("waiting")["untagged"]
    solved = {"outcome": "part or other", "reason": "a fence post with a stock nailed on"}
    day.do("solve-untagged", STOREKEEPER, untagged=item, **solved)
    session = day.told["destroyed"]["session"]
    (day.home / "after.jpg").write_bytes(jpeg(drawn(5)))
    shot = {"file": str(day.home / "after.jpg"), "view": "after"}
    photo = day.do("add-photo", destruction_session=session, **shot)["photo"]
    day.do("release-photo", photo=photo, reason="nobody and no number on it")
    day.paper("ceremony", day.told["certificate"]["number"])
