#include "cmd/sync_subject.h"

#include "merge/plan_changes.h"
#include <weekplan/progress.h>

/* Greatest number of weeks in the body of a message. */
enum { BODY_WEEKS = 20 };

/* What happened to items, in words. */
static const char *const change_words[WP_CHANGED_COUNT] = {[WP_CHANGED_DONE] = "done",
                                                           [WP_CHANGED_REOPENED] = "reopened",
                                                           [WP_CHANGED_DEFERRED] = "deferred",
                                                           [WP_CHANGED_DROPPED] = "dropped",
                                                           [WP_CHANGED_ADDED] = "added",
                                                           [WP_CHANGED_REMOVED] = "removed",
                                                           [WP_CHANGED_PROGRESS] = "in progress",
                                                           [WP_CHANGED_MOVED] = "moved",
                                                           [WP_CHANGED_EDITED] = "edited"};

/* Append the name of the week: "W32", or "2018-W32" in another year than `today`; "later" for the
 * list for later. */
static void put_week_name(struct wp_buf *line, const struct wp_week_changes *week, wp_day today)
{
    struct wp_iso_week iso;

    if (week->start == WP_NO_DAY) {
        wp_buf_puts(line, "later");
        return;
    }
    iso = wp_iso_week_of_start(week->start);
    if (iso.year == wp_iso_week_of(today).year)
        wp_buf_printf(line, "W%02d", iso.week);
    else
        wp_iso_week_format(line, iso);
}

static void put_change_word(struct wp_buf *line, const char *part, bool *first)
{
    wp_buf_printf(line, "%s%s", *first ? ": " : ", ", part);
    *first = false;
}

/* Append a line about a week, without a line break: "W32 43% 3/8: 2 done, 1 added". */
static void put_week_changes(struct wp_buf *line, const struct wp_week_changes *week, wp_day today)
{
    bool first = true;

    put_week_name(line, week, today);
    if (week->removed) {
        wp_buf_puts(line, ": removed");
        return;
    }
    if (week->start != WP_NO_DAY && week->progress.total > 0) {
        wp_buf_putc(line, ' ');
        wp_progress_format_percent(line, wp_progress_percent(&week->progress), true);
        wp_buf_printf(line, " %u/%u", (unsigned)week->progress.done,
                      (unsigned)week->progress.total);
    }
    if (week->started && week->start != WP_NO_DAY)
        put_change_word(line, "started", &first);
    for (enum wp_item_change change = 0; change < WP_CHANGED_COUNT; change++) {
        if (week->counts[change] == 0)
            continue;
        wp_buf_printf(line, "%s%zu %s", first ? ": " : ", ", week->counts[change],
                      change_words[change]);
        first = false;
    }
    if (week->review)
        put_change_word(line, "review", &first);
    if (week->week)
        put_change_word(line, "week edited", &first);
    if (first)
        wp_buf_puts(line, ": layout or comments");
}

/* Return the week that the subject is about. */
static const struct wp_week_changes *choose_week(const struct wp_plan_changes *changes,
                                                 wp_day today)
{
    struct wp_window current = wp_window_holding(today);

    for (size_t i = 0; i < changes->count; i++)
        if (changes->weeks[i].start != WP_NO_DAY && changes->weeks[i].start >= current.first &&
            changes->weeks[i].start <= current.last)
            return &changes->weeks[i];
    return &changes->weeks[changes->count - 1];
}

void wp_sync_subject_put(struct wp_buf *subject, struct wp_buf *body,
                         const struct wp_context *context, struct wp_str before,
                         struct wp_str after)
{
    struct wp_plan_changes changes;
    const struct wp_week_changes *main_week = NULL;
    struct wp_error ignored;
    size_t first;

    if (wp_plan_changes_find(&changes, before, after, &ignored) == WP_OK && changes.count > 0)
        main_week = choose_week(&changes, context->today);
    if (main_week == NULL) {
        wp_buf_puts(subject, "plan: layout or comments");
    } else {
        put_week_changes(subject, main_week, context->today);
        if (changes.count > 1)
            wp_buf_printf(subject, "; %zu other week%s", changes.count - 1,
                          changes.count == 2 ? "" : "s");
    }
    /* The newest weeks are the last ones. */
    first = changes.count > BODY_WEEKS ? changes.count - BODY_WEEKS : 0;
    for (size_t i = first; main_week != NULL && i < changes.count; i++) {
        if (&changes.weeks[i] == main_week)
            continue;
        put_week_changes(body, &changes.weeks[i], context->today);
        wp_buf_putc(body, '\n');
    }
    wp_plan_changes_free(&changes);
}
