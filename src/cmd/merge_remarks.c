#include "cmd/merge_remarks.h"

#include "plan/keys.h"
#include "render/term_text.h"

enum { TITLE_COLUMNS = 60 };

/* Append the item of the remark: "'Round 3'", or else the week. */
static void put_remarked_item(struct wp_buf *text, const struct wp_context *context,
                              const struct wp_merge_remark *remark)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_term term = {.out = text, .style = &style};

    if (remark->title.length == 0) {
        wp_context_name_week(text, context, remark->week);
        return;
    }
    wp_buf_putc(text, '\'');
    wp_term_cut(&term, text, remark->title, TITLE_COLUMNS);
    wp_buf_putc(text, '\'');
}

static void put_kept(struct wp_buf *text, const struct wp_context *context,
                     const struct wp_merge_remark *remark, const char *const names[WP_VERSIONS])
{
    enum wp_version other = remark->side == WP_OURS ? WP_THEIRS : WP_OURS;

    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is kept, because %s has deleted it and %s has changed it",
                  names[remark->side], names[other]);
}

static void put_not_taken(struct wp_buf *text, const struct wp_context *context,
                          const struct wp_merge_remark *remark,
                          const char *const names[WP_VERSIONS])
{
    if (remark->key == WP_KEY_COUNT) {
        put_remarked_item(text, context, remark);
        wp_buf_printf(text, " is where %s has it; %s has it elsewhere", names[WP_OURS],
                      names[WP_THEIRS]);
        return;
    }
    wp_buf_printf(text, "%s of ", wp_keys[remark->key].name);
    put_remarked_item(text, context, remark);
    wp_buf_printf(text, " is that of %s; %s has another one", names[WP_OURS], names[WP_THEIRS]);
}

void wp_merge_remarks_put(struct wp_context *context, const struct wp_merge *merge,
                          const char *const names[WP_VERSIONS])
{
    for (size_t i = 0; i < merge->remark_count; i++) {
        const struct wp_merge_remark *remark = &merge->remarks[i];
        struct wp_buf text = WP_BUF_INIT;

        if (remark->kind == WP_MERGE_KEPT)
            put_kept(&text, context, remark, names);
        else if (remark->kind == WP_MERGE_NOT_TAKEN)
            put_not_taken(&text, context, remark, names);
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
