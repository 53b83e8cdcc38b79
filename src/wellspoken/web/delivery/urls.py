"""Addresses of the pages about delivery: unclear outcomes, holds, pace, takedowns by hand."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.delivery import holds, pace, tasks, views

urlpatterns = [
    path("deliveries/unknown/", views.unclear, name="deliveries_unknown"),
    path("channels/<int:pk>/pace/", pace.pace, name="channel_pace"),
    path("takedowns/<int:pk>/", tasks.task, name="takedown_task"),
    path("posts/<int:pk>/near/", views.near, name="post_near"),
    path("holds/", holds.holds, name="holds"),
    path("holds/place/", holds.place, name="hold_place"),
    path("holds/<int:pk>/", holds.hold, name="hold"),
    path("holds/<int:pk>/lift/", holds.lift, name="hold_lift"),
    path("holds/<int:pk>/put-back/", holds.put_back, name="hold_put_back"),
    path("holds/<int:pk>/decide/", holds.decide, name="hold_decide"),
    path("holds/<int:pk>/undo/", holds.undo, name="hold_undo"),
]
