/*
 * Errors: a status, a message, and the place in the file.
 *
 * A function that can fail returns a status and fills an error, which the caller owns. An
 * error needs no memory of its own and is not freed.
 *
 *     struct wp_error error = {0};
 *     if (wp_plan_open(&plan, &input, &error) != WP_OK)
 *         fprintf(stderr, "%s\n", error.message);
 */
#ifndef WEEKPLAN_ERROR_H
#define WEEKPLAN_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The exit codes of the program, most of them from sysexits(3). */
enum wp_status {
    WP_OK = 0,
    WP_USAGE = 64,         /* bad arguments; an unknown or ambiguous REF */
    WP_INVALID = 65,       /* the plan is not valid */
    WP_MISSING = 66,       /* no such file, or no such week */
    WP_MAILER = 69,        /* the mailer failed */
    WP_BUG = 70,           /* a bug, noticed before anything was written */
    WP_NO_MEMORY = 71,     /* out of memory */
    WP_CANNOT_CREATE = 73, /* cannot create a file, or not with the attributes of the old one */
    WP_IO = 74,            /* reading or writing failed */
    WP_BUSY = 75,          /* locked, or changed by another program */
    WP_CONFIG = 78         /* the configuration is not valid */
};

/* In bytes, with the NUL at the end. */
enum { WP_MESSAGE_SIZE = 480, WP_EXCERPT_SIZE = 240 };

struct wp_error {
    enum wp_status status;
    bool warning; /* the plan is valid all the same */
    /* The place: line and character, from 1; line 0 if there is no place. Lines end at LF,
     * CRLF or a lone CR, as editors count them. */
    uint64_t line;
    uint64_t column;
    /* NUL-terminated UTF-8, one line, without a full stop. It may quote the plan: escape it
     * before it is shown. */
    char message[WP_MESSAGE_SIZE];
    /* The line of the place, or a part of it. `caret` and `caret_length` are the wrong bytes
     * in it. */
    char excerpt[WP_EXCERPT_SIZE];
    size_t excerpt_length;
    size_t caret;
    size_t caret_length;
    bool cut_left;  /* the excerpt does not begin with the line */
    bool cut_right; /* the excerpt does not end with the line */
};

/* Fill `error` with a message without a place, and return `status`. Cut a message that is
 * too long between two characters. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
enum wp_status
wp_error_set(struct wp_error *error, enum wp_status status, const char *format, ...);

/* Replace the message of an error alone. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
void wp_error_set_message(struct wp_error *error, const char *format, va_list arguments);

/*
 * Problems of a plan, in the order of the file. The caller owns the array; problems that
 * do not fit are counted and dropped.
 */
struct wp_problems {
    struct wp_error *list; /* borrowed; room for `limit` errors */
    size_t limit;
    size_t count;    /* errors in the list */
    size_t errors;   /* errors found, in the list or not */
    size_t warnings; /* warnings found, in the list or not */
};

#endif
