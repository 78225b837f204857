/* The JSON formats. Strings and numbers are jansson's; objects are written one
 * at a time, so that a large week needs no tree of them in memory. */
#include <jansson.h>
#include <string.h>

#include "report/diagnostic.h"
#include "report/escape.h"
#include <weekplan/history.h>
#include <weekplan/progress.h>
#include <weekplan/report.h>
#include <weekplan/view.h>

enum { DUMP_FLAGS = JSON_COMPACT | JSON_REAL_PRECISION(15) };

static int append_chunk(const char *bytes, size_t length, void *context)
{
    struct wp_buf *out = context;

    wp_buf_append(out, (struct wp_str){bytes, length});
    return out->failed ? -1 : 0;
}

/* Writes the members of `object` without its braces and frees it. */
static void write_members(struct wp_buf *out, json_t *object)
{
    if (object == NULL ||
        json_dump_callback(object, append_chunk, out, DUMP_FLAGS | JSON_EMBED) != 0)
        out->failed = true;
    json_decref(object);
}

/* Sets a member; where memory is out, `out` fails with it. */
static void set(struct wp_buf *out, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        out->failed = true;
}

static json_t *text(struct wp_str value)
{
    return json_stringn(value.length > 0 ? value.data : "", value.length);
}

/* The text of `buf`, which is freed; NULL where memory was out. */
static json_t *take_text(struct wp_buf *buf)
{
    json_t *value = buf->failed ? NULL : text(wp_buf_str(buf));

    wp_buf_free(buf);
    return value;
}

/* A text that may not be UTF-8, such as a file's name or what a broken file
 * holds: JSON cannot take it as it is. */
static json_t *harmless_text(const char *value)
{
    struct wp_buf clean = WP_BUF_INIT;

    wp_escape_line(&clean, wp_str(value));
    return take_text(&clean);
}

static json_t *text_or_null(struct wp_str value)
{
    return value.length > 0 ? text(value) : json_null();
}

static json_t *day_or_null(wp_day day)
{
    struct wp_buf buf = WP_BUF_INIT;

    if (day == WP_NO_DAY)
        return json_null();
    wp_day_format(&buf, day);
    return take_text(&buf);
}

static json_t *iso_week(wp_day start)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_iso_week_format(&buf, wp_iso_week_of_start(start));
    return take_text(&buf);
}

/* `millionths` as a number without a needless ".0". */
static json_t *decimal(wp_decimal millionths)
{
    if (millionths % WP_DECIMAL_ONE == 0)
        return json_integer((json_int_t)(millionths / WP_DECIMAL_ONE));
    return json_real((double)millionths / (double)WP_DECIMAL_ONE);
}

static json_t *percent_or_null(int tenths)
{
    return tenths < 0 ? json_null() : decimal((wp_decimal)tenths * (WP_DECIMAL_ONE / 10));
}

/* A figure or a difference of several weeks. */
static json_t *figure_or_null(int32_t tenths)
{
    if (tenths == WP_NO_FIGURE)
        return json_null();
    if (tenths % 10 == 0)
        return json_integer(tenths / 10);
    return json_real((double)tenths / 10);
}

static json_t *list(struct wp_list values)
{
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < values.count; i++)
        if (json_array_append_new(array, text(values.items[i])) != 0)
            goto fail;
    return array;
fail:
    json_decref(array);
    return NULL;
}

static json_t *measure_or_null(struct wp_buf *out, const struct wp_measure *measure)
{
    json_t *object;

    if (!measure->given)
        return json_null();
    object = json_object();
    set(out, object, "have", decimal(measure->have));
    set(out, object, "of", decimal(measure->of));
    set(out, object, "unit", text_or_null(measure->unit));
    return object;
}

static const char *state_name(enum wp_state state)
{
    static const char *const names[] = {
        [WP_OPEN] = "open", [WP_DONE] = "done", [WP_DROPPED] = "dropped"};

    return names[state];
}

static json_t *path_of(const struct wp_item *item)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_item_path(&buf, item);
    return take_text(&buf);
}

static json_t *item_object(struct wp_buf *out, const struct wp_view *view, const struct wp_row *row)
{
    const struct wp_item *item = row->item;
    json_t *object = json_object();

    set(out, object, "path", path_of(item));
    set(out, object, "id", text_or_null(item->id));
    set(out, object, "title", text(item->title));
    set(out, object, "state", json_string(state_name(item->progress.state)));
    set(out, object, "percent", percent_or_null(row->shown));
    set(out, object, "weight", decimal(item->progress.weight));
    set(out, object, "progress", measure_or_null(out, &item->measure));
    set(out, object, "done_on", day_or_null(item->done_on));
    set(out, object, "dropped_on", day_or_null(item->dropped_on));
    set(out, object, "dropped_reason", text_or_null(item->dropped_reason));
    set(out, object, "due", day_or_null(item->due));
    set(out, object, "overdue", json_boolean(wp_is_overdue(item, view->end, view->today)));
    set(out, object, "carried", json_integer(item->carried));
    set(out, object, "repeat", item->weekly ? json_string("weekly") : json_null());
    set(out, object, "note", text_or_null(item->note));
    set(out, object, "tags", list(item->tags));
    set(out, object, "links", list(item->links));
    return object;
}

static json_t *skip_value(bool skip, struct wp_str reason)
{
    if (!skip)
        return json_null();
    return reason.length > 0 ? text(reason) : json_true();
}

static json_t *week_object(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_week *week = view->week;
    json_t *object = json_object();

    set(out, object, "start", day_or_null(week->start));
    set(out, object, "end", day_or_null(view->end));
    set(out, object, "iso", iso_week(week->start));
    set(out, object, "title", text_or_null(week->root.title));
    set(out, object, "note", text_or_null(week->root.note));
    set(out, object, "skip", skip_value(week->root.skip, week->root.skip_reason));
    return object;
}

static json_t *head_object(struct wp_buf *out, wp_day today)
{
    json_t *object = json_object();

    set(out, object, "version", json_integer(1));
    set(out, object, "today", day_or_null(today));
    return object;
}

static json_t *status_object(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_progress *progress = &view->week->root.progress;
    json_t *object = head_object(out, view->today);

    set(out, object, "week", week_object(out, view));
    set(out, object, "percent", percent_or_null(view->shown));
    set(out, object, "done", json_integer(progress->done));
    set(out, object, "open", json_integer(progress->total - progress->done));
    set(out, object, "dropped", json_integer(progress->dropped));
    set(out, object, "total", json_integer(progress->total));
    return object;
}

/* The rows from *next on that are at `depth`, with what is below them. */
static void write_rows(struct wp_buf *out, const struct wp_view *view, unsigned depth, size_t *next)
{
    bool first = true;

    wp_buf_putc(out, '[');
    while (*next < view->row_count && view->rows[*next].depth == depth && !out->failed) {
        wp_buf_puts(out, first ? "{" : ",{");
        first = false;
        write_members(out, item_object(out, view, &view->rows[*next]));
        wp_buf_puts(out, ",\"subtasks\":");
        ++*next;
        write_rows(out, view, depth + 1, next);
        wp_buf_putc(out, '}');
    }
    wp_buf_putc(out, ']');
}

/* The members of a view, with its goals. */
static void write_view(struct wp_buf *out, const struct wp_view *view)
{
    size_t next = 0;

    write_members(out, status_object(out, view));
    wp_buf_puts(out, ",\"goals\":");
    write_rows(out, view, 1, &next);
}

void wp_status_json(struct wp_buf *out, const struct wp_view *view)
{
    wp_buf_putc(out, '{');
    write_view(out, view);
    wp_buf_puts(out, "}\n");
}

void wp_status_json_none(struct wp_buf *out, wp_day today)
{
    json_t *object = head_object(out, today);

    set(out, object, "week", json_null());
    wp_buf_putc(out, '{');
    write_members(out, object);
    wp_buf_puts(out, "}\n");
}

static json_t *problem_object(struct wp_buf *out, const struct wp_error *problem)
{
    json_t *object = json_object();

    set(out, object, "severity", json_string(problem->warning ? "warning" : "error"));
    set(out, object, "line",
        problem->line > 0 ? json_integer((json_int_t)problem->line) : json_null());
    set(out, object, "column",
        problem->line > 0 ? json_integer((json_int_t)problem->column) : json_null());
    set(out, object, "message", harmless_text(problem->message));
    return object;
}

void wp_problems_json(struct wp_buf *out, const char *file, const struct wp_problems *problems,
                      size_t weeks, size_t items)
{
    json_t *object = json_object();
    size_t i;

    set(out, object, "version", json_integer(1));
    set(out, object, "file", harmless_text(file));
    set(out, object, "valid", json_boolean(problems->errors == 0));
    set(out, object, "errors", json_integer((json_int_t)problems->errors));
    set(out, object, "warnings", json_integer((json_int_t)problems->warnings));
    set(out, object, "weeks", json_integer((json_int_t)weeks));
    set(out, object, "items", json_integer((json_int_t)items));
    wp_buf_putc(out, '{');
    write_members(out, object);
    wp_buf_puts(out, ",\"problems\":[");
    for (i = 0; i < problems->count; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        write_members(out, problem_object(out, &problems->list[i]));
        wp_buf_putc(out, '}');
    }
    wp_buf_puts(out, "]}\n");
}

static json_t *line_object(struct wp_buf *out, const struct wp_history_week *week)
{
    json_t *dates = json_object();
    json_t *object = json_object();

    set(out, dates, "start", day_or_null(week->start));
    set(out, dates, "end", day_or_null(week->start + 6));
    set(out, dates, "iso", iso_week(week->start));
    set(out, dates, "title", text_or_null(week->title));
    set(out, dates, "skip", skip_value(week->skip, week->skip_reason));
    set(out, object, "week", dates);
    set(out, object, "running", json_boolean(week->running));
    set(out, object, "percent", figure_or_null(week->shown));
    set(out, object, "done", json_integer(week->done));
    set(out, object, "open", json_integer(week->total - week->done));
    set(out, object, "dropped", json_integer(week->dropped));
    set(out, object, "total", json_integer(week->total));
    set(out, object, "carried", json_integer(week->carried));
    set(out, object, "missing", json_integer(week->missing));
    set(out, object, "before", figure_or_null(week->before));
    set(out, object, "change", figure_or_null(wp_history_change(week)));
    set(out, object, "mean", figure_or_null(week->mean));
    set(out, object, "streak", json_integer(week->streak));
    return object;
}

static json_t *best_or_null(struct wp_buf *out, const struct wp_history *history)
{
    json_t *object;

    if (history->best == history->count)
        return json_null();
    object = json_object();
    set(out, object, "start", day_or_null(history->weeks[history->best].start));
    set(out, object, "percent", figure_or_null(history->weeks[history->best].shown));
    return object;
}

static json_t *history_object(struct wp_buf *out, const struct wp_history *history)
{
    json_t *object = head_object(out, history->today);

    set(out, object, "goal", figure_or_null(history->goal));
    set(out, object, "mean", figure_or_null(history->mean));
    set(out, object, "best", best_or_null(out, history));
    set(out, object, "streak", json_integer(history->streak));
    set(out, object, "streak_open", json_boolean(history->streak_open));
    set(out, object, "missing", json_integer(history->missing));
    return object;
}

void wp_history_json(struct wp_buf *out, const struct wp_history *history)
{
    size_t i;

    wp_buf_putc(out, '{');
    write_members(out, history_object(out, history));
    wp_buf_puts(out, ",\"weeks\":[");
    for (i = 0; i < history->count && !out->failed; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        write_members(out, line_object(out, &history->weeks[i]));
        wp_buf_putc(out, '}');
    }
    wp_buf_puts(out, "]}\n");
}

/* Writes `"key":[`, `count` objects, and `]`. */
static void write_objects(struct wp_buf *out, const char *key, const struct wp_report *report,
                          size_t count,
                          void (*write)(struct wp_buf *, const struct wp_report *, size_t))
{
    size_t i;

    wp_buf_printf(out, ",\"%s\":[", key);
    for (i = 0; i < count && !out->failed; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        write(out, report, i);
        wp_buf_putc(out, '}');
    }
    wp_buf_putc(out, ']');
}

static void write_line(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    write_members(out, line_object(out, &report->history->weeks[number]));
}

/* What an item is in the lists of a report; `goals` have all of it, and, by the
 * path, what is above it. */
static json_t *mention(struct wp_buf *out, const struct wp_row *row)
{
    json_t *object = json_object();

    set(out, object, "path", path_of(row->item));
    set(out, object, "title", text(row->item->title));
    set(out, object, "percent", percent_or_null(row->shown));
    return object;
}

static void write_day(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_report_day *day = &report->days[number];
    json_t *object = json_object();
    size_t i;

    set(out, object, "day", day_or_null(day->day));
    write_members(out, object);
    wp_buf_puts(out, ",\"items\":[");
    for (i = 0; i < day->items.count && !out->failed; i++) {
        wp_buf_puts(out, i > 0 ? ",{" : "{");
        write_members(out, mention(out, day->items.rows[i]));
        wp_buf_putc(out, '}');
    }
    wp_buf_putc(out, ']');
}

static void write_left(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_report_left *left = &report->left[number];
    json_t *object = mention(out, left->row);

    set(out, object, "due", day_or_null(left->row->item->due));
    set(out, object, "days_late", json_integer(left->days_late));
    write_members(out, object);
}

static void write_dropped(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_row *row = report->dropped.rows[number];
    json_t *object = mention(out, row);

    set(out, object, "dropped_on", day_or_null(row->item->dropped_on));
    set(out, object, "dropped_reason", text_or_null(row->item->dropped_reason));
    write_members(out, object);
}

static void write_carried(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_report_carried *carried = &report->carried[number];
    json_t *object = mention(out, carried->row);

    set(out, object, "carried", json_integer(carried->row->item->carried));
    set(out, object, "from", percent_or_null(carried->from));
    write_members(out, object);
}

static void write_planned(struct wp_buf *out, const struct wp_report *report, size_t number)
{
    const struct wp_row *row = &report->planned.rows[number];
    json_t *object = mention(out, row);

    set(out, object, "due", day_or_null(row->item->due));
    set(out, object, "carried", json_integer(row->item->carried));
    write_members(out, object);
}

static json_t *standing_object(struct wp_buf *out, const struct wp_report *report)
{
    json_t *object = json_object();

    set(out, object, "over", json_boolean(report->over));
    set(out, object, "before", figure_or_null(report->line->before));
    set(out, object, "change", figure_or_null(report->change));
    set(out, object, "mean", figure_or_null(report->line->mean));
    set(out, object, "against_mean", figure_or_null(report->against_mean));
    set(out, object, "goal", figure_or_null(report->history->goal));
    set(out, object, "streak", json_integer(report->streak));
    set(out, object, "planned",
        report->planned.week != NULL ? week_object(out, &report->planned) : json_null());
    return object;
}

void wp_report_json(struct wp_buf *out, const struct wp_report *report)
{
    wp_buf_putc(out, '{');
    write_view(out, &report->view);
    wp_buf_putc(out, ',');
    write_members(out, standing_object(out, report));
    write_objects(out, "weeks", report, report->history->count, write_line);
    write_objects(out, "done_by_day", report, report->day_count, write_day);
    write_objects(out, "left", report, report->left_count, write_left);
    write_objects(out, "dropped_items", report, report->dropped.count, write_dropped);
    write_objects(out, "carried_items", report, report->carried_count, write_carried);
    write_objects(out, "planned_goals", report, report->planned.row_count, write_planned);
    wp_buf_puts(out, "}\n");
}
