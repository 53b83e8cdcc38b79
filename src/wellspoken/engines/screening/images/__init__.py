"""Pictures: writing, codes, faces and contrast, read from bytes. Needs OpenCV, and `tesseract` for the writing."""
