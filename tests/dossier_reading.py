"""A dossier read as its recipient reads it: by the checker that lies in it, and by whoever hopes for more."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdf
import pytest

from salw_desktop.keys.events import pae
from salw_desktop.keys.signing import Signer


def checker(folder: Path) -> ModuleType:
    """The file as it was delivered, not the one that we keep."""
    spec = importlib.util.spec_from_file_location("verify", folder / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)  # the folder stays as it was delivered
        spec.loader.exec_module(module)
    return module


def verified(folder: Path) -> tuple[int, str]:
    """Exit status, and what it says."""
    said = io.StringIO()
    with redirect_stdout(said):
        status = checker(folder).main([str(folder)])
    return status, said.getvalue()


def events(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "events.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rewrite_events(folder: Path, lines: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "events.jsonl").write_text(text, "utf-8")


def kinds(folder: Path, *, withheld: bool = False) -> list[str]:
    return [each["type"] for each in events(folder) if ("withheld" in each) == withheld]


def everything_in(folder: Path) -> bytes:
    """Every byte that leaves, with what is packed in it unpacked."""
    found = [path.name.encode() for path in folder.rglob("*")]
    for path in folder.rglob("*"):
        if path.suffix == ".pdf":
            found += [page.extract_text().encode() for page in pypdf.PdfReader(path).pages]
        elif path.is_file():
            found.append(path.read_bytes())
    if (folder / "events.jsonl").exists():
        found += [base64.b64decode(each.get("payload", "")) for each in events(folder)]
    return b"\n".join(found)


def sign_list_anew(folder: Path, signer: Signer) -> None:
    """What somebody can do who has no key of the station: he brings his own."""
    told = json.loads((folder / "dossier.json").read_bytes())
    told["device"] = signer.public.hex()
    data = json.dumps(told).encode()
    (folder / "dossier.json").write_bytes(data)
    (folder / "dossier.sig").write_text(signer.sign(pae("salw dossier", data)).hex(), "ascii")
