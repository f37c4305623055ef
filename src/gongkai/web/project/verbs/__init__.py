"""The verbs that the platform adds to the command line."""
