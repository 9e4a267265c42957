import json
from dataclasses import replace

import pytest

from retouch.cull.profile import WEIGHTS, CullSettings, Profile
from retouch.model.errors import UsageError
from retouch.model.photo import PhotoId


def test_settings_survive_storage_as_json():
    settings = CullSettings(Profile.WEDDING, 0.8)
    assert CullSettings.from_data(json.loads(json.dumps(settings.to_data()))) == settings
    of_a_shoot = replace(settings, key=frozenset({(PhotoId("ab"), 2)}))
    assert CullSettings.from_data(of_a_shoot.to_data()) == settings, "key persons belong to a shoot"


def test_each_limit_can_be_set_by_itself():
    settings = CullSettings(sure_from=0.9, closed_under=0.3, soft_under=0.0)
    assert (settings.sure, settings.closed) == (0.9, 0.3)
    assert 0 < settings.soft <= 0.01, "nothing is divided by it, but it must stay a limit"
    assert CullSettings.from_data(json.loads(json.dumps(settings.to_data()))) == settings
    with pytest.raises(UsageError, match="Closed under is 2"):
        CullSettings(closed_under=2.0)


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
