"""The rooms: Django apps, each importing only rooms below it.

From low to high: kernel, audit, people, then channels | media | library, then
campaigns | compliance, then content, review, publishing.
"""
