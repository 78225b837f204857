#include "cmd/change.h"
#include "cmd/change_item.h"
#include "cmd/command.h"
#include "cmd/refs.h"
#include "cmd/text_argument.h"
#include "plan/keys.h"

struct new_note {
    struct wp_buf text;  /* text of the arguments or of standard input */
    struct wp_buf whole; /* new value of `note:`; with --append the old note and `text` */
    struct wp_item values;
};

/* Set the note in the new values. */
static void fill_note(const struct wp_context *context, struct new_note *new_note,
                      const struct wp_item *item)
{
    new_note->values = wp_item_empty();
    new_note->values.note =
        wp_text_argument_value(&new_note->whole, context, item->note, wp_buf_str(&new_note->text));
}

static enum wp_status note_item(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct new_note *new_note = data;
    const struct wp_item *item;
    enum wp_status status =
        wp_refs_resolve_to_start(change, context->arguments.words[0], &item, error);

    if (status != WP_OK)
        return status;
    fill_note(context, new_note, item);
    return wp_change_item(
        change, item, &new_note->values, WP_KEY_BIT(WP_KEY_NOTE), WP_KEY_BIT(WP_KEY_NOTE),
        new_note->values.note.length > 0 ? "already has that note" : "has no note", error);
}

static enum wp_status run_note(struct wp_context *context, struct wp_error *error)
{
    struct new_note new_note = {.text = WP_BUF_INIT, .whole = WP_BUF_INIT};
    enum wp_status status = wp_text_argument_read(&new_note.text, context, 1, "note", error);

    if (status == WP_OK)
        status = wp_change_plan(context, note_item, &new_note,
                                wp_refs_is_week(context->arguments.words[0]) ? WP_CHANGE_NEEDS_NONE
                                                                             : WP_CHANGE_NEEDS_WEEK,
                                error);
    wp_buf_free(&new_note.text);
    wp_buf_free(&new_note.whole);
    return status;
}

const struct wp_command wp_cmd_note = {
    .name = "note",
    .group = WP_GROUP_PLAN,
    .summary = "write the note of an item or of the week",
    .arguments = "REF TEXT...",
    .candidates = WP_COMPLETE_ALL,
    .examples = "weekplan note 1.1 Ask Ben for the data\n"
                "weekplan note 1.1 He has sent it. --append\n"
                "weekplan note . - < week.md        # note of the week, from a file\n"
                "weekplan note 1.1 ''               # removes it\n",
    .details = "Replace the note of an item. If REF is a point, replace the note of the week, and "
               "start the week if it does not exist.\n"
               "Several words are one TEXT. If TEXT is -, read the note from standard input. An "
               "empty TEXT removes the note.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_APPEND, WP_OPT_COUNT},
    .words_min = 2,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .run = run_note,
};
