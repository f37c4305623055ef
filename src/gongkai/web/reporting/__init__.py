"""The annual report: compiled from the records, written, checked, reviewed, frozen, published.

A report is one of an organ, a year and a scope (own or rolled up). Its working copy has cells (counted, and stated
where an officer says otherwise), sections of text with living figures, and answers to findings. Signing freezes it as a
numbered version, never edited; a correction is the next one.

Write (`actions`)::

    compile_report   compile_report(viewer, organ, year) -> AnnualReport       again: counts anew, keeps what was stated
                     compile_reports(viewer, organs, year) -> Piece            many at once, with the queries of one
    prepare_area     ask_area(viewer, organ, year) -> AreaRun    run_area(ref, now): piece by piece, after a crash too
    state_cell       state_cell(viewer, report, cell, typed, *, reason, version)   count_again(viewer, report, cell, …)
                     state_count(viewer, report, label, value, *, basis, version) -> name for the text
    save_section     save_section(viewer, report, number, source, *, version)  raises Conflict(.stored, .yours)
    answer_finding   answer_finding(viewer, report, "CODE:cell", *, reason, version)   override_finding (leaders)
    review_report    submit_for_review(viewer, report, *, version, typed_checked) -> Review
                     pass_report, send_back_report, cancel_report(viewer, review, …)   freeze_report (within pass)
                     open_correction(viewer, report, *, reason, version)
    publish_report   publish_report(viewer, report, *, number, version, note) -> Publication
    import_report    import_report(viewer, organ, *, name, data, source) -> EarlierReport    a year before the platform
                     answer_earlier, confirm_earlier(viewer, earlier, …, *, version)   publish_earlier (leaders)
    set_checking     set_checking(viewer, organ, *, is_public, version)   who may drop a file: `given_file.give_back`

Read (`queries`)::

    visible_reports(viewer)   report_of(viewer, ref, verb)   report_for(viewer, organ, year, scope)
    cells_of, sections_of, versions_of(viewer, report)   frozen_of(viewer, report, number)   previous_frozen(report)
    published_of(now, organ, year, scope, number) -> Publication   published_years, published_items(now, organ)

    upward: board(viewer, to, year)   submission_of   submissions_of   sent_reports   entered_of   organ_below
    rolled: rollup_of(viewer, ref) -> Rolled   rolled_cell(viewer, ref, cell)   behind(viewer, frozen, cells)

Values: `content.report_in(frozen)` gives the core's Report of a version, `book.report_value(report)` that of the
working copy, `judging.judge(report)` every rule's findings on it, `figures.count_figures(facts, …)` the counting alone.
"""
