/*
 * Titles and facts of a task list in Markdown, so that `import` takes none of their words for
 * marks: `[x]`, `✓`, `60%`, `(3/5)`, `1.` in a title stay text.
 */
#ifndef RENDER_TASK_TITLE_H
#define RENDER_TASK_TITLE_H

#include <weekplan/buf.h>

/* Where a title is. */
enum wp_task_title_place {
    WP_TASK_TITLE_BEHIND_BOX,       /* behind the box of an item */
    WP_TASK_TITLE_AT_BEGIN,         /* the item has no box */
    WP_TASK_TITLE_IN_HEADING,       /* behind other text of a heading */
    WP_TASK_TITLE_REASON_IN_HEADING /* the same for a reason, which has no links */
};

/* Append a title, sanitized and escaped, with its links. `facts`: whether facts follow it. */
void wp_task_title_put(struct wp_buf *out, struct wp_str title, enum wp_task_title_place place,
                       bool facts);

/* Append the unit of a count, as a part of a fact. */
void wp_task_title_put_unit(struct wp_buf *out, struct wp_str unit);

/* Append the reason of a dropped item, as the last fact. */
void wp_task_title_put_reason(struct wp_buf *out, struct wp_str reason);

#endif
