/*
 * Completion: the command line whose last word is completed, and the lines that are printed for
 * it.
 *
 * Each line is a candidate, a tab and a description. Lines that begin with a colon are for the
 * script of the shell:
 *
 *     :files PREFIX   complete the rest of the word after PREFIX as a file name
 *     :replace        the candidates below do not begin with the word; each of them replaces it
 */
#ifndef CMD_CANDIDATES_H
#define CMD_CANDIDATES_H

#include "cmd/context.h"
#include "cmd/plan_input.h"

struct wp_candidates {
    struct wp_buf *out;
    /* command whose arguments are completed; `status` if the command line has no name of a command;
     * NULL if the name is unknown */
    const struct wp_command *command;
    const struct wp_arguments *given; /* command line without the last word */
    struct wp_str prefix;             /* part of the last word before its value: "--week=", "-w" */
    struct wp_str word;               /* the rest of the word to complete, after `prefix` */
};

/* Print a candidate with its description. */
void wp_candidates_put(const struct wp_candidates *candidates, struct wp_str candidate,
                       const char *description);

/* Print each word of a list that blanks separate. */
void wp_candidates_put_words(const struct wp_candidates *candidates, const char *words);

/* Return the value of the option called `name` ("--to") on the command line, or NULL. Several
 * options can have the name. */
const char *wp_candidates_given(const struct wp_candidates *candidates, const char *name);

/* The plan of the command line, and a week of it. */
struct wp_candidates_plan {
    char *path; /* owned; path of --file, or NULL */
    struct wp_context context;
    struct wp_plan_input input; /* input.plan is NULL if the plan cannot be opened */
};

/* Open the plan of the command line, and load the week that `week` names, a value of --week. NULL
 * is the current week. Return false if the command line, the configuration or the plan is not
 * valid, if the plan is absent, or if it is standard input. If only the week is absent, return
 * true; input.found.week is NULL. Call wp_candidates_close also after a failure. */
bool wp_candidates_open(const struct wp_candidates *candidates, const char *week,
                        struct wp_candidates_plan *plan);
void wp_candidates_close(struct wp_candidates_plan *plan);

#endif
