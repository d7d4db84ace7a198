"""What happened in a practice, and when: (session, event, now) -> session. No clock of its own, no file."""
