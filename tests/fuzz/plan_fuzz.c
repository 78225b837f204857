/*
 * Any bytes as a plan, through the whole chain: they are checked, the newest
 * week is shown in every format, and changed. What the library promises has to
 * hold whatever the bytes are; a broken promise ends the program.
 *
 * A libFuzzer target (make fuzz). Everything that is drawn follows from the
 * bytes, so that each finding can be reproduced from its file.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/values.h"
#include "report/diagnostic.h"
#include <weekplan/edit.h>
#include <weekplan/load.h>
#include <weekplan/view.h>

#define PROMISE(holds)                                                                             \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #holds);            \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

enum { PROBLEMS_MAX = 20, EDITS = 4 };

/* The plan that is looked at, and what checking it said. */
struct fuzzed {
    struct wp_str bytes;
    struct wp_input input;
    bool valid;
    size_t weeks;
    size_t items;
    uint64_t random;
};

static uint64_t draw(struct fuzzed *fuzzed, uint64_t below)
{
    fuzzed->random = fuzzed->random * 6364136223846793005U + 1442695040888963407U;
    return (fuzzed->random >> 33) % below;
}

static uint64_t hash(struct wp_str bytes)
{
    uint64_t sum = 14695981039346656037U; /* FNV-1a */

    for (size_t i = 0; i < bytes.length; i++)
        sum = (sum ^ (unsigned char)bytes.data[i]) * 1099511628211U;
    return sum;
}

static void read_json(const struct wp_buf *text)
{
    json_error_t error;
    json_t *json =
        json_loadb(text->data, text->length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

    PROMISE(json != NULL);
    json_decref(json);
}

static void show_problems(const struct wp_problems *problems)
{
    static const struct wp_text_style styles[] = {{false, false, 80}, {true, true, 20}};
    struct wp_buf out = WP_BUF_INIT;

    for (size_t i = 0; i < problems->count; i++)
        for (size_t style = 0; style < 2; style++)
            wp_diagnostic_text(&out, "plan.yaml", &problems->list[i], &styles[style]);
    wp_buf_clear(&out);
    wp_problems_json(&out, "plan.yaml", problems, 1, 1);
    PROMISE(!out.failed);
    read_json(&out);
    wp_buf_free(&out);
}

static void check(struct fuzzed *fuzzed)
{
    static struct wp_error list[PROBLEMS_MAX];
    struct wp_problems problems = {.list = list, .limit = PROBLEMS_MAX};
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status;

    PROMISE(wp_plan_open(&plan, &fuzzed->input, &error) == WP_OK);
    status = wp_plan_check(plan, &problems, &fuzzed->weeks, &fuzzed->items);
    fuzzed->valid = status == WP_OK;
    PROMISE(status == WP_OK || status == WP_INVALID);
    PROMISE(fuzzed->valid == (problems.errors == 0));
    for (size_t i = 1; i < problems.count; i++)
        PROMISE(list[i - 1].line < list[i].line ||
                (list[i - 1].line == list[i].line && list[i - 1].column <= list[i].column));
    show_problems(&problems);
    wp_plan_close(plan);
}

static enum wp_status find(const struct wp_input *input, struct wp_window window,
                           struct wp_found *found)
{
    static struct wp_error list[1];
    struct wp_problems problems = {.list = list, .limit = 1};
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status;

    PROMISE(wp_plan_open(&plan, input, &error) == WP_OK);
    status = wp_plan_find(plan, window, found, &problems);
    PROMISE((status == WP_OK) == (found->week != NULL));
    PROMISE(status == WP_OK || status == WP_MISSING || problems.count == 1);
    wp_plan_close(plan);
    return status;
}

static void show(struct fuzzed *fuzzed, const struct wp_week *week)
{
    static const unsigned widths[] = {20, 30, 40, 60, 80, 200};
    struct wp_view_options options = {
        .today = week->start + (wp_day)draw(fuzzed, 30) - 10,
        .depth = (unsigned)draw(fuzzed, 4),
        .open_only = draw(fuzzed, 2) == 1,
    };
    struct wp_text_style style = {.color = draw(fuzzed, 2) == 1,
                                  .ascii = draw(fuzzed, 2) == 1,
                                  .width = widths[draw(fuzzed, 6)]};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_view view;
    struct wp_error error;

    PROMISE(wp_view_make(&view, week, &options, &error) == WP_OK);
    wp_status_text(&out, &view, &style);
    wp_status_explain(&out, &view, &style);
    wp_status_short(&out, &view, &style);
    wp_buf_clear(&out);
    wp_status_json(&out, &view);
    PROMISE(!out.failed);
    read_json(&out);
    wp_buf_free(&out);
    wp_view_free(&view);
}

static struct wp_str patched(const struct fuzzed *fuzzed, const struct wp_patch *patch,
                             struct wp_buf *out)
{
    uint64_t at = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        PROMISE(piece->offset >= at && piece->offset + piece->length <= fuzzed->bytes.length);
        wp_buf_append(out, wp_str_slice(fuzzed->bytes, at, piece->offset - at));
        wp_buf_append(out, piece->text);
        at = piece->offset + piece->length;
    }
    wp_buf_append(out, wp_str_slice(fuzzed->bytes, at, fuzzed->bytes.length));
    PROMISE(!out->failed);
    return wp_buf_str(out);
}

/* A plan stays as valid as it was, and the changed week can be read again. */
static void verify(const struct fuzzed *fuzzed, const struct wp_edit *edit, wp_day start)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_str bytes = patched(fuzzed, &edit->patch, &out);
    struct wp_input input = wp_input_memory(&bytes);
    struct fuzzed after = {.bytes = bytes, .input = input};
    struct wp_window window = {start, start};
    struct wp_found found;

    PROMISE(find(&input, window, &found) == WP_OK);
    PROMISE(found.week->item_count == edit->after->item_count);
    wp_week_free(found.week);
    if (fuzzed->valid) {
        check(&after);
        PROMISE(after.valid);
        PROMISE(after.weeks >= fuzzed->weeks);
    }
    wp_buf_free(&out);
}

static const struct wp_item *draw_item(struct fuzzed *fuzzed, const struct wp_week *week)
{
    const struct wp_item *item = &week->root;
    uint64_t steps = draw(fuzzed, week->item_count + 1);

    while (steps-- > 0)
        item = wp_item_after(item, &week->root);
    return item;
}

static struct wp_item draw_values(struct fuzzed *fuzzed, const struct wp_week *week)
{
    static const char *const titles[] = {"New", "yes", "- x: y #z", "\xC3\xA9\xE7\x9B\xAE",
                                         "\"\\\n\tz"};
    struct wp_item values = wp_item_blank();

    values.title = wp_str(titles[draw(fuzzed, 5)]);
    values.done = draw(fuzzed, 2) == 1;
    if (values.done && draw(fuzzed, 2) == 1)
        values.done_on = week->start;
    return values;
}

static bool is_changed(const struct wp_change *changes, size_t count, const struct wp_item *item,
                       enum wp_key key)
{
    for (size_t i = 0; i < count; i++)
        if (changes[i].item == item && changes[i].key == key)
            return true;
    return false;
}

/* What an edit may say: that it is made, or that it cannot be. */
static bool is_edited(enum wp_status status, const struct wp_error *error)
{
    if (status == WP_OK || status == WP_INVALID)
        return status == WP_OK;
    fprintf(stderr, "an edit ends with status %d: %s\n", (int)status, error->message);
    abort();
}

static void edit_week(struct fuzzed *fuzzed, const struct wp_week *week)
{
    struct wp_item blank = wp_item_blank();
    struct wp_item values = draw_values(fuzzed, week);
    struct wp_change changes[2 * EDITS];
    size_t count = 0;
    struct wp_edit edit = {.after = NULL};
    struct wp_error error;
    enum wp_status status;

    for (uint64_t edits = draw(fuzzed, EDITS) + 1; edits > 0; edits--) {
        const struct wp_item *item = draw_item(fuzzed, week);
        enum wp_key key = WP_KEY_DONE;

        if (item->parent == NULL)
            key = WP_KEY_GOALS;
        else if (!item->measure.given && draw(fuzzed, 3) == 0)
            key = WP_KEY_SUBTASKS;
        if (is_changed(changes, count, item, key))
            continue;
        changes[count++] = (struct wp_change){item, key, &values};
        if (key == WP_KEY_DONE)
            changes[count++] = (struct wp_change){item, WP_KEY_DROPPED, &blank};
    }
    status = wp_edit_week(&edit, week, changes, count, &error);
    if (is_edited(status, &error))
        verify(fuzzed, &edit, week->start);
    wp_edit_free(&edit);
}

static void add_week(struct fuzzed *fuzzed, const struct wp_found *found, wp_day start)
{
    struct wp_item goal = wp_item_blank();
    struct wp_edit edit = {.after = NULL};
    struct wp_error error;
    enum wp_status status;

    goal.title = wp_str("New");
    status = wp_edit_new_week(&edit, &fuzzed->input, found, start, &goal, &error);
    if (is_edited(status, &error))
        verify(fuzzed, &edit, start);
    wp_edit_free(&edit);
}

/* As far as the weeks beside it leave room. */
static bool has_room(const struct wp_found *found, wp_day start)
{
    return (found->before == WP_NO_DAY || found->before + 7 <= start) &&
           (found->after == WP_NO_DAY || start + 7 <= found->after);
}

/* Looks for a week that may be there; starts it where it is not. */
static void visit(struct fuzzed *fuzzed, wp_day day)
{
    struct wp_window window = wp_window_holding(day);
    struct wp_found found;
    enum wp_status status = find(&fuzzed->input, window, &found);

    PROMISE(!fuzzed->valid || status == WP_OK || status == WP_MISSING);
    if (status == WP_OK) {
        show(fuzzed, found.week);
        for (int i = 0; i < EDITS; i++)
            edit_week(fuzzed, found.week);
    } else if (status == WP_MISSING) {
        wp_day start = found.newest != WP_NO_DAY ? found.newest : window.first;

        start = wp_window_start(window, wp_weekday_of(start));
        /* In a plan that is not valid what stands before it may spoil it. */
        if (fuzzed->valid && has_room(&found, start))
            add_week(fuzzed, &found, start);
    }
    wp_week_free(found.week);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_str bytes = {size > 0 ? (const char *)data : "", size};
    struct fuzzed fuzzed = {.bytes = bytes, .random = hash(bytes)};
    wp_day first = wp_day_of((struct wp_date){1, 1, 8});
    wp_day last = wp_day_of((struct wp_date){9999, 12, 24});
    struct wp_found found;

    fuzzed.input = wp_input_memory(&fuzzed.bytes);
    check(&fuzzed);
    find(&fuzzed.input, (struct wp_window){last + 8, last + 8}, &found);
    wp_week_free(found.week);
    if (found.newest != WP_NO_DAY && found.newest > first && found.newest < last) {
        visit(&fuzzed, found.newest);
        visit(&fuzzed, found.newest + 7 - (wp_day)draw(&fuzzed, 21));
    } else {
        visit(&fuzzed, wp_day_of((struct wp_date){2019, 8, 6}));
    }
    return 0;
}
