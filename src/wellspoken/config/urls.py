"""The root URL table."""

from django.urls import URLPattern, URLResolver, include, path

from wellspoken.api.v1 import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("scim/v2/", include("wellspoken.api.scim.urls")),
    path("", include("wellspoken.web.urls")),
]

handler404 = "wellspoken.web.frame.answers.not_there"
handler429 = "wellspoken.web.frame.answers.throttled"
