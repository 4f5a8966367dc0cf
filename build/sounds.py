"""Makes resources/sounds/: two short tones of our own, one that rises for right and one that falls for wrong.

Run it after a change: `.venv/bin/python build/sounds.py`.
"""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE_HZ = 22_050
LOUDNESS = 0.5
FADE_S = 0.008  # without it each tone begins and ends with a click
# (hertz, seconds), one after the other: told apart in a noisy yard by pitch and by length
TONES = {"right": ((880, 0.07), (1320, 0.09)), "wrong": ((330, 0.14), (220, 0.26))}


def samples(tones: tuple[tuple[int, float], ...]) -> array[int]:
    made = array("h")
    for hertz, seconds in tones:
        count = int(seconds * RATE_HZ)
        for n in range(count):
            fade = min(1.0, n / (FADE_S * RATE_HZ), (count - n) / (FADE_S * RATE_HZ))
            wave_at = math.sin(2 * math.pi * hertz * n / RATE_HZ)
            made.append(int(wave_at * fade * LOUDNESS * 32_767))
    return made


if __name__ == "__main__":
    SOUNDS.mkdir(parents=True, exist_ok=True)
    for name, tones in TONES.items():
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE_HZ)
            out.writeframes(samples(tones).tobytes())
        print(SOUNDS / f"{name}.wav")
