"""One write a module: permission, effect and journal entry in one transaction."""
