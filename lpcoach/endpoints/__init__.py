"""Language models behind OpenAI-compatible endpoints. Nothing here imports ``openai`` before the first call."""
