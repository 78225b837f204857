#include "cmd/pager.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/process.h"
#include "os/terminal.h"
#include "render/fold.h"

/* Exit codes of a shell that could not run its command (POSIX, 2.8.2). */
enum { SHELL_NOT_RUN = 126, SHELL_NOT_FOUND = 127 };

/* Whether `text` needs more than `height` lines of a terminal with `width` columns. Characters that
 * are two columns wide are counted as one. */
static bool is_longer(struct wp_str text, unsigned width, unsigned height)
{
    size_t lines = 0;
    size_t column = 0;

    while (text.length > 0 && lines <= height) {
        size_t length = wp_fold_sequence_length(text);

        if (text.data[0] == '\n') {
            lines++;
            column = 0;
        } else if (length == 0 && ((unsigned char)text.data[0] & 0xC0) != 0x80) {
            lines += column > 0 && column % width == 0;
            column++;
        }
        text = wp_str_slice(text, length > 0 ? length : 1, text.length);
    }
    return lines > height;
}

/* Return the pager that the user has set; NULL if none is set. An empty WEEKPLAN_PAGER takes
 * precedence over PAGER, so an empty value is returned too. */
static const char *find_setting(void)
{
    const char *pager = getenv("WEEKPLAN_PAGER");

    return pager != NULL ? pager : wp_context_getenv("PAGER");
}

/* Show the text in less. Return false if less is not installed. */
static bool show_in_less(struct wp_str text)
{
    static const char *const nowhere[] = {NULL};
    char *path = wp_process_find("less", nowhere);
    char options[] = "-FIRX";
    bool shown = false;

    if (path != NULL) {
        char *const argv[] = {path, options, NULL};
        shown = wp_process_feed(argv, text) >= 0;
    }
    free(path);
    return shown;
}

/* Show the text in the pager of the user. The setting may have arguments, such as `less -S`, so
 * a shell parses it, as the shell parses EDITOR. Return false if the pager cannot be run. */
static bool show_in(const char *pager, struct wp_str text)
{
    static const char shell[] = "/bin/sh";
    const char *const argv[] = {shell, "-c", pager, NULL};
    int code;

    if (pager[0] == '\0' || strcmp(pager, "cat") == 0)
        return false;
    /* less shows colours only with -R, which most users of PAGER=less do not set */
    (void)setenv("LESS", "FIRX", 0);
    /* the cast is safe: the strings are not changed */
    code = wp_process_feed((char *const *)argv, text);
    return code >= 0 && code != SHELL_NOT_RUN && code != SHELL_NOT_FOUND;
}

bool wp_pager_show(const struct wp_context *context)
{
    const char *terminal = wp_context_getenv("TERM");
    const char *pager = find_setting();
    struct wp_str text = wp_buf_str(&context->out);
    unsigned height;

    if (context->command == NULL || !(context->command->pages || context->dry_run) ||
        wp_given(&context->arguments, WP_OPT_NO_PAGER) || !wp_terminal_is(STDOUT_FILENO) ||
        terminal == NULL || strcmp(terminal, "dumb") == 0)
        return false;
    height = wp_terminal_height(STDOUT_FILENO);
    /* the prompt of the shell needs the last line */
    if (height < 2 || !is_longer(text, context->width, height - 1))
        return false;
    return pager != NULL ? show_in(pager, text) : show_in_less(text);
}
