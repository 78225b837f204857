#include "merge/plan_moves.h"

#include <stdlib.h>

#include "base/memory.h"
#include "merge/moved_items.h"
#include "merge/relocation.h"

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

/* Where a version has an item that has left a document. */
struct move_target {
    const struct wp_item *item; /* NULL if it is in no other document */
    wp_day day;                 /* first day of that document */
    size_t count;               /* number of documents that have it */
};

/* Look for the items that `version` has moved to one of its documents, `text`, in that document. */
static enum wp_status look_in(struct wp_plan_moves *moves, struct move_target *targets,
                              const struct wp_plan_documents versions[WP_VERSIONS],
                              enum wp_version version, const struct wp_plan_text *text,
                              struct wp_error *error)
{
    const struct wp_plan_text *before = wp_plan_documents_at(&versions[WP_BASE], text->start);
    struct wp_week *base = NULL;
    struct wp_week *week = NULL;
    bool found = false;
    enum wp_status status = WP_OK;

    if (before != NULL && wp_str_equal(before->text, text->text))
        return WP_OK;
    if (before != NULL)
        status = wp_plan_documents_load(&versions[WP_BASE], before, &base, error);
    if (status == WP_OK)
        status = wp_plan_documents_load(&versions[version], text, &week, error);
    for (size_t i = 0; i < moves->count && status == WP_OK; i++) {
        const struct wp_item_move *move = &moves->list[i];
        const struct wp_item *item;

        if (move->mover != version && move->changed != NULL)
            continue;
        item = wp_moved_items_find_target(move, week, base);
        if (item == NULL)
            continue;
        targets[i] = (struct move_target){item, week->start, targets[i].count + 1};
        found = true;
    }
    if (found)
        keep_week(moves, week);
    else
        wp_week_free(week);
    wp_week_free(base);
    return status;
}

/* Return the targets of the list in all documents of a version, in an array that the caller
 * frees. */
static enum wp_status find_targets(struct wp_plan_moves *moves, struct move_target **targets,
                                   const struct wp_plan_documents versions[WP_VERSIONS],
                                   enum wp_version version, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    *targets = wp_memory_array(moves->count + 1, sizeof **targets);
    for (size_t i = 0; i < versions[version].count && status == WP_OK; i++)
        status = look_in(moves, *targets, versions, version, &versions[version].list[i], error);
    return status;
}

/* Whether the other version than the mover has an item like the moved one in its document. */
static enum wp_status is_there_already(const struct wp_item_move *move,
                                       const struct wp_plan_documents versions[WP_VERSIONS],
                                       bool *there, struct wp_error *error)
{
    enum wp_version other = move->mover == WP_OURS ? WP_THEIRS : WP_OURS;
    const struct wp_plan_text *text = wp_plan_documents_at(&versions[other], move->to);
    struct wp_week *week = NULL;
    enum wp_status status = WP_OK;

    *there = false;
    if (text == NULL || move->at == move->to)
        return WP_OK;
    status = wp_plan_documents_load(&versions[other], text, &week, error);
    if (status == WP_OK)
        *there = wp_moved_items_has_like(week, move->base);
    wp_week_free(week);
    return status;
}

/* Set where both versions have the item. Return false if it was not moved, or by nobody knows
 * where. */
static bool set_target(struct wp_item_move *move, const struct move_target targets[WP_VERSIONS])
{
    enum wp_version other = move->mover == WP_OURS ? WP_THEIRS : WP_OURS;

    if (move->changed == NULL && targets[move->mover].count == 0 && targets[other].count == 1) {
        other = move->mover;
        move->mover = move->mover == WP_OURS ? WP_THEIRS : WP_OURS;
    }
    if (targets[move->mover].count != 1)
        return false;
    move->moved = targets[move->mover].item;
    move->to = targets[move->mover].day;
    if (move->changed != NULL || targets[other].count == 0)
        return true;
    if (targets[other].count > 1)
        return false;
    move->changed = targets[other].item;
    move->at = targets[other].day;
    return true;
}

/* Whether the item moves together with an item above it. */
static bool moves_with_another(const struct wp_plan_moves *moves, size_t kept,
                               const struct wp_item_move *move)
{
    for (size_t i = 0; i < kept; i++)
        if (moves->list[i].from == move->from && moves->list[i].base != move->base &&
            wp_item_within(move->base, moves->list[i].base))
            return true;
    return false;
}

enum wp_status wp_plan_moves_find(struct wp_plan_moves *moves,
                                  const struct wp_plan_documents versions[WP_VERSIONS],
                                  struct wp_error *error)
{
    struct move_target *targets[WP_VERSIONS] = {NULL};
    enum wp_status status = find_targets(moves, &targets[WP_OURS], versions, WP_OURS, error);
    size_t kept = 0;

    if (status == WP_OK)
        status = find_targets(moves, &targets[WP_THEIRS], versions, WP_THEIRS, error);
    for (size_t i = 0; i < moves->count && status == WP_OK; i++) {
        const struct move_target both[WP_VERSIONS] = {
            {NULL, 0, 0}, targets[WP_OURS][i], targets[WP_THEIRS][i]};
        struct wp_item_move move = moves->list[i];
        bool there;

        if (!set_target(&move, both) || !wp_moved_items_may_follow(&move) ||
            moves_with_another(moves, kept, &move))
            continue;
        status = is_there_already(&move, versions, &there, error);
        if (!there)
            moves->list[kept++] = move;
    }
    moves->count = kept;
    free(targets[WP_OURS]);
    free(targets[WP_THEIRS]);
    return status;
}

/* Move the items in the documents of a version: of the base, or of ours or theirs if the other one
 * is the mover. */
static enum wp_status relocate_all(const struct wp_plan_moves *moves,
                                   struct wp_plan_documents *documents,
                                   const struct wp_plan_documents *base_documents,
                                   enum wp_version version)
{
    struct wp_relocation *list = wp_memory_array(moves->count + 1, sizeof *list);
    size_t count = 0;
    enum wp_status status;

    for (size_t i = 0; i < moves->count; i++) {
        const struct wp_item_move *move = &moves->list[i];
        bool base = version == WP_BASE;
        const struct wp_item *item = base ? move->base : move->changed;

        if (move->changed == NULL || version == move->mover || (!base && move->at == move->to))
            continue;
        list[count++] = (struct wp_relocation){.item = item,
                                               .from = base ? move->from : move->at,
                                               .to = move->to,
                                               .leaves_also = wp_item_is_also(item) &&
                                                              !wp_item_is_also(move->moved),
                                               .base = move->stays ? move->base : NULL,
                                               .copy = move->stays ? move->moved : NULL};
    }
    status = wp_relocation_make(documents, base_documents, list, count);
    free(list);
    return status;
}

void wp_plan_moves_make(struct wp_plan_moves *moves, struct wp_plan_documents versions[WP_VERSIONS])
{
    struct wp_plan_documents copies[WP_VERSIONS];
    enum wp_status status = WP_OK;

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        copies[version] = wp_plan_documents_copy(&versions[version]);
    for (enum wp_version version = 0; version < WP_VERSIONS && status == WP_OK; version++)
        status = relocate_all(moves, &copies[version], &versions[WP_BASE], version);
    if (status != WP_OK)
        moves->count = 0;
    for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
        struct wp_plan_documents unused = status == WP_OK ? versions[version] : copies[version];

        if (status == WP_OK)
            versions[version] = copies[version];
        wp_plan_documents_free(&unused);
    }
}

bool wp_plan_moves_remark_on(const struct wp_plan_moves *moves, wp_day start)
{
    for (size_t i = 0; i < moves->count; i++)
        if (moves->list[i].to == start && wp_moved_items_has_remark(&moves->list[i]))
            return true;
    return false;
}

bool wp_plan_moves_reach(const struct wp_plan_moves *moves, wp_day start, struct wp_str title)
{
    for (size_t i = 0; i < moves->count; i++) {
        const struct wp_item *top = moves->list[i].moved;

        if (!moves->list[i].stays || moves->list[i].to != start)
            continue;
        for (const struct wp_item *item = wp_item_after(top, top); item != NULL;
             item = wp_item_after(item, top))
            if (wp_str_equal(item->title, title))
                return true;
    }
    return false;
}

void wp_plan_moves_free(struct wp_plan_moves *moves)
{
    for (size_t i = 0; i < moves->week_count; i++)
        wp_week_free(moves->weeks[i]);
    free(moves->weeks);
    free(moves->list);
}
