"""How an operator likes a list: its order, and the width, place and choice of its columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from salw_desktop.domain.strict_json import Json
from salw_desktop.usecases.listings import Listing


@dataclass(slots=True)
class TableState:
    """Kept as JSON outside the journal; what does not fit today's columns is passed over."""

    sort: str
    descending: bool
    hidden: set[str]
    places: list[str]
    widths_px: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, listing: Listing, kept: Json) -> TableState:
        columns = {column.key: column for column in listing.columns}
        made = cls(
            listing.sort,
            listing.descending,
            {key for key, column in columns.items() if column.is_hidden},
            list(columns),
        )
        if not isinstance(kept, dict):
            return made
        sorts = {column.sort for column in columns.values()} | {listing.sort}
        if kept.get("sort") in sorts:
            made.sort, made.descending = str(kept["sort"]), kept.get("descending") is True
        hidden, places, widths = (kept.get(each) for each in ("hidden", "places", "widths"))
        if isinstance(hidden, list):
            made.hidden = {str(key) for key in hidden} & columns.keys() - {listing.columns[0].key}
        if isinstance(places, list) and sorted(map(str, places)) == sorted(columns):
            made.places = [str(key) for key in places]
        if isinstance(widths, dict):
            made.widths_px = {
                key: width
                for key, width in widths.items()
                if key in columns and isinstance(width, int)
            }
        return made

    @property
    def json(self) -> Json:
        return {
            "sort": self.sort,
            "descending": self.descending,
            "hidden": [*sorted(self.hidden)],
            "places": [*self.places],
            "widths": {**self.widths_px},
        }
