"""salw photos: a camera's card sorted by its tags, and copies to show."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.usecases.photos import Sorted, import_sorted, listed, shown
from salw_desktop.words import sentence


@click.group()
def photos() -> None:
    """Photographs: taken in from a card, written out to be shown."""


@photos.command("import")
@click.argument("register", type=options.FOLDER)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def import_card(
    output: Output, register: Path, folder: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Give each picture of FOLDER to the weapon whose tag was photographed before it."""
    card = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name[0] != "."]
    with options.unlock(register, operator, passphrase_file) as opened:
        done = import_sorted(opened, card)
    added = sum(each.why_not is None for each in done)
    lines = [f"{each.file.relative_to(folder)}: {_told(each)}" for each in done]
    output.say(
        "\n".join([*lines, f"{added} of {len(done)} pictures added."]),
        {"added": added, "pictures": [_described(each, folder) for each in done]},
    )


def _told(each: Sorted) -> str:
    if each.why_not is None:
        return f"{each.number}, {each.view}"
    return sentence(each.why_not.code, each.why_not.facts)


def _described(each: Sorted, folder: Path) -> dict[str, object]:
    refusal = each.why_not
    return {
        "file": each.file.relative_to(folder).as_posix(),
        "number": each.number,
        "view": each.view,
        "code": refusal.code if refusal else "",
        "message": sentence(refusal.code, refusal.facts) if refusal else "",
    }


@photos.command("list")
@click.argument("register", type=options.FOLDER)
@click.argument("number")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def list_(
    output: Output, register: Path, number: str, operator: str | None, passphrase_file: Path | None
) -> None:
    """The photographs of a weapon: what each shows, and what acts call it."""
    with options.unlock(register, operator, passphrase_file) as opened:
        found = listed(opened, number)
    lines = [
        f"{each.id}  {each.view}{', blurred' if each.is_blurred else ''}, added {each.added_at}"
        for each in found
    ]
    output.say("\n".join(lines), {"photographs": [asdict(each) for each in found]})


@photos.command()
@click.argument("register", type=options.FOLDER)
@click.argument("number")
@click.option("--out", type=options.FOLDER, required=True, metavar="DIR")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def show(
    output: Output,
    register: Path,
    number: str,
    out: Path,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Write shrunk copies of a weapon's photographs, without place, time or camera in them."""
    with options.unlock(register, operator, passphrase_file) as opened:
        copies = list(shown(opened, number))
    files.make_private_folder(out)
    options.look_at_new_files(*(out / name for name, _ in copies))
    for name, copy in copies:
        files.write_private(out / name, copy)
    names = [name for name, _ in copies]
    output.say("\n".join(names), {"folder": str(out.resolve()), "files": names})
