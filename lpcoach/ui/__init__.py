"""The pages, made of a few widgets; nothing here knows how to rate or to ask."""
