"""Version 1: its operations and its description."""

from __future__ import annotations

from ninja import NinjaAPI

from wellspoken.api import errors, me, posts, screening
from wellspoken.api.auth import DOORS

api = NinjaAPI(
    title="Wellspoken",
    version="1",
    description="Posts, deliveries and screening. Times are UTC in ISO 8601; every write takes an Idempotency-Key.",
    urls_namespace="api-1",
    docs_url=None,
    auth=DOORS,
)
errors.install(api)
api.add_router("", me.router)
api.add_router("", posts.router)
api.add_router("", screening.router)
