"""Person names by a small trained model, on top of lists; other models can stand in (see door.NameFinder).

One small library (python-crfsuite) and no network. finder.BuiltIn is the model that comes with the package, joining.py
puts names and recognisers together. What the model was trained on, what it reaches and where it is weak:
docs/models/names.md.
"""
