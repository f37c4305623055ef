"""SQLite as Django has it, but the threads of a process wait for the write lock in a row instead of polling for it."""
