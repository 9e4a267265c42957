import json

import pytest

from retouch.cull.profile import WEIGHTS, CullSettings, Profile
from retouch.model.errors import UsageError
from retouch.model.photo import PhotoId


def test_settings_survive_storage_as_json():
    settings = CullSettings(Profile.WEDDING, 0.8, frozenset({(PhotoId("ab"), 2), (PhotoId("cd"), 0)}))
    assert CullSettings.from_data(json.loads(json.dumps(settings.to_data()))) == settings


def test_settings_ignore_what_a_newer_version_wrote():
    assert CullSettings.from_data({"mood": "gloomy"}) == CullSettings()


def test_an_unknown_profile_says_which_there_are():
    with pytest.raises(UsageError, match="portrait, headshot, wedding, group, event"):
        CullSettings.from_data({"profile": "sport"})


def test_strictness_stays_in_range():
    with pytest.raises(UsageError):
        CullSettings(strictness=1.5)


def test_every_profile_has_weights():
    assert set(WEIGHTS) == set(Profile)


def test_stricter_means_every_limit_rejects_more():
    mild, strict = CullSettings(strictness=0.0), CullSettings(strictness=1.0)
    assert strict.sure < mild.sure
    assert strict.closed > mild.closed
    assert strict.soft > mild.soft
