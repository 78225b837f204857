/*
 * Library for LD_PRELOAD that makes an allocation return NULL.
 *
 * WEEKPLAN_FAIL_AT=N makes the N-th allocation after the start of the program fail. N+
 * makes all later allocations fail too. If the N-th allocation is reached, one byte is
 * written to descriptor 9, so that the test knows when to stop.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__GLIBC__)

enum { REPORT_TO = 9 };

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c): glibc exports these names */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c) */

static unsigned long left; /* allocations until the one that fails; 0 if none fails */
static bool and_later;

__attribute__((constructor)) static void begin(void)
{
    const char *number = getenv("WEEKPLAN_FAIL_AT");
    char *end = NULL;

    if (number == NULL)
        return;
    left = strtoul(number, &end, 10);
    and_later = *end == '+';
}

static bool is_to_fail(void)
{
    if (left == 0 || --left > 0)
        return false;
    if (write(REPORT_TO, "!", 1) != 1)
        abort();
    left = and_later;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return is_to_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_to_fail() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return is_to_fail() ? NULL : __libc_realloc(memory, size);
}

#endif
