#include "cmd/left_open_notes.h"

#include "render/term_text.h"

enum { WEEKS_ONE_BY_ONE = 5 };

static const char *goal_noun(size_t goals)
{
    return goals == 1 ? "goal" : "goals";
}

/* Append the titles of the first goals: ": Read, Sail and 2 more". */
static void put_titles(struct wp_buf *out, const struct wp_context *context,
                       const struct wp_left_week *week)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {.out = out, .style = &style};
    size_t i;

    for (i = 0; i < week->goals && i < WP_LEFT_OPEN_TITLES; i++) {
        wp_buf_puts(out, i == 0 ? ": " : ", ");
        wp_term_clean(&term, out, week->titles[i]);
    }
    if (i < week->goals)
        wp_buf_printf(out, " and %zu more", week->goals - i);
}

static void note_week(struct wp_context *context, const struct wp_left_week *week)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&text, "also open: %zu %s of ", week->goals, goal_noun(week->goals));
    wp_context_name_week(&text, context, week->start);
    put_titles(&text, context, week);
    wp_buf_puts(&text, " (");
    wp_context_name_command(&text, context, "carry", NULL);
    wp_buf_puts(&text, " --from ");
    wp_day_format(&text, week->start);
    wp_buf_putc(&text, ')');
    wp_context_remark(context, &text);
}

/* Print one note that goals are open, for all weeks from index `first` on together. */
static void note_older_weeks(struct wp_context *context, const struct wp_left_open *left,
                             size_t first)
{
    struct wp_buf text = WP_BUF_INIT;
    size_t goals = 0;

    for (size_t i = first; i < left->count; i++)
        goals += left->weeks[i].goals;
    wp_buf_printf(&text, "also open: %zu %s of %zu older weeks, back to ", goals, goal_noun(goals),
                  left->count - first);
    wp_context_name_week(&text, context, left->weeks[left->count - 1].start);
    wp_context_remark(context, &text);
}

static void note_invalid_weeks(struct wp_context *context, const struct wp_left_open *left)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&text, "%zu older %s not valid and %s not looked at (weekplan check",
                  left->invalid_count, left->invalid_count == 1 ? "week is" : "weeks are",
                  left->invalid_count == 1 ? "was" : "were");
    wp_context_name_file(&text, context);
    wp_buf_puts(&text, " shows why)");
    wp_context_remark(context, &text);
}

void wp_left_open_notes(struct wp_context *context, const struct wp_left_open *left)
{
    /* The last note is about all other weeks together. If only one week is left, print a note of
     * its own for that week. */
    size_t shown = left->count <= WEEKS_ONE_BY_ONE + 1 ? left->count : WEEKS_ONE_BY_ONE;

    for (size_t i = 0; i < shown; i++)
        note_week(context, &left->weeks[i]);
    if (shown < left->count)
        note_older_weeks(context, left, shown);
    if (left->invalid_count > 0)
        note_invalid_weeks(context, left);
}

enum wp_status wp_left_open_notes_find_last(struct wp_left_open *left, struct wp_context *context,
                                            struct wp_plan *plan, const struct wp_found *found,
                                            wp_day start, struct wp_error *error)
{
    const struct wp_left_open_options options = {
        .before = start,
        .except = WP_NO_DAY,
        .week = found->week,
        .walk = found->week != NULL ? &found->walk : NULL,
        .newest_only = true,
    };
    enum wp_status status;

    *left = (struct wp_left_open){.count = 0};
    if (start == WP_NO_DAY || start + WP_DAYS_OF_WEEK <= context->today ||
        found->newest == WP_NO_DAY)
        return WP_OK;
    status = wp_left_open_read(left, plan, &options, error);
    if (left->count > 0 && left->weeks[0].start + WP_DAYS_OF_WEEK > context->today)
        left->count = 0;
    if (status == WP_OK && left->invalid_count > 0)
        note_invalid_weeks(context, left);
    return status;
}
