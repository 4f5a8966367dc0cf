"""salw compare: a weapon beside those of the same number, each with its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases.weapons.comparing import Comparison, Side, look_alikes_of


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("number")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def compare(
    output: Output, register: Path, number: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """A weapon and its look-alikes: marks, photographs, where each is, and all that happened to it."""
    with options.unlock(register, operator, passphrase_file) as opened:
        found = look_alikes_of(opened, number)
    output.say("\n".join(_lines(found)), asdict(found))


def _lines(found: Comparison) -> Iterator[str]:
    yield from _told(found.weapon)
    if not found.others:
        yield "No other weapon looks like it."
    for each in found.others:
        yield ""
        yield f"Look-alike, {each.grade}, {each.verdict}{f': {each.reason}' if each.reason else ''}"
        yield from _told(each.side)


def _told(side: Side) -> Iterator[str]:
    yield f"{side.number}  {side.model or side.kind}  {side.serial or side.serial_status}"
    where = side.place or side.seen_where
    yield f"  {side.custody}{f', {where}' if where else ''}"
    if side.marks:
        yield f"  marks: {side.marks}"
    if side.photos:
        yield f"  photographs: {', '.join(photo.view for photo in side.photos)}"
    for event in side.history:
        why = f" ({event.reason})" if event.reason else ""
        yield f"  {event.at}  {event.what}, {event.by}{why}"


VERBS = (compare,)
