"""Carrying claimed deliveries to their outcome, many at once: taken, prepared, begun, spoken, finished.

`taking`, `beginning` and `finishing` speak to the database for a whole group;
`speaking` talks to one network and never asks the database for leave; `carrier`
moves the work along. One delivery goes the same way in `publishing.delivering`.
"""
