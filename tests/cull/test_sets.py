from dataclasses import replace

import numpy as np
import pytest
from shoot import Shoot, burst, face, photo, scene, tilted

from retouch.cull.bursts import BurstKind, group
from retouch.model.numbers import Numbers


def kinds(shoot):
    return [(b.kind, len(b.photos)) for b in group(shoot.photos, shoot.scenes)]


@pytest.mark.parametrize("biases", [(0, -1, 1), (-2, 0, 2), (0, -1 / 3, 1 / 3), (-2, -1, 0, 1, 2)])
def test_an_exposure_bracket_is_a_set(biases):
    shoot = _exposed([{"bias": float(b), "shutter": 2.0**b / 100} for b in biases])
    assert kinds(shoot) == [(BurstKind.BRACKET, len(biases))]


def test_a_bracket_in_manual_mode_shows_in_the_shutter():
    assert kinds(_exposed([{"shutter": s} for s in (1 / 100, 1 / 400, 1 / 25)])) == [(BurstKind.BRACKET, 3)]


def test_brackets_shot_one_after_another_are_sets_of_their_own():
    shoot = _exposed([{"bias": float(b)} for b in (0, -1, 1) * 3])
    assert kinds(shoot) == [(BurstKind.BRACKET, 3)] * 3


@pytest.mark.parametrize("biases", [(0.0, -1.0), (0.0, 2.0), (-0.7, 0.7)])
def test_two_exposures_that_the_camera_made_in_a_row_are_a_bracket(biases):
    assert kinds(_exposed([{"bias": b} for b in biases])) == [(BurstKind.BRACKET, 2)]


def test_two_frames_between_which_somebody_turned_the_dial_are_no_bracket():
    photos = (photo("A0", 0.0, bias=0.0), photo("A1", 1.5, bias=-1.0))
    assert kinds(Shoot(photos, {p.id: scene() for p in photos})) == [(BurstKind.BURST, 2)]
    assert kinds(_exposed([{"bias": 0.0}, {"bias": -1 / 3}])) == [(BurstKind.BURST, 2)]


def test_the_meter_wandering_in_a_burst_is_no_bracket():
    shutters = (1 / 100, 1 / 125, 1 / 160, 1 / 125, 1 / 160, 1 / 200)
    assert kinds(_exposed([{"shutter": s, "bias": 0.0} for s in shutters])) == [(BurstKind.BURST, 6)]


def _exposed(captures):
    photos = tuple(photo(f"A{n}", n * 0.3, aperture=8.0, iso=100, **c) for n, c in enumerate(captures))
    return Shoot(photos, {p.id: scene() for p in photos})


def view(left, *, seed=5, width=16):
    """A window of a wide random landscape, as the beginning of a likeness."""
    world = np.random.default_rng(seed).normal(size=(16, 80))
    world = (world + np.roll(world, 1, axis=1)) / 2
    grid = world[:, left : left + width].ravel()
    grid = grid - grid.mean()
    return replace(scene(), likeness=Numbers(grid / np.linalg.norm(grid)))


def test_a_panorama_is_a_set():
    assert kinds(burst([view(x) for x in (0, 8, 16, 24)], gap=1.5)) == [(BurstKind.PANORAMA, 4)]


def test_a_panorama_may_go_the_other_way():
    assert kinds(burst([view(x) for x in (40, 33, 25)], gap=1.0)) == [(BurstKind.PANORAMA, 3)]


def test_looking_back_and_forth_is_no_panorama():
    assert BurstKind.PANORAMA not in [k for k, _ in kinds(burst([view(x) for x in (0, 8, 0, 8)], gap=1.5))]


def test_following_a_subject_fast_is_no_panorama():
    assert BurstKind.PANORAMA not in [k for k, _ in kinds(burst([view(x) for x in (0, 8, 16, 24)], gap=0.1))]


def test_a_panorama_has_one_exposure():
    photos = tuple(photo(f"A{n}", n * 1.5, shutter=2.0**-n) for n in range(4))
    shoot = Shoot(photos, {p.id: view(n * 8) for n, p in enumerate(photos)})
    assert BurstKind.PANORAMA not in [k for k, _ in kinds(shoot)]


def test_a_bracket_is_one_picture():
    shoot = _exposed([{"bias": b} for b in (-1.0, 0.0, 1.0)])
    shoot.scenes[shoot.photos[1].id] = replace(scene(), likeness=tilted(0.3))
    assert BurstKind.BRACKET not in [k for k, _ in kinds(shoot)]


def test_a_bracket_is_not_interrupted_by_turning_the_camera():
    sizes = [{"width": 6000, "height": 4000}] * 2 + [{"width": 4000, "height": 6000}]
    shoot = _exposed([{"bias": b, **size} for b, size in zip((-1.0, 0.0, 1.0), sizes, strict=True)])
    assert (BurstKind.BRACKET, 3) not in kinds(shoot)


def test_a_bracket_needs_times():
    photos = tuple(photo(f"A{n}", None, bias=float(n)) for n in range(3))
    assert BurstKind.BRACKET not in [k for k, _ in kinds(Shoot(photos, {p.id: scene() for p in photos}))]


def test_a_long_exposure_does_not_break_a_bracket():
    shutters = (0.5, 2.0, 8.0)
    photos = tuple(
        photo(f"A{n}", at, shutter=s) for n, (at, s) in enumerate(zip((0.1, 1.0, 9.5), shutters, strict=True))
    )
    assert kinds(Shoot(photos, {p.id: scene() for p in photos})) == [(BurstKind.BRACKET, 3)]


def test_a_change_of_aperture_is_not_a_bracket():
    photos = tuple(photo(f"A{n}", n * 0.3, shutter=2.0**-n, aperture=4.0 + n) for n in range(3))
    assert BurstKind.BRACKET not in [k for k, _ in kinds(Shoot(photos, {p.id: scene() for p in photos}))]


def test_a_zoom_is_no_panorama():
    photos = tuple(photo(f"A{n}", n * 1.5, focal_length=24.0 + 10 * n) for n in range(4))
    assert BurstKind.PANORAMA not in [
        k for k, _ in kinds(Shoot(photos, {p.id: view(n * 8) for n, p in enumerate(photos)}))
    ]


def test_following_a_face_slowly_is_no_panorama():
    frames = [replace(view(x), faces=(face(),)) for x in (0, 8, 16, 24)]
    assert BurstKind.PANORAMA not in [k for k, _ in kinds(burst(frames, gap=1.5))]


def test_one_step_of_a_panorama_may_be_beyond_measuring():
    assert kinds(burst([view(x) for x in (0, 7, 21, 28, 35)], gap=1.5)) == [(BurstKind.PANORAMA, 5)]


def test_two_unmeasurable_steps_in_a_row_are_two_other_pictures():
    frames = [view(0), view(0, seed=11), view(0, seed=12), view(0, seed=13)]
    assert [k for k, _ in kinds(burst(frames, gap=1.5))] == [BurstKind.SINGLE] * 4


def test_a_panorama_ends_where_two_steps_cannot_be_measured():
    frames = [view(0), view(8), view(16), view(0, seed=11), view(0, seed=12), view(0, seed=13)]
    assert kinds(burst(frames, gap=1.5))[0] == (BurstKind.PANORAMA, 4)


def test_a_small_reframing_is_no_panorama():
    assert BurstKind.PANORAMA not in [k for k, _ in kinds(burst([view(x) for x in (0, 3, 6)], gap=1.5))]
