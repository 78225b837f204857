#include "cmd/editor.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/words_in_text.h"
#include "cmd/context.h"
#include "os/process.h"

static const char shell[] = "/bin/sh";

/* Return the user's editor, or NULL if none works. VISUAL is used only on a terminal that is not
 * dumb. */
static const char *find_editor(void)
{
    const char *terminal = wp_context_getenv("TERM");
    const char *visual = wp_context_getenv("VISUAL");
    const char *editor = wp_context_getenv("EDITOR");
    bool dumb = terminal == NULL || strcmp(terminal, "dumb") == 0;

    if (visual != NULL && (!dumb || editor == NULL))
        return visual;
    if (editor != NULL)
        return editor;
    return dumb ? NULL : "vi";
}

enum wp_editor_line wp_editor_line_option(const char *editor)
{
    static const char plus_line[] =
        "vi vim nvim gvim mvim nano emacs emacsclient kak hx helix micro";
    static const char file_and_line[] = "code codium";
    struct wp_str name = wp_words_in_text_next(&editor);

    for (size_t i = name.length; i > 0; i--)
        if (name.data[i - 1] == '/') {
            name = wp_str_slice(name, i, name.length);
            break;
        }
    if (wp_words_in_text_has(plus_line, name))
        return WP_EDITOR_PLUS_LINE;
    return wp_words_in_text_has(file_and_line, name) ? WP_EDITOR_FILE_AND_LINE : WP_EDITOR_NO_LINE;
}

/* Run the editor with the arguments `option`, which may be NULL, and `file`. Return its exit code,
 * or -1 with errno set. VISUAL and EDITOR may have arguments, as `code --wait`, so a shell parses
 * their value. `option` and `file` are positional parameters, which the shell does not parse. */
static int run_in_shell(const char *editor, const char *option, const char *file)
{
    struct wp_buf script = WP_BUF_INIT;
    int code;

    wp_buf_printf(&script, "%s \"$@\"", editor);
    const char *const argv[] = {shell,
                                "-c",
                                script.data,
                                editor,
                                option != NULL ? option : file,
                                option != NULL ? file : NULL,
                                NULL};
    code = wp_process_wait((char *const *)argv); /* the cast is safe: the strings are not changed */
    wp_buf_free(&script);
    return code;
}

/* Run the editor on the file. Open the file at the line, if it is known how the editor is told a
 * line. Return as run_in_shell does. */
static int run_at_line(const char *editor, const char *path, uint64_t line)
{
    enum wp_editor_line how = line > 0 ? wp_editor_line_option(editor) : WP_EDITOR_NO_LINE;
    struct wp_buf argument = WP_BUF_INIT;
    int code;

    if (how == WP_EDITOR_NO_LINE)
        return run_in_shell(editor, NULL, path);
    if (how == WP_EDITOR_PLUS_LINE) {
        wp_buf_printf(&argument, "+%" PRIu64, line);
        code = run_in_shell(editor, argument.data, path);
    } else {
        wp_buf_printf(&argument, "%s:%" PRIu64, path, line);
        code = run_in_shell(editor, "-g", argument.data);
    }
    wp_buf_free(&argument);
    return code;
}

enum wp_status wp_editor_run(const char *path, uint64_t line, struct wp_error *error)
{
    const char *editor = find_editor();
    int code;

    if (editor == NULL)
        return wp_error_set(error, WP_CONFIG,
                            "there is no editor for this terminal (set VISUAL or EDITOR)");
    code = run_at_line(editor, path, line);
    if (code == 0)
        return WP_OK;
    if (code < 0)
        return wp_error_set(error, WP_IO, "cannot run %s: %s", shell, strerror(errno));
    if (code > 128)
        return wp_error_set(error, WP_IO,
                            "the editor '%s' was ended by signal %d, so the plan is not changed",
                            editor, code - 128);
    return wp_error_set(error, WP_IO,
                        "the editor '%s' failed (exit code %d), so the plan is not changed", editor,
                        code);
}
