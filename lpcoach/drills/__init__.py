"""Practice between loops: drills and their schedule, the plan to the interview, what to do next. Plain Python."""
