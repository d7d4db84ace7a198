"""What an answer says: evidence found clause by clause, each with its span."""
