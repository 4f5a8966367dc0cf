"""salw demo: a practice register, taken through a whole day and to HQ and back."""

from __future__ import annotations

from pathlib import Path

import click

from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.cli.practice import day as practice_day
from salw_desktop.cli.practice.folder import PracticeFolder
from salw_desktop.domain.errors import Refusal

_PAPERS = ("labels", "receipt", "order", "certificate", "slip", "recovery")
"""There in every answer, null where the day was too short to make one; others follow by their names."""


@click.command()
@click.option(
    "--out", type=options.FOLDER, metavar="DIR", help="A new folder; practice unless given."
)
@click.option("--weapons", type=click.IntRange(1, 5000), default=40, metavar="N")
@click.option("--seed", type=int, default=26, metavar="S", help="Another seed, another story.")
@click.option(
    "--continue",
    "register",
    type=options.FOLDER,
    metavar="REGISTER",
    help="Add a day to this practice register.",
)
@options.as_json
@click.pass_obj
def demo(output: Output, out: Path | None, weapons: int, seed: int, register: Path | None) -> None:
    """A practice day with practice weapons, from a new register to the receipt of HQ."""
    if register is not None:
        if out is not None:
            raise click.UsageError("--continue goes on where the register lies; leave --out away.")
        folder = PracticeFolder(register.parent)
        if register.name != folder.register.name or not practice_day.is_practice(folder):
            raise Refusal("demo.not-practice", field="continue", path=register.name)
    else:
        folder = PracticeFolder(out or Path("practice"))
        practice_day.found(folder, output.progress)
    practice_day.practise(folder, weapons, seed, output.progress)
    facts = {
        "register": str(folder.register.resolve()),
        "registry": str(folder.registry.resolve()),
        "passphrase_file": str(folder.passphrase_file.resolve()),
        "registry_passphrase_file": str(folder.registry_passphrase_file.resolve()),
        "bundles": folder.bundles,
        "receipt": folder.receipt,
        "papers": dict.fromkeys(_PAPERS) | folder.papers,
        "certificate_code": folder.certificate_code,
        "receipt_code": folder.receipt_code,
        "weapons": len(folder.numbers),
        "numbers": folder.numbers,
        "events": folder.events,
    }
    if folder.findings:
        output.invalid("\n".join(folder.findings), {"code": "check.differs", **facts})
        return
    output.say(_told(folder), facts)


def _told(folder: PracticeFolder) -> str:
    made = "\n".join(f"  {kind}: {path}" for kind, path in folder.papers.items() if path)
    return (
        f"{len(folder.numbers)} practice weapons, {folder.events} events, every table as the journal made it.\n"
        f"  register: {folder.register.resolve()}\n  passphrases: {folder.passphrase_file.resolve()}\n"
        f"  registry: {folder.registry.resolve()}\n{made}\n"
        f"  bundle: {', '.join(folder.bundles)}\n  receipt: {folder.receipt}"
    )
