"""Stories as people have written them down, in many forms: read, never invented, nothing dropped."""
