/*
 * The table of the options of all commands.
 */
#ifndef CMD_OPTION_TABLE_H
#define CMD_OPTION_TABLE_H

#include <stdbool.h>

#include <weekplan/str.h>

/* The value of --week that selects the list for later. */
#define WP_WEEK_LATER "later"

enum wp_option_id {
    WP_OPT_FILE,
    WP_OPT_WEEK,
    WP_OPT_TODAY,
    WP_OPT_COLOR,
    WP_OPT_HYPERLINK,
    WP_OPT_NO_PAGER,
    WP_OPT_ASCII,
    WP_OPT_QUIET,
    WP_OPT_HELP,
    WP_OPT_VERSION,
    WP_OPT_UNDER,
    WP_OPT_WEIGHT,
    WP_OPT_DUE,
    WP_OPT_NOTE,
    WP_OPT_PROGRESS,
    WP_OPT_ID,
    WP_OPT_TAG,
    WP_OPT_WITH_TAG,
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
    WP_OPT_BOTTOM,
    WP_OPT_ALSO,
    WP_OPT_DRY_RUN,
    WP_OPT_TO,
    WP_OPT_TO_WEEK,
    WP_OPT_FROM_WEEK,
    WP_OPT_FRESH,
    WP_OPT_EDIT,
    WP_OPT_LIST,
    WP_OPT_FORMAT,
    WP_OPT_WEEKS,
    WP_OPT_GOAL,
    WP_OPT_POST,
    WP_OPT_TO_ADDRESS,
    WP_OPT_FROM,
    WP_OPT_ONCE,
    WP_OPT_AFTER_MOMENT,
    WP_OPT_PRINT,
    WP_OPT_RAW,
    WP_OPT_AT,
    WP_OPT_ASK,
    WP_OPT_CATCH_UP,
    WP_OPT_SYSTEMD,
    WP_OPT_DRY_RUN_SYNC,
    WP_OPT_DRY_RUN_IMPORT,
    WP_OPT_EDIT_IMPORT,
    WP_OPT_WEEK_START,
    WP_OPT_INIT,
    WP_OPT_WITH,
    WP_OPT_INSTALL,
    WP_OPT_UNINSTALL,
    WP_OPT_MARKER_SIZE,
    WP_OPT_PATH,
    WP_OPT_COUNT
};

/* Words that a shell offers to complete a value or an argument, separated by blanks; or one of
 * these macros. */
#define WP_COMPLETE_FILES     "FILES"     /* file names */
#define WP_COMPLETE_HELP      "HELP"      /* names of commands and of topics of help */
#define WP_COMPLETE_FORMATS   "FORMATS"   /* the words in `formats` of the command */
#define WP_COMPLETE_OPEN      "OPEN"      /* open items */
#define WP_COMPLETE_CLOSED    "CLOSED"    /* items that have `done:` or `dropped:` */
#define WP_COMPLETE_LEAVES    "LEAVES"    /* items without subtasks that are not dropped */
#define WP_COMPLETE_ALL       "ALL"       /* all items, with those of `also:` */
#define WP_COMPLETE_WEEK      "WEEK"      /* all items, and ".", the week */
#define WP_COMPLETE_PARENTS   "PARENTS"   /* items that can have subtasks */
#define WP_COMPLETE_PLACES    "PLACES"    /* items that --before and --after can name */
#define WP_COMPLETE_SOURCE    "SOURCE"    /* open items of the week that `carry` copies from */
#define WP_COMPLETE_SETTINGS  "SETTINGS"  /* the items of WEEK, then keys and their values */
#define WP_COMPLETE_WEEKS     "WEEKS"     /* weeks; also "later" if the command accepts it */
#define WP_COMPLETE_TO_WEEKS  "TO-WEEKS"  /* weeks, and "later" */
#define WP_COMPLETE_AFTER     "AFTER"     /* weeks after the selected week */
#define WP_COMPLETE_BEFORE    "BEFORE"    /* weeks before the selected week */
#define WP_COMPLETE_DUE_DAYS  "DUE-DAYS"  /* days of the week, from today on */
#define WP_COMPLETE_DONE_DAYS "DONE-DAYS" /* days of the week, up to today */
#define WP_COMPLETE_TAGS      "TAGS"      /* the tags of the plan */

struct wp_option {
    char letter;       /* name of the short option; 0 for none */
    const char *name;  /* name of the long option with its dashes: "--week" */
    const char *value; /* placeholder of the value in help; NULL if the option has no value */
    /* whether a text is a value that may have several words (cmd/joined_value.h); NULL if the value
     * is always one argument */
    bool (*is_value)(struct wp_str text);
    bool everywhere; /* whether every command has the option */
    bool of_changes; /* whether every command that changes the plan has the option */
    bool repeats;    /* whether all values count if the option is repeated; else the last one */
    const char *candidates; /* words that complete the value, or a WP_COMPLETE_ macro, or NULL */
    const char *help;       /* one line for help, ASCII */
};

/* All options, indexed by enum wp_option_id. Two options of different commands may have one name;
 * then both have a value, or neither has one. */
extern const struct wp_option wp_options[WP_OPT_COUNT];

#endif
