"""Registers: what table 二 of the annual report counts, entered one by one or imported, with evidence.

Six books (`books.BOOKS`): documents (规章, 规范性文件), decisions by month (许可, 处罚 …), listed items (the 2019
form), charges, purchases, and the counts that only the text tells (trainings, hotline orders). A book's columns are
data: forms, templates and imports read the same.

Write (`actions`)::

    enter     enter_entry(viewer, organ, book, values) -> Entry       values: column -> text, as typed
              change_entry(viewer, entry, values, *, version)
              void_entry(viewer, entry, *, version, reason)           (kept, counted nowhere)
    take_in   import_entries(viewer, organ, book, *, name, content) -> int    raises SheetFaults: nothing was taken in
    finish    close_book(viewer, organ, book, year) -> Closing        complete: rows without entries count 0, not blank
              reopen_book(viewer, closing, *, reason)
    evidence  add_evidence(viewer, entry, *, name, content) -> Evidence    open_evidence(viewer, ref) -> OpenedFile

Read (`queries`)::

    entries(viewer, organ, book, EntryFilter)   entry_of(viewer, book, ref, verb)   evidence_of(viewer, entry)
    by_month(viewer, organ, year) -> [MonthRow]   chain(viewer, organ, kind, years) -> [ChainYear]
    closings(viewer, organ, year) -> {book: Closing}   entry_of_source(viewer, "decision:…")

Count (`facts`)::

    document_facts, decision_facts, item_facts, charge_facts, purchase_facts(organs, year) -> (organ, fact of tally)
    register_facts(organ, year)    all of them; a fact's ref is `book:ref`, such as `decision:k3J…`
    told_counts(organ, year)       what only the text tells: one name, the year's sum, how many entries
    complete_kinds(organ, year)    kinds of fact whose record is complete: hand to `tally_disclosure(whole=…)`
"""
