#include "import/import_weeks.h"

#include <stdlib.h>

#include "plan/progress_value.h"
#include <weekplan/plan.h>
#include <weekplan/progress.h>

/* The most weeks that one text may have. */
enum { WEEKS_MAX = 10000 };

struct wp_import_week *wp_import_weeks_get(struct wp_import_source *source,
                                           struct wp_import_week **weeks, wp_day start)
{
    struct wp_import_week *week;

    while (*weeks != NULL && (*weeks)->start > start)
        weeks = &(*weeks)->next;
    if (*weeks != NULL && (*weeks)->start == start)
        return *weeks;
    week = wp_arena_alloc(source->arena, sizeof *week);
    week->start = start;
    week->next = *weeks;
    *weeks = week;
    return week;
}

struct wp_note *wp_import_weeks_note(struct wp_import_source *source, struct wp_import_week *week)
{
    if (week->note == NULL)
        week->note = wp_note_lines_add(&source->notes, &week->note_text, 0);
    return week->note;
}

struct wp_note *wp_import_weeks_review(struct wp_import_source *source, struct wp_import_week *week)
{
    if (week->review == NULL)
        week->review = wp_note_lines_add(&source->notes, &week->review_text, 0);
    return week->review;
}

static int compare_title_texts(const void *a, const void *b)
{
    return wp_str_compare(*(const struct wp_str *)a, *(const struct wp_str *)b);
}

/* Return the titles of the items of a list, sorted. */
static struct wp_str *sorted_titles(struct wp_arena *arena, const struct wp_import_list *list,
                                    size_t *count)
{
    struct wp_str *titles;

    *count = 0;
    for (const struct wp_import_item *item = list->first; item != NULL; item = item->next)
        ++*count;
    titles = wp_arena_array(arena, *count + 1, sizeof *titles);
    *count = 0;
    for (const struct wp_import_item *item = list->first; item != NULL; item = item->next)
        titles[(*count)++] = item->item.title;
    if (*count > 1)
        qsort(titles, *count, sizeof *titles, compare_title_texts);
    return titles;
}

/* Whether an item of each list has the same title. */
static bool have_common_title(struct wp_arena *arena, const struct wp_import_list *a,
                              const struct wp_import_list *b)
{
    size_t a_count;
    size_t b_count;
    const struct wp_str *left = sorted_titles(arena, a, &a_count);
    const struct wp_str *right = sorted_titles(arena, b, &b_count);

    for (size_t i = 0, k = 0; i < a_count && k < b_count;) {
        int order = wp_str_compare(left[i], right[k]);

        if (order == 0)
            return true;
        i += order < 0;
        k += order > 0;
    }
    return false;
}

/* Move the items of `also` that are marked as open or dropped to the goals. */
static void move_what_is_not_done(struct wp_import_source *source, struct wp_import_week *week)
{
    struct wp_import_list also = {0};
    struct wp_import_item *next;

    for (struct wp_import_item *item = week->also.first; item != NULL; item = next) {
        struct wp_import_list one = {item, item};
        bool done =
            item->marks.state == WP_ITEM_MARK_NONE || item->marks.state == WP_ITEM_MARK_DONE;

        next = item->next;
        item->next = NULL;
        if (!done)
            wp_import_remarks_quote(&source->remarks, item->line,
                                    "a goal, because it is not done besides the plan",
                                    item->item.title);
        wp_import_list_append(done ? &also : &week->goals, &one);
    }
    week->also = also;
}

/* Put marks of an item back into its title: an item of `also` has a day alone, and an item of the
 * list for later no day whose year is not known. */
static void put_back_facts(struct wp_import_source *source, struct wp_import_item *item, bool also)
{
    const struct wp_item_facts *facts = &item->marks.facts;
    struct wp_progress_value *progress = &item->marks.progress;
    bool unknown = facts->due.given && wp_fact_day_of(&facts->due, WP_NO_DAY) == WP_NO_DAY;
    bool back = also ? facts->due.given || facts->carried > 0 || facts->weight > 0 : unknown;
    struct wp_buf title = WP_BUF_INIT;

    wp_buf_append(&title, item->item.title);
    if (also && progress->given && !facts->progress.given) {
        wp_buf_puts(&title, " (");
        wp_progress_value_format(&title, progress);
        wp_buf_putc(&title, ')');
        progress->given = false;
    }
    if (back || (also && facts->progress.given)) {
        wp_buf_putc(&title, ' ');
        wp_buf_append(&title, facts->text);
        progress->given = false;
        item->marks.facts = (struct wp_item_facts){.drop = facts->drop, .reason = facts->reason};
    }
    item->item.title = wp_arena_copy(source->arena, wp_buf_str(&title));
    wp_buf_free(&title);
}

/* Put back marks of all items of the list for later. */
static void put_back_facts_of_later(struct wp_import_source *source, struct wp_import_list *list)
{
    for (struct wp_import_item *item = list->first; item != NULL; item = item->next) {
        put_back_facts(source, item, false);
        put_back_facts_of_later(source, &item->subtasks);
    }
}

/* Return the number of bytes of texts below `root`. */
static size_t bytes_below(const struct wp_item *root)
{
    size_t bytes = root->note.length + root->review.length + root->title.length;

    for (const struct wp_item *item = wp_item_after(root, root); item != NULL;
         item = wp_item_after(item, root))
        bytes += item->title.length + item->note.length + item->dropped_reason.length;
    return bytes;
}

/* The weeks of an import while they are made. */
struct weeks_maker {
    struct wp_import_source *source;
    struct wp_import *import;
    struct wp_error *error;
};

static enum wp_status check_limits(const struct weeks_maker *maker, const struct wp_week *week,
                                   size_t line)
{
    struct wp_buf day = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    if (week->item_count > WP_ITEMS_MAX ||
        bytes_below(&week->root) + bytes_below(&week->also) > WP_WEEK_MAX) {
        bool items = week->item_count > WP_ITEMS_MAX;

        if (week->later)
            wp_buf_puts(&day, "the list for later");
        else
            wp_day_format(&day, week->start);
        status = wp_error_set(
            maker->error, WP_INVALID, "%s%s would have more than %s (split the file)",
            week->later ? "" : "the week of ", day.data, items ? "10000 items" : "1 MiB");
        maker->error->line = line + 1;
    }
    wp_buf_free(&day);
    return status;
}

/* Append a week to the import. NULL is allowed for `also`. */
static enum wp_status append_week(const struct weeks_maker *maker,
                                  const struct wp_import_week *from,
                                  const struct wp_import_list *goals,
                                  const struct wp_import_list *also)
{
    struct wp_import *import = maker->import;
    struct wp_week *week = wp_arena_alloc(maker->source->arena, sizeof *week);
    size_t line = goals->first != NULL ? goals->first->line : 0;

    *week = from->start == WP_NO_DAY ? wp_week_empty_later() : wp_week_empty(from->start);
    week->item_count = wp_import_list_finish(maker->source, goals, &week->root, from->start);
    wp_progress_roll_up(&week->root);
    wp_import_list_check(maker->source, goals, false);
    if (also != NULL) {
        week->root.title = from->title;
        week->root.note = from->note_text;
        week->root.review = from->review_text;
        week->root.skip = from->skip;
        week->root.skip_reason = from->skip_reason;
        week->item_count += wp_import_list_finish(maker->source, also, &week->also, from->start);
        for (struct wp_item *item = week->also.first; item != NULL; item = item->next)
            item->done = false;
    }
    import->weeks[import->week_count++] = week;
    return check_limits(maker, week, line);
}

static bool is_empty_week(const struct wp_import_week *week)
{
    return week->title.length + week->note_text.length + week->review_text.length == 0 &&
           !week->skip && week->goals.first == NULL && week->done.first == NULL &&
           week->open.first == NULL && week->also.first == NULL;
}

/* Append the weeks that a week becomes: one, or more if goals are in several of its lists. */
static enum wp_status finish_week(const struct weeks_maker *maker, struct wp_import_week *week)
{
    struct wp_arena *arena = maker->source->arena;
    struct wp_import_list *lists[] = {&week->done, &week->open};
    enum wp_status status = WP_OK;

    move_what_is_not_done(maker->source, week);
    for (struct wp_import_item *item = week->also.first; item != NULL; item = item->next)
        put_back_facts(maker->source, item, true);
    if (week->start == WP_NO_DAY)
        put_back_facts_of_later(maker->source, &week->goals);
    wp_import_list_set_done(&week->done);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (!have_common_title(arena, &week->goals, lists[i])) {
            wp_import_list_append(&week->goals, lists[i]);
            lists[i]->first = NULL;
        }
    status = append_week(maker, week, &week->goals, &week->also);
    for (size_t i = 0; status == WP_OK && i < sizeof lists / sizeof lists[0]; i++)
        if (lists[i]->first != NULL)
            status = append_week(maker, week, lists[i], NULL);
    return status;
}

enum wp_status wp_import_weeks_finish(struct wp_import_source *source, struct wp_import_week *weeks,
                                      struct wp_import *import, struct wp_error *error)
{
    struct weeks_maker maker = {source, import, error};
    struct wp_import_week **ascending;
    enum wp_status status = WP_OK;
    size_t count = 0;

    for (const struct wp_import_week *week = weeks; week != NULL; week = week->next)
        count++;
    if (count > WEEKS_MAX)
        return wp_error_set(error, WP_INVALID, "the text has more than 10000 weeks");
    import->weeks = wp_arena_array(source->arena, 3 * count + 1, sizeof(struct wp_week *));
    ascending = wp_arena_array(source->arena, count + 1, sizeof(struct wp_import_week *));
    for (struct wp_import_week *week = weeks; week != NULL; week = week->next)
        ascending[--count] = week;
    for (; status == WP_OK && ascending[count] != NULL; count++)
        if (!is_empty_week(ascending[count]))
            status = finish_week(&maker, ascending[count]);
    return status;
}
