import json

import pytest

from retouch.faces import models
from retouch.model import resources
from retouch.model.errors import ResourceMissing


def test_every_shipped_model_is_the_one_in_the_manifest():
    for name in models.model_hashes():
        assert models.load_model(name)


def test_every_model_file_has_an_entry_with_source_and_licence():
    manifest = json.loads(resources.resource_path("models/manifest.json").read_text())
    files = {p.name for p in resources.resource_path("models").iterdir()} - {"manifest.json"}
    assert files == set(manifest)
    assert all(entry["licence"] and entry["source"] and entry["what"] for entry in manifest.values())


def test_an_altered_model_is_refused(tmp_path, monkeypatch):
    (tmp_path / "models").mkdir()
    for path in resources.resource_path("models").iterdir():
        (tmp_path / "models" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "models" / models.DETECTOR).write_bytes(b"something else")
    monkeypatch.setattr(resources, "_PLACES", (tmp_path,))
    with pytest.raises(ResourceMissing, match="damaged or has been replaced"):
        models.load_model(models.DETECTOR)
