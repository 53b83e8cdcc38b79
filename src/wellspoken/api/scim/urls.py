"""Addresses below /scim/v2/."""

from __future__ import annotations

from django.urls import path, re_path

from wellspoken.api.scim import discovery, groups, users
from wellspoken.api.scim.door import missing, scim, unsearched

urlpatterns = [
    path("ServiceProviderConfig", scim(get=discovery.config), name="scim_config"),
    path("ResourceTypes", scim(get=discovery.resource_types), name="scim_resource_types"),
    path("ResourceTypes/<str:pk>", scim(get=discovery.resource_type), name="scim_resource_type"),
    path("Schemas", scim(get=discovery.schemas), name="scim_schemas"),
    path("Schemas/<str:pk>", scim(get=discovery.schema), name="scim_schema"),
    path("Users", scim(get=users.find, post=users.make), name="scim_users"),
    path(
        "Users/<str:pk>",
        scim(get=users.one, put=users.replace, patch=users.patch, delete=users.delete),
        name="scim_user",
    ),
    path("Groups", scim(get=groups.find, post=groups.make), name="scim_groups"),
    path(
        "Groups/<str:pk>",
        scim(get=groups.one, put=groups.replace, patch=groups.patch, delete=groups.delete),
        name="scim_group",
    ),
    path(".search", scim(post=unsearched), name="scim_search"),
    re_path("^.*$", scim(get=missing, post=missing, put=missing, patch=missing, delete=missing), name="scim_nothing"),
]
