/*
 * The letters that were sent, and those that were not: the file `letters` of the
 * state directory, a line a letter.
 *
 * Who is about to send one holds the lock from before it looks until it has noted
 * what came of it, so of two that run at once the second sees what the first did.
 */
#ifndef CLI_LETTERS_H
#define CLI_LETTERS_H

#include "cli/app.h"
#include "sys/state.h"

struct wp_letter {
    bool sent;
    wp_day week;         /* the first day of the week that it is about */
    wp_day tried;        /* when it was sent, or was not */
    uint64_t key;        /* of the plan and the recipients, see wp_letter_key */
    struct wp_str plan;  /* for people: its path, one line */
    struct wp_str error; /* for people: why it was not sent, one line */
};

struct wp_letters {
    struct wp_state_file lock; /* its directory is locked */
    struct wp_state_file file;
    struct wp_buf bytes; /* what is in it */
};

/* The same for the same plan, by its path without links, and recipients, in
 * whatever order. 0 when memory is out. */
uint64_t wp_letter_key(const char *plan, const struct wp_list *recipients);

/* Waits for the lock and reads the file, which is made where there is none. The
 * letters have to be closed after a failure, too. WP_BUSY, or as wp_state_open. */
enum wp_status wp_letters_open(struct wp_letters *letters, struct wp_error *error);
void wp_letters_close(struct wp_letters *letters);

/* Whether the letter about the week that begins in `window` has been sent. */
bool wp_letters_sent(const struct wp_letters *letters, uint64_t key, struct wp_window window);

/* Writes a letter down, so that it is on the disk. One that was sent takes the
 * place of all to the same people about the same plan that were not. */
enum wp_status wp_letters_note(struct wp_letters *letters, const struct wp_letter *letter,
                               struct wp_error *error);

/* Appends a line about the last letter that was not sent, and nothing where there
 * is none. It looks at one file, which most users do not have. */
void wp_letters_remind(struct wp_app *app);

#endif
