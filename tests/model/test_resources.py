import pytest

from retouch.model import resources
from retouch.model.errors import ResourceMissing


def test_a_checkout_finds_the_repositorys_resources():
    assert resources.resource_path("models/face_landmarker.task").stat().st_size > 1_000_000


def test_what_the_package_carries_comes_first(tmp_path, monkeypatch):
    packaged, checkout = tmp_path / "package", tmp_path / "checkout"
    for place in (packaged, checkout):
        (place / "models").mkdir(parents=True)
        (place / "models" / "a.onnx").write_text(place.name)
    monkeypatch.setattr(resources, "_PLACES", (packaged, checkout))
    assert resources.resource_path("models/a.onnx").read_text() == "package"


def test_a_missing_resource_says_what_to_do():
    with pytest.raises(ResourceMissing, match=r"lacks models/gone\.onnx.*Install retouch again"):
        resources.resource_path("models/gone.onnx")
