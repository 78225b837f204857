/* The JSON of `history`: several weeks. */
#include "render/json.h"

json_t *wp_history_json_week(const struct wp_history_week *week)
{
    json_t *dates = json_object();
    json_t *object = json_object();

    wp_json_set(dates, "start", wp_json_day(week->start));
    wp_json_set(dates, "end", wp_json_day(week->start + WP_DAYS_OF_WEEK - 1));
    wp_json_set(dates, "iso", wp_json_iso_week(week->start));
    wp_json_set(dates, "title", wp_json_text_or_null(week->title));
    wp_json_set(dates, "skip", wp_json_skip(week->skip, week->skip_reason));
    wp_json_set(dates, "review", wp_json_text_or_null(week->review));
    wp_json_set(object, "week", dates);
    wp_json_set(object, "running", json_boolean(week->running));
    wp_json_set(object, "percent", wp_json_tenths(week->percent_tenths));
    wp_json_set(object, "done", json_integer(week->done));
    wp_json_set(object, "open", json_integer(week->total - week->done));
    wp_json_set(object, "dropped", json_integer(week->dropped));
    wp_json_set(object, "deferred", json_integer(week->deferred));
    wp_json_set(object, "total", json_integer(week->total));
    wp_json_set(object, "goals_done", json_integer(week->goals_done));
    wp_json_set(object, "goals_total", json_integer(week->goals_total));
    wp_json_set(object, "also_count", json_integer(week->also_count));
    wp_json_set(object, "carried", json_integer(week->carried));
    wp_json_set(object, "missing", json_integer(week->missing));
    wp_json_set(object, "before", wp_json_tenths(week->before));
    wp_json_set(object, "change", wp_json_tenths(wp_history_change(week)));
    wp_json_set(object, "mean", wp_json_tenths(week->mean));
    wp_json_set(object, "streak", json_integer(week->streak));
    return object;
}

static json_t *best_or_null(const struct wp_history *history)
{
    const struct wp_history_week *best = &history->weeks[history->best];
    json_t *object;

    if (history->best == history->count)
        return json_null();
    object = json_object();
    wp_json_set(object, "start", wp_json_day(best->start));
    wp_json_set(object, "percent", wp_json_tenths(best->percent_tenths));
    return object;
}

static json_t *history_object(const struct wp_history *history)
{
    json_t *object = wp_json_head(history->today);

    wp_json_set(object, "goal", wp_json_tenths(history->goal));
    wp_json_set(object, "mean", wp_json_tenths(history->mean));
    wp_json_set(object, "best", best_or_null(history));
    wp_json_set(object, "streak", json_integer(history->streak));
    wp_json_set(object, "streak_open", json_boolean(history->streak_open));
    wp_json_set(object, "missing", json_integer(history->missing));
    return object;
}

void wp_history_json(struct wp_buf *out, const struct wp_history *history)
{
    size_t i;

    wp_buf_putc(out, '{');
    wp_json_put_members(out, history_object(history));
    wp_buf_puts(out, ",\"weeks\":[");
    for (i = 0; i < history->count; i++) {
        wp_buf_puts(out, i > 0 ? "," : "");
        wp_json_put_object(out, wp_history_json_week(&history->weeks[i]));
    }
    wp_buf_puts(out, "]}\n");
}
