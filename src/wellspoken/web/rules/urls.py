"""Addresses of the rules, the rule lab and the products."""

from django.urls import path

from wellspoken.web.rules import changing, drafts, lab, products, register, sombre, views

urlpatterns = [
    path("settings/rules/", views.rules_page, name="rules"),
    path("settings/rules/rule/<str:rule>/", views.rule_page, name="rule"),
    path("settings/rules/own/", changing.own_page, name="rules_own"),
    path("settings/rules/own/add/", changing.add_term, name="rules_term_add"),
    path("settings/rules/own/<int:number>/", changing.term_page, name="rules_term"),
    path("settings/rules/own/<int:number>/remove/", changing.remove_term, name="rules_term_remove"),
    path("settings/rules/exempt/", changing.exempt_page, name="rules_exempt"),
    path("settings/rules/exempt/<int:pk>/remove/", changing.unexempt, name="rules_unexempt"),
    path("settings/rules/history/", drafts.history_page, name="rules_history"),
    path("settings/rules/draft/", drafts.draft_page, name="rules_draft"),
    path("settings/rules/draft/on/", drafts.switch_on, name="rules_on"),
    path("settings/rules/draft/drop/", drafts.drop, name="rules_drop"),
    path("settings/rules/draft/try/", drafts.try_draft, name="rules_try"),
    path("settings/rules/draft/tried/<int:pk>/", drafts.trial_part, name="rules_trial"),
    path("settings/rules/draft/tried/<int:pk>/stop/", drafts.stop_trial, name="rules_trial_stop"),
    path("settings/rules/demands/", register.register_page, name="rules_register"),
    path("settings/rules/days/", sombre.sombre_page, name="rules_sombre"),
    path("settings/rules/days/<int:pk>/end/", sombre.end_sombre, name="rules_sombre_end"),
    path("settings/rules/lab/", lab.lab_page, name="rules_lab"),
    path("settings/products/", products.products_page, name="products"),
    path("settings/products/add/", products.add_product, name="product_add"),
    path("settings/products/<slug:key>/", products.product_page, name="product"),
    path("settings/products/<slug:key>/remove/", products.remove_product, name="product_remove"),
]
