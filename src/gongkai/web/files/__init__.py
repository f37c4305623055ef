"""Files from strangers, for every room that keeps some: judged by what they are, looked through, scanned.

No tables and no rights here: a room asks `judge_file` *before* it opens its transaction (a child process parses the
file, for up to some seconds), then keeps the bytes and what was found under its own rules::

    judging     judge_file(name, content, *, look=True, bundles=False) -> JudgedFile(name, content, suffix, media_type,
                    size, digest, findings, text, checked)
                raises InputError (field="files") where the file is not taken in: empty, too large, another type than
                the listed, macros, unsafe, infected. `findings` are Chinese sentences that somebody has to look at
                before the file goes out; `text` is what a reader sees, for search; `checked` starts as CLEAN, FLAGGED
                or, where a scanner is configured and does not answer, WAITING.
                judge_again(content, findings) -> Checked | None   a file that waits; None: the scanner is still silent
    kinds       TYPES (suffix → media type), MOST_BYTES, sniff(name, content) -> suffix, plain_name(name)
    looking     look_through(content, suffix, name="") -> Look(findings, text, marks, leaks)   in a bounded child
                `marks` say what, where and a little of it, `MARK_WORDS` in words; `leaks` are numbers and secrecy marks
    cleaning    clean_copy(content, suffix) -> bytes | None   without author, company, place; CLEANABLE marks go with it
    scanning    scan(content) -> Scan(verdict, name)   by GONGKAI_SCANNER; OFF where none is configured
    keeping     seal_bytes, unseal_bytes   for the database;   OpenedFile(name, media_type, content)   as it is sent
    choices     Checked: CLEAN, FLAGGED, CLEARED, WAITING, REFUSED; `Checked.closed()` are those that nobody is sent

Only `CLEAN` and `CLEARED` may leave the house; `FLAGGED` only after an officer cleared each finding; `WAITING` and
`REFUSED` are shown to nobody, the officer included.
"""
