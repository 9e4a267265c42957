import io

import numpy as np
import pytest
import tifffile
from PIL import Image

from retouch.develop import decode, stills
from retouch.develop.profiles import icc_bytes
from retouch.image import colour, icc
from retouch.model.errors import PhotoUnreadable
from retouch.model.frame import Space


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpg", "tif", "png"])
def test_upright_in_every_format(wheel, tmp_path, orientation, kind):
    exif = Image.Exif()
    exif[274] = orientation
    Image.fromarray(wheel).save(tmp_path / f"a.{kind}", exif=exif, **({"quality": 98} if kind == "jpg" else {}))
    still = stills.read(tmp_path / f"a.{kind}")
    turned = {1: wheel, 2: wheel[:, ::-1], 3: wheel[::-1, ::-1], 4: wheel[::-1]}.get(orientation)
    if turned is None:
        flipped = wheel.swapaxes(0, 1)
        turned = {5: flipped, 6: flipped[:, ::-1], 7: flipped[::-1, ::-1], 8: flipped[::-1]}[orientation]
    assert still.full_size == turned.shape[1::-1]
    assert np.abs(still.pixels.astype(int) - turned).mean() < 3


@pytest.mark.parametrize("space", [Space.SRGB, Space.DISPLAY_P3, Space.ADOBE_RGB])
@pytest.mark.parametrize("kind", ["jpg", "tif", "png"])
def test_the_profile_is_respected(wheel, tmp_path, space, kind):
    Image.fromarray(wheel).save(
        tmp_path / f"a.{kind}",
        icc_profile=icc_bytes(space),
        **({"quality": 98, "subsampling": 0} if kind == "jpg" else {}),
    )
    linear = decode.base(tmp_path / f"a.{kind}").frame.pixels
    expected = colour.decode(wheel / 255, space) @ colour.convert(space, Space.SCENE).T
    assert np.abs(linear - expected).mean() < 0.01
    seen = decode.preview(tmp_path / f"a.{kind}", 500).pixels / 255
    in_srgb = colour.linear_to_srgb(np.clip(expected @ colour.REC2020_TO_SRGB.T, 0, 1))
    assert np.abs(seen - in_srgb).mean() < 0.01


def test_sixteen_bits_stay_sixteen(tmp_path):
    ramp = np.linspace(0, 65535, 3000).astype(np.uint16).reshape(10, 100, 3)
    tifffile.imwrite(tmp_path / "a.tif", ramp, photometric="rgb")
    assert np.array_equal(stills.read(tmp_path / "a.tif").pixels, ramp)
    assert len(np.unique(decode.base(tmp_path / "a.tif").frame.pixels)) > 2000


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((20, 30), 90, np.uint8),
        np.full((20, 30, 4), 90, np.uint8),
        np.full((20, 30), 90 * 257, np.uint16),
        np.full((20, 30, 3), 90 / 255, np.float32),
    ],
    ids=["grey", "alpha", "grey 16", "float"],
)
def test_other_layouts_become_rgb(tmp_path, pixels):
    tifffile.imwrite(tmp_path / "a.tif", pixels, photometric="rgb" if pixels.ndim == 3 else "minisblack")
    assert decode.preview(tmp_path / "a.tif", 100).pixels == pytest.approx(90, abs=1)


def test_planar_tiff(tmp_path, wheel):
    tifffile.imwrite(tmp_path / "a.tif", np.moveaxis(wheel, -1, 0), photometric="rgb", planarconfig="separate")
    assert np.array_equal(stills.read(tmp_path / "a.tif").pixels, wheel)


def test_reduced_decoding_is_never_smaller_than_asked_for(tmp_path):
    Image.fromarray(np.zeros((1200, 1600, 3), np.uint8)).save(tmp_path / "a.jpg")
    data = (tmp_path / "a.jpg").read_bytes()
    for edge in (150, 200, 300, 700, 1600, 3000):
        assert max(stills.decode_jpeg(data, edge).shape) >= min(edge, 1600)
        assert max(decode.preview(tmp_path / "a.jpg", edge).pixels.shape) == min(edge, 1600)


@pytest.mark.parametrize("kind", ["jpg", "tif", "png"])
def test_damaged_files_are_named(tmp_path, wheel, kind):
    out = io.BytesIO()
    Image.fromarray(wheel).save(out, {"jpg": "JPEG", "tif": "TIFF", "png": "PNG"}[kind])
    path = tmp_path / f"a.{kind}"
    for data in (b"", b"hello", out.getvalue()[:30]):
        path.write_bytes(data)
        for read in (decode.base, lambda p: decode.preview(p, 100)):
            with pytest.raises(PhotoUnreadable) as caught:
                read(path)
            assert caught.value.path == path


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits", None])
def test_a_tiff_is_read_however_it_was_compressed(tmp_path, wheel, compression):
    profile = icc_bytes(Space.ADOBE_RGB)
    turned = np.ascontiguousarray(np.rot90(wheel))  # stored turned; orientation 6 brings it back
    Image.fromarray(turned).save(tmp_path / "a.tif", compression=compression, tiffinfo={274: 6}, icc_profile=profile)
    still = stills.read(tmp_path / "a.tif")
    assert np.array_equal(still.pixels, wheel)
    assert still.profile is not None


@pytest.mark.parametrize("space", [Space.DISPLAY_P3, Space.ADOBE_RGB])
def test_eight_bits_of_another_space_become_srgb(wheel, space):
    linear = colour.srgb_to_linear(wheel / 255) @ colour.convert(Space.SRGB, space).T
    encoded = np.rint(np.clip(colour.encode(linear, space), 0, 1) * 255).astype(np.uint8)
    back = stills.to_srgb(encoded, icc.parse(icc_bytes(space)))
    assert np.median(np.abs(back.astype(int) - wheel)) <= 1
    assert np.percentile(np.abs(back.astype(int) - wheel), 98) <= 4
    assert np.abs(encoded.astype(int) - wheel).max() > 20


def test_adobe_rgb_is_what_its_profile_says():
    ours, theirs = icc.adobe_rgb(), icc.parse(icc_bytes(Space.ADOBE_RGB))
    assert np.abs(ours.curves - theirs.curves).max() < 1e-3
    assert np.abs(ours.to_rec2020 - theirs.to_rec2020).max() < 2e-3
