"""The register: every demand of the specification is accounted for, with its way of checking and examples."""

from pathlib import Path

import pytest

from wellspoken.engines.screening import all_rules
from wellspoken.engines.screening.register import QUESTIONS
from wellspoken.engines.screening.register.reading import WAYS, Demand, demands

IDS = Path(__file__).with_name("register_ids.txt").read_text().split()
REGISTER = list(demands().values())


def test_every_demand_is_there_and_no_other() -> None:
    assert len(IDS) == len(set(IDS)) == 167
    assert set(demands()) == set(IDS)


@pytest.mark.parametrize("demand", REGISTER, ids=lambda d: d.id)
def test_a_demand_is_complete(demand: Demand) -> None:
    assert demand.where
    assert demand.citation
    assert demand.mark in {"V", "K", "V/K", "K?"}
    assert demand.checked_on.year >= 2026
    assert demand.demand.endswith(".")
    assert demand.how
    assert set(demand.how) <= set(WAYS)
    assert demand.not_checked.strip(" -")
    assert demand.bad
    assert demand.good


@pytest.mark.parametrize("demand", [d for d in REGISTER if d.id in all_rules()], ids=lambda d: d.id)
def test_a_demand_with_a_rule_of_its_own_shows_that_rules_examples(demand: Demand) -> None:
    assert "machine" in demand.how
    rule = all_rules()[demand.id]
    assert all(text.startswith(e.text) for text, e in zip(demand.bad, (e for e in rule.examples if e.bad), strict=True))
    assert set(demand.bad).isdisjoint(demand.good)


@pytest.mark.parametrize("demand", REGISTER, ids=lambda d: d.id)
def test_machine_means_that_a_rule_is_there(demand: Demand) -> None:
    assert ("machine" in demand.how) == bool(demand.rules)
    for rule in demand.rules:
        assert {e.bad for e in all_rules()[rule].examples} >= {True}


def test_no_demand_loses_its_rule() -> None:
    """A demand that once had a rule of its own keeps one; new ones are added to the list."""
    listed = Path(__file__).with_name("register_machine.txt").read_text().split()
    assert set(listed) <= set(all_rules())
    assert set(listed) == set(demands()) & set(all_rules())


def test_what_is_not_built_is_said_and_nothing_else_is() -> None:
    for demand in REGISTER:
        assert ("not built" in demand.how) == bool(demand.missing)
        if demand.how == ("not built",):
            assert len(demand.missing) > 20


def test_questions_ask_for_demands_of_the_register_or_rules_of_our_own() -> None:
    known = set(demands()) | set(all_rules())
    for question in QUESTIONS:
        assert {question.id, *question.covers} <= known


def test_rules_that_stand_in_for_others_are_there() -> None:
    """A rule that was renamed must not silently leave the demands that lean on it."""
    import tomllib
    from importlib import resources

    folder = resources.files("wellspoken.engines.screening.register").joinpath("demands")
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text("utf-8"))
            for key, entry in data.items():
                if isinstance(entry, dict):
                    assert set(entry.get("by", ())) <= set(all_rules()), key
