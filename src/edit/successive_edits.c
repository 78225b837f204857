#include "edit/successive_edits.h"

#include "base/arena.h"
#include "edit/line_diff.h"

struct wp_successive_edits wp_successive_edits_of(const struct wp_week *week)
{
    return (struct wp_successive_edits){.before = week};
}

const struct wp_week *wp_successive_edits_week(const struct wp_successive_edits *sequence)
{
    return sequence->after != NULL ? sequence->after : sequence->before;
}

enum wp_status wp_successive_edits_add(struct wp_successive_edits *sequence, struct wp_edit *edit,
                                       struct wp_error *error)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_week *after = NULL;
    enum wp_status status = WP_OK;

    if (edit->patch.count == 0)
        goto out;
    if (wp_week_load(edit->after->text, edit->after->offset, 1, &after, &problems) != WP_OK) {
        status = wp_error_set(error, WP_BUG,
                              "this is a bug in weekplan: the result of an edit cannot be read, so "
                              "nothing was written (please report it)");
        goto out;
    }
    if (wp_successive_edits_week(sequence) == NULL) {
        sequence->start = *edit;
        *edit = (struct wp_edit){.after = NULL};
    }
    wp_week_free(sequence->after);
    sequence->after = after;
out:
    wp_edit_free(edit);
    return status;
}

/* Set edit->patch to the difference between two versions of the document at `offset`. */
static void take_difference(struct wp_edit *edit, struct wp_str before, struct wp_str after,
                            uint64_t offset)
{
    struct wp_piece piece = wp_line_diff(before, after);

    if (piece.length == 0 && piece.text.length == 0)
        return;
    piece.offset += offset;
    piece.text = wp_arena_copy(edit->arena, piece.text);
    edit->patch.pieces = wp_arena_alloc(edit->arena, sizeof piece);
    edit->patch.pieces[0] = piece;
    edit->patch.count = 1;
}

/* In the patch that adds a new document to the file, replace the first version of the document by
 * the last one. Do not change the pieces beside the document, such as a marker after it. */
static void replace_start(struct wp_edit *edit, struct wp_str first, struct wp_str last)
{
    for (size_t i = 0; i < edit->patch.count; i++)
        if (wp_str_equal(edit->patch.pieces[i].text, first)) {
            edit->patch.pieces[i].text = wp_arena_copy(edit->arena, last);
            return;
        }
}

void wp_successive_edits_finish(struct wp_successive_edits *sequence, struct wp_edit *edit)
{
    *edit = sequence->start;
    sequence->start = (struct wp_edit){.after = NULL};
    if (sequence->after == NULL)
        return;
    if (edit->arena == NULL)
        edit->arena = wp_arena_new(sizeof *edit->patch.pieces);
    if (sequence->before != NULL)
        take_difference(edit, sequence->before->text, sequence->after->text,
                        sequence->before->offset);
    else
        replace_start(edit, edit->after->text, sequence->after->text);
    wp_week_free(edit->after);
    edit->after = sequence->after;
    sequence->after = NULL;
}

void wp_successive_edits_free(struct wp_successive_edits *sequence)
{
    wp_edit_free(&sequence->start);
    wp_week_free(sequence->after);
    *sequence = (struct wp_successive_edits){.before = NULL};
}
