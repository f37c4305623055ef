"""Applications: cases, their events, parties and answers.

Reads stand in `queries` (viewer first), each write in a module of `actions`; faces use nothing else. All writes on a
case take the case (or its reply, letter, …) as a query returned it and `version=` as the person saw it; they raise
`Refused`, `InputError`, `ProcedureError` (why the step may not be taken now) or `StaleVersion`.

Write (`actions`)::

    file_application.file_application(viewer, organ, Application, *, key, accepts_receipt, files) -> Filed(case, code, is_new)
    file_application.register_paper(viewer, organ, Application, *, key, arrival=Arrival(medium, on, confirmed_on), files)
    register.confirm_receipt(viewer, case, *, version, on)      register.register_case(viewer, case, *, version, on)
    assign.assign_case(viewer, case, officer, *, version, reason)        (leaders)
    assign.hand_over(viewer, case, officer, *, version, reason)          assign.give_back(viewer, case, *, version, reason)
    draft_reply.draft_reply(viewer, case, *, version, outcome, text, reasons, kind) -> Reply
    draft_reply.save_draft(viewer, reply, *, version, outcome, text, reasons)   raises Conflict(.stored, .yours)
    draft_reply.submit_reply(viewer, reply, *, version) -> Review
    draft_reply.pass_reply(viewer, review, *, version, remark) -> State         (locks the case first: use it, not pass_step)
    draft_reply.return_reply / cancel_reply(viewer, review, *, version, reason)
    draft_reply.reply_passed / reply_returned / reply_cancelled(viewer, review) (for the desk's table of follow-ups)
    serve.serve_letter(viewer, letter, *, method, on, tracking, proof) -> Service
    serve.archive_case(viewer, case, *, version)

Read (`queries`)::

    visible_cases(viewer, CaseFilter)   case_of(viewer, ref, verb)   own_cases(viewer)
    case_by_code(viewer, organ, year, serial, code, *, who)          clock_of(viewer, case) -> Clock
    tasks_of(viewer) -> Tasks   events_of   history_of   masked_identity   same_applicant   similar_cases
    officers_for   reply_of   reply_by_review   letters_of   letter_of   letters_to_applicant(viewer, case, code)
    attachments_of   notifications_of   office_of(organ)

Values: `intake.Application`, `intake.Upload`, `people.Person`; choices with their words in `choices`.
"""
