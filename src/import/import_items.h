/* The items of a list in Markdown, as items of a plan. */
#ifndef IMPORT_IMPORT_ITEMS_H
#define IMPORT_IMPORT_ITEMS_H

#include "import/item_marks.h"
#include "import/note_lines.h"

/* The text that is imported, with what has been made of it so far. */
struct wp_import_source {
    struct wp_arena *arena;
    struct wp_import_text text;
    struct wp_note_lines notes;
    struct wp_import_remarks remarks;
    uint64_t tag_line; /* as in struct wp_import */
    struct wp_str tag;
};

/* Items on their way into a plan, linked by `next`. */
struct wp_import_list {
    struct wp_import_item *first;
    struct wp_import_item *last;
};

struct wp_import_item {
    struct wp_item item; /* title, note and progress; its state is set by wp_import_list_finish */
    struct wp_item_marks marks;
    struct wp_import_list subtasks;
    struct wp_import_item *next;
    struct wp_note *note; /* the note of the item; NULL if it has no lines yet */
    size_t line;          /* the line of the title, from 0 */
    size_t column;        /* the column of the text below the item */
};

/* Append an item with this title to the list, and return it. Take the marks from the title. */
struct wp_import_item *wp_import_items_add(struct wp_import_source *source,
                                           struct wp_import_list *list, struct wp_title_text title,
                                           char task, size_t line, size_t column);

/* Return the note of an item. */
struct wp_note *wp_import_items_note(struct wp_import_source *source, struct wp_import_item *item);

/* Append the items of a list to `list`, whose items are at `depth`: 1 for goals. With `flat`, lists
 * below the items are lines of their notes. */
void wp_import_items_read(struct wp_import_source *source, const struct wp_markdown_node *node,
                          struct wp_import_list *list, unsigned depth, bool flat);

/* Whether the block is HTML that has only tags and comments. */
bool wp_import_items_has_no_text(const struct wp_import_source *source,
                                 const struct wp_markdown_node *block);

/* Give the lines of a block to a note. Leave out HTML that has only tags and comments, with a
 * remark. */
void wp_import_items_give_block(struct wp_import_source *source,
                                const struct wp_markdown_node *block, struct wp_note *note);

/* Whether an item of a list, or one below, is marked as open, done or dropped, or has progress. */
bool wp_import_list_has_marks(const struct wp_import_list *list);

/* Make the items of a list done if they have no other mark, for the list of what was done. An item
 * with subtasks is done if no subtask is marked as open. */
void wp_import_list_set_done(struct wp_import_list *list);

/* Append the items of `more` to `list`. `more` must not be used afterwards. */
void wp_import_list_append(struct wp_import_list *list, const struct wp_import_list *more);

/* Make the items of a list subtasks of `parent`, which may be the root of a week: set the values of
 * them all. `week_start` is the first day of the week; WP_NO_DAY for the list for later. Return the
 * number of items. */
size_t wp_import_list_finish(struct wp_import_source *source, const struct wp_import_list *list,
                             struct wp_item *parent, wp_day week_start);

/* Remark on marks of the items that the plan cannot have: the progress of an item that has
 * subtasks, unless it is theirs, and an open item below a done one. `closed`: whether an item above
 * them is done. The items are finished, and their progress is computed (wp_progress_roll_up). */
void wp_import_list_check(struct wp_import_source *source, const struct wp_import_list *list,
                          bool closed);

#endif
