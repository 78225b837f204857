#include "merge/plan_moves.h"

#include <stdlib.h>

#include "base/memory.h"
#include "merge/moved_items.h"

static void keep_week(struct wp_plan_moves *moves, struct wp_week *week)
{
    moves->weeks = wp_memory_grow(moves->weeks, &moves->week_capacity, moves->week_count + 1,
                                  sizeof(struct wp_week *));
    moves->weeks[moves->week_count++] = week;
}

void wp_plan_moves_add(struct wp_plan_moves *moves, const struct wp_merged_week *merged,
                       struct wp_week *weeks[WP_VERSIONS])
{
    if (merged->left_count == 0)
        return;
    for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
        keep_week(moves, weeks[version]);
        weeks[version] = NULL;
    }
    moves->list = wp_memory_grow(moves->list, &moves->capacity, moves->count + merged->left_count,
                                 sizeof *moves->list);
    for (size_t i = 0; i < merged->left_count; i++)
        moves->list[moves->count++] = merged->left[i];
}

/* Look for the moved item in a document of the mover that differs from the base. Set *found if it
 * has the item. */
static enum wp_status look_in(struct wp_plan_moves *moves, struct wp_item_move *move,
                              const struct wp_plan_documents versions[WP_VERSIONS],
                              const struct wp_plan_text *text, bool *found, struct wp_error *error)
{
    const struct wp_plan_text *before = wp_plan_documents_at(&versions[WP_BASE], text->start);
    struct wp_week *weeks[WP_VERSIONS] = {NULL};
    enum wp_status status = WP_OK;

    *found = false;
    if (before != NULL && wp_str_equal(before->text, text->text))
        return WP_OK;
    for (enum wp_version version = 0; version < WP_VERSIONS && status == WP_OK; version++) {
        const struct wp_plan_text *each = wp_plan_documents_at(&versions[version], text->start);

        if (each != NULL)
            status = wp_plan_documents_load(&versions[version], each, &weeks[version], error);
    }
    if (status == WP_OK)
        *found = wp_moved_items_find_target(
            move,
            (const struct wp_week *const[]){weeks[WP_BASE], weeks[WP_OURS], weeks[WP_THEIRS]});
    if (*found) {
        keep_week(moves, weeks[move->mover]);
        weeks[move->mover] = NULL;
    }
    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        wp_week_free(weeks[version]);
    return status;
}

/* Look for the moved item in all documents of the mover. Set *single to whether exactly one has
 * it. */
static enum wp_status look_in_all(struct wp_plan_moves *moves, struct wp_item_move *move,
                                  const struct wp_plan_documents versions[WP_VERSIONS],
                                  bool *single, struct wp_error *error)
{
    const struct wp_plan_documents *mover = &versions[move->mover];
    enum wp_status status = WP_OK;
    size_t count = 0;

    for (size_t i = 0; i < mover->count && status == WP_OK; i++) {
        struct wp_item_move each = *move;
        bool found;

        status = look_in(moves, &each, versions, &mover->list[i], &found, error);
        if (!found)
            continue;
        *move = each;
        count++;
    }
    *single = count == 1;
    return status;
}

enum wp_status wp_plan_moves_find(struct wp_plan_moves *moves,
                                  const struct wp_plan_documents versions[WP_VERSIONS],
                                  struct wp_error *error)
{
    enum wp_status status = WP_OK;
    size_t kept = 0;

    for (size_t i = 0; i < moves->count && status == WP_OK; i++) {
        struct wp_item_move move = moves->list[i];
        bool single = false;

        status = look_in_all(moves, &move, versions, &single, error);
        if (single)
            moves->list[kept++] = move;
    }
    moves->count = kept;
    return status;
}

bool wp_plan_moves_lead_to(const struct wp_plan_moves *moves, wp_day start)
{
    for (size_t i = 0; i < moves->count; i++)
        if (moves->list[i].to == start)
            return true;
    return false;
}

void wp_plan_moves_free(struct wp_plan_moves *moves)
{
    for (size_t i = 0; i < moves->week_count; i++)
        wp_week_free(moves->weeks[i]);
    free(moves->weeks);
    free(moves->list);
}
