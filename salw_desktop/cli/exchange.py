"""salw enrol, export, take, verify."""

from __future__ import annotations

from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.registry import verifying
from salw_desktop.usecases import enrolment, exchange, queries
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.paperwork.road import slips_of


@click.command()
@click.argument("register", type=options.FOLDER)
@click.option(
    "--out", type=options.FILE, required=True, metavar="FILE", help="Where the request for HQ goes."
)
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def enrol(
    output: Output, register: Path, out: Path, operator: str | None, passphrase_file: Path | None
) -> None:
    """Write the request that HQ answers with its keys and the first numbers."""
    options.look_at_new_files(out)
    with options.unlock(register, operator, passphrase_file) as opened:
        files.write_private(out, enrolment.request_of(opened))
    output.say(f"Carry {out} to HQ and bring the answer back.", {"request": str(out.resolve())})


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("folder", type=options.FOLDER, required=False)
@click.option("--drives", is_flag=True, help="Only list the removable drives.")
@click.option("--slip", type=options.FILE, metavar="FILE", help="The slip that goes with it.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def export(
    output: Output,
    register: Path,
    folder: Path | None,
    drives: bool,  # click gives flags by name
    slip: Path | None,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Seal everything that HQ has not receipted into one bundle, on a stick or in a folder."""
    if drives:
        _list_drives(output)
        return
    if folder is None:
        raise click.UsageError(
            "Missing argument FOLDER: a removable drive (see --drives) or a folder."
        )
    if slip is not None:
        options.look_at_new_files(slip)
    with options.unlock(register, operator, passphrase_file) as opened:
        done = exchange.export(opened, folder)
        if slip is not None and done.written.word.is_done:
            files.write_private(slip, slips_of(opened, done))
        open_countersigns = len(queries.waiting_countersigns(opened))
    if not done.written.word.is_done:
        raise exchange.left_unwritten(done.written)
    output.say(_sentence_of(done, open_countersigns), _facts_of(done, open_countersigns))


def _facts_of(done: exchange.Exported, open_countersigns: int) -> dict[str, object]:
    written = done.written
    return {
        "bundle": str(written.path.resolve()),
        "volumes": [str(volume.path.resolve()) for volume in done.volumes],
        "word": written.word.value,
        "sha256": written.sha256,
        "bytes": written.bytes,
        "set": done.set_id,
        "events": done.events,
        "photos": done.photos,
        "photos_left_out": list(done.photos_left_out),
        "photos_held_back": list(done.photos_held_back),
        "registries": list(done.registries),
        "open_countersignatures": open_countersigns,
    }


def _sentence_of(done: exchange.Exported, open_countersigns: int) -> str:
    waiting = f" {open_countersigns} countersignatures are still open." if open_countersigns else ""
    where = ", ".join(str(volume.path) for volume in done.volumes)
    lost = len(done.photos_left_out)
    left_out = f" {lost} photographs are missing or damaged here and did not go." if lost else ""
    if done.photos_held_back:
        left_out += f" {len(done.photos_held_back)} pictures of before a blurring stay here."
    what = f"{done.events} events and {done.photos} photographs in {where}"
    return f"{done.written.word.value}: {what}.{waiting}{left_out}"


def _list_drives(output: Output) -> None:
    found = files.removable_drives()
    lines = [
        f"{drive.folder}  {drive.name}  {drive.size_bytes // 10**6} MB, {drive.free_bytes // 10**6} MB free"
        f"{'' if drive.is_writable else ', read-only'}"
        for drive in found
    ]
    output.say(
        "\n".join(lines) or "No removable drive is here.",
        {
            "drives": [
                {
                    "folder": str(drive.folder),
                    "name": drive.name,
                    "size_bytes": drive.size_bytes,
                    "free_bytes": drive.free_bytes,
                    "is_writable": drive.is_writable,
                }
                for drive in found
            ]
        },
    )


@click.command()
@click.argument("register", type=options.FOLDER)
@click.argument("file", type=options.FILE)
@options.yes
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def take(
    output: Output,
    register: Path,
    file: Path,
    yes: bool,  # click gives flags by name
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Take in what HQ sent: an answer to the enrolment, or a receipt."""
    with options.unlock(register, operator, passphrase_file) as opened:
        arrived = exchange.read_arrival(opened, file)
        if arrived.answer is not None:
            offer = arrived.answer
            output.progress(f"HQ must read out the same eight words:\n  {offer.words}")
            options.confirm("Are they the same?", is_yes=yes)
            answer = dict(enrolment.take_answer(opened, offer).answer)
            block = f" Numbers from {answer['block']}." if answer["block"] else ""
            output.say(
                f"{answer['name']} is known from now on.{block}", {**answer, "words": offer.words}
            )
            return
        assert arrived.receipt is not None  # noqa: S101  # one of the two it is
        told = dict(perform(arrived.receipt, opened).answer)
    text = f"Receipt {told['number']}: HQ holds the first {told['held_up_to']} of {told['events']} events and {told['weapons']} weapons."
    for name, sentence in _ALARMS.items():
        if told[name]:
            text += f" {sentence}"
    output.say(text, {"receipt": told})


_ALARMS = {
    "wants": "It wants more than this bundle held; the next one carries it.",
    "wants_photos": "It has not all photographs yet; the next bundle carries them.",
    "forks": "It has seen two histories of this register: a backup or a copy went on beside it.",
    "refused": "It could not accept some events.",
    "not_here": "It holds events that are not in this file: an older copy was put back here.",
    "erased": "It named persons who were erased and stood here still: they are erased here too.",
}


@click.command()
@click.argument("file")
@click.option("--at", metavar="URL", help="The registry whose key opens it.")
@click.option("--register", type=options.FOLDER, help="The register whose key opens it.")
@options.operator
@options.passphrase_file
@options.as_json
@click.pass_obj
def verify(
    output: Output,
    file: str,
    at: str | None,
    register: Path | None,
    operator: str | None,
    passphrase_file: Path | None,
) -> None:
    """Verify a sealed file where its key is, or the code of a certificate or a receipt. FILE may be the code itself."""
    code = verifying.paper_code(file)
    place = None
    try:
        if at:
            place = options.unlock_registry(at, operator, passphrase_file)
        elif register:
            place = options.unlock(register, operator, passphrase_file)
        found = verifying.paper(code, place) if code else verifying.bundle(Path(file), place)
    finally:
        if place is not None:
            place.close()
    output.say(found.text, found.facts)


VERBS = (enrol, export, take, verify)
