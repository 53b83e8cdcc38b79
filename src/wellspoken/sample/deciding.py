"""What the sample's people decided about the rules: one set that is on, a product, and a draft of a team's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellspoken.rooms.compliance.house.choosing import choose
from wellspoken.rooms.compliance.house.drafting import switch_on
from wellspoken.rooms.compliance.house.exemptions import exempt
from wellspoken.rooms.compliance.house.terms import TermFacts, add_term
from wellspoken.rooms.people.services.products import ProductFacts, add_product
from wellspoken.sample import reading

if TYPE_CHECKING:
    from wellspoken.sample.house import House


def decide_rules(house: House) -> None:
    """One switched severity, one own term and one exemption count; a reviewer's own term waits in a draft."""
    said = reading.rules()
    administrator = house.one("*", "administrator")
    choice, person = said["choice"], said["exempt"]
    choose(actor=administrator, rule=choice["rule"], severity=choice["severity"], reason=choice["reason"])
    exempt(actor=administrator, kind=person["kind"], value=person["value"], reason=person["reason"])
    add_term(actor=administrator, facts=TermFacts(**said["term"]))
    switch_on(actor=administrator, reason=said["reason"])
    add_product(actor=administrator, facts=ProductFacts(**said["product"]))
    team = said["draft"]["team"]
    add_term(actor=house.one(team, "reviewer"), facts=TermFacts(**said["draft"]["term"]), team=house.teams[team])
