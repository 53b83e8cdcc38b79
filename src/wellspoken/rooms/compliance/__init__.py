"""Screening inside the product: takes text and context, asks the engine, keeps the run.

May import channels | media | library and below, and the screening engine. It sits below content,
so posts, replies and documents are all screened through the same door.
"""
