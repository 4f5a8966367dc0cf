"""What a person is told when photographs say no."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "photo.not-an-image": "This file is no photograph. Choose a JPEG or PNG file.",
    "photo.other-format": "This picture is of the format {format}, and only JPEG and PNG are taken. Set the camera to JPEG (on a phone “most compatible”), or save the picture as JPEG and add it again.",
    "photo.too-large": "The picture is larger than {most_mb} MB. Set the camera to a smaller size and take it again.",
    "photo.too-many-pixels": "The picture has more than {most_megapixels} megapixels. Set the camera to a smaller size and take it again.",
    "photo.broken": "The picture is damaged or was not copied whole. Copy it from the camera again, or take it again.",
    "photo.no-subject": "A photograph belongs to one thing: a weapon, a hand-in, a cache, a destruction order or a session. Name one of them and no more.",
    "photo.cache-unknown": "There is no cache “{given}” in this register. Check its number.",
    "photo.twice": "This photograph is with {number} already. Nothing was added.",
    "photo.known": "This photograph is in the register already. Nothing was added.",
    "photo.no-tag": "No tag that can be read was photographed before this picture, so it was given to no weapon. Photograph the tag first, or add the picture to its weapon by hand.",
    "photo.tag-unknown": "The picture shows the tag {given}, and no weapon here bears it. Record the weapon, then import the card again.",
    "photo.two-tags": "The picture shows more than one tag: {given}. Photograph one tag alone, or add the picture to its weapon by hand.",
    "photo.unknown": "There is no photograph “{given}” in this register. `salw photos list` says what each one is called.",
    "photo.no-area": "Nothing was marked. Name at least one area of the picture that is to be made unrecognisable.",
    "photo.area-outside": "Area {place} does not lie in the picture. Left and right, top and bottom are thousandths of its width and height, from 0 to 1000, the smaller one first.",
    "photo.too-many-areas": "More than {most} areas were marked. Join some of them, or blur the rest in a second turn.",
    "photo.not-blurred": "The photograph of {number} ({view}) was never blurred, so its original is not sealed apart. Blur what must not be seen first.",
    "photo.original-erased": "The original of the photograph of {number} ({view}) was erased. Only the blurred copy is left.",
    "photo.goes-with-person": "This original is sealed under the key of the person {person}. Erase the person, and the original is erased with it.",
    "photo.same-view": "The photograph of {number} is “{view}” already. Nothing was changed.",
    "photo.none-here": "There is no photograph of {number} in this register. Import the card first.",
}

TROUBLES: dict[str, str] = {
    "photo.missing": "The file of the photograph {photo}… is not in the folder of the register. Put it back from a backup, or import it from the card again.",
    "photo.damaged": "The file of the photograph {photo}… was changed or damaged on the disk. Put it back from a backup, or import it from the card again.",
    "photo.no-room": "Only {free_mb} MB are free on the disk; the last {kept_mb} MB are kept for records. The photograph was not added. Make room, then add it again.",
}
