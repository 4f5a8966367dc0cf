"""salw dossier and salw releases: what was let go, and the log of it."""

from __future__ import annotations

from dossier_reading import verified
from ready import Ready
from terminal import done, refused


def act(ready: Ready, name: str, /, *people: object, **fields: object) -> dict[str, object]:
    (answer,) = done(*ready.do(name, *people, **fields))["answers"]
    return dict(answer)


def test_that_a_release_becomes_a_folder_and_a_line_of_the_log(ready: Ready) -> None:
    seized = {"code": "SZ", "name": "Seizures", "campaign_kind": "seized", "authority": "Police"}
    act(ready, "open-campaign", **seized, named=False, may_be_traced=True)
    opened = act(ready, "open-hand-in", campaign="SZ", brought_by="own patrol")
    weapon = act(ready, "record-weapon", hand_in=opened["number"], model="AKM", serial="77 1")
    said = {"recipient_kind": "police", "recipient": "Police of Lendo", "content": "everything"}
    allowed = {"purpose": "case 9", "legal_clearance": "letter 3", "events": True}
    given = {"weapon": weapon["number"], **said, **allowed}
    release = act(ready, "release-dossier", "--second", "Storekeeper", **given)["release"]
    folder = ready.home / "dossier"
    told = done("dossier", ready.register, release, folder, *ready.words)
    assert (told["release"], told["copy"], told["withheld"]) == (release, 1, 0)
    assert verified(folder)[0] == 0
    log = done("releases", ready.register, "--weapon", weapon["number"], *ready.words)["releases"]
    assert [(each["number"], each["recipient"]) for each in log] == [(release, "Police of Lendo")]
    again = refused("dossier", ready.register, release, folder, *ready.words)
    assert again.code == "file.exists"
