"""The sample's workflows, described when its month is told: what is sent from now on goes by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellspoken.rooms.review.flow.plans import Applies, StepPlan
from wellspoken.rooms.review.services import WorkflowFacts, add_workflow, change_workflow
from wellspoken.sample import reading

if TYPE_CHECKING:
    from wellspoken.sample.house import House


def describe_workflows(house: House) -> None:
    """One for each team: calls for volunteers are looked at twice."""
    actor = house.one("*", "administrator")
    for said in reading.workflows():
        team = house.teams[said["team"]]
        row = add_workflow(actor=actor, team=team, name=said["name"])
        steps = tuple(_step(house, said["team"], step) for step in said["steps"])
        facts = WorkflowFacts(row.name, Applies(recruitment=True), steps)
        change_workflow(actor=actor, workflow=row, base=row.version, facts=facts)


def _step(house: House, slug: str, said: dict[str, Any]) -> StepPlan:
    outside = bool(said.get("outside"))
    if "role" in said:
        return StepPlan(said["name"], "role", role=said["role"], outside=outside)
    return StepPlan(said["name"], "people", (house.one(slug, said["by"]).pk,), outside=outside)
