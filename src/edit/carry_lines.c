#include "edit/carry_lines.h"

#include "edit/goal_order.h"
#include "edit/successive_edits.h"

void wp_carry_goals_find(struct wp_carry_goals *goals, const struct wp_carry *carry)
{
    const struct wp_item blank = wp_item_empty();
    struct wp_arena *scratch = wp_arena_new(4096);
    struct wp_carried carried = {0};
    struct wp_carry_choice choice = {
        .carry = carry, .carried = &carried, .to = carry->to != NULL ? &carry->to->root : &blank};

    *goals = (struct wp_carry_goals){.arena = wp_arena_new(4096)};
    wp_carry_choose(&choice, goals->arena, scratch);
    goals->list = choice.goals;
    goals->count = choice.goal_count;
    wp_arena_free(scratch);
}

void wp_carry_goals_free(struct wp_carry_goals *goals)
{
    wp_arena_free(goals->arena);
    *goals = (struct wp_carry_goals){.count = 0};
}

/* The state of wp_carry_lines_edit while it makes the edits that the lines ask for. */
struct carry_lines {
    const struct wp_carry_line *lines;
    size_t count;
    struct wp_carry_goals goals; /* goals of the old week that can be carried */
    /* For each goal of the old week, by its number: its number in the later week after the
     * carry; 0 if the goal is not carried. */
    uint32_t *numbers;
    /* For each goal of the old week, by its number: whether the later week already had this goal
     * before the carry. */
    bool *there;
    /* for each goal of the later week before the edit, its number after the edit; NULL is
     * allowed */
    uint32_t *places;
    uint32_t own_count;   /* number of goals of the later week before the carry */
    uint32_t after_carry; /* number of goals of the later week after the carry */
    struct wp_successive_edits sequence;
    struct wp_arena *arena;
    struct wp_error *error;
};

/* Add an edit to the sequence if `status` is WP_OK, and free the edit. Return `status`, or the
 * status of wp_successive_edits_add. */
static enum wp_status add_edit(struct carry_lines *c, enum wp_status status, struct wp_edit *edit)
{
    if (status == WP_OK)
        status = wp_successive_edits_add(&c->sequence, edit, c->error);
    wp_edit_free(edit);
    return status;
}

static bool brings_goal(const struct wp_carry_line *line)
{
    return line->verb == WP_CARRY_CARRY || line->verb == WP_CARRY_DROP;
}

/* Set c->numbers and c->there. Append the goals that are not carried to `except`, which has
 * `except_count` goals. Return the new number of goals in `except`. */
static size_t number_goals(struct carry_lines *c, const struct wp_item **except,
                           size_t except_count)
{
    uint32_t *numbers = c->numbers;

    for (size_t i = 0; i < c->count; i++)
        if (brings_goal(&c->lines[i]))
            numbers[c->lines[i].number] = 1;
    c->after_carry = c->own_count;
    for (size_t i = 0; i < c->goals.count; i++) {
        const struct wp_carry_goal *goal = &c->goals.list[i];
        uint32_t number = goal->goal->number;

        c->there[number] = goal->there != NULL;
        if (numbers[number] == 0)
            except[except_count++] = goal->goal;
        else
            numbers[number] = goal->there != NULL ? goal->there->number : ++c->after_carry;
    }
    return except_count;
}

static bool starts_week(const struct carry_lines *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (brings_goal(&c->lines[i]) || c->lines[i].verb == WP_CARRY_ADD)
            return true;
    return false;
}

/* Carry the goals. Start the later week if the plan does not have it. */
static enum wp_status carry_goals(struct carry_lines *c, const struct wp_carry *given,
                                  struct wp_carried *carried)
{
    struct wp_carry carry = *given;
    const struct wp_item **except = wp_arena_array(
        c->arena, given->except_count + c->goals.count + 1, sizeof(struct wp_item *));
    struct wp_carrying *carrying = NULL;
    struct wp_edit edit = {.after = NULL};
    enum wp_status status;

    for (size_t i = 0; i < given->except_count; i++)
        except[i] = given->except[i];
    carry.except = except;
    carry.except_count = number_goals(c, except, given->except_count);
    status = wp_carry_take(&carrying, &carry, carried, c->error);
    if (status == WP_OK && (carry.to != NULL || starts_week(c)))
        status = wp_carry_put(&edit, carrying, c->error);
    wp_carry_end(carrying);
    return add_edit(c, status, &edit);
}

/* Return goal number `number` of the week; the first goal has the number 1. */
static const struct wp_item *goal_numbered(const struct wp_week *week, uint32_t number)
{
    const struct wp_item *goal = week->root.first;

    while (goal->number != number)
        goal = goal->next;
    return goal;
}

/* Drop the goals of the later week whose line is WP_CARRY_DROP, and add the goals of WP_CARRY_ADD
 * at the end of the week. */
static enum wp_status change_goals(struct carry_lines *c)
{
    const struct wp_week *week = wp_successive_edits_week(&c->sequence);
    struct wp_change *changes = wp_arena_array(c->arena, 2 * c->count + 1, sizeof *changes);
    struct wp_item *added = wp_arena_array(c->arena, c->count + 1, sizeof *added);
    size_t change_count = 0, added_count = 0;
    struct wp_edit edit = {.after = NULL};

    for (size_t i = 0; i < c->count; i++) {
        const struct wp_carry_line *line = &c->lines[i];

        if (line->verb == WP_CARRY_DROP) {
            const struct wp_item *goal = goal_numbered(week, c->numbers[line->number]);

            changes[change_count++] = (struct wp_change){goal, WP_KEY_DONE, &line->values};
            changes[change_count++] = (struct wp_change){goal, WP_KEY_DROPPED, &line->values};
        } else if (line->verb == WP_CARRY_ADD) {
            added[added_count] = line->values;
            added[added_count].next = NULL;
            if (added_count > 0)
                added[added_count - 1].next = &added[added_count];
            added_count++;
        }
    }
    if (added_count > 0)
        changes[change_count++] = (struct wp_change){&week->root, WP_KEY_GOALS, added};
    if (change_count == 0)
        return WP_OK;
    return add_edit(c, wp_edit_week(&edit, week, changes, change_count, c->error), &edit);
}

/* Fill `order` with the numbers of the goals of the later week whose position a line tells, in the
 * order of the lines. Return how many goals these are. */
static size_t list_placed(const struct carry_lines *c, uint32_t *order)
{
    uint32_t added = c->after_carry;
    size_t count = 0;

    for (size_t i = 0; i < c->count; i++) {
        const struct wp_carry_line *line = &c->lines[i];

        if (line->verb == WP_CARRY_KEEP)
            order[count++] = line->number;
        else if (brings_goal(line) && !c->there[line->number])
            order[count++] = c->numbers[line->number];
        else if (line->verb == WP_CARRY_ADD)
            order[count++] = ++added;
    }
    return count;
}

/* Insert `number` into `order` directly after the number `after`; at the front if `after` is 0.
 * `order` has `count` numbers. */
static void insert_number(uint32_t *order, size_t count, uint32_t number, uint32_t after)
{
    size_t at = count;

    while (at > 0 && order[at - 1] != after) {
        order[at] = order[at - 1];
        at--;
    }
    order[at] = number;
}

/* Put the goals of the later week in the order of the lines. */
static enum wp_status order_goals(struct carry_lines *c)
{
    uint32_t *order = wp_arena_array(c->arena, c->own_count + c->count + 1, sizeof *order);
    bool *placed = wp_arena_array(c->arena, c->own_count + c->count + 1, sizeof *placed);
    size_t count = list_placed(c, order);

    for (size_t i = 0; i < count; i++)
        placed[order[i]] = true;
    for (uint32_t number = 1; number <= c->own_count; number++)
        if (!placed[number])
            insert_number(order, count++, number, number - 1);
    for (size_t i = 0; i < count && c->places != NULL; i++)
        if (order[i] <= c->own_count)
            c->places[order[i]] = (uint32_t)i + 1;
    return wp_goal_order_make(&c->sequence, order, count, c->error);
}

enum wp_status wp_carry_lines_edit(struct wp_edit *edit, const struct wp_carry *carry,
                                   const struct wp_carry_line *lines, size_t count,
                                   struct wp_carried *carried, uint32_t *places,
                                   struct wp_error *error)
{
    struct carry_lines c = {.lines = lines,
                            .count = count,
                            .sequence = wp_successive_edits_of(carry->to),
                            .arena = wp_arena_new(4096),
                            .error = error};
    enum wp_status status;

    c.places = places;
    *edit = (struct wp_edit){.after = NULL};
    wp_carry_goals_find(&c.goals, carry);
    c.numbers = wp_arena_array(c.arena, carry->from->item_count + 1, sizeof *c.numbers);
    c.there = wp_arena_array(c.arena, carry->from->item_count + 1, sizeof *c.there);
    if (carry->to != NULL)
        for (const struct wp_item *own = carry->to->root.first; own != NULL; own = own->next)
            c.own_count = own->number;
    status = carry_goals(&c, carry, carried);
    if (status == WP_OK && wp_successive_edits_week(&c.sequence) != NULL)
        status = change_goals(&c);
    if (status == WP_OK && wp_successive_edits_week(&c.sequence) != NULL)
        status = order_goals(&c);
    if (status == WP_OK)
        wp_successive_edits_finish(&c.sequence, edit);
    wp_successive_edits_free(&c.sequence);
    wp_carry_goals_free(&c.goals);
    wp_arena_free(c.arena);
    return status;
}

/* Fill `items` with the items that the lines move to the list for later. Return their number. */
static size_t collect_later(const struct wp_item **items, const struct wp_carry *carry,
                            const struct wp_carry_line *lines, size_t count)
{
    size_t item_count = 0;

    for (size_t i = 0; i < count; i++) {
        const struct wp_item *goal;

        if (lines[i].verb != WP_CARRY_LATER)
            continue;
        goal = goal_numbered(carry->from, lines[i].number);
        if (carry->only == NULL) {
            items[item_count++] = goal;
            continue;
        }
        for (size_t j = 0; j < carry->only_count; j++)
            if (wp_item_goal(carry->only[j]) == goal)
                items[item_count++] = carry->only[j];
    }
    return item_count;
}

/* Add to the sequence the edit that starts an empty list for later. */
static enum wp_status start_list(struct wp_successive_edits *sequence, const struct wp_carry *carry,
                                 const struct wp_found *list, struct wp_error *error)
{
    const struct wp_week empty = wp_week_empty_later();
    struct wp_edit edit;
    enum wp_status status = wp_edit_new_week(&edit, carry->input, list, &empty, error);

    if (status == WP_OK)
        status = wp_successive_edits_add(sequence, &edit, error);
    wp_edit_free(&edit);
    return status;
}

/* Add to the sequence the edit that appends the items to the list for later. */
static enum wp_status add_to_list(struct wp_successive_edits *sequence,
                                  const struct wp_carry *carry, const struct wp_item *const *items,
                                  size_t count, struct wp_carried *carried, struct wp_error *error)
{
    struct wp_carry later = *carry;
    struct wp_carrying *carrying = NULL;
    struct wp_edit edit = {.after = NULL};
    enum wp_status status;

    later.only = items;
    later.only_count = count;
    later.to = wp_successive_edits_week(sequence);
    status = wp_carry_take(&carrying, &later, carried, error);
    carried->first_blocked = carried->blocker = NULL;
    if (status == WP_OK)
        status = wp_carry_put(&edit, carrying, error);
    wp_carry_end(carrying);
    if (status == WP_OK)
        status = wp_successive_edits_add(sequence, &edit, error);
    wp_edit_free(&edit);
    return status;
}

enum wp_status wp_carry_lines_later(struct wp_edit *edit, const struct wp_carry *carry,
                                    const struct wp_found *list, const struct wp_carry_line *lines,
                                    size_t count, struct wp_carried *carried,
                                    struct wp_error *error)
{
    struct wp_successive_edits sequence = wp_successive_edits_of(list->week);
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_item **items =
        wp_arena_array(arena, count + carry->only_count + 1, sizeof(struct wp_item *));
    size_t item_count = collect_later(items, carry, lines, count);
    enum wp_status status = WP_OK;

    *edit = (struct wp_edit){.after = NULL};
    *carried = (struct wp_carried){0};
    if (item_count > 0 && list->week == NULL)
        status = start_list(&sequence, carry, list, error);
    if (status == WP_OK && item_count > 0)
        status = add_to_list(&sequence, carry, items, item_count, carried, error);
    if (status == WP_OK)
        wp_successive_edits_finish(&sequence, edit);
    wp_successive_edits_free(&sequence);
    wp_arena_free(arena);
    return status;
}
