#include "cmd/change.h"

#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "cmd/undoable_save.h"
#include "os/file.h"
#include "os/waiting.h"
#include "plan/keys.h"
#include "plan/value.h"

static enum wp_status change_begin(struct wp_transaction *change, bool finds,
                                   struct wp_error *error)
{
    enum wp_status status = wp_save_begin(&change->save, change->context->plan_path, error);

    if (status != WP_OK)
        return status;
    change->input = wp_save_input(change->save);
    status = wp_plan_open(&change->plan, &change->input, error);
    if (status != WP_OK || !finds)
        return status;
    status = wp_plan_input_find(change->context, change->plan, &change->found, error);
    if (status != WP_MISSING)
        return status;
    change->unbegun =
        (struct wp_week){.start = wp_plan_input_week_start(change->context, &change->found),
                         .root = wp_item_empty()};
    return WP_OK;
}

void wp_change_free_weeks(struct wp_transaction *change)
{
    wp_week_free(change->edit.after);
    wp_week_free(change->found.week);
    change->edit.after = NULL;
    change->found.week = NULL;
}

static void change_end(struct wp_transaction *change)
{
    wp_change_free_weeks(change);
    wp_edit_free(&change->edit);
    wp_plan_close(change->plan);
    wp_save_end(change->save);
}

/* Names, whatever becomes of the change, what others have saved and a killed run has
 * left beside the plan. */
static void name_kept(struct wp_context *context, struct wp_buf *kept)
{
    struct wp_buf remark = WP_BUF_INIT;

    if (kept->length > 0) {
        wp_buf_printf(&remark,
                      "beside the plan is what another program saved while a weekplan was killed "
                      "(look at it, then remove it): %s",
                      kept->data);
        wp_context_remark(context, &remark);
    }
    wp_buf_free(kept);
}

/* Saving would make the directory of a plan that is to be changed; a command
 * that changes one looks first whether it is there. */
static enum wp_status check_exists(const struct wp_context *context, struct wp_error *error)
{
    struct wp_file file;
    enum wp_status status = wp_file_open(&file, context->plan_path, error);

    wp_file_close(&file);
    return status;
}

/* `finds`: the selected week is found before the intent is carried out. */
static enum wp_status transact(struct wp_context *context, wp_change_intent *intent, void *data,
                               bool finds, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    struct wp_wait wait = {.limit = WP_WRITER_WAIT};
    struct wp_buf kept = WP_BUF_INIT;
    bool again = true;

    while (again) {
        struct wp_transaction change = {.context = context};

        again = false;
        wp_buf_clear(&context->subject);
        status = change_begin(&change, finds, error);
        wp_buf_clear(&kept);
        if (change.save != NULL)
            wp_buf_append(&kept, wp_save_kept(change.save));
        if (status == WP_OK)
            status = intent(&change, data, error);
        if (status == WP_OK && change.edited) {
            wp_change_free_weeks(&change);
            /* What cannot be answered is better not done. */
            if (context->out.failed || context->err.failed)
                status = wp_error_set_no_memory(error);
            else
                status = wp_undoable_save_commit(&change, error);
            again = status == WP_BUSY && wp_wait_more(&wait);
            if (status != WP_OK) {
                /* It speaks of what has not happened. */
                wp_buf_clear(&context->out);
                wp_buf_clear(&context->err);
            }
        }
        change_end(&change);
    }
    name_kept(context, &kept);
    return status;
}

enum wp_status wp_change_plan(struct wp_context *context, wp_change_intent *intent, void *data,
                              bool starts, struct wp_error *error)
{
    enum wp_status status = starts ? WP_OK : check_exists(context, error);

    return status == WP_OK ? transact(context, intent, data, true, error) : status;
}

enum wp_status wp_change_file(struct wp_context *context, wp_change_intent *intent, void *data,
                              bool starts, struct wp_error *error)
{
    enum wp_status status =
        starts || wp_path_exists(context->plan_path) ? WP_OK : check_exists(context, error);

    return status == WP_OK ? transact(context, intent, data, false, error) : status;
}

enum wp_status wp_change_item(struct wp_transaction *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned told,
                              const char *already, struct wp_error *error)
{
    struct wp_change changes[WP_KEY_COUNT];
    const struct wp_item *after;
    enum wp_status status;
    enum wp_key key;
    size_t count = 0;

    for (key = 0; key < WP_KEY_COUNT; key++) {
        if ((keys & WP_KEY_BIT(key)) != 0 && !wp_item_value_equal(item, values, key))
            changes[count++] = (struct wp_change){item, key, values};
        else
            told &= ~WP_KEY_BIT(key);
    }
    if (count == 0 && change->found.week == NULL)
        return wp_plan_input_no_week(change->context, &change->found, error);
    if (count == 0) {
        wp_print_change_none(change->context, item, already);
        return WP_OK;
    }
    if (change->found.week == NULL)
        status = wp_start_week(change, values, error);
    else
        status = wp_edit_week(&change->edit, change->found.week, changes, count, error);
    change->edited = status == WP_OK;
    if (status != WP_OK)
        return status;
    after = wp_item_counterpart(change->edit.after, item);
    wp_print_change(change->context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = &after, .count = 1, .keys = told});
    return WP_OK;
}
