"""Applications: cases, their events, parties and answers.

Reads stand in `queries` (viewer first), each write in a module of `actions`; faces use nothing else. A write takes the
case (or its reply, letter, …) as a query returned it and `version=` as the person saw it; it raises `Refused`,
`InputError`, `ProcedureError` (why the step may not be taken now) or `StaleVersion`. Where `code=` stands, an applicant
without an account may act by the query code. Days (`on=`) default to the viewer's today.

Write (`actions`)::

    file_application   file_application(viewer, organ, Application, *, key, accepts_receipt, files)
                           -> Filed(case, code, is_new)
                       register_paper(viewer, organ, Application, *, key, arrival=Arrival(medium, on), files,
                                      sure=names of what a person confirmed)
    register           confirm_receipt(viewer, case, *, version, on)   register_case(viewer, case, *, version, on)
    assign             assign_case(viewer, case, officer, *, version, reason)   (leaders)
                       hand_over(viewer, case, officer, *, version, reason)
                       give_back(viewer, case, *, version, reason)
    correction         ask_correction(viewer, case, *, version, items, guidance, reply_by) -> Letter
                       receive_correction(viewer, case, *, description, version, code, on, good_reason, files)
                       lapse_correction(viewer, case, *, version)   correction_due(case)
    consult            send_consultation(viewer, case, *, version, kind, about, receiver, organ, on) -> Consultation
                       deliver_consultation(viewer, consultation, *, on)   lapse_consultation(viewer, consultation)
                       receive_opinion(viewer, consultation, *, opinion, text, on)
                       tell_third_party(viewer, consultation, *, why)
    extend             ask_extension(viewer, case, *, version, days, reason) -> ExtensionRequest
                       approve_extension(viewer, request, *, version, remark)   (version: of request.case)
                       refuse_extension(viewer, request, *, version, remark)
                       delay_case(viewer, case, *, version, until)
    reasons            ask_reasons(viewer, case, *, version, why, reply_by)
                       record_reasons(viewer, case, *, text, version, code)
    charge             notify_fee(viewer, case, *, version, scale="items"|"pages", count, before)
                       record_payment(viewer, case, *, version, voucher, on)   lapse_fee(viewer, case, *, version)
    part_ways          split_case(viewer, case, *, version, descriptions) -> [Case]
                       transfer_case(viewer, case, *, version, reason, organ | to, contact) -> Case | None
                       withdraw_case(viewer, case, *, version, code, reason)
    keep_record        record_search(viewer, case, *, version, places, words, found, on)
                       correct_date(viewer, event, *, version, new_on, reason, sure_new_on)
    keep_file          add_file(viewer, case, Upload, *, version, code)   clear_file(viewer, attachment, *, reason)
                       open_file(viewer, ref, *, code, reason) -> OpenedFile(name, media_type, content)
    draft_reply        draft_reply(viewer, case, *, version, outcome, text, reasons, remedy, kind) -> Reply
                       save_draft(viewer, reply, *, version, outcome, text, reasons, remedy)   raises Conflict
                       submit_reply(viewer, reply, *, version, reason) -> Review
                       pass_reply(viewer, review, *, version, remark) -> State   (locks the case first: not pass_step)
                       return_reply, cancel_reply(viewer, review, *, version, reason)
                       reply_passed, reply_returned, reply_cancelled(viewer, review)   (for the desk's follow-ups)
    serve              serve_letter(viewer, letter, *, method, on, tracking, proof) -> Service
                       archive_case(viewer, case, *, version)
    print_letter       print_letter(viewer, letter, suffix=".docx"|".pdf", *, code, reason) -> OpenedFile
                       print_record(viewer, case, "application_form"|"registration_form"|"receipt", suffix, …)
    identity           read_identity(viewer, case, *, reason) -> Person   erase_identity(viewer, case, *, reason)
                       correct_identity(viewer, case, Person, *, version, code)   (version: of case.identity)
    import_register    ask_import(viewer, organ, *, name, content) -> RegisterImport   (register_book.template())
    set_office         set_office(viewer, organ, values, *, version)
    read_notices       mark_read(viewer, numbers)

Read (`queries`)::

    visible_cases(viewer, CaseFilter)   case_of(viewer, ref, verb)   own_cases(viewer)
    case_by_code(viewer, organ, year, serial, code, *, who)          clock_of(viewer, case) -> Clock
    tasks_of(viewer) -> Tasks   events_of   history_of   masked_identity   same_applicant   similar_cases
    receiving_organs(rows)   receives(organ)
    officers_for   reply_of   reply_by_review   letters_of   letter_of   letters_to_applicant(viewer, case, code)
    attachments_of   notifications_of   office_of(organ)   imports_of(viewer)   import_of(viewer, ref)
    answers_to_applicant(viewer, case, code)   doubts_in_review(viewer, review)

Values: `intake.Application`, `intake.Upload`, `people.Person`; choices with their words in `choices`.
"""
