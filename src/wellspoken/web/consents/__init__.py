"""The consent register: its list, the guided form, one consent, and the private pages of the person it is about."""
