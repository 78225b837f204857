/*
 * Topics of help that are no commands: the configuration, the plan format, days and weeks, items,
 * output.
 */
#ifndef CMD_HELP_TOPIC_H
#define CMD_HELP_TOPIC_H

/* A row of a list. A row without a text is a heading. A row without a label ends the list. */
struct wp_help_row {
    const char *label;
    const char *text;
};

/* All texts are ASCII. */
struct wp_help_topic {
    const char *name;
    const char *summary; /* one line for the list of topics; lower case, no full stop */
    const char *details; /* paragraphs before the list */
    const struct wp_help_row *rows;
    const char *example; /* lines that are not folded */
    const char *more;    /* where to read on */
};

/* The table of topics; a topic without a name ends it. */
extern const struct wp_help_topic wp_help_topics[];

/* Return the topic called `name`, or NULL. */
const struct wp_help_topic *wp_help_topic_find(const char *name);

/* Return the name of the topic or the command that explains another word, in any case: "format" for
 * "tags", "undo" for "undo-log". NULL if there is none. */
const char *wp_help_topic_of_alias(const char *word);

#endif
