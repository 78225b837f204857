#include "cmd/editor.h"

#include <errno.h>
#include <string.h>

#include "cmd/context.h"
#include "os/process.h"

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

enum wp_status wp_editor_run(const char *path, struct wp_error *error)
{
    static const char shell[] = "/bin/sh";
    const char *editor = find_editor();
    struct wp_buf script = WP_BUF_INIT;
    int code;

    if (editor == NULL)
        return wp_error_set(error, WP_CONFIG,
                            "there is no editor for this terminal (set VISUAL or EDITOR)");
    /* VISUAL and EDITOR may have arguments, such as `code --wait`, so a shell parses them. The
     * path is passed as a positional parameter, which the shell does not parse. */
    wp_buf_printf(&script, "%s \"$@\"", editor);
    const char *const argv[] = {shell, "-c", script.data, editor, path, NULL};
    code = wp_process_wait((char *const *)argv); /* the cast is safe: the strings are not changed */
    wp_buf_free(&script);
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
