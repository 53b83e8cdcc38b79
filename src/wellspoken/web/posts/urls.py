"""Addresses of the posts' pages."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.posts import acts, duties, foreseen, importing, takedown, views

urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("posts/import/", importing.begin, name="import_begin"),
    path("posts/import/example.csv", importing.example, name="import_example"),
    path("posts/import/<int:pk>/", importing.look, name="import"),
    path("posts/import/<int:pk>/make/", importing.make, name="import_make"),
    path("posts/import/<int:pk>/undo/", importing.undo, name="import_undo"),
    path("posts/import/<int:pk>/drop/", importing.drop, name="import_drop"),
    path("posts/<int:pk>/", views.post, name="post"),
    path("posts/<int:pk>/checks/", views.checks, name="post_checks"),
    path("posts/<int:pk>/forecast/", foreseen.forecast, name="post_forecast"),
    path("posts/<int:pk>/safe-time/", foreseen.move, name="post_safe_time"),
    path("posts/<int:pk>/deputies/", foreseen.deputies, name="post_deputies"),
    path("posts/<int:pk>/now/", acts.now, name="post_now"),
    path("posts/<int:pk>/recall/", acts.recall, name="post_recall"),
    path("posts/<int:pk>/again/", acts.again, name="post_again"),
    path("posts/<int:pk>/correct/", acts.correct, name="post_correct"),
    path("posts/<int:pk>/restore/", acts.restore, name="post_restore"),
    path("posts/<int:pk>/release/", acts.release, name="post_release"),
    path("posts/<int:pk>/deliveries/<int:delivery_id>/", acts.delivery, name="post_delivery"),
    path("posts/<int:pk>/take-down/", takedown.take_down, name="post_take_down"),
    path("posts/<int:pk>/duties/<slug:duty>/", duties.answer, name="post_duty"),
]
