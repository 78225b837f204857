/*
 * Errors: a status, a message, and a position in the file.
 *
 * A function that can fail returns a status and fills a struct wp_error of the caller. The struct
 * has no pointers, and is not freed.
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

/* The exit codes of the program, most of them from sysexits(3). WP_CONFLICT is that of a merge
 * driver of git (gitattributes(5)). */
enum wp_status {
    WP_OK = 0,
    WP_CONFLICT = 1,       /* a merge has left conflicts */
    WP_USAGE = 64,         /* bad arguments; an unknown or ambiguous REF */
    WP_INVALID = 65,       /* the plan is not valid */
    WP_MISSING = 66,       /* the file or the week does not exist */
    WP_UNAVAILABLE = 69,   /* a needed program or library is not installed, or failed */
    WP_BUG = 70,           /* a bug, noticed before anything was written */
    WP_NO_MEMORY = 71,     /* out of memory */
    WP_CANNOT_CREATE = 73, /* cannot create a file, or not with the attributes of the old one */
    WP_IO = 74,            /* reading or writing failed */
    WP_BUSY = 75,          /* the plan is locked, or another program has changed it */
    WP_CONFIG = 78         /* the configuration is not valid */
};

/* Sizes of the arrays in struct wp_error, in bytes. */
enum { WP_MESSAGE_SIZE = 480, WP_EXCERPT_SIZE = 240 };

struct wp_error {
    enum wp_status status;
    bool warning; /* whether the problem is only a warning, so that the plan is valid */
    /* The line, from 1. 0 if the error has no position in the file. A line ends with LF, CRLF or a
     * lone CR. */
    uint64_t line;
    uint64_t column; /* the character in the line, from 1 */
    /* The message: NUL-terminated UTF-8, one line, without a full stop. A message can contain text
     * of the plan, so escape it before printing. */
    char message[WP_MESSAGE_SIZE];
    char excerpt[WP_EXCERPT_SIZE]; /* the wrong line of the file, or a part of the line */
    size_t excerpt_length;         /* number of bytes in `excerpt` */
    size_t caret;                  /* offset of the wrong bytes in the excerpt */
    size_t caret_length;           /* number of wrong bytes */
    bool cut_left;                 /* whether the excerpt begins in the middle of the line */
    bool cut_right;                /* whether the excerpt ends before the end of the line */
};

/* Fill `error` with a message without a position in the file, and return `status`. A message that
 * is too long is cut between two characters. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
enum wp_status
wp_error_set(struct wp_error *error, enum wp_status status, const char *format, ...);

/* Replace the message of an error. The other members are unchanged. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
void wp_error_set_message(struct wp_error *error, const char *format, va_list arguments);

/*
 * Errors and warnings of a plan, in the order of the file. The caller owns the array. If the array
 * is full, further problems are only counted.
 */
struct wp_problems {
    struct wp_error *list; /* borrowed array of `limit` elements */
    size_t limit;          /* number of elements that `list` has memory for; may be 0 */
    size_t count;          /* number of elements of `list` that are used */
    size_t errors;         /* number of errors, also of those that are not in the list */
    size_t warnings;       /* number of warnings, also of those that are not in the list */
};

#endif
