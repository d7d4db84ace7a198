"""How well the rater agrees with raters, measured on authors that it has not seen, and how it is fitted."""
