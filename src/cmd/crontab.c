#include "cmd/crontab.h"

#include <string.h>

#include "base/text_lines.h"
#include "cmd/shell_quote.h"

/* The marker at the end of weekplan's line for each kind of letter. The marker of letters about
 * last week does not name the kind, as in the lines that older versions have installed. */
static const char *const markers[WP_LETTER_KINDS] = {
    [WP_LETTER_LAST_WEEK] = " # weekplan-letter (from weekplan cron install)",
    [WP_LETTER_THIS_WEEK] = " # weekplan-letter-this (from weekplan cron install)",
    [WP_LETTER_ASK] = " # weekplan-letter-ask (from weekplan cron install)"};

enum { MINUTES_OF_HOUR = 60 };

/* Append a word, quoted for the shell. cron takes "%" for a line break unless a backslash
 * precedes it (crontab(5)). */
static void crontab_put_word(struct wp_buf *out, const char *word)
{
    struct wp_buf quoted = WP_BUF_INIT;
    size_t i;

    wp_shell_quote(&quoted, word);
    for (i = 0; i < quoted.length; i++) {
        wp_buf_puts(out, quoted.data[i] == '%' ? "\\" : "");
        wp_buf_putc(out, quoted.data[i]);
    }
    wp_buf_free(&quoted);
}

/* Append a text for a quoted string in a unit of systemd (systemd.syntax(7)). Double the characters
 * in `doubled`, because systemd expands each that is not doubled. */
static void put_systemd_text(struct wp_buf *out, const char *text, const char *doubled)
{
    for (; *text != '\0'; text++) {
        if (strchr(doubled, *text) != NULL)
            wp_buf_putc(out, *text);
        if (*text == '"')
            wp_buf_putc(out, '\\');
        wp_buf_putc(out, *text);
    }
}

/* Append a time as the value of --after: "mon 08:00". */
static void put_weekly_time(struct wp_buf *out, const struct wp_weekly_time *time)
{
    wp_buf_printf(out, "%s %02d:%02d", wp_weekday_word(time->weekday),
                  time->minute / MINUTES_OF_HOUR, time->minute % MINUTES_OF_HOUR);
}

/* Append the command after the name of the program, up to the options whose values have to be
 * quoted. */
static void put_mail_options(struct wp_buf *out, const struct wp_letter_job *job)
{
    wp_buf_puts(out, " mail --once");
    if (job->kind == WP_LETTER_ASK)
        wp_buf_puts(out, " --ask");
    if (job->week != NULL)
        wp_buf_printf(out, " -w %s", job->week);
}

void wp_crontab_line(struct wp_buf *out, const struct wp_letter_job *job)
{
    int minute = job->time.minute % MINUTES_OF_HOUR;
    const char *const *variable;

    if (job->catch_up)
        wp_buf_printf(out, "%d * * * *", minute);
    else
        wp_buf_printf(out, "%d %d * * %d", minute, job->time.minute / MINUTES_OF_HOUR,
                      ((int)job->time.weekday + 1) % WP_DAYS_OF_WEEK);
    for (variable = job->environment; *variable != NULL; variable += 2) {
        wp_buf_printf(out, " %s=", variable[0]);
        crontab_put_word(out, variable[1]);
    }
    wp_buf_putc(out, ' ');
    crontab_put_word(out, job->program);
    put_mail_options(out, job);
    if (job->from != NULL) {
        wp_buf_puts(out, " --from ");
        crontab_put_word(out, job->from);
    }
    for (size_t i = 0; i < job->to.count; i++) {
        wp_buf_puts(out, " --to ");
        crontab_put_word(out, job->to.items[i].data);
    }
    if (job->catch_up) {
        wp_buf_puts(out, " --after '");
        put_weekly_time(out, &job->time);
        wp_buf_putc(out, '\'');
    }
    wp_buf_puts(out, " -f ");
    crontab_put_word(out, job->plan);
    wp_buf_puts(out, markers[job->kind]);
}

/* Whether a line ends with weekplan's marker of the kind. A line with nothing but the marker is a
 * comment of the user: trimming it removes the blank that the marker begins with. */
static bool has_marker(struct wp_str line, enum wp_letter_kind kind)
{
    struct wp_str marker = wp_str(markers[kind]);
    struct wp_str text = wp_str_trim(line);

    return wp_str_equal(wp_str_slice(text, text.length - marker.length, marker.length), marker);
}

struct wp_str wp_crontab_find(struct wp_str crontab, enum wp_letter_kind kind)
{
    while (crontab.length > 0) {
        struct wp_str line = wp_text_lines_take_whole(&crontab);

        if (has_marker(line, kind))
            return wp_str_trim(line);
    }
    return (struct wp_str){NULL, 0};
}

/* Append the crontab with `line` in place of the first line that has the marker of the kind, and
 * without the following lines that have the marker. If `line` is empty, append the crontab without
 * any of these lines. Return whether a line had the marker. */
static bool replace_line(struct wp_buf *out, struct wp_str crontab, enum wp_letter_kind kind,
                         struct wp_str line)
{
    bool found = false;

    while (crontab.length > 0) {
        struct wp_str other = wp_text_lines_take_whole(&crontab);

        if (!has_marker(other, kind)) {
            wp_buf_append(out, other);
        } else if (!found && line.length > 0) {
            wp_buf_append(out, line);
            wp_buf_putc(out, '\n');
        }
        found = found || has_marker(other, kind);
    }
    return found;
}

void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, enum wp_letter_kind kind,
                        struct wp_str line)
{
    if (replace_line(out, crontab, kind, line))
        return;
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        wp_buf_putc(out, '\n');
    wp_buf_append(out, line);
    wp_buf_putc(out, '\n');
}

void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab, enum wp_letter_kind kind)
{
    (void)replace_line(out, crontab, kind, (struct wp_str){NULL, 0});
}

/* Return the part of `text` after the first occurrence of `part`. Empty if `part` does not
 * occur. */
static struct wp_str after_part(struct wp_str text, const char *part)
{
    size_t length = strlen(part);

    while (text.length >= length && memcmp(text.data, part, length) != 0)
        text = wp_str_slice(text, 1, text.length);
    return text.length < length ? (struct wp_str){NULL, 0}
                                : wp_str_slice(text, length, text.length);
}

struct wp_str wp_crontab_week(struct wp_str line)
{
    struct wp_str rest = after_part(after_part(line, " mail --once"), " -w ");
    size_t length = 0;

    while (length < rest.length && rest.data[length] != ' ')
        length++;
    return wp_str_slice(rest, 0, length);
}

bool wp_crontab_agrees(struct wp_str printed, struct wp_str installed)
{
    while (printed.length > installed.length)
        if (wp_text_lines_take_whole(&printed).data[0] != '#')
            return false;
    return wp_str_equal(printed, installed);
}

/* Append an option and its value for a unit of systemd. */
static void put_systemd_option(struct wp_buf *out, const char *option, const char *value)
{
    wp_buf_printf(out, " %s \"", option);
    put_systemd_text(out, value, "%$");
    wp_buf_putc(out, '"');
}

/* Append the command of the service. */
static void put_exec_start(struct wp_buf *out, const struct wp_letter_job *job)
{
    wp_buf_puts(out, "ExecStart=\"");
    put_systemd_text(out, job->program, "%");
    wp_buf_putc(out, '"');
    put_mail_options(out, job);
    if (job->from != NULL)
        put_systemd_option(out, "--from", job->from);
    for (size_t i = 0; i < job->to.count; i++)
        put_systemd_option(out, "--to", job->to.items[i].data);
    put_systemd_option(out, "-f", job->plan);
    wp_buf_putc(out, '\n');
}

void wp_crontab_systemd_units(struct wp_buf *out, const struct wp_letter_job *job)
{
    static const struct {
        const char *name;
        const char *description;
    } units[WP_LETTER_KINDS] = {
        [WP_LETTER_LAST_WEEK] = {"weekplan-letter", "The letter of weekplan about last week"},
        [WP_LETTER_THIS_WEEK] = {"weekplan-letter-this",
                                 "The letter of weekplan about the running week"},
        [WP_LETTER_ASK] = {"weekplan-letter-ask",
                           "The letter of weekplan that asks for the review"}};
    const char *name = units[job->kind].name;
    const char *description = units[job->kind].description;
    const char *const *variable;

    wp_buf_printf(out,
                  "# ~/.config/systemd/user/%s.service\n"
                  "[Unit]\n"
                  "Description=%s\n"
                  "\n"
                  "[Service]\n"
                  "Type=oneshot\n",
                  name, description);
    for (variable = job->environment; *variable != NULL; variable += 2) {
        wp_buf_printf(out, "Environment=\"%s=", variable[0]);
        put_systemd_text(out, variable[1], "%");
        wp_buf_puts(out, "\"\n");
    }
    put_exec_start(out, job);
    wp_buf_printf(out,
                  "\n"
                  "# ~/.config/systemd/user/%s.timer\n"
                  "# systemctl --user enable --now %s.timer\n"
                  "[Unit]\n"
                  "Description=%s\n"
                  "\n"
                  "[Timer]\n"
                  "OnCalendar=%s *-*-* %02d:%02d:00\n"
                  "Persistent=true\n"
                  "\n"
                  "[Install]\n"
                  "WantedBy=timers.target\n",
                  name, name, description, wp_weekday_short(job->time.weekday),
                  job->time.minute / MINUTES_OF_HOUR, job->time.minute % MINUTES_OF_HOUR);
}
