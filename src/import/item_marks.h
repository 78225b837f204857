/*
 * The marks of a title: what people write beside an item of a list to say how far it is.
 *
 *     [x] Read        [X] Read        ✓ Read    Read ✔    ✅ Read          done
 *     DONE Read       Read: DONE      Read – DONE         Read (done)     done
 *     [ ] Read        [/] Read        ☐ Read    ✗ Read    Read ❌          open
 *     TODO Read       Read: FAILED                                        open
 *     [-] Read        [~] Read        ~~Read~~                            dropped
 *     [>] Read                                                            dropped, put off
 *     [-] Read (dropped: no time)     ~~Read~~ (no time)                  dropped, with a reason
 *     Read (3/5)      Read (3 of 5)   Read (3/5 chapters)                 progress
 *     Read 60%        Read (60%)      Read – 60%                          progress
 *
 * Parentheses at the end may have several facts (import/item_facts.h): (3/5, due Fri, carried ×2).
 * Days may have signs instead: 📅 2019-08-09.
 *
 * Words in capitals are marks only if no box or sign is before them.
 *
 * A mark is at the beginning or at the end of the title, apart from other words. It is not in code
 * or in a link, and none of its characters is escaped. A percentage without parentheses after a
 * word such as "to" or "by" is a part of the title: "Raise the coverage to 80%". A fraction without
 * parentheses is too: it may be a day.
 *
 * The reason of a struck title may also be after a dash or a colon. With another mark a title is
 * only struck because of that mark: "[x] ~~Read~~" is done.
 */
#ifndef IMPORT_ITEM_MARKS_H
#define IMPORT_ITEM_MARKS_H

#include "import/item_facts.h"

enum wp_item_mark { WP_ITEM_MARK_NONE, WP_ITEM_MARK_OPEN, WP_ITEM_MARK_DONE, WP_ITEM_MARK_DROPPED };

struct wp_item_marks {
    enum wp_item_mark state;
    bool put_off;                      /* whether `state` is from `[>]` */
    bool dash;                         /* whether `state` is from `[-]` */
    bool sign;                         /* whether `state` is from a sign at the beginning */
    bool first_word;                   /* whether `state` is from a word at the beginning */
    bool last_word;                    /* whether it is from one at the end, or from "(done)" */
    struct wp_str reason;              /* why the item is dropped; empty if not given */
    struct wp_progress_value progress; /* `given` is false if there is none */
    struct wp_item_facts facts;        /* of one group, without its progress */
};

/* Take the marks from a title. `task` is the mark in the brackets of a task list item (see
 * markdown/markdown.h), or 0. The title is empty if it has nothing else. The arena owns the strings
 * of the result that are not parts of the title. */
struct wp_item_marks wp_item_marks_take(struct wp_title_text *title, char task,
                                        struct wp_arena *arena);

#endif
