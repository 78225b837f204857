#include <weekplan/progress.h>

#include "base/u128.h"
#include "plan/deferral_reason.h"

static wp_decimal weight_or(const struct wp_item *item, wp_decimal otherwise)
{
    return item->weight != 0 ? item->weight : otherwise;
}

/* The state that an item inherits from its ancestors. */
struct above {
    enum wp_state state; /* WP_DROPPED if an ancestor is dropped, else WP_DONE if one is done */
    bool given_up;       /* whether an ancestor is dropped and was not deferred to a later week */
};

/* Set the progress of a leaf that is not dropped. `done` is whether the leaf or an ancestor has
 * `done:`. */
static void count_as_leaf(struct wp_progress *progress, const struct wp_item *item, bool done)
{
    const struct wp_progress_value *value = &item->progress_value;

    if (value->given && value->have >= value->of)
        done = true;
    progress->state = done ? WP_DONE : WP_OPEN;
    progress->weight = weight_or(item, WP_DECIMAL_ONE);
    progress->done = done ? 1 : 0;
    progress->total = 1;
    if (done) {
        progress->fraction = WP_FRACTION_ONE;
        progress->moved = true;
    } else if (value->given) {
        struct wp_u128 have =
            wp_u128_add_product((struct wp_u128){0, 0}, value->have, WP_FRACTION_ONE);
        progress->fraction = wp_u128_divide(have, value->of);
        progress->moved = value->have > 0;
    }
}

static void roll_up(struct wp_progress *progress, const struct wp_item *item, struct above above,
                    bool as_planned);

/* Set the progress of an item to the weighted mean of its subtasks. The weight of a dropped subtask
 * is 0. Return false if all subtasks are dropped, because there is no mean. */
static bool count_subtasks(struct wp_progress *progress, const struct wp_item *item,
                           struct above above, bool as_planned)
{
    struct wp_u128 sum = {0, 0};
    wp_decimal weight = 0;

    for (struct wp_item *subtask = item->first; subtask != NULL; subtask = subtask->next) {
        struct wp_progress not_kept;
        struct wp_progress *part = as_planned ? &subtask->progress : &not_kept;

        roll_up(part, subtask, above, as_planned);
        sum = wp_u128_add_product(sum, part->fraction, part->weight);
        weight += part->weight;
        progress->moved = progress->moved || part->moved;
        progress->done += part->done;
        progress->total += part->total;
        progress->dropped += part->dropped;
        progress->deferred += part->deferred;
    }
    if (progress->total == 0)
        return false;
    progress->state = progress->done == progress->total ? WP_DONE : WP_OPEN;
    progress->weight = weight_or(item, weight);
    progress->fraction = wp_u128_divide(sum, weight);
    return true;
}

/* Fill `progress` for `item`. With `as_planned`, also fill the member `progress` of all items below
 * `item`. Without `as_planned`, fill no item, and count deferred items as not dropped. */
static void roll_up(struct wp_progress *progress, const struct wp_item *item, struct above above,
                    bool as_planned)
{
    bool deferred = wp_deferral_reason_day(item) != WP_NO_DAY;

    *progress = (struct wp_progress){.state = WP_DROPPED};
    if (item->dropped && (as_planned || !deferred)) {
        above.state = WP_DROPPED;
        above.given_up = above.given_up || !deferred;
    } else if (item->done && above.state == WP_OPEN) {
        above.state = WP_DONE;
    }
    if (item->first != NULL || item->parent == NULL) {
        bool counted = count_subtasks(progress, item, above, as_planned);
        if (!counted && item->done && above.state == WP_DONE)
            count_as_leaf(progress, item, true);
    } else if (above.state == WP_DROPPED) {
        progress->dropped = 1;
        progress->deferred = !above.given_up;
    } else {
        count_as_leaf(progress, item, above.state == WP_DONE);
    }
}

void wp_progress_roll_up(struct wp_item *root)
{
    roll_up(&root->progress, root, (struct above){.state = WP_OPEN}, true);
}

struct wp_progress wp_progress_with_deferred(const struct wp_item *root)
{
    struct wp_progress progress;

    roll_up(&progress, root, (struct above){.state = WP_OPEN}, false);
    return progress;
}

struct wp_goal_counts wp_progress_count_goals(const struct wp_item *root)
{
    struct wp_goal_counts goals = {.total = 0};

    for (const struct wp_item *goal = root->first; goal != NULL; goal = goal->next) {
        if (goal->progress.state == WP_DROPPED)
            continue;
        goals.done += goal->progress.state == WP_DONE;
        goals.total++;
        goals.split = goals.split || goal->first != NULL;
    }
    return goals;
}

int wp_progress_percent(const struct wp_progress *progress)
{
    const uint64_t slack = WP_FRACTION_ONE >> 56;
    const uint64_t half = WP_FRACTION_ONE >> 1;

    if (progress->total == 0)
        return -1;

    /* Add one less than a half. So a value that is exactly `slack` less than a tie is rounded
     * down. */
    struct wp_u128 scaled = {0, half - 1};
    scaled = wp_u128_add_product(scaled, progress->fraction + slack, 1000);
    /* Divide by WP_FRACTION_ONE, which is 2^63. */
    int percent_tenths = (int)(scaled.high << 1 | scaled.low >> 63);

    if (percent_tenths >= 1000 && progress->done < progress->total)
        return 999;
    if (percent_tenths == 0 && progress->moved)
        return 1;
    return percent_tenths;
}

void wp_progress_format_percent(struct wp_buf *buf, int percent_tenths, bool ascii)
{
    if (percent_tenths < 0) {
        wp_buf_puts(buf, ascii ? "-" : "\xe2\x80\x93");
        return;
    }
    wp_decimal_format(buf, (wp_decimal)percent_tenths * (WP_DECIMAL_ONE / 10));
    wp_buf_putc(buf, '%');
}

bool wp_progress_parse_percent(struct wp_str text, int *percent_tenths)
{
    const wp_decimal tenth = WP_DECIMAL_ONE / 10;
    wp_decimal value;

    if (text.length == 0 || text.data[text.length - 1] != '%' ||
        !wp_decimal_parse(wp_str_slice(text, 0, text.length - 1), &value) || value % tenth != 0 ||
        value > 100 * WP_DECIMAL_ONE)
        return false;
    *percent_tenths = (int)(value / tenth);
    return true;
}
