"""Addresses of the channels pages."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.channels import changing, connecting, data, networks, oauth, reconnecting, registering, views

urlpatterns = [
    path("channels/", views.channels, name="channels"),
    path("channels/connect/", connecting.choose, name="channel_connect"),
    path("channels/connect/newsroom/", connecting.newsroom, name="connect_newsroom"),
    path("channels/connect/bluesky/", connecting.bluesky, name="connect_bluesky"),
    path("channels/connect/mastodon/", connecting.mastodon, name="connect_mastodon"),
    path("channels/connect/sandbox/", connecting.sandbox, name="connect_sandbox"),
    path("channels/connect/choose/<str:key>/", networks.choose_account, name="channel_choose"),
    path("channels/connect/<slug:network>/", networks.network, name="connect_network"),
    path("settings/networks/", registering.networks, name="networks"),
    path("settings/networks/<slug:network>/", registering.network, name="network"),
    path("settings/networks/<slug:network>/forget/", registering.forget, name="network_forget"),
    path("channels/<int:pk>/", views.channel, name="channel"),
    path("channels/<int:pk>/check/", changing.check, name="channel_check"),
    path("channels/<int:pk>/test/", changing.test, name="channel_test"),
    path("channels/<int:pk>/pause/", changing.pause, name="channel_pause"),
    path("channels/<int:pk>/resume/", changing.resume, name="channel_resume"),
    path("channels/<int:pk>/change/", changing.change, name="channel_change"),
    path("channels/<int:pk>/data/", data.data, name="channel_data"),
    path("channels/<int:pk>/times/", changing.times, name="channel_times"),
    path("channels/<int:pk>/reconnect/", reconnecting.reconnect, name="channel_reconnect"),
    path("channels/<int:pk>/remove/", changing.remove, name="channel_remove"),
    path("oauth/bluesky/client-metadata.json", oauth.client_metadata, name="bluesky_client_metadata"),
    path("oauth/<slug:network>/callback/", oauth.callback, name="oauth_callback"),
]
