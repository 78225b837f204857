#include "cmd/merge_driver.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/shell_quote.h"
#include "edit/line_diff.h"
#include "edit/unified_diff.h"
#include "os/git.h"
#include "os/input_file.h"
#include "os/real_path.h"
#include "os/replace_file.h"
#include "render/escape.h"

#define ATTRIBUTE " merge=weekplan"

/* The settings of the repository that define the driver. */
enum driver_setting { SETTING_NAME, SETTING_DRIVER, SETTING_COUNT };

static const char *const setting_keys[SETTING_COUNT] = {"merge.weekplan.name",
                                                        "merge.weekplan.driver"};

/* The plan in its work tree, and what the driver of the plan consists of. */
struct driver_place {
    char *plan;            /* owned; absolute path of the plan without links */
    struct wp_buf top;     /* absolute path of the work tree */
    const char *name;      /* path of the plan in the work tree; points into `plan` */
    struct wp_buf path;    /* path of .gitattributes */
    struct wp_buf before;  /* bytes of .gitattributes */
    bool is_new;           /* whether .gitattributes is absent */
    struct wp_buf line;    /* the line of .gitattributes, without a line feed */
    struct wp_buf command; /* the value of merge.weekplan.driver */
};

/* Append `path` as a pattern of gitattributes(5) that matches only this file: with `\` before the
 * characters of glob(7). */
static void put_pattern(struct wp_buf *pattern, const char *path)
{
    wp_buf_putc(pattern, '/');
    for (; *path != '\0'; path++) {
        if (strchr("*?[\\", *path) != NULL)
            wp_buf_putc(pattern, '\\');
        wp_buf_putc(pattern, *path);
    }
}

/* Append a pattern in quotes, as a string of C, because it has blanks or other characters that end
 * a pattern. */
static void put_quoted_pattern(struct wp_buf *line, struct wp_str pattern)
{
    wp_buf_putc(line, '"');
    for (size_t i = 0; i < pattern.length; i++) {
        char byte = pattern.data[i];

        if (byte == '"' || byte == '\\')
            wp_buf_putc(line, '\\');
        if ((unsigned char)byte < ' ')
            wp_buf_printf(line, "\\%03o", (unsigned)byte);
        else
            wp_buf_putc(line, byte);
    }
    wp_buf_putc(line, '"');
}

static void put_attributes_line(struct wp_buf *line, const char *path)
{
    struct wp_buf pattern = WP_BUF_INIT;
    bool plain = true;

    put_pattern(&pattern, path);
    for (size_t i = 0; i < pattern.length; i++)
        plain = plain && (unsigned char)pattern.data[i] > ' ' && pattern.data[i] != '"';
    if (plain)
        wp_buf_append(line, wp_buf_str(&pattern));
    else
        put_quoted_pattern(line, wp_buf_str(&pattern));
    wp_buf_puts(line, ATTRIBUTE);
    wp_buf_free(&pattern);
}

/* Append the path of this program for the driver: quoted for the shell that git runs, and with each
 * % doubled, because git replaces %O and others. */
static enum wp_status put_driver_program(struct wp_buf *command, const struct wp_context *context,
                                         struct wp_error *error)
{
    char *program = wp_path_of_program(context->program);
    struct wp_buf quoted = WP_BUF_INIT;

    if (program == NULL)
        return wp_error_set(error, WP_IO, "cannot find the absolute path of this program");
    wp_shell_quote(&quoted, program);
    for (size_t i = 0; i < quoted.length; i++) {
        if (quoted.data[i] == '%')
            wp_buf_putc(command, '%');
        wp_buf_putc(command, quoted.data[i]);
    }
    wp_buf_free(&quoted);
    free(program);
    return WP_OK;
}

/*
 * Make the command line that git runs. If the program is no longer there, git merges the lines.
 * Without this, the shell would exit with 127, which git takes for a conflict, and the file would
 * be ours alone.
 */
enum wp_status wp_merge_driver_command(struct wp_buf *command, const struct wp_context *context,
                                       struct wp_error *error)
{
    struct wp_buf program = WP_BUF_INIT;
    enum wp_status status = put_driver_program(&program, context, error);

    if (status == WP_OK)
        wp_buf_printf(command,
                      "if test -x %s; then %s merge --marker-size %%L --path %%P %%O %%A %%B; "
                      "else git merge-file -q --marker-size=%%L -L ours -L base -L theirs "
                      "%%A %%O %%B; fi",
                      program.data, program.data);
    wp_buf_free(&program);
    return status;
}

/* Find the plan and its work tree. */
static enum wp_status find_driver_place(struct driver_place *place,
                                        const struct wp_context *context, struct wp_error *error)
{
    struct wp_input_file file;
    enum wp_status status = wp_input_file_open(&file, context->plan_path, error);

    wp_input_file_close(&file);
    if (status != WP_OK)
        return status;
    place->plan = wp_path_resolve(context->plan_path);
    if (place->plan == NULL)
        return wp_error_set(error, WP_IO, "cannot find the path of %s: %s", context->plan_path,
                            strerror(errno));
    status = wp_git_find_top(&place->top, place->plan, error);
    if (status == WP_MISSING)
        status =
            wp_error_set(error, WP_MISSING, "%s is not in a work tree of git (git init makes one)",
                         context->plan_path);
    if (status != WP_OK)
        return status;
    if (place->top.data[place->top.length - 1] != '/') /* the work tree may be "/" */
        wp_buf_putc(&place->top, '/');
    if (!wp_str_starts(wp_str(place->plan), place->top.data))
        return wp_error_set(error, WP_IO, "git has another path for the directory of %s: %s",
                            place->plan, place->top.data);
    place->name = place->plan + place->top.length;
    return WP_OK;
}

static enum wp_status read_attributes(struct driver_place *place, struct wp_error *error)
{
    struct wp_input_file file;
    struct wp_input input;
    struct stat info;
    enum wp_status status;

    wp_buf_printf(&place->path, "%s.gitattributes", place->top.data);
    place->is_new = lstat(place->path.data, &info) != 0 && errno == ENOENT;
    if (place->is_new)
        return WP_OK;
    if (!S_ISREG(info.st_mode))
        return wp_error_set(error, WP_CANNOT_CREATE,
                            "%s is not a regular file, so git does not read it (make it one)",
                            place->path.data);
    status = wp_input_file_open(&file, place->path.data, error);
    input = wp_input_file_input(&file);
    if (status == WP_OK)
        status = wp_input_read(&input, &place->before, error);
    wp_input_file_close(&file);
    return status;
}

static enum wp_status open_driver_place(struct driver_place *place,
                                        const struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = find_driver_place(place, context, error);

    if (status == WP_OK)
        status = read_attributes(place, error);
    if (status == WP_OK)
        status = wp_merge_driver_command(&place->command, context, error);
    if (status == WP_OK)
        put_attributes_line(&place->line, place->name);
    return status;
}

static void close_driver_place(struct driver_place *place)
{
    free(place->plan);
    wp_buf_free(&place->top);
    wp_buf_free(&place->path);
    wp_buf_free(&place->before);
    wp_buf_free(&place->line);
    wp_buf_free(&place->command);
}

/* Run git in the work tree. Append its output to `out`. Return WP_IO if it exits with a code above
 * `code_max`, else set *code to its exit code. */
static enum wp_status run_git(const struct driver_place *place, const char *const *arguments,
                              int code_max, int *code, struct wp_buf *out, struct wp_error *error)
{
    struct wp_git git = {.directory = place->top.data, .arguments = arguments};
    enum wp_status status = wp_git_run(&git, error);

    *code = git.process.exit_code;
    if (status == WP_OK && git.process.exit_code > code_max) {
        struct wp_str reason = wp_git_reason(&git);

        status = wp_error_set(error, WP_IO, "git %s fails: %.*s", arguments[0], (int)reason.length,
                              reason.data);
    }
    if (status == WP_OK)
        wp_buf_append(out, wp_buf_str(&git.process.out));
    wp_git_free(&git);
    return status;
}

/* Set *uses to whether git uses the driver for the plan, and `value` to the value of the attribute
 * `merge`. */
static enum wp_status read_attribute(const struct driver_place *place, struct wp_buf *value,
                                     struct wp_error *error)
{
    const char *const arguments[] = {"check-attr", "-z", "merge", "--", place->name, NULL};
    struct wp_buf out = WP_BUF_INIT;
    int code;
    enum wp_status status = run_git(place, arguments, 0, &code, &out, error);
    size_t begin = strlen(place->name) + 1 + strlen("merge") + 1;

    /* "plan.yaml\0merge\0weekplan\0" */
    wp_buf_clear(value);
    wp_buf_puts(value, out.length > begin ? out.data + begin : "");
    wp_buf_free(&out);
    return status;
}

/* Set `value` to the value of a setting of the repository, and *found to whether it is set. */
static enum wp_status read_setting(const struct driver_place *place, enum driver_setting setting,
                                   struct wp_buf *value, bool *found, struct wp_error *error)
{
    const char *const arguments[] = {"config", "--local", "-z", "--get", setting_keys[setting],
                                     NULL};
    int code = 0;
    enum wp_status status = run_git(place, arguments, 1, &code, value, error);

    *found = code == 0;
    if (value->length > 0) /* without the NUL at its end */
        value->data[--value->length] = '\0';
    return status;
}

/* Print what is done, with the verb in the past or, with --dry-run, in the conditional. */
static void put_done(struct wp_context *context, const char *past, const char *verb,
                     struct wp_str what, const char *preposition, struct wp_str where)
{
    wp_buf_puts(&context->out, context->dry_run ? "would " : "");
    wp_buf_puts(&context->out, context->dry_run ? verb : past);
    wp_buf_puts(&context->out, " '");
    wp_escape_line(&context->out, what);
    wp_buf_printf(&context->out, "' %s ", preposition);
    wp_escape_line(&context->out, where);
    wp_buf_putc(&context->out, '\n');
    context->changed = true;
}

/* Replace .gitattributes, or with --dry-run print its diff. */
static enum wp_status write_attributes(struct wp_context *context, const struct driver_place *place,
                                       struct wp_str after, struct wp_error *error)
{
    const struct wp_diff_file file = {".gitattributes", place->is_new, after.length == 0};
    const struct wp_str before = wp_buf_str(&place->before);
    struct wp_input input = wp_input_memory(&before);
    struct wp_piece piece = wp_line_diff(before, after);
    struct wp_patch patch = {&piece, 1};
    struct wp_buf diff = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    if (context->dry_run) {
        status = wp_unified_diff(&diff, &file, &input, &patch, error);
        wp_context_put_bytes(&context->diff, wp_buf_str(&diff));
        wp_buf_free(&diff);
    } else if (after.length > 0) {
        status = wp_replace_file(place->path.data, after, error);
    } else if (unlink(place->path.data) != 0) {
        status =
            wp_error_set(error, WP_IO, "cannot remove %s: %s", place->path.data, strerror(errno));
    }
    return status;
}

/* Warn that another line of an attributes file decides about the plan. */
static void warn_other_attribute(struct wp_context *context, const struct driver_place *place,
                                 const char *value)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&text,
                  "another line gives %s the attribute 'merge: %s', so git does not merge it with "
                  "weekplan (look for it in .gitattributes, also beside the plan, and in "
                  ".git/info/attributes)",
                  place->name, value);
    wp_context_warn(context, &text);
}

/* Add the line to .gitattributes, unless git already uses the driver for the plan. Set *added to
 * whether it was added. */
static enum wp_status install_attribute(struct wp_context *context,
                                        const struct driver_place *place, bool *added,
                                        struct wp_error *error)
{
    struct wp_buf value = WP_BUF_INIT;
    struct wp_buf after = WP_BUF_INIT;
    enum wp_status status = read_attribute(place, &value, error);

    if (!context->dry_run)
        wp_replace_file_sweep(place->path.data);
    if (status != WP_OK || wp_str_equal_c(wp_buf_str(&value), "weekplan"))
        goto out;
    wp_buf_append(&after, wp_buf_str(&place->before));
    if (after.length > 0 && after.data[after.length - 1] != '\n')
        wp_buf_putc(&after, '\n');
    wp_buf_append(&after, wp_buf_str(&place->line));
    wp_buf_putc(&after, '\n');
    status = write_attributes(context, place, wp_buf_str(&after), error);
    if (status == WP_OK)
        put_done(context, "added", "add", wp_buf_str(&place->line), "to", wp_buf_str(&place->path));
    if (status == WP_OK && !context->dry_run)
        status = read_attribute(place, &value, error);
    if (status == WP_OK && !context->dry_run && !wp_str_equal_c(wp_buf_str(&value), "weekplan"))
        warn_other_attribute(context, place, value.data);
    *added = status == WP_OK && !context->dry_run;
out:
    wp_buf_free(&after);
    wp_buf_free(&value);
    return status;
}

/* Set a setting of the repository, unless it has the value already. */
static enum wp_status install_setting(struct wp_context *context, const struct driver_place *place,
                                      enum driver_setting setting, const char *value,
                                      struct wp_error *error)
{
    const char *const arguments[] = {"config", "--local", "--replace-all", setting_keys[setting],
                                     value,    NULL};
    struct wp_buf old = WP_BUF_INIT;
    bool found;
    int code;
    enum wp_status status = read_setting(place, setting, &old, &found, error);

    if (status != WP_OK || (found && wp_str_equal_c(wp_buf_str(&old), value)))
        goto out;
    if (!context->dry_run)
        status = run_git(place, arguments, 0, &code, &old, error);
    if (status == WP_OK)
        put_done(context, "set", "set", wp_str(setting_keys[setting]), "in",
                 wp_str("the configuration of the repository"));
out:
    wp_buf_free(&old);
    return status;
}

enum wp_status wp_merge_driver_install(struct wp_context *context, bool *added,
                                       struct wp_error *error)
{
    struct driver_place place = {.plan = NULL};
    enum wp_status status = open_driver_place(&place, context, error);

    *added = false;
    /* Define the driver before a line names it. */
    if (status == WP_OK)
        status = install_setting(context, &place, SETTING_NAME,
                                 "weekplan merges the items of a plan", error);
    if (status == WP_OK)
        status = install_setting(context, &place, SETTING_DRIVER, place.command.data, error);
    if (status == WP_OK)
        status = install_attribute(context, &place, added, error);
    if (status == WP_OK && !context->changed) {
        wp_buf_puts(&context->out, "git already merges ");
        wp_escape_line(&context->out, wp_str(place.name));
        wp_buf_puts(&context->out, " with weekplan\n");
    }
    close_driver_place(&place);
    return status;
}

/* Append the lines of `text` without those that are `line`. Set *removed to the number of lines
 * that are left out. */
static void put_other_lines(struct wp_buf *rest, struct wp_str text, struct wp_str line,
                            size_t *removed)
{
    for (size_t at = 0; at < text.length;) {
        const char *end = memchr(text.data + at, '\n', text.length - at);
        size_t length = end != NULL ? (size_t)(end - text.data) - at + 1 : text.length - at;
        struct wp_str next = wp_str_slice(text, at, length);

        if (wp_str_equal(wp_str_trim(next), line))
            ++*removed;
        else
            wp_buf_append(rest, next);
        at += length;
    }
}

/* Remove the line from .gitattributes. Set *used to whether other lines name the driver. */
static enum wp_status uninstall_attribute(struct wp_context *context,
                                          const struct driver_place *place, bool *used,
                                          struct wp_error *error)
{
    struct wp_buf after = WP_BUF_INIT;
    enum wp_status status = WP_OK;
    size_t removed = 0;

    put_other_lines(&after, wp_buf_str(&place->before), wp_buf_str(&place->line), &removed);
    if (removed > 0)
        status = write_attributes(context, place, wp_buf_str(&after), error);
    if (status == WP_OK && removed > 0)
        put_done(context, "removed", "remove", wp_buf_str(&place->line), "from",
                 wp_buf_str(&place->path));
    *used = after.length > 0 && strstr(after.data, ATTRIBUTE) != NULL;
    wp_buf_free(&after);
    return status;
}

static enum wp_status uninstall_setting(struct wp_context *context,
                                        const struct driver_place *place,
                                        enum driver_setting setting, struct wp_error *error)
{
    const char *const arguments[] = {"config", "--local", "--unset-all", setting_keys[setting],
                                     NULL};
    struct wp_buf old = WP_BUF_INIT;
    bool found;
    int code;
    enum wp_status status = read_setting(place, setting, &old, &found, error);

    if (status == WP_OK && found && !context->dry_run)
        status = run_git(place, arguments, 0, &code, &old, error);
    if (status == WP_OK && found)
        put_done(context, "removed", "remove", wp_str(setting_keys[setting]), "from",
                 wp_str("the configuration of the repository"));
    wp_buf_free(&old);
    return status;
}

enum wp_status wp_merge_driver_uninstall(struct wp_context *context, struct wp_error *error)
{
    struct driver_place place = {.plan = NULL};
    bool used = false;
    enum wp_status status = open_driver_place(&place, context, error);

    /* No line may name a driver that is not defined. */
    if (status == WP_OK)
        status = uninstall_attribute(context, &place, &used, error);
    for (enum driver_setting setting = 0; setting < SETTING_COUNT && status == WP_OK && !used;
         setting++)
        status = uninstall_setting(context, &place, setting, error);
    if (status == WP_OK && used) {
        struct wp_buf text = WP_BUF_INIT;

        wp_buf_puts(&text, "the driver is still defined, because other lines of .gitattributes "
                           "name it");
        wp_context_remark(context, &text);
    }
    if (status == WP_OK && !context->changed) {
        wp_buf_puts(&context->out, "git does not merge ");
        wp_escape_line(&context->out, wp_str(place.name));
        wp_buf_puts(&context->out, " with weekplan\n");
    }
    close_driver_place(&place);
    return status;
}
