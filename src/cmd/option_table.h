/*
 * The table of the options of all commands.
 */
#ifndef CMD_OPTION_TABLE_H
#define CMD_OPTION_TABLE_H

#include <stdbool.h>

enum wp_option_id {
    WP_OPT_FILE,
    WP_OPT_WEEK,
    WP_OPT_TODAY,
    WP_OPT_COLOR,
    WP_OPT_ASCII,
    WP_OPT_HELP,
    WP_OPT_VERSION,
    WP_OPT_UNDER,
    WP_OPT_WEIGHT,
    WP_OPT_DUE,
    WP_OPT_NOTE,
    WP_OPT_PROGRESS,
    WP_OPT_ID,
    WP_OPT_TAG,
    WP_OPT_LINK,
    WP_OPT_REPEAT,
    WP_OPT_DEPTH,
    WP_OPT_OPEN,
    WP_OPT_EXPLAIN,
    WP_OPT_SHORT,
    WP_OPT_JSON,
    WP_OPT_ON,
    WP_OPT_REASON,
    WP_OPT_APPEND,
    WP_OPT_BEFORE,
    WP_OPT_AFTER,
    WP_OPT_TOP,
    WP_OPT_DRY_RUN,
    WP_OPT_TO,
    WP_OPT_FORMAT,
    WP_OPT_WEEKS,
    WP_OPT_GOAL,
    WP_OPT_POST,
    WP_OPT_TO_ADDRESS,
    WP_OPT_FROM,
    WP_OPT_ONCE,
    WP_OPT_AFTER_MOMENT,
    WP_OPT_PRINT,
    WP_OPT_AT,
    WP_OPT_CATCH_UP,
    WP_OPT_SYSTEMD,
    WP_OPT_COUNT
};

/* Candidates that a shell offers for a value or an argument: words separated by blanks, or
 * one of these. */
#define WP_COMPLETE_FILES    "FILES"    /* names of files */
#define WP_COMPLETE_COMMANDS "COMMANDS" /* names of commands */
#define WP_COMPLETE_FORMATS  "FORMATS"  /* `formats` of the command */
#define WP_COMPLETE_ITEMS    "ITEMS"    /* items of the selected week */

struct wp_option {
    char letter;            /* of the short option; 0 if there is none */
    const char *name;       /* with its dashes: "--week" */
    const char *value;      /* name of the value in help; NULL for a flag */
    bool everywhere;        /* every command has it */
    bool repeats;           /* all values count; else the last one does */
    const char *candidates; /* words that complete the value, separated by blanks, or a WP_COMPLETE_
                               macro; NULL for none */
    const char *help;       /* one line, ASCII */
};

/* Indexed by enum wp_option_id. Options of different commands may have the same name; then
 * all of them take a value, or none does. */
extern const struct wp_option wp_options[WP_OPT_COUNT];

#endif
