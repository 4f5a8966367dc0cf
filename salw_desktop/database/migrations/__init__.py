"""The schema as numbered steps, applied by sqlite-utils; a released step is never edited."""

from __future__ import annotations

from sqlite_utils import Migrations as Migrations

from salw_desktop.database.migrations import m0001_first_register

STATION = Migrations("salw")
STATION(name="m0001_first_register")(m0001_first_register.migrate)

VERSION = 1  # also in user_version: a file with a higher number is refused, untouched
