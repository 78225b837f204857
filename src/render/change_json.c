#include "render/change_json.h"

#include "render/json.h"
#include <weekplan/progress.h>

/* Return {"before": 33.3, "after": 50}. A percentage is null if the item is absent. */
static json_t *two_percentages(const struct wp_item *before, const struct wp_item *after)
{
    json_t *object = json_object();

    wp_json_set(object, "before",
                before != NULL ? wp_json_percent(wp_progress_percent(&before->progress))
                               : json_null());
    wp_json_set(object, "after",
                after != NULL ? wp_json_percent(wp_progress_percent(&after->progress))
                              : json_null());
    return object;
}

/* Return an object with the path, the id and the title of an item. */
static json_t *named_item(const struct wp_item *item)
{
    json_t *object = json_object();

    wp_json_set(object, "path", item->parent != NULL ? wp_json_path(item) : json_string("."));
    wp_json_set(object, "id", wp_json_text_or_null(item->id));
    wp_json_set(object, "title", wp_json_text_or_null(item->title));
    return object;
}

static json_t *changed_item(const struct wp_changed_week *changed, size_t index)
{
    const struct wp_item *item = changed->items[index];
    json_t *object = named_item(item);

    wp_json_set(object, "state", json_string(wp_json_state(item->progress.state)));
    wp_json_set(object, "carried", json_integer(item->carried));
    wp_json_set(object, "was",
                changed->was != NULL ? wp_json_path(changed->was[index]) : json_null());
    wp_json_set(object, "removed", json_boolean(changed->removed));
    return object;
}

/* Return the index of `item` in a list of as many items as changed->items, or the length of the
 * list. NULL is allowed for the list. */
static size_t find_listed(const struct wp_changed_week *changed, const struct wp_item *const *list,
                          const struct wp_item *item)
{
    size_t i = 0;

    if (list == NULL)
        return changed->count;
    while (i < changed->count && list[i] != item)
        i++;
    return i;
}

/* Whether a changed item of the week after the change is the goal, or is below it. */
static bool has_changed_item(const struct wp_changed_week *changed, const struct wp_item *goal)
{
    for (size_t i = 0; i < changed->count && !changed->removed; i++)
        if (wp_item_goal(changed->items[i]) == goal)
            return true;
    return false;
}

/* Return the first goal from `goal` on that the change has left in its place. */
static const struct wp_item *skip_gone(const struct wp_changed_week *changed,
                                       const struct wp_item *goal)
{
    const struct wp_item *const *gone = changed->removed ? changed->items : changed->was;

    while (goal != NULL && find_listed(changed, gone, goal) < changed->count)
        goal = goal->next;
    return goal;
}

static bool has_name_of(const struct wp_item *goal, const struct wp_item *other)
{
    return wp_str_equal(goal->id, other->id) &&
           (goal->id.length > 0 || wp_str_equal(goal->title, other->title));
}

/* Return the goal before the change. `next` is the goal after the one that was returned last. NULL
 * is allowed and returned for a new goal. */
static const struct wp_item *find_goal_before(const struct wp_changed_week *changed,
                                              const struct wp_item *goal,
                                              const struct wp_item *next)
{
    const struct wp_item *old = NULL;

    if (!changed->by_name)
        return skip_gone(changed, next);
    if (next != NULL && has_name_of(next, goal))
        return next;
    if (changed->before != NULL)
        old = changed->before->root.first;
    while (old != NULL && !has_name_of(old, goal))
        old = old->next;
    return old;
}

/* Return the goals that have changed items, or another percentage than before. */
static json_t *changed_goals(const struct wp_changed_week *changed)
{
    json_t *array = json_array();
    const struct wp_item *next = changed->before != NULL ? changed->before->root.first : NULL;
    const struct wp_item *goal = changed->after != NULL ? changed->after->root.first : NULL;

    for (; goal != NULL; goal = goal->next) {
        size_t index =
            changed->was != NULL ? find_listed(changed, changed->items, goal) : changed->count;
        bool moved = index < changed->count;
        const struct wp_item *old =
            moved ? changed->was[index] : find_goal_before(changed, goal, next);

        if (!moved && old != NULL)
            next = old->next;
        if (has_changed_item(changed, goal) ||
            (old != NULL && !moved &&
             wp_progress_percent(&old->progress) != wp_progress_percent(&goal->progress))) {
            json_t *object = named_item(goal);

            wp_json_set(object, "percent", two_percentages(old, goal));
            wp_json_append(array, object);
        }
    }
    return array;
}

/* Return the items of a list with their paths, titles and states. */
static json_t *items_of(const struct wp_item *list)
{
    json_t *array = json_array();

    for (const struct wp_item *item = list->first; item != NULL; item = item->next) {
        json_t *object = named_item(item);

        wp_json_set(object, "state", json_string(wp_json_state(item->progress.state)));
        wp_json_append(array, object);
    }
    return array;
}

static json_t *week_days(const struct wp_week *week)
{
    json_t *object;

    if (week->later)
        return json_null();
    object = json_object();
    wp_json_set(object, "start", wp_json_day(week->start));
    wp_json_set(object, "end", wp_json_day(week->start + WP_DAYS_OF_WEEK - 1));
    wp_json_set(object, "iso", wp_json_iso_week(week->start));
    return object;
}

void wp_change_json_put_week(struct wp_buf *list, const struct wp_changed_week *changed)
{
    const struct wp_week *week = changed->after != NULL ? changed->after : changed->before;
    json_t *object = json_object();
    json_t *items = json_array();

    for (size_t i = 0; i < changed->count; i++)
        wp_json_append(items, changed_item(changed, i));
    wp_json_set(object, "week", week_days(week));
    wp_json_set(object, "later", json_boolean(week->later));
    wp_json_set(object, "started", json_boolean(changed->before == NULL));
    wp_json_set(object, "removed", json_boolean(changed->after == NULL));
    wp_json_set(object, "percent",
                week->later
                    ? two_percentages(NULL, NULL)
                    : two_percentages(changed->before != NULL ? &changed->before->root : NULL,
                                      changed->after != NULL ? &changed->after->root : NULL));
    wp_json_set(object, "items", items);
    wp_json_set(object, "goals", week->later ? json_array() : changed_goals(changed));
    wp_json_set(object, "list", changed->list != NULL ? items_of(changed->list) : json_null());
    wp_buf_puts(list, list->length > 0 ? "," : "");
    wp_json_put_object(list, object);
}

void wp_change_json_put_unchanged(struct wp_buf *list, const struct wp_item *item, const char *why)
{
    json_t *object = named_item(item);

    wp_json_set(object, "state", json_string(wp_json_state(item->progress.state)));
    wp_json_set(object, "why", wp_json_any_text(why));
    wp_buf_puts(list, list->length > 0 ? "," : "");
    wp_json_put_object(list, object);
}

void wp_change_json_put(struct wp_buf *out, const struct wp_change_json *run)
{
    json_t *object = wp_json_head(run->today);

    wp_json_set(object, "command", json_string(run->command));
    wp_json_set(object, "step", run->step != NULL ? wp_json_any_text(run->step) : json_null());
    wp_json_set(object, "changed", json_boolean(run->changed));
    wp_json_set(object, "dry_run", json_boolean(run->dry_run));
    wp_buf_putc(out, '{');
    wp_json_put_members(out, object);
    wp_buf_puts(out, ",\"weeks\":[");
    wp_buf_append(out, run->weeks);
    wp_buf_puts(out, "],\"unchanged\":[");
    wp_buf_append(out, run->unchanged);
    wp_buf_puts(out, "]}\n");
}
