"""Every demand can be read in three languages."""

import pytest

from wellspoken.engines.screening.register.reading import demands
from wellspoken.engines.screening.register.wording import in_words


@pytest.mark.parametrize("demand", list(demands()))
def test_a_demand_speaks_three_languages(demand: str) -> None:
    said = [in_words(demand, lang) for lang in ("en", "id", "nb")]
    assert len(set(said)) == 3
    assert all(text.endswith(".") and len(text) > 20 for text in said)


def test_other_languages_get_english() -> None:
    assert in_words("CRI-1", "fr") == in_words("CRI-1", "en")


def test_no_words_without_a_demand() -> None:
    import tomllib
    from importlib import resources

    text = resources.files("wellspoken.engines.screening.register").joinpath("words.toml").read_text("utf-8")
    assert set(tomllib.loads(text)) <= set(demands())
