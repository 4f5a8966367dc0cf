"""What a person is told when files say no."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "folder.exists": "There is already something at {path}. Nothing was changed. Choose another name.",
    "file.too-large": "{path} is larger than the {limit_bytes} bytes allowed here, so it was not read. Check that it is the right file.",
    "file.exists": "The folder already holds another file called {name}, and it was left as it is. Move it away or write to another folder.",
    "name.unsafe": "“{name}” cannot be the name of a file. Use letters, digits, dots and dashes, without a path.",
}

TROUBLES: dict[str, str] = {
    "disk.full": "The disk is full, so {path} was not written. What was saved before is safe. Make room and try again.",
    "folder.read-only": "{path} may not be written: the place is read-only or belongs to somebody else. Choose another folder.",
    "disk.failed": "The disk did not do what it was asked at {path} ({reason}). What was saved before is safe. Make a backup before you go on.",
    "file.missing": "There is no file at {path}. Check the name, or put the stick back in.",
    "file.unreadable": "{path} could not be read ({reason}). Try again, or take another copy of it.",
    "register.in-use": "The register {path} is open in another window or program. Close it there first.",
    "program.incomplete": "A part of the program is missing: {name}. Install the program again.",
    "program.damaged": "A part of the program is damaged: {name}. Install the program again; your register is untouched.",
}
