#include "cmd/crontab.h"

#include <string.h>

#include "cmd/shell_word.h"

#define MARK " # weekplan-letter (from weekplan cron install)"

enum { MINUTES_OF_HOUR = 60 };

const char *wp_crontab_problem(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return "holds a control character, which cannot stand there";
        /* What stands behind one means different things to different crons. */
        if (*text == '\\')
            return "holds a backslash, which cannot stand there";
    }
    return NULL;
}

/* A word for the shell, on a line on which cron takes `%` for a line break. */
static void crontab_put_word(struct wp_buf *out, const char *word)
{
    struct wp_buf quoted = WP_BUF_INIT;
    size_t i;

    wp_shell_word(&quoted, word);
    for (i = 0; i < quoted.length; i++) {
        wp_buf_puts(out, quoted.data[i] == '%' ? "\\" : "");
        wp_buf_putc(out, quoted.data[i]);
    }
    out->failed = out->failed || quoted.failed;
    wp_buf_free(&quoted);
}

/* A text between the double quotes of systemd, which expands what is in `twice`
 * unless it stands there twice. */
static void put_systemd_text(struct wp_buf *out, const char *text, const char *twice)
{
    for (; *text != '\0'; text++) {
        if (strchr(twice, *text) != NULL)
            wp_buf_putc(out, *text);
        if (*text == '"')
            wp_buf_putc(out, '\\');
        wp_buf_putc(out, *text);
    }
}

/* "mon 08:00", as --after takes it. */
static void put_moment(struct wp_buf *out, const struct wp_weekly_time *moment)
{
    static const char *const words[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

    wp_buf_printf(out, "%s %02d:%02d", words[moment->weekday], moment->minute / MINUTES_OF_HOUR,
                  moment->minute % MINUTES_OF_HOUR);
}

void wp_crontab_line(struct wp_buf *out, const struct wp_cron_job *job)
{
    int minute = job->moment.minute % MINUTES_OF_HOUR;
    const char *const *variable;

    if (job->catch_up) /* Sunday is 0 */
        wp_buf_printf(out, "%d * * * *", minute);
    else
        wp_buf_printf(out, "%d %d * * %d", minute, job->moment.minute / MINUTES_OF_HOUR,
                      ((int)job->moment.weekday + 1) % WP_DAYS_OF_WEEK);
    for (variable = job->environment; *variable != NULL; variable += 2) {
        wp_buf_printf(out, " %s=", variable[0]);
        crontab_put_word(out, variable[1]);
    }
    wp_buf_putc(out, ' ');
    crontab_put_word(out, job->program);
    wp_buf_puts(out, " mail --once");
    if (job->catch_up) {
        wp_buf_puts(out, " --after '");
        put_moment(out, &job->moment);
        wp_buf_putc(out, '\'');
    }
    wp_buf_puts(out, " -f ");
    crontab_put_word(out, job->plan);
    wp_buf_puts(out, MARK);
}

/* Takes the next line from `rest`, with its break. */
static struct wp_str crontab_take_line(struct wp_str *rest)
{
    const char *newline = memchr(rest->data, '\n', rest->length);
    size_t length = newline != NULL ? (size_t)(newline - rest->data) + 1 : rest->length;
    struct wp_str line = wp_str_slice(*rest, 0, length);

    *rest = wp_str_slice(*rest, length, rest->length);
    return line;
}

/* A line that is nothing but the mark is a comment that somebody wrote: trimmed, it
 * has no blank, with which the mark begins. One that is shorter has no such end. */
static bool is_own(struct wp_str line)
{
    static const struct wp_str mark = WP_STR(MARK);
    struct wp_str text = wp_str_trim(line);

    return wp_str_equal(wp_str_slice(text, text.length - mark.length, mark.length), mark);
}

struct wp_str wp_crontab_find(struct wp_str crontab)
{
    while (crontab.length > 0) {
        struct wp_str line = crontab_take_line(&crontab);

        if (is_own(line))
            return wp_str_trim(line);
    }
    return (struct wp_str){NULL, 0};
}

/* Appends the crontab, with `line` for its first line of weekplan's, if it is not
 * empty, and nothing for the others. Whether there was one. */
static bool replace(struct wp_buf *out, struct wp_str crontab, struct wp_str line)
{
    bool found = false;

    while (crontab.length > 0) {
        struct wp_str other = crontab_take_line(&crontab);

        if (!is_own(other)) {
            wp_buf_append(out, other);
        } else if (!found && line.length > 0) {
            wp_buf_append(out, line);
            wp_buf_putc(out, '\n');
        }
        found = found || is_own(other);
    }
    return found;
}

void wp_crontab_install(struct wp_buf *out, struct wp_str crontab, struct wp_str line)
{
    if (replace(out, crontab, line))
        return;
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        wp_buf_putc(out, '\n');
    wp_buf_append(out, line);
    wp_buf_putc(out, '\n');
}

void wp_crontab_remove(struct wp_buf *out, struct wp_str crontab)
{
    (void)replace(out, crontab, (struct wp_str){NULL, 0});
}

bool wp_crontab_agrees(struct wp_str shown, struct wp_str meant)
{
    while (shown.length > meant.length)
        if (crontab_take_line(&shown).data[0] != '#')
            return false;
    return wp_str_equal(shown, meant);
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
                  wp_weekday_short(job->moment.weekday), job->moment.minute / MINUTES_OF_HOUR,
                  job->moment.minute % MINUTES_OF_HOUR);
}
