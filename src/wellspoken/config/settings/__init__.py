"""Django settings: `base` is shared, `dev` runs on a laptop, `test` in the suite, `prod` behind TLS."""
