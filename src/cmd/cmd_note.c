#include <string.h>

#include "base/utf8.h"
#include "cmd/change.h"
#include "cmd/change_item.h"
#include "cmd/command.h"
#include "cmd/refs.h"
#include "os/file.h"
#include "plan/item_value.h"
#include "plan/keys.h"

struct new_note {
    struct wp_buf text;  /* the arguments, or standard input */
    struct wp_buf whole; /* the text, after the old note with --append */
    struct wp_item values;
};

/* Append the text with CR LF and CR turned into line feeds. */
static void append_lines(struct wp_buf *buf, struct wp_str text)
{
    size_t i;

    for (i = 0; i < text.length; i++) {
        if (text.data[i] != '\r')
            wp_buf_putc(buf, text.data[i]);
        else if (i + 1 == text.length || text.data[i + 1] != '\n')
            wp_buf_putc(buf, '\n');
    }
}

static enum wp_status read_stdin(struct wp_buf *text, struct wp_error *error)
{
    struct wp_file file = {.fd = -1};
    enum wp_status status = wp_file_read_stdin(&file, error);

    if (status == WP_OK)
        append_lines(text, (struct wp_str){file.bytes, (size_t)file.size});
    wp_file_close(&file);
    return status;
}

static enum wp_status read_note_text(const struct wp_context *context, struct wp_buf *text,
                                     struct wp_error *error)
{
    enum wp_status status = WP_OK;

    if (context->arguments.word_count == 2 && strcmp(context->arguments.words[1], "-") == 0)
        status = read_stdin(text, error);
    else
        wp_arguments_join(text, &context->arguments, 1);
    if (status != WP_OK)
        return status;
    if (!wp_utf8_is_valid(wp_buf_str(text)))
        return wp_error_set(error, WP_USAGE, "the note is not UTF-8");
    return WP_OK;
}

/* Set the note of the values. */
static void fill_note(const struct wp_context *context, struct new_note *new_note,
                      const struct wp_item *item)
{
    struct wp_str note;

    wp_buf_clear(&new_note->whole);
    if (wp_given(&context->arguments, WP_OPT_APPEND) && item->note.length > 0) {
        wp_buf_append(&new_note->whole, item->note);
        wp_buf_putc(&new_note->whole, '\n');
    }
    wp_buf_append(&new_note->whole, wp_buf_str(&new_note->text));
    note = wp_buf_str(&new_note->whole);
    /* The value of `note:` has no line breaks at its end (see struct wp_item). */
    while (note.length > 0 && note.data[note.length - 1] == '\n')
        note.length--;
    new_note->values = wp_item_empty();
    new_note->values.note = note;
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
    enum wp_status status = read_note_text(context, &new_note.text, error);

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
    .candidates = WP_COMPLETE_ITEMS,
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
    .run = run_note,
};
