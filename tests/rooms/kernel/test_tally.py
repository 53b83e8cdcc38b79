"""Many counts at once are what they are one by one, in any number."""

import pytest

from tests.factories import make_person
from wellspoken.rooms.kernel.tally import tally
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


def test_sums_numbers_and_sets_that_can_hold_nothing():
    for _number in range(3):
        make_person(Role.EDITOR)
    people, nobody = User.objects.all(), User.objects.filter(pk__in=[])
    named = User.objects.filter(email__contains="%").order_by("name")
    wanted = [[people], 7, [people, Grant.objects.all(), nobody], [nobody], [named], []]
    assert tally(wanted) == [3, 7, 6, 0, 0, 0]


def test_one_question_for_many(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert tally([[User.objects.filter(pk=number)] for number in range(250)]) == [0] * 250
    with django_assert_num_queries(0):
        assert tally([1, 2]) == [1, 2]
