"""One write a module: permission, procedure, effect and journal entry in one transaction."""
