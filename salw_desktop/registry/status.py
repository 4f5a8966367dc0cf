"""What HQ holds of each station, and what it knows to be missing."""

from __future__ import annotations

from salw_desktop.registry import radio, stations
from salw_desktop.registry.embedded import EmbeddedHoldings
from salw_desktop.usecases.register import Register


def status(register: Register) -> list[dict[str, object]]:
    return [
        {
            "unit": row["unit"],
            "site": row["site"],
            "device": str(row["device_key"])[:8],
            "block": row["block"],
            "last_import": row["last_import"],
            "events": row["events"],
            "waiting": row["waiting"],
            "turned": row["turned"],
            "contested": row["contested"],
            "recovered_by_sheet": row["recovered"],
            "weapons": stations.weapons(register.reader, str(row["id"])),
            "by_custody": dict(stations.weapons_by_custody(register.reader, str(row["id"]))),
            "untagged": stations.untagged(register.reader, str(row["id"])),
            "codes_not_as_given": stations.codes_not_as_given(register.reader, str(row["id"])),
            "gaps": [gap.before for gap in _holdings(register, row["id"]).gaps()],
            "forks": _holdings(register, row["id"]).forks(),
            "messages": radio.heard(register, str(row["id"])),
        }
        for row in stations.everyone(register.reader)
    ]


def numbers_twice(register: Register) -> list[str]:
    return stations.numbers_twice(register.reader)


def _holdings(register: Register, enrolled: object) -> EmbeddedHoldings:
    return EmbeddedHoldings(register.reader, str(enrolled))
