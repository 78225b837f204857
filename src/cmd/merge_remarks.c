#include "cmd/merge_remarks.h"

#include "cmd/describe_value.h"
#include "cmd/plan_input.h"
#include "plan/keys.h"
#include "render/term_text.h"

enum {
    TITLE_COLUMNS = 60,
    VALUES_MAX = 20 /* most values of other versions that are printed, because each is searched */
};

/* Append a title in quotes, "'Round 3'". */
static void put_quoted_title(struct wp_buf *text, const struct wp_context *context,
                             struct wp_str title)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_term term = {.out = text, .style = &style};

    wp_buf_putc(text, '\'');
    wp_term_cut(&term, text, title, TITLE_COLUMNS);
    wp_buf_putc(text, '\'');
}

/* Append the title of the item of the remark, or else the name of the week. */
static void put_remarked_item(struct wp_buf *text, const struct wp_context *context,
                              const struct wp_merge_remark *remark)
{
    if (remark->title.length > 0)
        put_quoted_title(text, context, remark->title);
    else
        wp_context_name_week(text, context, remark->week);
}

static void put_kept(struct wp_buf *text, const struct wp_context *context,
                     const struct wp_merge_remark *remark, const char *const names[WP_VERSIONS])
{
    enum wp_version other = remark->side == WP_OURS ? WP_THEIRS : WP_OURS;

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is kept, because %s has deleted it and %s has changed it",
                  names[remark->side], names[other]);
}

/* Return the first item of the week with this title; the root if the title is empty, NULL if there
 * is none. */
static const struct wp_item *find_titled(const struct wp_week *week, struct wp_str title)
{
    const struct wp_item *item = title.length > 0 ? wp_week_item_after(week, NULL) : &week->root;

    while (item != NULL && title.length > 0 && !wp_str_equal(item->title, title))
        item = wp_week_item_after(week, item);
    return item;
}

/* Append the value that `version` has: "weight 3". Append "another one" if the item has another
 * title there. */
static void put_other_value(struct wp_buf *text, const struct wp_context *context,
                            const struct wp_merge_remark *remark, const struct wp_str *version)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_term term = {.out = text, .style = &style};
    struct wp_input input = wp_input_memory(version);
    const struct wp_item *item = NULL;
    struct wp_week *week = NULL;
    struct wp_error ignored;
    enum wp_status status =
        remark->week == WP_NO_DAY
            ? wp_plan_input_load_later(&input, &week, &ignored)
            : wp_plan_input_load_week(&input, wp_window_from(remark->week), &week, &ignored);

    if (status == WP_OK && week != NULL)
        item = find_titled(week, remark->title);
    if (item != NULL && remark->key == WP_KEY_TITLE)
        put_quoted_title(text, context, item->title);
    else if (item != NULL && remark->key < WP_KEY_COUNT)
        wp_describe_value(text, &term, item, remark->key);
    else
        wp_buf_puts(text, "another one");
    wp_week_free(week);
}

/* Append the name of the key and the item of the remark: "progress of 'Run'". */
static void put_remarked_key(struct wp_buf *text, const struct wp_context *context,
                             const struct wp_merge_remark *remark)
{
    wp_buf_printf(text, "%s of ",
                  remark->key < WP_KEY_COUNT ? wp_keys[remark->key].name : "a key 'x-…'");
    put_remarked_item(text, context, remark);
}

/* Append which value was taken, and the one of the other version, `side`. If `version` is NULL, do
 * not append that value. */
static void put_taken(struct wp_buf *text, const struct wp_context *context,
                      const struct wp_merge_remark *remark, const char *const names[WP_VERSIONS],
                      const struct wp_str *version)
{
    bool replaced = remark->side == WP_OURS;

    put_remarked_key(text, context, remark);
    wp_buf_printf(text, " is that of %s; %s %s ", names[replaced ? WP_THEIRS : WP_OURS],
                  names[remark->side], replaced ? "had" : "has");
    if (version != NULL)
        put_other_value(text, context, remark, version);
    else
        wp_buf_puts(text, "another one");
}

/* Append why a value of one version was not taken. That of ours is taken unless theirs excludes it:
 * an item that has subtasks in theirs has no progress. */
static void put_not_taken(struct wp_buf *text, const struct wp_context *context,
                          const struct wp_merge_remark *remark,
                          const char *const names[WP_VERSIONS], const struct wp_str *version)
{
    if (remark->side != WP_OURS) {
        put_taken(text, context, remark, names, version);
        return;
    }
    put_remarked_key(text, context, remark);
    wp_buf_printf(text, " is left out, because of what %s has", names[WP_THEIRS]);
}

static void put_not_moved(struct wp_buf *text, const struct wp_context *context,
                          const struct wp_merge_remark *remark,
                          const char *const names[WP_VERSIONS])
{
    enum wp_version other = remark->side == WP_OURS ? WP_THEIRS : WP_OURS;

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is where %s has it; %s has it elsewhere", names[other],
                  names[remark->side]);
}

static void put_id_taken(struct wp_buf *text, const struct wp_context *context,
                         const struct wp_merge_remark *remark)
{
    wp_buf_puts(text, "id of ");
    put_remarked_item(text, context, remark);
    wp_buf_puts(text, " is left out, because ");
    put_quoted_title(text, context, remark->other);
    wp_buf_puts(text, " has it");
}

static void put_closed_above(struct wp_buf *text, const struct wp_context *context,
                             const struct wp_merge_remark *remark,
                             const char *const names[WP_VERSIONS])
{
    const char *state = remark->key == WP_KEY_DONE ? "done" : "dropped";

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " counts as %s, because ", state);
    put_quoted_title(text, context, remark->other);
    wp_buf_printf(text, " is %s in %s", state, names[remark->side]);
}

static void put_moved_away(struct wp_buf *text, const struct wp_context *context,
                           const struct wp_merge_remark *remark,
                           const char *const names[WP_VERSIONS])
{
    enum wp_version other = remark->side == WP_OURS ? WP_THEIRS : WP_OURS;

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is open, because %s has moved it away from ", names[other]);
    put_quoted_title(text, context, remark->other);
    wp_buf_printf(text, ", which is %s in %s", remark->key == WP_KEY_DONE ? "done" : "dropped",
                  names[remark->side]);
}

static void put_carried_remark(struct wp_buf *text, const struct wp_context *context,
                               const struct wp_merge_remark *remark,
                               const char *const names[WP_VERSIONS])
{
    enum wp_version other = remark->side == WP_OURS ? WP_THEIRS : WP_OURS;

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is %s in %s, and %s has carried it, still open, to a later week",
                  remark->key == WP_KEY_DONE      ? "done"
                  : remark->key == WP_KEY_DROPPED ? "dropped"
                                                  : "removed or moved",
                  names[remark->side], names[other]);
}

static void put_lacking(struct wp_buf *text, const struct wp_context *context,
                        const struct wp_merge_remark *remark, const char *const names[WP_VERSIONS])
{
    enum wp_version other = remark->side == WP_OURS ? WP_THEIRS : WP_OURS;

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is kept, because %s has carried it; %s has not, or has removed it",
                  names[other], names[remark->side]);
}

void wp_merge_remarks_put(struct wp_context *context, const struct wp_merge *merge,
                          const char *const names[WP_VERSIONS],
                          const struct wp_str versions[WP_VERSIONS])
{
    size_t count = 0;

    for (size_t i = 0; i < merge->remark_count; i++) {
        const struct wp_merge_remark *remark = &merge->remarks[i];
        const struct wp_str *version = &versions[remark->side];
        struct wp_buf text = WP_BUF_INIT;

        if (remark->kind == WP_MERGE_NOT_TAKEN || remark->kind == WP_MERGE_REPLACED)
            version = count++ < VALUES_MAX ? version : NULL;

        if (remark->kind == WP_MERGE_KEPT)
            put_kept(&text, context, remark, names);
        else if (remark->kind == WP_MERGE_NOT_TAKEN)
            put_not_taken(&text, context, remark, names, version);
        else if (remark->kind == WP_MERGE_REPLACED)
            put_taken(&text, context, remark, names, version);
        else if (remark->kind == WP_MERGE_NOT_MOVED)
            put_not_moved(&text, context, remark, names);
        else if (remark->kind == WP_MERGE_ID_TAKEN)
            put_id_taken(&text, context, remark);
        else if (remark->kind == WP_MERGE_CLOSED)
            put_closed_above(&text, context, remark, names);
        else if (remark->kind == WP_MERGE_LEFT_OPEN)
            put_moved_away(&text, context, remark, names);
        else if (remark->kind == WP_MERGE_CARRIED)
            put_carried_remark(&text, context, remark, names);
        else if (remark->kind == WP_MERGE_LACKING)
            put_lacking(&text, context, remark, names);
        else
            continue;
        if (remark->title.length > 0) {
            wp_buf_puts(&text, " (");
            wp_context_name_week(&text, context, remark->week);
            wp_buf_putc(&text, ')');
        }
        wp_context_remark(context, &text);
    }
}
