"""The sample hospital: Elm & Harbour Health, fictional, in three countries and three languages.

Built through the same services that people use, with the clock set back, so
that its month of history is as genuine as any. May import every room; the
faces above may call `build`.
"""
