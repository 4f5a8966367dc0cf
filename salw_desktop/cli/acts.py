"""salw do: any act by its name, its fields as JSON, one a line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli import options
from salw_desktop.cli.output import Output
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases import acts
from salw_desktop.usecases.commands import Changes, Command, letters_of, perform


@click.command("do")
@click.argument("register", type=options.FOLDER, required=False)
@click.argument("command", required=False)
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), required=False
)
@click.option("--list", "is_list", is_flag=True, help="Names, fields and roles of every act.")
@options.operator
@options.passphrase_file
@options.second
@options.second_passphrase_file
@click.option(
    "--remote-code",
    metavar="CODE",
    help="HQ's code, where the second person is far: `7 KQWE RTYU`.",
)
@click.option(
    "--letters",
    "is_letters",
    is_flag=True,
    help="Only the six letters to read to HQ for such a code.",
)
@options.as_json
@click.pass_obj
def do(
    output: Output,
    register: Path | None,
    command: str | None,
    file: Path | None,
    is_list: bool,  # click gives flags by name
    operator: str | None,
    passphrase_file: Path | None,
    second: str | None,
    second_passphrase_file: Path | None,
    remote_code: str | None,
    is_letters: bool,
) -> None:
    """Carry out acts: COMMAND with its fields as JSON from FILE or standard input, one act a line."""
    if is_list:
        _list(output)
        return
    if register is None or command is None:
        raise click.UsageError("Missing argument REGISTER or COMMAND.")
    wanted = [acts.read_act(command, line) for line in _lines(file)]
    if is_letters:
        letters = [letters_of(each) for each in wanted]
        output.say("\n".join(letters), {"letters": letters})
        return
    with options.unlock(register, operator, passphrase_file) as opened:
        key = options.second_key(register, second, second_passphrase_file, passphrase_file)
        done: list[Changes] = []
        try:
            done.extend(
                perform(each, opened, second=key, remote_code=remote_code) for each in wanted
            )
        except Refusal as refusal:
            if len(wanted) > 1:
                refusal.facts["lines_done"] = len(done)
            raise
    answers = [dict(changes.answer) for changes in done]
    events = [event for changes in done for event in changes.events]
    text = "\n".join(
        ", ".join(f"{name}: {value}" for name, value in answer.items() if value not in ("", []))
        for answer in answers
    )
    output.say(
        text, {"answers": answers, "answer": answers[-1] if answers else {}, "events": events}
    )


def _lines(file: Path | None) -> list[bytes]:
    """No file: no fields. A dash: standard input."""
    if file is None:
        return [b"{}"]
    if str(file) == "-":
        data = sys.stdin.buffer.read(acts.LIMIT_BYTES + 1)
        if len(data) > acts.LIMIT_BYTES:
            raise Refusal("act.not-json", field="file", why=f"over {acts.LIMIT_BYTES} bytes")
    else:
        data = files.read_limited(file, acts.LIMIT_BYTES)
    return [line for line in data.splitlines() if line.strip()] or [b"{}"]


def _list(output: Output) -> None:
    output.say(
        "\n".join(_told(name, act) for name, act in acts.ACTS.items()),
        {"acts": [_described(name, act) for name, act in acts.ACTS.items()]},
    )


def _told(name: str, act: type[Command]) -> str:
    fields = [
        f"    {'*' if field.is_required else ' '} {field.name}: {field.kind}"
        for field in acts.fields_of(act)
    ]
    return "\n".join([f"{name}  ({', '.join(sorted(act.needs))}; {act.second.value})", *fields])


def _described(name: str, act: type[Command]) -> dict[str, object]:
    return {
        "name": name,
        "event": act.kind,
        "roles": sorted(act.needs),
        "second": act.second.value,
        "fields": [
            {"name": field.name, "kind": field.kind, "required": field.is_required}
            for field in acts.fields_of(act)
        ],
    }


VERBS = (do,)
