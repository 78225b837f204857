#include "plan/history_sums.h"

/* Return the number of whole weeks after the week that begins on `earlier` and before the week that
 * begins on `later`. */
static uint32_t weeks_between(wp_day earlier, wp_day later)
{
    return (uint32_t)((later - earlier) / WP_DAYS_OF_WEEK - 1);
}

static bool is_over(wp_day start, wp_day today)
{
    return start + WP_DAYS_OF_WEEK <= today;
}

bool wp_history_counts(const struct wp_history_week *week)
{
    return !week->skip && week->percent_tenths != WP_NO_PERCENT;
}

/* Return the mean of percentages, rounded half up. `sum` is their sum. WP_NO_PERCENT if `count` is
 * 0. */
static int32_t mean_of(uint64_t sum, uint64_t count)
{
    return count == 0 ? WP_NO_PERCENT : (int32_t)((2 * sum + count) / (2 * count));
}

int32_t wp_history_change(const struct wp_history_week *week)
{
    if (!wp_history_counts(week) || week->running || week->before == WP_NO_PERCENT)
        return WP_NO_PERCENT;
    return week->percent_tenths - week->before;
}

bool wp_history_reaches(const struct wp_history_week *week, int32_t goal)
{
    return wp_history_counts(week) && week->percent_tenths >= goal;
}

/* The last WP_MEAN_WEEKS percentages, in a ring buffer. */
struct percentages {
    int32_t last[WP_MEAN_WEEKS];
    size_t count; /* number of percentages that were ever added */
};

static void add_percentage(struct percentages *percentages, int32_t percent_tenths)
{
    percentages->last[percentages->count++ % WP_MEAN_WEEKS] = percent_tenths;
}

static void compare_with_earlier(struct wp_history_week *week,
                                 const struct percentages *percentages)
{
    size_t count = percentages->count < WP_MEAN_WEEKS ? percentages->count : WP_MEAN_WEEKS;
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += (uint64_t)percentages->last[i];
    week->mean = mean_of(sum, count);
    week->before =
        count == 0 ? WP_NO_PERCENT : percentages->last[(percentages->count - 1) % WP_MEAN_WEEKS];
}

/* Return whether a week ends a streak. Neither a week off nor a week that is not over ends one. */
static bool ends_streak(const struct wp_history_week *week, int32_t goal)
{
    return !week->skip && !week->running && !wp_history_reaches(week, goal);
}

bool wp_history_sums_breaks_streak(const struct wp_history_week *week,
                                   const struct wp_history_week *next, wp_day today, int32_t goal)
{
    return ends_streak(week, goal) || (weeks_between(week->start, next->start) > 0 &&
                                       is_over(week->start + WP_DAYS_OF_WEEK, today));
}

bool wp_history_sums_follow(struct wp_history_week *weeks, size_t count, wp_day today, int32_t goal)
{
    struct percentages percentages = {.count = 0};
    uint32_t streak = 0;
    bool unbroken = true;

    for (size_t i = 0; i < count; i++) {
        struct wp_history_week *week = &weeks[i];

        week->missing = i > 0 ? weeks_between(weeks[i - 1].start, week->start) : 0;
        if ((i > 0 && wp_history_sums_breaks_streak(&weeks[i - 1], week, today, goal)) ||
            ends_streak(week, goal)) {
            unbroken = false;
            streak = 0;
        }
        streak += wp_history_reaches(week, goal);
        week->streak = streak;
        compare_with_earlier(week, &percentages);
        if (wp_history_counts(week))
            add_percentage(&percentages, week->percent_tenths);
    }
    return unbroken;
}

/* Return the number of weeks after the last row, up to `until`, that are over and have no
 * document. */
static uint32_t missing_after(const struct wp_history *history, wp_day until)
{
    wp_day last = history->weeks[history->count - 1].start;
    wp_day end =
        history->today - WP_DAYS_OF_WEEK < until ? history->today - WP_DAYS_OF_WEEK : until;

    return end > last ? (uint32_t)((end - last) / WP_DAYS_OF_WEEK) : 0;
}

void wp_history_sums_complete(struct wp_history *history, wp_day until)
{
    uint64_t sum = 0;
    uint64_t summed = 0;

    history->best = history->count;
    for (size_t i = 0; i < history->count; i++) {
        const struct wp_history_week *week = &history->weeks[i];

        if (!wp_history_counts(week) || week->running)
            continue;
        sum += (uint64_t)week->percent_tenths;
        summed++;
        if (history->best == history->count ||
            week->percent_tenths >= history->weeks[history->best].percent_tenths)
            history->best = i;
    }
    history->mean = mean_of(sum, summed);
    history->missing = missing_after(history, until);
    history->streak = history->missing > 0 ? 0 : history->weeks[history->count - 1].streak;
}
