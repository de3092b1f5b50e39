"""The whole history on one page, and the proof that nothing of it was changed."""
