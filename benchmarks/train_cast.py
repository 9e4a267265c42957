"""Fit the rule for the colour of light in pictures without enough grey (adjust/judge_balance.py), and test it.

    PYTHONPATH=src python -m benchmarks.train_cast [--write]

Ordinary pictures (video, groups, phone; most before coloured walls), which count as right as they are, get casts: none,
up to ±0.4 EV of red and of blue over green, and tungsten light. Nobody is judged by a rule that has seen them.
`--write` fits on everybody and writes resources/light/cast.json with the error of those left out as its spread.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace

import numpy as np

from benchmarks.train_exposure import DAYLIGHT, ROOT, load, rounded, shown
from benchmarks.train_ordinary import GREY, pictures
from retouch.adjust.base import Context
from retouch.adjust.judge_balance import FROM_FACE, FROM_PHOTO, Rule, cast_of
from retouch.adjust.judge_exposure import main_face
from retouch.adjust.white_balance import WhiteBalance
from retouch.faces.reader import FaceReader
from retouch.image.face_light import face_light, linear
from retouch.image.photo_light import photo_light
from retouch.model.frame import AnyArray
from retouch.model.numbers import Measured
from retouch.model.scene import Scene

OUT = ROOT / "resources" / "light" / "cast.json"
RIDGE = 0.3
OFTEN = 2  # pictures of one person
WEIGHT_AS_IS = 3.0
WORSE = 0.08  # log2 of a ratio by which a proposal is worse than none


def measure() -> tuple[list[Scene], AnyArray, list[str]]:
    """Return scenes, their casts (N×2), and persons."""
    scenes, casts, people = [], [], []
    chance, seen = np.random.default_rng(3), Counter[str]()
    with FaceReader() as reader:
        for path, person, whole in pictures():
            seen[person] += whole
            if not whole or seen[person] > OFTEN:
                continue
            light = linear(load(path))
            plain = reader.read(shown(light), full_size=light.shape[1::-1], white=DAYLIGHT, source="file")
            index = main_face(plain)
            if index is None or max(abs(plain.faces[index].tells[f"light.skin_{c}"]) for c in ("rg", "bg")) < GREY:
                continue
            face = plain.faces[index]
            mild, warm = chance.uniform(-0.4, 0.4, (8, 2)), chance.uniform((0.3, -1.0), (0.7, -0.3), (4, 2))
            for cast in (np.zeros(2), *mild, *warm):
                picture = shown((light * np.array([2 ** cast[0], 1, 2 ** cast[1]])).astype(np.float32))
                lit, tells = face_light(picture, face.landmarks)
                seen_face = replace(face, light=lit, tells=Measured(tells))
                scenes.append(replace(plain, light=photo_light(picture, DAYLIGHT), faces=(seen_face,)))
                casts.append(cast)
                people.append(person)
    return scenes, np.array(casts), people


def tells_of(scene: Scene) -> AnyArray:
    face, photo = scene.faces[0].tells, scene.light.tells
    return np.array([*(face[n] for n in FROM_FACE), *(photo.get(n, 0.0) for n in FROM_PHOTO)])


def fit(tells: AnyArray, casts: AnyArray, people: list[str], spread: float) -> dict[str, object]:
    """Return the data of a ``Rule``: ridge regression, every person alike."""
    often = Counter(people)
    weight = np.array([1 / often[p] for p in people]) * np.where(np.abs(casts).max(axis=1) == 0, WEIGHT_AS_IS, 1)
    share = weight / weight.sum()
    centre, scale = tells.mean(axis=0), tells.std(axis=0) + 1e-6
    x = np.column_stack([(tells - centre) / scale, np.ones(len(tells))])
    ridge = np.diag([RIDGE] * tells.shape[1] + [0.0])
    found = np.linalg.solve((x.T * share) @ x + ridge, (x.T * share) @ casts)
    weights = found[:-1] / scale[:, None]
    return {"weights": weights.tolist(), "offset": (found[-1] - centre @ weights).tolist(), "spread": spread}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    scenes, casts, people = measure()
    tells, names = np.array([tells_of(s) for s in scenes]), np.array(people)
    judges = {p: fit(tells[names != p], casts[names != p], list(names[names != p]), 1.0) for p in set(people)}
    made = np.array([Rule(judges[p]).judge(t) for p, t in zip(people, tells, strict=True)])
    size = np.hypot(*casts.T)
    often = Counter(people)
    weight = np.array([1 / often[p] for p in people])
    spread = float(np.sqrt(np.average(((made - casts) ** 2).mean(axis=1), weights=weight)))
    print(f"{len(set(people))} people, {len(scenes)} pictures; spread {spread:.3f}")
    left = np.zeros_like(casts)
    proposed = np.zeros(len(scenes), bool)
    for i, scene in enumerate(scenes):
        cast = cast_of(scene, Rule({**judges[people[i]], "spread": spread}))
        proposed[i] = WhiteBalance.proposal(Context(DAYLIGHT, scene=scene), cast) is not None
        left[i] = casts[i] - (np.array([cast.red, cast.blue]) if proposed[i] else 0)
    after = np.hypot(*left.T)
    kinds = {
        "right as they are": size == 0,
        "up to 0.3": (size > 0) & (size < 0.3),
        "0.3 to 0.6": (size >= 0.3) & (size < 0.6),
    }
    for name, use in {**kinds, "tungsten": size >= 0.6}.items():
        share = weight[use] / weight[use].sum()
        print(
            f"{name:18} cast {share @ size[use]:.2f} → {share @ after[use]:.2f}, proposed {share @ proposed[use]:.0%}, "
            f"worse {share @ (after > size + WORSE)[use]:.0%}"
        )
    if asked.write:
        data = fit(tells, casts, people, spread)
        OUT.write_text(json.dumps({n: rounded(v) for n, v in data.items()}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
