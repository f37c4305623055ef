"""Official letters of a case: their words, their issue, and the file that is printed."""
