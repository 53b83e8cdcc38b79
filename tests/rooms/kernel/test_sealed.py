"""Sealed values: unreadable in the database, readable after a change of keys, never silently lost."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_channel
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.kernel.sealed import SealBroken, rotate, seal, unseal

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=5,
)


@given(JSON)
def test_values_come_back(value):
    assert unseal(seal(value)) == value


def test_the_same_value_never_looks_the_same():
    assert seal("token") != seal("token")


def test_rotation_keeps_old_values_and_moves_them_to_the_newest_key(settings):
    settings.SEAL_KEYS = [OLD]
    stored = seal({"token": "abc"})
    settings.SEAL_KEYS = [NEW, OLD]
    assert unseal(stored) == {"token": "abc"}
    moved = rotate(stored)
    settings.SEAL_KEYS = [NEW]
    assert unseal(moved) == {"token": "abc"}
    with pytest.raises(SealBroken):
        unseal(stored)
    with pytest.raises(SealBroken):
        rotate(stored)


@pytest.mark.parametrize("text", ["", "garbage", "gAAAAA", "é"])
def test_what_was_never_sealed_is_refused(text):
    with pytest.raises(SealBroken):
        unseal(text)


def test_a_changed_ciphertext_is_refused():
    stored = seal("token")
    with pytest.raises(SealBroken):
        unseal(stored[:-4] + ("AAAA" if stored[-4:] != "AAAA" else "BBBB"))


def test_no_keys_is_said_plainly(settings):
    settings.SEAL_KEYS = []
    with pytest.raises(ImproperlyConfigured, match="wellspoken init"):
        seal("token")


@pytest.mark.django_db
def test_the_column_holds_ciphertext_and_cannot_be_searched():
    channel = make_channel(secrets={"refresh": "very-secret"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT secrets FROM channels_channel WHERE id = %s", [channel.pk])
        assert "very-secret" not in cursor.fetchone()[0]
    assert Channel.objects.get(pk=channel.pk).secrets == {"refresh": "very-secret"}
    assert Channel.objects.filter(secrets__isnull=False).count() == 1
    with pytest.raises(FieldError):
        Channel.objects.filter(secrets="very-secret").count()
