"""Appeals: reconsiderations and lawsuits about applications, from the notice to the outcome: table 四.

Write (`actions`)::

    register  register_appeal(viewer, organ, values) -> Appeal       values: `book.COLUMNS` -> text, as typed
              change_appeal(viewer, appeal, values, *, version)
              hand_over_appeal(viewer, appeal, officer, *, version, reason)
    proceed   record_answer(viewer, appeal, *, version, on)
              decide_appeal(viewer, appeal, *, version, result, on, outcome)
    take_in   import_appeals(viewer, organ, *, name, content) -> int    raises SheetFaults: nothing was taken in
    keep_file add_appeal_file(viewer, appeal, *, name, content)   open_appeal_file(viewer, ref) -> OpenedFile

Read (`queries`)::

    visible_appeals(viewer, AppealFilter)   appeal_of(viewer, ref, verb)   files_of(viewer, appeal)
    due_soon(viewer, today)   complainant_of(viewer, appeal)   appeal_of_source(viewer, "appeal:…")

Count (`facts`)::

    appeal_facts(organ, year) -> AppealFact with ref `appeal:ref`
"""
