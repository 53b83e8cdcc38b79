"""Invented makers and products that the examples of rules speak of."""

from collections.abc import Mapping
from typing import Any

#: a maker whose medicine has a boxed warning and limits
BOXED: Mapping[str, Any] = {
    "kind": "pharma",
    "countries": ["us"],
    "products": [
        {
            "brand": "Velluma",
            "generic": "sorbivaptan",
            "rx": True,
            "indication": "to lower blood pressure in adults with hypertension",
            "limitations": "not for use in pregnancy",
            "risk": "Velluma can harm an unborn baby and cause dizziness.",
            "boxed_warning": True,
            "risk_url": "https://velluma.example.com/safety",
        }
    ],
}
#: a maker of a medicine without a boxed warning
PLAIN: Mapping[str, Any] = {
    "kind": "pharma",
    "countries": ["us"],
    "products": [
        {
            "brand": "Dermyxa",
            "generic": "pelorimab",
            "rx": True,
            "indication": "moderate to severe atopic dermatitis in adults",
            "risk": "Dermyxa may cause serious allergic reactions.",
            "risk_url": "https://dermyxa.example.com/safety",
        }
    ],
}
#: a maker of something that is still being studied
STUDIED: Mapping[str, Any] = {
    "kind": "pharma",
    "countries": ["us"],
    "products": [{"generic": "ARD-77", "rx": True, "status": "investigational"}],
}
#: a Norwegian pharmacy with a medicine that needs no prescription
PHARMACY: Mapping[str, Any] = {
    "kind": "pharmacy",
    "countries": ["no"],
    "products": [{"brand": "Lindolex", "generic": "paracetamol", "rx": False}],
}
#: the same in Ireland
IRISH: Mapping[str, Any] = {**PHARMACY, "countries": ["ie"]}
#: a maker in Ireland of a prescription medicine
IRISH_MAKER: Mapping[str, Any] = {**PLAIN, "countries": ["ie"]}
