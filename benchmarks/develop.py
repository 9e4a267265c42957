"""How right development is: the camera's look, demosaicing, LibRaw's numbers, and preview against export.

Each table holds the baseline beside ours, measured in the same run. Needs ../shared (or RETOUCH_TEST_DATA).

    python -m benchmarks.develop
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import rawpy

from benchmarks.labelled import DATA
from retouch.adjust.base import Context
from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.develop import decode, look
from retouch.develop.decode import raw as decode_raw
from retouch.develop.render import render
from retouch.image import colour
from retouch.image.demosaic import demosaic
from retouch.model.frame import AnyArray
from retouch.model.photo import Capture

EDGE = 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        looks(folder)
        demosaicing(folder)
        libraw(folder)
        previews(folder)
        noise(folder)


def shoot(recipe: Path, to: Path, *options: str) -> list[Path]:
    command = [sys.executable, str(DATA.parent / "tools" / "make_shoot.py"), str(recipe), str(to), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return sorted(to.glob("*.dng"))


def difference(one: AnyArray, other: AnyArray) -> AnyArray:
    """ΔE00 of two sRGB pictures in 0..1, the second brought to the size of the first."""
    if one.shape != other.shape:
        other = cv2.resize(other, one.shape[1::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(colour.delta_e(colour.srgb_to_lab(one), colour.srgb_to_lab(other)))


def looks(folder: Path) -> None:
    """Default rendering against the camera's JPEG at 1024 px; wrong and plain previews must not make it worse."""
    print("\n### Camera look: median (90 %) ΔE00 to the embedded JPEG at 1024 px\n")
    print("| file | plain development | with the fitted look | the fit's own estimate |\n|---|---|---|---|")
    files = shoot(DATA / "camera_look.csv", folder / "look")
    files += shoot(plain_recipe(folder), folder / "plain")
    files += [DATA / "raw" / n for n in ("canon_g2_0304.crw", "canon_s40_0119.crw", "photoprism_canon_eos_6d.dng")]
    for path in files:
        base, picture = decode.base(path, long_edge=EDGE), decode.preview(path, EDGE)
        if picture.source != "embedded":
            picture = decode.preview(path, 500)
        found = look.look_for(path, base)
        shown = [render(base, Edit(), Context(base.white), look=kind).pixels for kind in (look.PLAIN, found)]
        camera = picture.pixels / 255
        camera = cv2.resize(camera, shown[0].shape[1::-1], interpolation=cv2.INTER_AREA)
        plain, ours = (difference(s, camera) for s in shown)
        estimate = "plain" if found.is_plain else f"{found.error:.2f}"
        print(f"| {path.name} | {told(plain)} | {told(ours)} | {estimate} |")
    for path, wrong in wrong_previews(folder):
        base = decode.base(path, long_edge=EDGE)
        found = look.look_for(path, base)
        print(f"| {wrong} | – | {'plain, as it should be' if found.is_plain else 'FITTED TO A WRONG PICTURE'} | – |")


def told(values: AnyArray) -> str:
    return f"{np.median(values):.2f} ({np.percentile(values, 90):.2f})"


def plain_recipe(folder: Path) -> Path:
    """Some rows of the shoot, whose previews are plain."""
    with (DATA / "shoot.csv").open() as file:
        rows = list(csv.DictReader(file))[::9]
    for row in rows:
        row["source"] = str(DATA / row["source"])
    path = folder / "plain.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def wrong_previews(folder: Path) -> Iterator[tuple[Path, str]]:
    """RAW files whose embedded JPEG shows something else."""
    make_dng = maker()
    sources = [picture(DATA / "camera_look" / f"{n}.jpg", EDGE) for n in (0, 1, 2)]
    noise = np.random.default_rng(0).integers(0, 255, sources[0].shape).astype(np.uint8)
    size = sources[0].shape[1::-1]
    others = {
        "another photo": cv2.resize(sources[1], size),
        "a third photo": cv2.resize(sources[2], size),
        "itself, mirrored": np.ascontiguousarray(sources[0][:, ::-1]),
        "its negative": 255 - sources[0],
        "noise": noise,
        "a grey card": np.full_like(noise, 128),
    }
    for n, (name, jpeg) in enumerate(others.items()):
        path = folder / f"wrong_{n}.dng"
        make_dng(sources[0], str(path), jpeg_rgb=jpeg)
        yield path, f"preview is {name}"


def maker():  # type: ignore[no-untyped-def]
    sys.path.insert(0, str(DATA.parent / "tools"))
    from make_dng import make_dng

    return make_dng


def picture(path: Path, edge: int) -> AnyArray:
    bgr = cv2.imread(str(path))
    scale = edge / max(bgr.shape[:2])
    size = (round(bgr.shape[1] * scale) // 2 * 2, round(bgr.shape[0] * scale) // 2 * 2)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.ascontiguousarray(cv2.resize(bgr, size, interpolation=how)[..., ::-1])


def demosaicing(folder: Path) -> None:
    """PSNR of the developed picture to its noise-free source, LibRaw's methods beside ours."""
    print("\n### Demosaicing: PSNR in dB (sRGB) to the source, no noise\n")
    methods = {m: rawpy.DemosaicAlgorithm[m] for m in ("LINEAR", "PPG", "AHD", "AAHD")}
    print("| picture | " + " | ".join(methods) + " | ours |\n|" + "---|" * (len(methods) + 2))
    sources = [DATA / "camera_look" / f"{n}.jpg" for n in (0, 1, 2)]
    for source in [*sources, Path("resources/sample/astronaut.png")]:
        rgb = picture(source, 1440 if source.suffix == ".jpg" else 512)
        path = folder / "mosaic.dng"
        maker()(rgb, str(path), noise=False)
        truth = rgb / 255
        with rawpy.imread(str(path)) as raw:
            theirs = [
                raw.postprocess(use_camera_wb=True, no_auto_bright=True, gamma=(2.4, 12.92), demosaic_algorithm=m)
                for m in methods.values()
            ]
        base = decode.base(path)
        ours = render(base, Edit(), Context(base.white)).pixels
        figures = [psnr(t / 255, truth) for t in theirs] + [psnr(ours, truth)]
        print(f"| {source.name} | " + " | ".join(f"{f:.2f}" for f in figures) + " |")


def psnr(one: AnyArray, other: AnyArray) -> float:
    inside = np.s_[8:-8, 8:-8]
    return float(10 * np.log10(1 / np.mean((one[inside] - other[inside]) ** 2)))


def libraw(folder: Path) -> None:
    """Scene-linear values against LibRaw's own linear Rec.2020, in the middle of even patches."""
    patches = np.random.default_rng(0).integers(20, 235, (12, 18, 3)).astype(np.uint8)
    path = folder / "patches.dng"
    maker()(np.kron(patches, np.ones((40, 40, 1), np.uint8)), str(path), noise=False)
    with rawpy.imread(str(path)) as raw:
        theirs = raw.postprocess(
            use_camera_wb=True,
            output_color=rawpy.ColorSpace.Rec2020,
            output_bps=16,
            gamma=(1, 1),
            no_auto_bright=True,
            adjust_maximum_thr=0,
        )
    ours = np.clip(decode.base(path).frame.pixels, 0, 1) * 65535
    off = np.abs(ours - theirs)[20::40, 20::40]
    print("\n### Neutral development against LibRaw's linear output (steps of 1/65535)\n")
    print(f"| patches | median | most |\n|---|---|---|\n| {patches.shape[0] * patches.shape[1]} | ", end="")
    print(f"{np.median(off):.2f} | {off.max():.2f} |")


def previews(folder: Path) -> None:
    """The same edit at preview size, and at full size reduced to it in linear light."""
    print("\n### Preview (1440 px) against export of 24 MP, ΔE00 mean (99 %)\n")
    print("| file | edit | export at 1440 px | export at full size, then reduced |\n|---|---|---|---|")
    kinds = adjustments()
    edits = {"neutral": Edit()}
    edits["exposure, tone, colour"] = fold(
        kinds["exposure"](ev=0.4), kinds["contrast"](amount=25), kinds["vibrance"](amount=30)
    )
    edits["and sharpening"] = edits["exposure, tone, colour"].with_step(kinds["sharpening"](amount=40))
    for path in shoot(DATA / "camera_look.csv", folder / "large", "--size", "6000")[::2]:
        small, full = decode.base(path, long_edge=1440), decode.base(path)
        found = look.look_for(path, full)
        for name, edit in edits.items():
            seen = render(small, edit, Context(small.white), look=look.look_for(path, small)).pixels
            reduced = full.reduced(1440)
            delivered = render(reduced, edit, Context(full.white), look=found).pixels
            linear = colour.srgb_to_linear(render(full, edit, Context(full.white), look=found).pixels)
            area = cv2.resize(linear, seen.shape[1::-1], interpolation=cv2.INTER_AREA)
            large = np.clip(colour.linear_to_srgb(area), 0, 1)
            figures = [difference(seen, other) for other in (delivered, large)]
            cells = " | ".join(f"{f.mean():.2f} ({np.percentile(f, 99):.2f})" for f in figures)
            print(f"| {path.name} | {name} | {cells} |")


def noise(folder: Path) -> None:
    """Against the same RAW file without noise: plain demosaicing, colour noise gone, and grain at 60 as well."""
    print("\n### Noise: PSNR in dB (sRGB), root mean square of a*b*, share of fine texture kept\n")
    print("| ISO | as the sensor gives it | colour noise gone (default) | and grain 60 |\n|---|---|---|---|")
    rgb, path = picture(DATA / "camera_look" / "1.jpg", 1600), folder / "noise.dng"
    maker()(rgb, str(path), noise=False)
    base = decode.base(path)
    clean = render(base, Edit(), Context(base.white)).pixels
    for iso in (100, 400, 1600, 6400, 12800):
        maker()(rgb, str(path), iso=iso, seed=3)
        calm = decode.base(path)
        with rawpy.imread(str(path)) as raw:
            header = decode_raw._header(raw)
            mosaic = decode_raw._mosaic(raw, header)
            assert mosaic is not None
            pixels = demosaic(mosaic, decode_raw._to_rec2020(header))
        noisy = replace(calm, frame=calm.frame.with_pixels(pixels))
        grain = fold(adjustments()["noise"].from_values({"grain": 60}))
        shown = [(noisy, Edit()), (calm, Edit()), (calm, grain)]
        cells = [told_noise(render(b, e, Context(b.white, Capture(iso=iso))).pixels, clean) for b, e in shown]
        print(f"| {iso} | " + " | ".join(cells) + " |")


def told_noise(pixels: AnyArray, clean: AnyArray) -> str:
    one, other = colour.srgb_to_lab(pixels), colour.srgb_to_lab(clean)
    tint = float(np.sqrt(np.mean((one[8:-8, 8:-8, 1:] - other[8:-8, 8:-8, 1:]) ** 2) * 2))
    fine = [np.asarray(lab[..., 0], np.float32) for lab in (one, other)]
    fine = [light - cv2.GaussianBlur(light, (0, 0), 1.5) for light in fine]
    energy = cv2.blur(fine[1] * fine[1], (15, 15))
    textured = (energy > np.percentile(energy, 60)) & (energy < np.percentile(energy, 90))
    kept = float(np.sum(fine[0][textured] * fine[1][textured]) / np.sum(fine[1][textured] ** 2))
    return f"{psnr(pixels, clean):.1f} dB, {tint:.1f}, {kept:.2f}"


def fold(*steps) -> Edit:  # type: ignore[no-untyped-def]
    edit = Edit()
    for step in steps:
        edit = edit.with_step(step)
    return edit


if __name__ == "__main__":
    main()
