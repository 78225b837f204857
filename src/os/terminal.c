#include "os/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "os/fd.h"

bool wp_terminal_is(int fd)
{
    return isatty(fd) == 1;
}

int wp_terminal_answer(void)
{
    int first = '\n';
    char byte = 0;
    ssize_t count;

    for (;;) {
        WP_RETRY(count, read(STDIN_FILENO, &byte, 1));
        if (count != 1)
            return -1;
        if (byte == '\n')
            return first;
        if (first == '\n' && byte != ' ' && byte != '\t')
            first = (unsigned char)byte;
    }
}

unsigned wp_terminal_width(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* Return the name of the locale for LC_CTYPE from the environment, as setlocale(3) does: the value
 * of the first variable that is set and not empty, or "C". */
static const char *locale_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

static bool is_letter_of(char byte, char lower)
{
    return byte == lower || byte == lower - 'a' + 'A';
}

/* Whether the name of a character set is UTF-8 or utf8, in any case. */
static bool is_utf8(const char *name, size_t length)
{
    size_t dash = length == 5 && name[3] == '-';

    return length == 4 + dash && is_letter_of(name[0], 'u') && is_letter_of(name[1], 't') &&
           is_letter_of(name[2], 'f') && name[3 + dash] == '8';
}

bool wp_terminal_utf8(void)
{
    const char *name = locale_name();
    const char *dot = strchr(name, '.');
    if (dot != NULL) {
        const char *modifier = strchr(dot, '@');
        size_t length = modifier != NULL ? (size_t)(modifier - dot) : strlen(dot);
        return is_utf8(dot + 1, length - 1);
    }

    locale_t locale = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
    if (locale == (locale_t)0)
        return false;
    const char *set = nl_langinfo_l(CODESET, locale);
    bool utf8 = is_utf8(set, strlen(set));
    freelocale(locale);
    return utf8;
}
