"""Text basics every engine stands on: normalising, tokens, language, reading level, graphemes."""

from wellspoken.engines.text.foreign import foreign_language
from wellspoken.engines.text.graphemes import grapheme_count, graphemes
from wellspoken.engines.text.language import SMALL_WORDS, SUPPORTED, LanguageGuess, detect
from wellspoken.engines.text.normalise import Normalised, normalise
from wellspoken.engines.text.reading import ReadingLevel, reading_level
from wellspoken.engines.text.tokens import Sentence, Token, sentences, tokens

__all__ = [
    "SMALL_WORDS",
    "SUPPORTED",
    "LanguageGuess",
    "Normalised",
    "ReadingLevel",
    "Sentence",
    "Token",
    "detect",
    "foreign_language",
    "grapheme_count",
    "graphemes",
    "normalise",
    "reading_level",
    "sentences",
    "tokens",
]
