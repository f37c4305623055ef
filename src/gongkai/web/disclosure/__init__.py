"""Proactive disclosure: items with their revisions, files, gates and relations, and what of them is public.

Everything public starts from `queries.public_items(now)`. A write takes the item as a query returned it and `version=`
as the person saw it; it raises `Refused`, `InputError` or `StaleVersion` (`Conflict` with both versions for drafts).
Special documents, channels, imports and search stand beside in modules of their own, each with its docstring.

Write (`actions`)::

    draft_item        draft_item(viewer, organ, ItemContent) -> Item   save_item(viewer, item, ItemContent, *, version)
                      share_item(viewer, item, colleague, *, version)
    keep_files        add_file(viewer, item, Upload(name, content, role), *, version) -> ItemFile
                      remove_file(viewer, item, ref, *, version)
    check_gates       check_item(viewer, item) -> [Gate]   clear_gate(viewer, item, gate, *, version, reason)
    submit_item       submit_item(viewer, item, *, version) -> Review   take_back(viewer, item, *, version, reason)
                      pass_item, return_item, cancel_item(viewer, review, *, version, …)   (lock the item first)
    publish_item      publish_item(viewer, item, *, version, at, expires_at) -> Item   (of a correction: the corrected)
                      schedule(viewer, item, *, version, at, expires_at)
                      publish_ready(viewer, organ, ItemContent, *, files, reason) -> Item   (another room's review)
    correct_item      correct_item(viewer, item, *, version, note) -> Item
                      drop_draft(viewer, item, *, version, reason)
                      order_correction(viewer, item, *, version, what)   (superior office)
    withdraw_item     withdraw_item(viewer, item, *, version, reason, note, is_urgent)
    change_validity   change_validity(viewer, item, *, version, validity, successor, reason)
    relate_items      relate_items(viewer, item, other, kind, *, version)   unrelate_items(…)
    set_words         list_word(viewer, organ, *, word, kind, instead)   unlist_word(viewer, organ, *, word)

Read (`queries`)::

    public_items(now)   public_item(now, ref)   public_files(item)   public_file(now, ref)   tombstone_of(ref)
    visible_drafts, overseen_items(viewer, ItemFilter)   item_of(viewer, ref, verb)   files_of, file_of
    current_gates(item)
    revisions_of, compare_revisions, history_of, relations_of   item_tasks_of(viewer)   state_counts(viewer)
    linkable_items(viewer, word)   item_by_index(viewer, number)   published_below(viewer, word)
    words_of(viewer, organ)

Bodies keep own files as `file:REF`; a face puts addresses in with `bodies.with_addresses`. A change of what is public
calls `changing.tell_public`, which refreshes `search` and with it counts the change in `freshness`.
"""
