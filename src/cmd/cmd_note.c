#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "cmd/change_item.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "cmd/text_argument.h"
#include "plan/keys.h"

struct new_note {
    struct wp_buf text;     /* text of the arguments or of standard input */
    struct wp_arena *arena; /* owns the new values */
};

/* Set the note in the new values: with --append below the old note. */
static void fill_note(const struct wp_context *context, const struct new_note *new_note,
                      struct wp_item_change *wanted)
{
    struct wp_item *values = wp_arena_alloc(new_note->arena, sizeof *values);
    struct wp_buf whole = WP_BUF_INIT;

    *values = wp_item_empty();
    values->note =
        wp_arena_copy(new_note->arena, wp_text_argument_value(&whole, context, wanted->item->note,
                                                              wp_buf_str(&new_note->text), "\n"));
    wp_buf_free(&whole);
    wanted->values = values;
    wanted->keys = wanted->printed = WP_KEY_BIT(WP_KEY_NOTE);
}

/* Find the items that REF names. If REF is a title of several words that are not in quotes, remove
 * these words from the text. Return WP_USAGE if there is no text after them. */
static enum wp_status find_noted(struct wp_locked_plan *change, struct new_note *new_note,
                                 struct wp_ref_items *found, struct wp_error *error)
{
    const struct wp_arguments *arguments = &change->context->arguments;
    size_t count =
        wp_refs_count_title_words(change->found.week, arguments->words, arguments->word_count);
    bool from_stdin = strcmp(arguments->words[arguments->word_count - 1], "-") == 0;
    struct wp_buf title = WP_BUF_INIT;
    const char *ref = arguments->words[0];
    enum wp_status status = WP_OK;

    *found = (struct wp_ref_items){.count = 0};
    for (size_t i = 0; i < count; i++) {
        wp_buf_puts(&title, i > 0 ? " " : "");
        wp_buf_puts(&title, arguments->words[i]);
    }
    if (count > 1 && count + (from_stdin ? 1 : 0) >= arguments->word_count) {
        status = wp_error_set(error, WP_USAGE,
                              "'%s' is a title, and no text is after it (write '%s' TEXT, with the "
                              "title in quotes)",
                              title.data, title.data);
    } else if (count > 1) {
        wp_buf_clear(&new_note->text);
        wp_arguments_join(&new_note->text, arguments, count);
        ref = title.data;
    }
    if (status == WP_OK)
        status = wp_refs_resolve_all_or_week(change->context, &change->found,
                                             &change->new_week.root, &ref, 1, found, error);
    wp_buf_free(&title);
    return status;
}

static enum wp_status note_items(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct new_note *new_note = data;
    struct wp_ref_items found;
    struct wp_item_change *wanted;
    enum wp_status status = find_noted(change, new_note, &found, error);

    wanted = wp_memory_array(found.count + 1, sizeof *wanted);
    for (size_t i = 0; i < found.count; i++) {
        wanted[i].item = found.items[i];
        fill_note(change->context, new_note, &wanted[i]);
    }
    if (status == WP_OK)
        status = wp_change_items(
            change, wanted, found.count,
            wanted[0].values->note.length > 0 ? "already has that note" : "has no note", error);
    for (size_t i = 0; i < found.count && status == WP_OK; i++)
        wp_change_remarks_replaced_text(change->context, wanted[i].item, wanted[i].values,
                                        WP_KEY_NOTE);
    free(wanted);
    wp_ref_items_free(&found);
    return status;
}

static enum wp_status run_note(struct wp_context *context, struct wp_error *error)
{
    struct new_note new_note = {.text = WP_BUF_INIT, .arena = wp_arena_new(0)};
    enum wp_status status = wp_text_argument_read(&new_note.text, context, 1, "note", error);

    if (status == WP_OK)
        status = wp_run_change(context, note_items, &new_note,
                               wp_refs_is_week(context->arguments.words[0]) ? WP_CHANGE_NEEDS_NONE
                                                                            : WP_CHANGE_NEEDS_WEEK,
                               error);
    wp_buf_free(&new_note.text);
    wp_arena_free(new_note.arena);
    return status;
}

const struct wp_command wp_cmd_note = {
    .name = "note",
    .group = WP_GROUP_PLAN,
    .summary = "write the note of an item or of the week",
    .arguments = "REF TEXT...",
    .candidates = WP_COMPLETE_WEEK,
    .examples = "weekplan note 1.1 Ask Ben for the data\n"
                "weekplan note 1.1 He has sent it. --append\n"
                "weekplan note . - < week.md        # note of the week, from a file\n"
                "weekplan note 1.1 ''               # removes it\n",
    .details = "Replace the note of an item, and print how many words the old one had. If REF is a "
               "point, replace the note of the week, and "
               "start the week if it does not exist.\n"
               "Several words are one TEXT. A title of several words needs quotes, unless it is "
               "a whole title. If TEXT is -, read the note from standard input. An "
               "empty TEXT removes the note.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_APPEND, WP_OPT_COUNT},
    .words_min = 2,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .changes = true,
    .run = run_note,
};
