#include "sys/tty.h"

#include <langinfo.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool wp_tty_is(int fd)
{
    return isatty(fd) == 1;
}

unsigned wp_tty_width(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* The first of the variables that is set and not empty, as setlocale(3) looks. */
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

static bool is_utf8(const char *name, size_t length)
{
    return (length == 5 && strncasecmp(name, "utf-8", length) == 0) ||
           (length == 4 && strncasecmp(name, "utf8", length) == 0);
}

bool wp_tty_utf8(void)
{
    const char *name = locale_name();
    const char *dot = strchr(name, '.');
    if (dot != NULL)
        return is_utf8(dot + 1, strcspn(dot + 1, "@"));

    locale_t locale = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
    if (locale == (locale_t)0)
        return false;
    const char *set = nl_langinfo_l(CODESET, locale);
    bool utf8 = is_utf8(set, strlen(set));
    freelocale(locale);
    return utf8;
}
