/*
 * The list of goals that `carry --edit` opens in the editor, a goal a line:
 *
 *     keep =1  # Call the landlord
 *     carry 2  # Finish the capstone analysis, carried ×2
 *     drop 3 no time
 *     Buy milk
 *       Oat milk
 *
 * `keep` is followed by '=' and the number of a goal of the week that items are carried into; '='
 * may be missing. The other verbs are followed by the number of a goal of the week carried from. A
 * verb may be in capitals; before a number its first letter is enough, but `l` is `later`. Any
 * other line is the title of a new goal, and the lines that are indented below it are its
 * subtasks, as in an outline. A line that begins with "- " is never a verb. A comment begins with
 * a '#' that is the first character of the line, or that has a blank on both sides. If `drop` has
 * no reason, the text after the title in the comment is the reason.
 */
#ifndef CMD_CARRY_LIST_H
#define CMD_CARRY_LIST_H

#include "cmd/context.h"
#include "edit/carry_lines.h"

/* The goals of a list: those of the week that items are carried into, and those that can be
 * carried. All pointers are borrowed. */
struct wp_carry_list_goals {
    const struct wp_week *from;
    const struct wp_week *to; /* NULL if the week is not in the plan */
    const struct wp_carry_goals *open;
    const struct wp_context *context; /* for the commands in messages */
};

/* A list that the user has edited. */
struct wp_carry_list {
    struct wp_carry_line *lines;
    size_t count;
    struct wp_problems problems; /* the first lines that are not valid */
    struct wp_arena *arena;      /* owns the lines, their texts and the problems */
};

/* Append a line for each goal, without instructions. If `ascii`, all characters but those of
 * titles are ASCII. */
void wp_carry_list_put(struct wp_buf *out, const struct wp_carry_list_goals *goals, bool ascii);

/*
 * Parse the text of a list. A goal that is dropped without a reason gets the day `today`. Free
 * `list` with wp_carry_list_free, also after a failure. Return WP_INVALID, and append to
 * list->problems a message with the number of the line, for each line that is not valid; `error` is
 * the first of them: a goal that is not in the list or has two
 * lines, a verb without the number of a goal, a text after the number, another word than a verb
 * before a number, a subtask that is indented to a column of no item above.
 */
enum wp_status wp_carry_list_parse(struct wp_carry_list *list, struct wp_str text,
                                   const struct wp_carry_list_goals *goals, wp_day today,
                                   struct wp_error *error);

/* Free the lines. No-op on a zeroed struct. */
void wp_carry_list_free(struct wp_carry_list *list);

#endif
