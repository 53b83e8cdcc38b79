"""Rules that nobody can switch off or soften, because no wish of one organisation outweighs what they guard.

A release by a named person with a written reason stays possible, except for what could not be screened.
"""

LOCKED = frozenset(
    {
        "SYS-1",  # a text that could not be screened never counts as clean
        "HIPAA-ID-G",  # national identity numbers belong in no public text, of whomever
        "SUI-1",  # methods and places of suicide: the harm is known and cannot be called back
    }
)
