"""What does not fit together across a loop, and what is told twice. Where unsure, nothing is said."""
