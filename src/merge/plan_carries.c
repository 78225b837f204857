#include "merge/plan_carries.h"

#include <weekplan/carry.h>

#include "merge/carried_base.h"
#include "merge/done_before_carry.h"

/* Whether `version` has the week, and with another text than the file of the base. */
static bool has_changed_week(const struct wp_plan_documents versions[WP_VERSIONS],
                             enum wp_version version, wp_day start)
{
    const struct wp_plan_text *base = wp_plan_documents_at(&versions[WP_BASE], start);
    const struct wp_plan_text *text = wp_plan_documents_at(&versions[version], start);

    return text != NULL &&
           (base == NULL || !wp_str_equal(base->made ? base->in_file : base->text, text->text));
}

/* Load the new weeks of a carry. That of the base is as in its file. */
static enum wp_status load_new_weeks(struct wp_plan_carries *carries,
                                     const struct wp_plan_documents versions[WP_VERSIONS],
                                     wp_day start, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (enum wp_version version = 0; version < WP_VERSIONS && status == WP_OK; version++) {
        const struct wp_plan_text *text = wp_plan_documents_at(&versions[version], start);
        struct wp_plan_text old;

        if (text == NULL || (version == WP_BASE && text->made && text->in_file.data == NULL))
            continue;
        old = *text;
        if (version == WP_BASE && text->made)
            old.text = text->in_file;
        carries->invalid = version;
        status = wp_plan_documents_load(&versions[version], &old,
                                        &carries->weeks[WP_VERSIONS + version], error);
    }
    return status;
}

/* Load the weeks of the documents of all versions that begin on `start`. */
static enum wp_status load_versions(struct wp_week *weeks[WP_VERSIONS],
                                    const struct wp_plan_documents versions[WP_VERSIONS],
                                    wp_day start, enum wp_version *invalid, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (enum wp_version version = 0; version < WP_VERSIONS && status == WP_OK; version++) {
        const struct wp_plan_text *text = wp_plan_documents_at(&versions[version], start);

        *invalid = version;
        if (text != NULL)
            status = wp_plan_documents_load(&versions[version], text, &weeks[version], error);
    }
    return status;
}

/* Load the weeks of a carry to the week that begins on `start`: first those that were carried from,
 * the newest ones above it that have goals in the base, then the new ones. weeks[WP_BASE] is NULL
 * if there is nothing to carry. */
static enum wp_status load_carry(struct wp_plan_carries *carries,
                                 const struct wp_plan_documents versions[WP_VERSIONS], wp_day start,
                                 struct wp_error *error)
{
    const struct wp_plan_documents *base = &versions[WP_BASE];
    struct wp_week **weeks = carries->weeks;
    enum wp_status status = WP_OK;

    for (size_t i = base->count; i-- > 0 && !base->list[i].later && status == WP_OK;) {
        if (base->list[i].start >= start)
            continue;
        carries->invalid = WP_BASE;
        status = wp_plan_documents_load(base, &base->list[i], &weeks[WP_BASE], error);
        if (status == WP_OK && weeks[WP_BASE]->root.first != NULL)
            break;
        wp_week_free(weeks[WP_BASE]);
        weeks[WP_BASE] = NULL;
    }
    if (status != WP_OK || weeks[WP_BASE] == NULL)
        return status;
    start = weeks[WP_BASE]->start;
    wp_week_free(weeks[WP_BASE]);
    weeks[WP_BASE] = NULL;
    return load_versions(weeks, versions, start, &carries->invalid, error);
}

static struct wp_carry_versions carry_of(const struct wp_plan_carries *carries)
{
    struct wp_week *const *weeks = carries->weeks;

    return (struct wp_carry_versions){
        {weeks[WP_BASE], weeks[WP_OURS], weeks[WP_THEIRS]},
        {weeks[WP_VERSIONS], weeks[WP_VERSIONS + WP_OURS], weeks[WP_VERSIONS + WP_THEIRS]}};
}

/* Put the week that begins on `start` into the documents of the base. */
static enum wp_status put_base(struct wp_plan_documents *base,
                               const struct wp_carry_versions *weeks,
                               const struct wp_carried_base *carried, wp_day start,
                               struct wp_error *error)
{
    struct wp_carry carry = {.from = weeks->before[WP_BASE],
                             .to = weeks->after[WP_BASE],
                             .elsewhere = carried->left,
                             .elsewhere_count = carried->left_count,
                             .start = start};
    struct wp_carrying *carrying = NULL;
    struct wp_edit edit = {.after = NULL};
    struct wp_carried numbers;
    struct wp_input input;
    struct wp_found found;
    enum wp_status status = WP_OK;

    if (carry.to == NULL)
        status = wp_plan_documents_find_place(base, start, &input, &found, error);
    carry.input = &input;
    carry.found = &found;
    if (status == WP_OK)
        status = wp_carry_take(&carrying, &carry, &numbers, error);
    if (status == WP_OK)
        status = wp_carry_put(&edit, carrying, error);
    if (status == WP_OK && edit.after != NULL)
        wp_plan_documents_put(base, start, edit.after->text);
    wp_carry_end(carrying);
    wp_edit_free(&edit);
    return status;
}

void wp_plan_carries_put_bases(struct wp_plan_documents versions[WP_VERSIONS])
{
    for (size_t i = 0; i < versions[WP_OURS].count; i++) {
        const struct wp_plan_text *text = &versions[WP_OURS].list[i];
        struct wp_plan_carries carries = {.count = 0};
        struct wp_arena *arena;
        struct wp_error ignored;
        struct wp_carried_base carried;

        if (text->later || !has_changed_week(versions, WP_OURS, text->start) ||
            !has_changed_week(versions, WP_THEIRS, text->start))
            continue;
        arena = wp_arena_new(4096);
        if (load_carry(&carries, versions, text->start, &ignored) == WP_OK &&
            carries.weeks[WP_BASE] != NULL &&
            load_new_weeks(&carries, versions, text->start, &ignored) == WP_OK) {
            const struct wp_carry_versions weeks = carry_of(&carries);

            wp_carried_base_find(&carried, &weeks, arena);
            if (carried.carried_count > 0)
                put_base(&versions[WP_BASE], &weeks, &carried, text->start, &ignored);
        }
        wp_plan_carries_free(&carries);
        wp_arena_free(arena);
    }
}

static void add_carry_remark(struct wp_plan_carries *carries, enum wp_merge_remark_kind kind,
                             enum wp_version side, enum wp_key key, wp_day week,
                             struct wp_str title)
{
    carries->remarks[carries->count++] =
        (struct wp_merge_remark){kind, side, key, week, title, wp_str(""), 0};
}

/* Add the remarks on what `side` has closed before the other version has carried it, or lacks. */
static void list_remarks(struct wp_plan_carries *carries, const struct wp_carry_versions *weeks,
                         const struct wp_carried_base *carried, enum wp_version side, wp_day start,
                         struct wp_arena *arena)
{
    struct wp_done_before_carry *closed;
    size_t count = wp_done_before_carry_list(weeks, side, arena, &closed);

    for (size_t i = 0; i < count; i++)
        add_carry_remark(carries, WP_MERGE_CARRIED, side, closed[i].key, start,
                         closed[i].item->title);
    for (size_t i = 0; i < carried->lacking_counts[side]; i++)
        add_carry_remark(carries, WP_MERGE_LACKING, side, WP_KEY_COUNT, start,
                         carried->lacking[side][i]->title);
}

enum wp_status wp_plan_carries_list(struct wp_plan_carries *carries,
                                    const struct wp_plan_documents versions[WP_VERSIONS],
                                    wp_day start, struct wp_arena *arena, struct wp_error *error)
{
    struct wp_carried_base carried = {.left = NULL};
    struct wp_carry_versions weeks;
    enum wp_status status;

    *carries = (struct wp_plan_carries){.count = 0};
    if (!has_changed_week(versions, WP_OURS, start) &&
        !has_changed_week(versions, WP_THEIRS, start))
        return WP_OK;
    status = load_carry(carries, versions, start, error);
    if (status == WP_OK && carries->weeks[WP_BASE] != NULL)
        status = load_new_weeks(carries, versions, start, error);
    if (status != WP_OK || carries->weeks[WP_BASE] == NULL)
        return status;
    weeks = carry_of(carries);
    if (weeks.after[WP_OURS] != NULL && weeks.after[WP_THEIRS] != NULL)
        wp_carried_base_find(&carried, &weeks, arena);
    carries->remarks =
        wp_arena_array(arena, 4 * (wp_item_count_below(&weeks.before[WP_BASE]->root) + 1),
                       sizeof *carries->remarks);
    for (enum wp_version side = WP_OURS; side < WP_VERSIONS; side++) {
        enum wp_version other = side == WP_OURS ? WP_THEIRS : WP_OURS;

        if (weeks.after[other] != NULL && weeks.before[side] != NULL)
            list_remarks(carries, &weeks, &carried, side, start, arena);
    }
    return WP_OK;
}

void wp_plan_carries_free(struct wp_plan_carries *carries)
{
    for (size_t i = 0; i < sizeof carries->weeks / sizeof carries->weeks[0]; i++)
        wp_week_free(carries->weeks[i]);
    *carries = (struct wp_plan_carries){.count = 0};
}
