#include "cmd/crontab.h"

#include <string.h>

#include "cmd/shell_quote.h"

#define MARKER " # weekplan-letter (from weekplan cron install)"

enum { MINUTES_OF_HOUR = 60 };

const char *wp_crontab_problem(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return "holds a control character, which is not allowed there";
        /* Refuse a backslash: versions of cron treat it differently. */
        if (*text == '\\')
            return "holds a backslash, which is not allowed there";
    }
    return NULL;
}

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

/* Append a text for a quoted string in a unit of systemd (systemd.syntax(7)). Double the
 * characters in `doubled`, because systemd expands a single one. */
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
    static const char *const words[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

    wp_buf_printf(out, "%s %02d:%02d", words[time->weekday], time->minute / MINUTES_OF_HOUR,
                  time->minute % MINUTES_OF_HOUR);
}

void wp_crontab_line(struct wp_buf *out, const struct wp_cron_job *job)
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
    wp_buf_puts(out, " mail --once");
    if (job->catch_up) {
        wp_buf_puts(out, " --after '");
        put_weekly_time(out, &job->time);
        wp_buf_putc(out, '\'');
    }
    wp_buf_puts(out, " -f ");
    crontab_put_word(out, job->plan);
    wp_buf_puts(out, MARKER);
}

/* Remove the first line from `rest`, and return it with its line break. */
static struct wp_str crontab_take_line(struct wp_str *rest)
{
    const char *newline = memchr(rest->data, '\n', rest->length);
    size_t length = newline != NULL ? (size_t)(newline - rest->data) + 1 : rest->length;
    struct wp_str line = wp_str_slice(*rest, 0, length);

    *rest = wp_str_slice(*rest, length, rest->length);
    return line;
}

/* Whether a line ends with the marker of weekplan. A line with nothing but the marker is a
 * comment of the user. The trimmed line does not have the blank that the marker begins with. */
static bool has_marker(struct wp_str line)
{
    static const struct wp_str marker = WP_STR(MARKER);
    struct wp_str text = wp_str_trim(line);

    return wp_str_equal(wp_str_slice(text, text.length - marker.length, marker.length), marker);
}

struct wp_str wp_crontab_find(struct wp_str crontab)
{
    while (crontab.length > 0) {
        struct wp_str line = crontab_take_line(&crontab);

        if (has_marker(line))
            return wp_str_trim(line);
    }
    return (struct wp_str){NULL, 0};
}

/* Append the crontab with `line` instead of the first line that has the marker. Leave out other
 * lines that have the marker; if `line` is empty, leave out all of them. Return whether a line
 * had the marker. */
static bool replace_line(struct wp_buf *out, struct wp_str crontab, struct wp_str line)
{
    bool found = false;

    while (crontab.length > 0) {
        struct wp_str other = crontab_take_line(&crontab);

        if (!has_marker(other)) {
            wp_buf_append(out, other);
        } else if (!found && line.length > 0) {
            wp_buf_append(out, line);
            wp_buf_putc(out, '\n');
        }
        found = found || has_marker(other);
    }
    return found;
}

void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, struct wp_str line)
{
    if (replace_line(out, crontab, line))
        return;
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        wp_buf_putc(out, '\n');
    wp_buf_append(out, line);
    wp_buf_putc(out, '\n');
}

void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab)
{
    (void)replace_line(out, crontab, (struct wp_str){NULL, 0});
}

bool wp_crontab_agrees(struct wp_str printed, struct wp_str installed)
{
    while (printed.length > installed.length)
        if (crontab_take_line(&printed).data[0] != '#')
            return false;
    return wp_str_equal(printed, installed);
}

void wp_crontab_systemd_units(struct wp_buf *out, const struct wp_cron_job *job)
{
    const char *const *variable;

    wp_buf_puts(out, "# ~/.config/systemd/user/weekplan-letter.service\n"
                     "[Unit]\n"
                     "Description=The Monday letter of weekplan\n"
                     "\n"
                     "[Service]\n"
                     "Type=oneshot\n");
    for (variable = job->environment; *variable != NULL; variable += 2) {
        wp_buf_printf(out, "Environment=\"%s=", variable[0]);
        put_systemd_text(out, variable[1], "%");
        wp_buf_puts(out, "\"\n");
    }
    wp_buf_puts(out, "ExecStart=\"");
    put_systemd_text(out, job->program, "%");
    wp_buf_puts(out, "\" mail --once -f \"");
    put_systemd_text(out, job->plan, "%$");
    wp_buf_printf(out,
                  "\"\n\n"
                  "# ~/.config/systemd/user/weekplan-letter.timer\n"
                  "# systemctl --user enable --now weekplan-letter.timer\n"
                  "[Unit]\n"
                  "Description=The Monday letter of weekplan\n"
                  "\n"
                  "[Timer]\n"
                  "OnCalendar=%s *-*-* %02d:%02d:00\n"
                  "Persistent=true\n"
                  "\n"
                  "[Install]\n"
                  "WantedBy=timers.target\n",
                  wp_weekday_short(job->time.weekday), job->time.minute / MINUTES_OF_HOUR,
                  job->time.minute % MINUTES_OF_HOUR);
}
