"""Exposure and white balance proposals against the truth.

    python -m benchmarks.propose [--quick]

* Exposure: every portrait of expression/ and skin_tones/ exposed at −2 … +2 EV as a RAW file with its own 8-bit
  picture, which is read anew by the real reader; where it looks blown the RAW file is measured, too, as the program
  does. In the table again without that, as for a shoot of JPEG files. Nobody is judged by a fit that has seen them
  (five folds by person). Baselines in the same table: middle grey on the average of the picture, and skin brought to
  the usual skin.
* Levelling: one person's frames, neutral and smiling, at three exposures in one scene: how far their skin lies apart.
* The shoot: its frames at their own exposure errors, proposed burst by burst as the program does; nobody in it is
  judged by a fit that has seen them, and a baseline of the median skin is printed beside it.
* Ordinary pictures (video, groups, phone), each person judged by a rule that has not seen them.
* White balance: casts of ±20 % red, blue, and both against each other; ΔE00 on the skin after the proposal.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import train_exposure, train_ordinary
from benchmarks.train_exposure import DATA, FOLDS, load, shown
from retouch.adjust import judge_exposure
from retouch.adjust.base import Context, Proposal
from retouch.adjust.exposure import Exposure
from retouch.adjust.headroom import wants_headroom
from retouch.adjust.judge_exposure import Estimate, Judges, Studio, estimate, main_face, ordinary, studio, worth
from retouch.adjust.together import propose_together, skin_spread
from retouch.adjust.white_balance import WhiteBalance
from retouch.develop import dng
from retouch.faces.reader import FaceReader
from retouch.image.colour import REC2020_TO_SRGB, SRGB_TO_REC2020, delta_e, linear_to_srgb, srgb_to_lab
from retouch.image.face_light import linear
from retouch.model.frame import AnyArray
from retouch.model.numbers import Measured
from retouch.model.photo import Capture, PhotoId, WhitePoint
from retouch.model.scene import Scene
from retouch.tasks.headroom import HeadroomJob, measure_one

EVS = (-2.0, -1.0, 0.0, 1.0, 2.0)
CASTS = ((1.2, 1.0), (1 / 1.2, 1.0), (1.0, 1.2), (1.0, 1 / 1.2), (1.2, 1 / 1.2), (1 / 1.2, 1.2))
DAYLIGHT = WhitePoint(6504.0, 10.0)


def read(reader: FaceReader, light: AnyArray) -> Scene:
    """Read the camera's own picture of this light, which it clips."""
    pixels = shown(light)
    return reader.read(pixels, full_size=(pixels.shape[1], pixels.shape[0]), white=DAYLIGHT, source="embedded")


def read_raw(scene: Scene, light: AnyArray) -> Scene:
    """Return the reading with what the RAW file of this light says where the camera's picture is blown."""
    if not wants_headroom(scene):
        return scene
    with TemporaryDirectory() as folder:
        path = Path(folder) / "1.dng"
        dng.write(path, dng.mosaic(dng.sensor(light)), Capture(), dng.neutral(), shown(light))
        found = measure_one(HeadroomJob(PhotoId("1"), path, scene))
    return replace(scene, light=replace(scene.light, tells=Measured({**scene.light.tells, **found})))


def judges(cache: Path | None) -> dict[str, Studio]:
    """Return, for every person of the studio, a judge that has not seen them."""
    tells, evs, people = train_exposure.measured(cache and cache / "studio.npz")
    fold = train_exposure.fold_of(people)
    spread = train_exposure.spreads(train_exposure.folds(tells, evs, people)[0], evs)
    made = [Studio(train_exposure.fit(tells[fold != k], evs[fold != k], spread)) for k in range(FOLDS)]
    return {person: made[fold[people.index(person)]] for person in set(people)}


def proposed(scene: Scene, judge: Studio) -> float:
    """EV that the program would suggest for a photo by itself; 0 where it suggests nothing."""
    found = estimate(scene, Judges(judge, ordinary()))
    return found.ev if found is not None and worth(found) else 0.0


def grey_world(scene: Scene) -> float:
    """Baseline: the average of the picture becomes middle grey, as a camera's simplest meter has it."""
    return float(np.log2(0.18 / max(np.dot(scene.light.rgb, (0.2126, 0.7152, 0.0722)), 1e-4)))


def usual_skin(scene: Scene) -> float:
    """Baseline: every skin becomes as bright as the median person's, 1.9 EV under white."""
    index = main_face(scene)
    return -1.9 - scene.faces[index].tells["light.skin_50"] if index is not None else 0.0


def portraits(every: int) -> list[tuple[Path, str]]:
    found = [(p, re.match(r"\d{3}", p.name).group()) for p in sorted(DATA.glob("expression/*.jpg"))]
    return [*found[::every], *((p, p.stem) for p in sorted(DATA.glob("skin_tones/*.jpg")))]


def row(name: str, errors: list[float]) -> str:
    off = np.abs(errors)
    good = f"{np.mean(off <= 0.4):6.1%}"
    return f"{name:34} {len(off):4}   {np.median(off):.2f}   {np.percentile(off, 90):.2f}   {off.max():.2f}   {good}"


def exposures(reader: FaceReader, judge_of: dict[str, Studio], every: int) -> None:
    """Print errors of exposure by exposure, skin tone and rule."""
    errors: dict[str, list[float]] = defaultdict(list)
    at_zero: dict[str, float] = {}
    for path, person in portraits(every):
        light = linear(load(path))
        plain = read(reader, light)
        tone = ("dark", "medium", "light")[int(np.digitize(plain.faces[0].tells["light.skin_50"], (-2.6, -1.8)))]
        for ev in EVS:
            exposed = light * np.float32(2.0**ev)
            scene = plain if ev == 0 else read(reader, exposed)
            alone = proposed(scene, judge_of[person]) + ev
            scene = read_raw(scene, exposed)
            error = proposed(scene, judge_of[person]) + ev
            for group in ("all", f"at {ev:+.0f} EV", f"{tone} skin"):
                errors[group].append(error)
                errors[f"{group}, JPEG only"].append(alone)
            errors["baseline: average to grey"].append(grey_world(scene) + ev)
            errors["baseline: every skin alike"].append(usual_skin(scene) + ev)
            if ev == 0 and path.parent.name == "skin_tones":
                at_zero[path.stem] = error
    print("EV error of exposure proposals       n   median  90 %   worst  ≤ 0.4 EV")
    for group, values in sorted(errors.items()):
        print(row(group, values))
    print("skin_tones at 0:", ", ".join(f"{name.removeprefix('composite_')} {ev:+.2f}" for name, ev in at_zero.items()))


def balances(reader: FaceReader, every: int) -> None:
    """Print ΔE00 of skin after casts and their proposals."""
    before, after, surely, missed = [], [], [], 0
    for path, _ in portraits(2 * every):
        light = linear(load(path))
        skin = np.array(read(reader, light).faces[0].light.rgb)
        for red, blue in CASTS:
            cast = np.array([red, 1, blue])
            context = Context(DAYLIGHT, scene=read(reader, light * cast.astype(np.float32)))
            proposal = WhiteBalance.propose(context)
            matrix = np.eye(3)
            if proposal is None:
                missed += 1
            else:
                matrix = REC2020_TO_SRGB @ proposal.value.matrix(context) @ SRGB_TO_REC2020
                surely.append(proposal.confidence)
            before.append(difference(skin, skin * cast))
            after.append(difference(skin, matrix @ (skin * cast)))
    print(
        f"white balance: {len(after)} casts of ±20 %: skin off by ΔE00 {np.median(before):.1f}, after the proposal by a"
    )
    print(f"median of {np.median(after):.1f}, 90 % {np.percentile(after, 90):.1f}; {missed} not noticed; ", end="")
    print(f"median confidence {np.median(surely):.2f}")


def levelling(reader: FaceReader, every: int) -> None:
    """Print how far one person's skin lies apart in a scene whose exposure wanders, before and after proposals."""
    before, alone, after = [], [], []
    for neutral in sorted(DATA.glob("expression/*_neutral.jpg"))[::every]:
        frames = []
        for path in (neutral, neutral.with_name(neutral.name.replace("neutral", "smiling"))):
            for ev in (-1.2, -0.5, 0.3):
                light = linear(load(path)) * np.float32(2.0**ev)
                frames.append(Context(DAYLIGHT, scene=read_raw(read(reader, light), light)))
        before.append(skin_spread(frames, [0.0] * len(frames)))
        alone.append(skin_spread(frames, [_exposure((p,) if (p := Exposure.propose(f)) else ()) for f in frames]))
        after.append(skin_spread(frames, [_exposure(p) for p in propose_together(frames)]))
    print("levelling: skin in six frames of one person lies apart by ΔE00 (largest to the mean, median of people)")
    parts = [f"{name} {np.median(values):.1f}" for name, values in (("as taken", before), ("each alone", alone))]
    print("   ", ", ".join([*parts, f"levelled {np.median(after):.1f}, 90 % {np.percentile(after, 90):.1f}"]))


def _exposure(proposals: Sequence[Proposal]) -> float:
    return next((p.value.ev for p in proposals if isinstance(p.value, Exposure)), 0.0)


def difference(one: AnyArray, other: AnyArray) -> float:
    """ΔE00 of two linear sRGB colours."""
    lab = [srgb_to_lab(linear_to_srgb(np.clip(rgb, 0, 1))) for rgb in (one, other)]
    return float(delta_e(lab[0][None], lab[1][None])[0])


def ordinary_pictures(cache: Path | None) -> None:
    """Print errors on people in pictures that are no studio portraits."""
    data = _ordinary(cache)
    off, (_, evs, people, whole) = train_ordinary.errors(data), data
    doubt = ordinary().spread
    for ev in (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0):
        use = whole & (evs == -ev)
        made = [e + t if worth(Estimate(e + t, doubt, 0.0)) else 0.0 for e, t in zip(off[use], evs[use], strict=True)]
        kept = np.full(len(evs), np.nan)
        kept[use] = np.array(made) - evs[use]
        print(row(f"ordinary pictures at {ev:+.1f} EV", list(train_ordinary.by_person(kept, use, people))))


def _ordinary(cache: Path | None) -> train_ordinary.Measured:
    return train_ordinary.measured(cache and cache / "ordinary.npz")


def shoot(reader: FaceReader, judge_of: dict[str, Studio], cache: Path | None) -> None:
    """Print errors on the frames of the shoot, proposed together, and what levelling does."""
    known, shipped = _ordinary(cache), judge_exposure.shipped
    with (DATA / "shoot.csv").open() as rows:
        table = list(csv.DictReader(rows))
    contexts, errors, plain, as_shipped, spreads = [], [], [], [], []
    for r in table:
        light = linear(load(DATA / r["source"])) * np.float32(2.0 ** float(r["ev"] or 0))
        capture = Capture(taken=datetime.fromisoformat(r["time"]), iso=int(r["iso"]))
        contexts.append(Context(DAYLIGHT, capture, read_raw(read(reader, light), light)))
    by_burst: dict[str, list[float]] = defaultdict(list)
    bursts = [
        [i for i, r in enumerate(table) if r["burst"] == name] for name in dict.fromkeys(r["burst"] for r in table)
    ]
    for run in bursts:
        person = re.sub("london", "", table[run[0]]["subject"])
        person = {"group": train_ordinary.ALIKE.get(Path(table[run[0]]["file"]).stem, "IMG_0064")}.get(person, person)
        rule = train_ordinary.without(person, known, ordinary().spread)
        asked = Judges(judge_of.get(person) or studio(), rule)
        judge_exposure.shipped = lambda asked=asked: asked
        frames = [contexts[i] for i in run]
        values = [_exposure(proposals) for proposals in propose_together(frames)]
        judge_exposure.shipped = shipped
        of_run = zip(run, propose_together(frames), strict=True)
        as_shipped += [_exposure(proposals) + float(table[i]["ev"] or 0) for i, proposals in of_run]
        for i, value in zip(run, values, strict=True):
            errors.append(value + float(table[i]["ev"] or 0))
            plain.append(usual_skin(contexts[i].scene) + float(table[i]["ev"] or 0))
            by_burst[table[i]["burst"]].append(errors[-1])
        spread = (skin_spread([contexts[i] for i in run], evs) for evs in ([0.0] * len(run), values))
        spreads.append(f"{table[run[0]]['burst']} {next(spread):.1f} → {next(spread):.1f}")
    print(row("the shoot, by burst", errors))
    print(row("    by the shipped judges", as_shipped))
    print(row("    baseline: every skin alike", plain))
    print("   ", ", ".join(f"{burst} {np.mean(values):+.2f}" for burst, values in by_burst.items()))
    print("    skin apart by ΔE00, as taken → with proposals:", ", ".join(spreads))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="every fourth picture")
    parser.add_argument("--cache", type=Path, help="folder for the measurements of training, kept between runs")
    asked = parser.parse_args()
    every = 4 if asked.quick else 1
    if asked.cache:
        asked.cache.mkdir(parents=True, exist_ok=True)
    judge_of = judges(asked.cache)
    with FaceReader() as reader:
        exposures(reader, judge_of, every)
        ordinary_pictures(asked.cache)
        shoot(reader, judge_of, asked.cache)
        levelling(reader, 4 * every)
        balances(reader, every)


if __name__ == "__main__":
    main()
