/*
 * The marks of an item in a task list, which `report` writes and `import` reads: signs beside its
 * title, and facts in parentheses behind it. Days may also have signs, as in Obsidian.
 *
 *     - [x] Read (100%, 3/3 chapters, due Fri, done Thu)
 *     - [ ] Taxes ✗
 *     - TODO Write        - Run: DONE
 *     - [x] Call Ben 📅 2019-08-09 ✅ 2019-08-07
 */
#ifndef MARKDOWN_TASK_MARKS_H
#define MARKDOWN_TASK_MARKS_H

#include <stdbool.h>

#include <weekplan/str.h>

/* What a fact is about. A report has them in this order. */
enum wp_task_fact {
    WP_TASK_FACT_PROGRESS,    /* "60%", "3/5 talks" */
    WP_TASK_FACT_WAS_AT,      /* "was at 90%", of an item that is done all the same */
    WP_TASK_FACT_DUE,         /* "due Fri" */
    WP_TASK_FACT_LATE,        /* "2 days late", behind a due day */
    WP_TASK_FACT_DONE,        /* "done Thu" */
    WP_TASK_FACT_DONE_ITSELF, /* "done"; a report does not write it */
    WP_TASK_FACT_CARRIED,     /* "carried ×2" */
    WP_TASK_FACT_FROM,        /* "from 12.5%", behind "carried" */
    WP_TASK_FACT_STILL_AT,    /* "still at 12.5%", behind "carried" */
    WP_TASK_FACT_LEFT_AT,     /* "what was left at 12.5%", behind "carried" */
    WP_TASK_FACT_WEIGHT,      /* "weight ×3" */
    WP_TASK_FACT_ALL_DROPPED, /* "all dropped": dropped because all of its subtasks are */
    WP_TASK_FACT_PUT_OFF,     /* "put off to the week of 11 Aug" */
    WP_TASK_FACT_DROPPED_FOR, /* "dropped: REASON"; the last one */
    WP_TASK_FACT_DROPPED_ON,  /* "dropped Fri" */
    WP_TASK_FACT_DROPPED,     /* "dropped" */
    WP_TASK_FACT_NONE         /* no fact */
};

/* Return the words before the value of a fact, such as "due "; empty for WP_TASK_FACT_PROGRESS and
 * WP_TASK_FACT_LATE. */
const char *wp_task_marks_words(enum wp_task_fact fact);

/* Return the fact that begins like `text`, and set *value to what is after its words. The value is
 * not checked. A text that begins with a digit is WP_TASK_FACT_LATE if it ends with "late", else
 * WP_TASK_FACT_PROGRESS. */
enum wp_task_fact wp_task_marks_fact(struct wp_str text, struct wp_str *value);

/* Return the length of the sign at the beginning of `text`, such as "✓" or ":x:", with its
 * variation selector; 0 if there is none. Set *done to whether it means that the item is done. */
size_t wp_task_marks_sign(struct wp_str text, bool *done);

/* Return the length of the word in capitals at the beginning of `text` that tells the state of an
 * item without a box, such as "TODO" or "DONE:"; 0 if there is none. Set *box to the character of
 * the box for which it stands. */
size_t wp_task_marks_word(struct wp_str text, char *box);

/* Do the same for the last word, which has to be behind a dash or a colon: "Run: DONE". */
size_t wp_task_marks_word_at_end(struct wp_str text, char *box);

/* Return the length of the sign and the day at the end of `text`, such as "📅 2019-08-09", which are
 * apart from other words; 0 if there is none. Set *fact and its value *day, which is not checked.
 */
size_t wp_task_marks_day_sign(struct wp_str text, enum wp_task_fact *fact, struct wp_str *day);

/* Whether a line by itself may be a heading without marks, such as "Next week": it has few words,
 * and does not end as a sentence does. */
bool wp_task_marks_may_be_heading(struct wp_str line);

/* Words at the end of "60% done", which say nothing more, separated by blanks. */
extern const char wp_task_marks_after_progress[];

#endif
