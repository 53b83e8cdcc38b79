"""Text basics every engine stands on: normalising, tokens, language, reading level, graphemes."""

from wellspoken.engines.text.graphemes import grapheme_count, graphemes
from wellspoken.engines.text.language import SMALL_WORDS, LanguageGuess, detect
from wellspoken.engines.text.normalise import Normalised, normalise
from wellspoken.engines.text.reading import ReadingLevel, reading_level
from wellspoken.engines.text.tokens import Sentence, Token, sentences, tokens

__all__ = [
    "SMALL_WORDS",
    "LanguageGuess",
    "Normalised",
    "ReadingLevel",
    "Sentence",
    "Token",
    "detect",
    "grapheme_count",
    "graphemes",
    "normalise",
    "reading_level",
    "sentences",
    "tokens",
]
