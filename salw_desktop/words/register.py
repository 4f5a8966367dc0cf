"""What a person is told when the register as a whole says no."""

from __future__ import annotations

_SAFE = "Nothing in it was changed."

REFUSALS: dict[str, str] = {
    "register.is-a-backup": "{path} is a backup. Work in it would give numbers twice: make a register of it: “Restore a backup” in the first window, or salw restore.",
    "register.is-a-station": f"{{path}} is the register of a station, not a registry. {_SAFE} Choose the registry's folder.",
    "register.is-a-registry": f"{{path}} is a registry, not the register of a station. {_SAFE} Choose the station's folder.",
    "unit.malformed": "“{given}” cannot be the name of a unit. It has capital letters and digits, like LEN1, since it stands in the names of files.",
    "site.malformed": "“{given}” is not the code of a site. It has three letters, like LEN, since it stands in every number.",
    "answer.none": "The question was not answered with yes, so nothing was done.",
    "answer.needed": "Nobody is there to answer: {question} Give --yes if the answer is yes.",
    "passphrase.needed": "Nobody is there to type the passphrase of {name}. Give it in a file with --passphrase-file.",
    "demo.not-practice": f"{{path}} is not a register that `salw demo` made. {_SAFE}",
    "rekey.passphrase-missing": "A new key wants the passphrase of {name}. Add it to the passphrase file and try again.",
}

TROUBLES: dict[str, str] = {
    "program.old-sqlite": "The database engine of this program is too old ({found}) and could damage the file. Install the program again.",
    "register.missing": "There is no register at {path}. Check the name, or put the stick back in.",
    "register.damaged": "The file {path} is damaged or is not a register. Leave it as it is, and restore the newest backup.",
    "register.unfinished": "The register {path} was never finished: making it was broken off. Make it anew under another name.",
    "register.newer": f"The register was written by a newer program (version {{found}}; this one knows {{known}}). {_SAFE} Install the newer program.",
    "register.differs": "The register is not as it was signed, so it can be read but not changed. Found: {findings}. Run `salw check`, and keep a copy of the folder.",
    "backup.differs": "The backup does not hold what the register holds, so do not count on it. Found: {finding}. Make another one on another disk.",
    "backup.closed": "The backup {name} does not open with the key of today: it is damaged, or older than the newest recovery sheet. Make another one now.",
    "rekey.differs": "The file under the new key did not come out right, so the old one stays in use. Found: {finding}. Run `salw check`.",
}
