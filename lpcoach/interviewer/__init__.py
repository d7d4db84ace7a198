"""The embedded interviewer: what is missing in a reading, and the question that asks for it."""
