"""Addresses of the reviewer's pages."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.review import acts, inviting, outside, outside_film, report, views

urlpatterns = [
    path("reviews/report/", report.page, name="review_report"),
    path("reviews/report/file/", report.file, name="review_report_file"),
    path("review/", views.reviews, name="reviews"),
    path("review/<int:pk>/", views.review, name="review"),
    path("review/<int:pk>/comments/", acts.comment, name="review_comment"),
    path("review/<int:pk>/comments/<int:comment_id>/done/", acts.resolve, name="review_resolve"),
    path("review/<int:pk>/comments/<int:comment_id>/open/", acts.reopen, name="review_reopen"),
    path("review/<int:pk>/answers/", acts.answer, name="review_answer"),
    path("review/<int:pk>/release/", acts.release, name="review_release"),
    path("review/<int:pk>/outside/", inviting.invite, name="review_invite"),
    path("review/<int:pk>/outside/<int:outsider>/end/", inviting.take_back, name="review_outside_end"),
    path("r/<str:key>/", outside.read, name="outside"),
    path("r/<str:key>/comments/", outside.comment, name="outside_comment"),
    path("r/<str:key>/decision/", outside.decide, name="outside_decide"),
    path("r/<str:key>/film/", outside_film.film, name="outside_film"),
    path("r/<str:key>/film/<int:number>.vtt", outside_film.captions, name="outside_captions"),
    path("r/<str:key>/pictures/<uuid:pk>/<slug:size>/", outside.picture, name="outside_picture"),
    path("review/<int:pk>/undo/", acts.undo, name="review_undo"),
]
