"""Addresses of the consent register, and of the private pages."""

from django.urls import path

from wellspoken.web.consents import acts, erasing, linking, papers, person, views, withdrawal, writing

urlpatterns = [
    path("consents/", views.consents, name="consents"),
    path("consents/new/", writing.new, name="consent_new"),
    path("consents/<int:pk>/", views.consent, name="consent"),
    path("consents/<int:pk>/edit/<slug:step>/", writing.step, name="consent_step"),
    path("consents/<int:pk>/do/<slug:verb>/", acts.act, name="consent_act"),
    path("consents/<int:pk>/link/", acts.link, name="consent_link"),
    path("consents/<int:pk>/paper/", papers.paper, name="consent_paper"),
    path("consents/<int:pk>/signature/", papers.signature, name="consent_signature"),
    path("consents/<int:pk>/copy/", papers.copy, name="consent_copy"),
    path("consents/<int:pk>/erase/", erasing.page, name="consent_erase"),
    path("consents/<int:pk>/withdraw/", acts.withdraw, name="consent_withdraw"),
    path("consents/<int:pk>/withdrawal/", withdrawal.progress, name="consent_withdrawal"),
    path("posts/<int:pk>/consents/", linking.link, name="post_consents"),
    path("c/<str:key>/", person.read, name="private_consent"),
    path("c/<str:key>/sign/", person.sign, name="private_sign"),
    path("c/<str:key>/no/", person.refuse, name="private_refuse"),
    path("c/<str:key>/withdraw/", person.withdraw, name="private_withdraw"),
    path("c/<str:key>/signature/", person.signature, name="private_signature"),
]
