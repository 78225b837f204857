#include "os/terminal.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/eintr.h"

bool wp_terminal_is(int fd)
{
    return isatty(fd) == 1;
}

void wp_terminal_take_stdin(void)
{
    int fd = isatty(STDIN_FILENO) ? -1 : open("/dev/tty", O_RDWR | O_CLOEXEC);

    if (fd < 0)
        return;
    (void)dup2(fd, STDIN_FILENO);
    close(fd);
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

/* Return the size of the terminal `fd`, zeroed if `fd` is no terminal. */
static struct winsize find_size(int fd)
{
    struct winsize size = {.ws_row = 0};

    if (ioctl(fd, TIOCGWINSZ, &size) != 0)
        size = (struct winsize){.ws_row = 0};
    return size;
}

static bool is_pipe(int fd)
{
    struct stat info;

    return fstat(fd, &info) == 0 && S_ISFIFO(info.st_mode);
}

unsigned wp_terminal_width(int fd)
{
    unsigned width = find_size(fd).ws_col;

    if (width > 0 || !is_pipe(fd))
        return width;
    width = find_size(STDERR_FILENO).ws_col;
    return width > 0 ? width : find_size(STDIN_FILENO).ws_col;
}

unsigned wp_terminal_height(int fd)
{
    return find_size(fd).ws_row;
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

/* A variable that tells which terminal is used. */
struct terminal_sign {
    const char *variable;
    const char *value; /* the beginning of the value; NULL for any value */
    /* NULL, or the variable with the version of the terminal, which must be at least
     * `major`.`minor` */
    const char *version;
    unsigned major, minor;
};

/* Return the number at *text. Move *text after the number, and after one point that follows it. */
static unsigned next_number(const char **text)
{
    unsigned number = 0;

    for (; **text >= '0' && **text <= '9' && number < 1000000; ++*text)
        number = number * 10 + (unsigned)(**text - '0');
    *text += **text == '.';
    return number;
}

static bool has_sign(const struct terminal_sign *sign)
{
    const char *value = getenv(sign->variable);
    const char *version = sign->version != NULL ? getenv(sign->version) : NULL;

    if (value == NULL || value[0] == '\0' ||
        (sign->value != NULL && strncmp(value, sign->value, strlen(sign->value)) != 0))
        return false;
    if (sign->version == NULL)
        return true;
    if (version == NULL)
        return false;
    unsigned major = next_number(&version);
    unsigned minor = next_number(&version);
    return major > sign->major || (major == sign->major && minor >= sign->minor);
}

bool wp_terminal_links(void)
{
    /* The first versions with hyperlinks, as the terminals' release notes have them. A terminal
     * in screen(1) is none of them: screen passes no hyperlinks on, though the variables of the
     * outer terminal are still set. */
    static const struct terminal_sign signs[] = {
        {"VTE_VERSION", NULL, "VTE_VERSION", 5001, 0}, /* version 0.50.0 crashes on hyperlinks */
        {"KONSOLE_VERSION", NULL, "KONSOLE_VERSION", 201200, 0},
        {"TERM_PROGRAM", "iTerm.app", "TERM_PROGRAM_VERSION", 3, 1},
        {"TERM_PROGRAM", "vscode", "TERM_PROGRAM_VERSION", 1, 72},
        {"TERM_PROGRAM", "tmux", "TERM_PROGRAM_VERSION", 3, 4},
        {"TERM_PROGRAM", "WezTerm", NULL, 0, 0},
        {"TERM_PROGRAM", "ghostty", NULL, 0, 0},
        {"TERM_PROGRAM", "Hyper", NULL, 0, 0},
        {"TERM_PROGRAM", "rio", NULL, 0, 0},
        {"TERM_PROGRAM", "zed", NULL, 0, 0},
        {"WT_SESSION", NULL, NULL, 0, 0},
        {"DOMTERM", NULL, NULL, 0, 0},
        {"TERM", "xterm-kitty", NULL, 0, 0},
        {"TERM", "xterm-ghostty", NULL, 0, 0},
        {"TERM", "alacritty", NULL, 0, 0},
        {"TERM", "contour", NULL, 0, 0},
        {"TERM", "foot", NULL, 0, 0},
        {"TERM", "wezterm", NULL, 0, 0},
    };
    const char *terminal = getenv("TERM");
    const char *program = getenv("TERM_PROGRAM");
    bool tmux = program != NULL && strcmp(program, "tmux") == 0;
    bool screen = terminal != NULL && strncmp(terminal, "screen", strlen("screen")) == 0;

    for (size_t i = 0; (tmux || !screen) && i < sizeof signs / sizeof signs[0]; i++)
        if (has_sign(&signs[i]))
            return true;
    return false;
}
