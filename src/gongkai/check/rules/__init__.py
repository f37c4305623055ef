"""One rule a module; the module, its function and the fault it finds bear one name."""
