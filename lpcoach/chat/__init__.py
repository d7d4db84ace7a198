"""A language model as the rest of lpcoach sees it: messages in, text or a filled form out, or a failure in words."""
