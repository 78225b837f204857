/*
 * What went wrong, where, and what to do about it.
 *
 * Every function of the library that can fail returns a status and fills an
 * error that the caller owns. An error holds no memory of its own, so running
 * out of memory can be reported as well. The statuses are the exit codes of
 * the program (most of them from sysexits(3)).
 */
#ifndef WEEKPLAN_ERROR_H
#define WEEKPLAN_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wp_status {
    WP_OK = 0,
    WP_USAGE = 64,         /* bad arguments; an unknown or ambiguous REF */
    WP_INVALID = 65,       /* the plan is not valid */
    WP_MISSING = 66,       /* no such file, or no such week */
    WP_MAILER = 69,        /* the mailer failed */
    WP_BUG = 70,           /* a bug was caught before it did harm */
    WP_NO_MEMORY = 71,     /* out of memory */
    WP_CANNOT_CREATE = 73, /* cannot create, or cannot keep what the file has */
    WP_IO = 74,            /* reading or writing failed */
    WP_BUSY = 75,          /* locked, or changed underneath */
    WP_CONFIG = 78         /* the configuration is not valid */
};

enum { WP_MESSAGE_SIZE = 480, WP_EXCERPT_SIZE = 240 };

struct wp_error {
    enum wp_status status;
    bool warning; /* worth saying, but the plan is valid */
    /* The place: 1-based, in lines and characters; line 0 means that there is
     * none. Lines end at LF, CRLF or a lone CR, as an editor counts them. */
    uint64_t line;
    uint64_t column;
    /* NUL-terminated UTF-8, one line, no full stop; may quote the plan, so
     * it has to be sanitized on its way to a person. */
    char message[WP_MESSAGE_SIZE];
    /* The offending line, or the part of it around the place. `caret` and
     * `caret_length` are the offending bytes within it. */
    char excerpt[WP_EXCERPT_SIZE];
    size_t excerpt_length;
    size_t caret;
    size_t caret_length;
    bool cut_left;  /* the line begins before the excerpt */
    bool cut_right; /* the line goes on after it */
};

/* Fills `error` with a message that has no place and returns `status`.
 * A message that is too long is cut between characters. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
enum wp_status
wp_error_set(struct wp_error *error, enum wp_status status, const char *format, ...);

/* Puts the message into the error and leaves the rest of it alone. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
void wp_error_set_message(struct wp_error *error, const char *format, va_list arguments);

/* The message for WP_NO_MEMORY. */
enum wp_status wp_error_set_no_memory(struct wp_error *error);

/*
 * A list of problems in a plan, in the order of the file. The caller gives the
 * room; what does not fit is counted and dropped.
 */
struct wp_problems {
    struct wp_error *list; /* borrowed, room for `limit` */
    size_t limit;
    size_t count;    /* how many of the list are filled */
    size_t errors;   /* how many were found, kept or not */
    size_t warnings; /* how many were found, kept or not */
};

#endif
