"""Workflows for tests, with the fewest words."""

from typing import Any

from tests.factories import make_body, make_post
from wellspoken.rooms.review import services
from wellspoken.rooms.review.flow.plans import Applies, StepPlan
from wellspoken.rooms.review.models import RequestStep, ReviewRequest, Workflow


def named(name: str, *people: Any, **fields: Any) -> StepPlan:
    """A step of named people."""
    return StepPlan(name, "people", tuple(person.pk for person in people), **fields)


def role(name: str, held: str = "reviewer", **fields: Any) -> StepPlan:
    """A step of a role."""
    return StepPlan(name, "role", role=held, **fields)


def knows(name: str, field: str, **fields: Any) -> StepPlan:
    """A step of a competence."""
    return StepPlan(name, "competence", field=field, **fields)


def workflow(team: Any, *steps: StepPlan, name: str = "Two looks", applies: Applies | None = None) -> Workflow:
    """A workflow of the team, after those that are there."""
    return Workflow.objects.create(
        team=team,
        name=name,
        number=Workflow.objects.filter(team=team).count() + 1,
        applies=(applies or Applies()).to_json(),
        steps=[step.to_json() for step in steps],
    )


def sent(house: Any, text: str = "Walk for thirty minutes on Saturday.", **fields: Any) -> ReviewRequest:
    """A post by Ana that is sent to review."""
    post = make_post(house.team, house.ana, make_body(text, channels=(house.channel.pk,), **fields))
    return services.submit(actor=house.ana, post=post, base_version=post.version)


def states(request: ReviewRequest) -> list[str]:
    """The states of its steps, in order."""
    return list(RequestStep.objects.filter(request=request).values_list("state", flat=True))


def fresh(request: ReviewRequest) -> ReviewRequest:
    """The request as it is now."""
    return ReviewRequest.objects.select_related("post__team", "post__current", "revision").get(pk=request.pk)
