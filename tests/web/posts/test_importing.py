"""The pages that make posts of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import make_channel, make_organisation, make_person, make_team
from wellspoken.rooms.content.models import Post, PostImport
from wellspoken.rooms.people.models import User
from wellspoken.web.posts import importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client: Client) -> User:
    make_organisation()
    person = make_person("editor", make_team())
    make_channel(person.grants.get().team, "newsroom")
    client.force_login(person)
    return person


def bring(client: Client, data: bytes, name: str = "posts.csv") -> Any:
    return client.post(reverse("import_begin"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_from_the_file_to_drafts_and_back(client: Client, writer: User) -> None:
    seen = bring(client, b"Title,Text,Date\nFlu,<b>Ask us</b>,2099-01-12\nBad,,soon").content.decode()
    assert "1 row can become a draft" in seen
    assert "&lt;b&gt;Ask us" in seen
    assert "“soon” is not a date." in seen
    pk = PostImport.objects.get().pk
    made = client.post(reverse("import_make", args=[pk]), follow=True).content.decode()
    assert "1 draft was made" in made
    assert reverse("post", args=[Post.objects.get().pk]) in made
    again = client.post(reverse("import_make", args=[pk]), follow=True)
    assert Post.objects.count() == 1
    assert again.status_code == 200
    assert "1 draft is in the bin." in client.post(reverse("import_undo", args=[pk]), follow=True).content.decode()
    assert Post.objects.get().state == "binned"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no posts in this file"),
        (b"\x89PNG\x00\x01", "not a table"),
        (b"PK\x03\x04nothing", "damaged"),
        (b"Words\nA", "No column holds the words"),
        (b"Text\n" + b"a\n" * 400, "more than 300 rows"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(client: Client, writer: User, data: bytes, words: str) -> None:
    answer = bring(client, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PostImport.objects.exists()


def test_without_a_file(client: Client, writer: User) -> None:
    assert "No file came" in client.post(reverse("import_begin")).content.decode()


@pytest.mark.parametrize("language", ["en", "nb", "id"])
def test_the_example_can_be_brought_as_it_is(client: Client, writer: User, language: str) -> None:
    User.objects.filter(pk=writer.pk).update(language=language)
    client.force_login(User.objects.get(pk=writer.pk))
    example = client.get(reverse("import_example")).content
    bring(client, example)
    (row,) = PostImport.objects.get().rows
    assert row["text"]
    assert row["errors"] == []
    assert row["wall"] == "2099-01-12T09:00"
    assert len(row["channels"]) == 1


def test_a_long_table_says_how_far_it_came(client: Client, writer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "SECONDS", -1.0)
    bring(client, b"Text\nOne\nTwo")
    seen = client.post(reverse("import_make", args=[PostImport.objects.get().pk]), follow=True).content.decode()
    assert "0 of 2 rows are done" in seen
    assert "Go on" in seen


def test_many_rows_cost_no_more_questions(
    client: Client, writer: User, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    bring(client, b"Text,Channels\n" + b"".join(b"Words %d,newsroom\n" % n for n in range(300)))
    with django_assert_max_num_queries(12):
        client.get(reverse("import", args=[PostImport.objects.get().pk]))
