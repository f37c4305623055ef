"""What a running platform needs done again and again, and its backups. Knows no room: rooms bring their own jobs.

A room with periodic work has a module `periodic` with `JOBS`, a tuple of `upkeep.jobs.Job(name, label, every, run)`:
`run(now)` does it and returns how many things were done; it may be called at any time, twice, or by two processes after
each other, and never at the same time. It is found by itself.

    jobs      Job, all_jobs()            running   run_due(now, *, only, force) -> list[Ran]     states() for a page
    scheduler start()                    in the server's own process, where GONGKAI_PERIODIC is in_process
    backups   make_backup(folder, now) -> Manifest   verify_backup(folder) -> Manifest   restore_backup(folder, now)

Commands: `gongkai manage periodic`, `backup FOLDER`, `verify_backup FOLDER`, `restore FOLDER`.
"""
