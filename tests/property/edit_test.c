/*
 * Make random edits of random plans: every command, on every style of YAML.
 *
 * After each edit, the week equals a simple model of the plan (plan_model.h), and all
 * bytes and comments that the edit does not concern are unchanged (check_edit.h). Undo
 * restores the identical file, and redo the edited one.
 *
 * WEEKPLAN_CASES is the number of plans, WEEKPLAN_SEED the seed of the first plan. A
 * failing case is made smaller (shrink.h) and printed with its seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>

#include "base/hash.h"
#include "check_edit.h"
#include "edit/copy_items.h"
#include "edit/move_items.h"
#include "edit/patch_append.h"
#include "edit/undo_apply.h"
#include "edit_coverage.h"
#include "print_text.h"
#include "shrink.h"
#include <weekplan/carry.h>

enum { CASES = 53000, EDITS_WANTED = 150000, EDITS_MAX = 8 };

static struct written plan;

/* How the current random case is run. */
static struct {
    jmp_buf here;
    bool verbose;
    bool counts; /* whether edits are counted in the coverage table */
    bool two;    /* whether the edit changes two weeks */
    bool over;   /* whether the case must end, because comments are no longer unique */
} run;

static _Noreturn void give_up(const char *what)
{
    if (run.verbose)
        fprintf(stderr, "--- %s\n", what);
    longjmp(run.here, 1);
}

static void require(bool holds, const char *what)
{
    if (!holds)
        give_up(what);
}

static void require_none(const char *problem)
{
    if (problem != NULL)
        give_up(problem);
}

static struct wp_str plan_text(void)
{
    return wp_buf_str(&plan.writer.text);
}

static enum wp_status find(struct wp_str text, wp_day start, struct wp_found *found,
                           struct wp_input *input)
{
    static struct wp_str borrowed;
    static struct wp_error error;
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_plan *opened = NULL;
    enum wp_status status;

    borrowed = text;
    *input = wp_input_memory(&borrowed);
    require(wp_plan_open(&opened, input, &error) == WP_OK, "the plan cannot be opened");
    status = start == WP_NO_DAY
                 ? wp_plan_find_later(opened, found, &problems)
                 : wp_plan_find(opened, wp_window_holding(start + 6), found, &problems);
    wp_plan_close(opened);
    if (status != WP_OK && status != WP_MISSING)
        give_up(error.message);
    return status;
}

static void compare_week(struct wp_str text, const struct written_week *week)
{
    struct wp_found found;
    struct wp_input input;

    require(find(text, week->start, &found, &input) == WP_OK, "a week is gone");
    require(found.week->start == week->start && week_says(found.week, week->root),
            "a week says something else");
    wp_week_free(found.week);
}

static void compare_weeks(struct wp_str text)
{
    for (size_t i = 0; i < plan.week_count; i++)
        compare_week(text, &plan.weeks[i]);
}

/* Apply the patch to the text. This is a second implementation, independent of the
 * library. */
static void apply(struct wp_str text, const struct wp_patch *patch, struct wp_buf *out)
{
    uint64_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        require(piece->offset >= taken && piece->offset + piece->length <= text.length,
                "a piece is out of place");
        wp_buf_append(out, wp_str_slice(text, (size_t)taken, (size_t)(piece->offset - taken)));
        wp_buf_append(out, piece->text);
        taken = piece->offset + piece->length;
    }
    wp_buf_append(out, wp_str_slice(text, (size_t)taken, text.length));
}

/* Undo or redo the step in the text `from`, as `side` tells. The result must be `wanted`. */
static void apply_step(const struct wp_undo_step *step, enum wp_undo_side side, struct wp_str from,
                       struct wp_str wanted)
{
    struct wp_arena *arena = wp_arena_new(1 << 12);
    struct wp_input input = wp_input_memory(&from);
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error error;
    struct wp_undo_result turned;

    require(arena != NULL, "no memory");
    if (wp_undo_apply(step, side, &input, arena, &turned, &error) != WP_OK)
        give_up(error.message);
    require(turned.state == WP_UNDO_POSSIBLE, "the step cannot be turned");
    apply(from, &turned.patch, &out);
    require(wp_str_equal(wp_buf_str(&out), wanted),
            side == WP_UNDO_BEFORE ? "undo gives another file" : "redo gives another file");
    wp_buf_free(&out);
    wp_arena_free(arena);
}

/* A text as lines. */
struct line_list {
    struct wp_str *lines;
    size_t count;
};

/* Return the lines of a text, with their line feeds. The arena owns the array. */
static struct line_list split_lines(struct wp_arena *arena, struct wp_str text)
{
    struct line_list list = {wp_arena_array(arena, text.length + 1, sizeof *list.lines), 0};
    size_t begin = 0;

    for (size_t at = 0; at < text.length; at++)
        if (text.data[at] == '\n' || at + 1 == text.length) {
            list.lines[list.count++] = wp_str_slice(text, begin, at + 1 - begin);
            begin = at + 1;
        }
    return list;
}

/* Append the lines, with a comment as a new line above the line `number`. */
static void join_with_comment(struct wp_buf *out, const struct line_list *list, size_t number)
{
    for (size_t i = 0; i <= list->count; i++) {
        if (i == number)
            wp_buf_puts(out, "# by hand\n");
        if (i < list->count)
            wp_buf_append(out, list->lines[i]);
    }
}

/*
 * After the step, insert a comment above a line, as a user does by hand. Then undo the step. If
 * undo is not refused, the result must be the file before the step with the comment above the same
 * line. If the comment is within the changed lines, undo must be refused.
 */
static void undo_beside_comment(const struct wp_undo_step *step, struct wp_str before,
                                struct wp_str after)
{
    struct wp_arena *arena = wp_arena_new(1 << 12);
    struct line_list old = split_lines(arena, before);
    struct line_list new = split_lines(arena, after);
    /* This number is not drawn, so that a seed still stands for the same case. */
    size_t number = (size_t)(wp_hash(after) % (new.count + 1));
    struct wp_buf edited = WP_BUF_INIT;
    struct wp_buf undone = WP_BUF_INIT;
    struct wp_buf above = WP_BUF_INIT;
    struct wp_buf below = WP_BUF_INIT;
    struct wp_undo_result result = {.state = WP_UNDO_CHANGED};
    struct wp_error error;

    join_with_comment(&edited, &new, number);
    struct wp_str bytes = wp_buf_str(&edited);
    struct wp_input input = wp_input_memory(&bytes);

    if (wp_undo_apply(step, WP_UNDO_BEFORE, &input, arena, &result, &error) == WP_OK &&
        result.state == WP_UNDO_POSSIBLE) {
        apply(bytes, &result.patch, &undone);
        if (number <= old.count)
            join_with_comment(&above, &old, number);
        if (number + old.count >= new.count)
            join_with_comment(&below, &old, number + old.count - new.count);
        if (!wp_str_equal(wp_buf_str(&undone), wp_buf_str(&above)) &&
            !wp_str_equal(wp_buf_str(&undone), wp_buf_str(&below))) {
            print_text(run.verbose, "by hand", bytes);
            print_text(run.verbose, "undone", wp_buf_str(&undone));
            require(false, "undo beside a comment by hand gives another file");
        }
    }
    wp_buf_free(&below);
    wp_buf_free(&above);
    wp_buf_free(&undone);
    wp_buf_free(&edited);
    wp_arena_free(arena);
}

static void undo_and_redo(struct wp_str before, const struct wp_patch *patch, struct wp_str after)
{
    struct wp_arena *arena = wp_arena_new(1 << 12);
    struct wp_input input = wp_input_memory(&before);
    struct wp_undo_step step = {.day = 0};
    struct wp_error error;

    require(arena != NULL, "no memory");
    if (wp_undo_step_make(&step, arena, &input, patch, &error) != WP_OK)
        give_up(error.message);
    if (patch->count > 0) {
        apply_step(&step, WP_UNDO_BEFORE, after, before);
        apply_step(&step, WP_UNDO_AFTER, before, after);
        /* After a change of two weeks, the line of a comment between them is neither counted from
         * the beginning nor from the end. */
        if (!run.two)
            undo_beside_comment(&step, before, after);
    }
    wp_arena_free(arena);
}

static void count(const struct request *request, const struct written_week *week)
{
    uint64_t styles = plan.writer.styles | (week != NULL ? week->styles : 0);

    if (week != NULL && week > plan.weeks && week + 1 < plan.weeks + plan.week_count)
        styles |= bit(STYLE_MIDDLE);
    for (size_t i = 0; i < request->count; i++)
        styles |= styles_of(request->targets[i]);
    if (changes_lists(request))
        styles |= bit(STYLE_OTHER_LIST);
    if (request->later)
        styles |= bit(STYLE_LATER);
    if (run.counts)
        count_edit(request->command, styles);
}

/* Check the edited text `after`, undo and redo, and make `after` the new plan. */
static void accept(const struct wp_patch *patch, struct wp_buf *after)
{
    struct wp_buf before = plan.writer.text;

    print_text(run.verbose, "after", wp_buf_str(after));
    /*
     * A file of one line without a line break has no style of line breaks: the edit uses LF.
     */
    if (line_end(wp_buf_str(&before), 0) == before.length &&
        !is_break(before.data[before.length - 1]))
        plan.writer.line_break = "\n";
    require_none(check_breaks(wp_buf_str(after), plan.writer.line_break));
    undo_and_redo(wp_buf_str(&before), patch, wp_buf_str(after));
    plan.writer.text = *after;
    wp_buf_free(&before);
}

static void note_before(struct node *root, const struct wp_week *week)
{
    for (struct node *node = root; node != NULL; node = node_of_week_after(node, root))
        node->before = item_of(week, node);
}

/* Check that the edit made its change and no other. `after` is the edited week, read
 * again. */
static void judge(const struct allowed *allowed, const struct request *request,
                  const struct wp_edit *edit, const struct wp_week *after, struct node *root)
{
    require(week_says(edit->after, root), "the edit says something else");
    require_none(check_pieces(allowed, &edit->patch));
    require_none(check_hashes(after->text));
    if (request->command != COMMAND_MOVE) {
        require_none(check_comments(allowed, after->text));
    } else {
        require_none(check_moved_comments(allowed, after->text));
        require_none(check_own_comments(allowed, after, item_of(after, request->targets[0]),
                                        request->targets[0]->before));
    }
    require_none(check_spelling(request, root, allowed->week, after));
}

/* Whether the library may refuse the edit. An item with an `x-` key cannot move into a
 * flow list, and an item with `repeat:` can only be a goal. */
static bool is_refused(const struct request *request)
{
    struct node *target = request->targets[0];
    bool extra = wp_item_field(target->before, WP_KEY_REPEAT) != NULL && !is_root(request->under);

    for (struct node *node = target; node != NULL; node = node_after(node, target))
        extra = extra || node->extra;
    return request->command == COMMAND_MOVE && extra;
}

static void edit_week(struct written_week *chosen)
{
    static struct allowed allowed;
    struct wp_edit edit = {.after = NULL};
    struct wp_buf after = WP_BUF_INIT;
    struct wp_error error = {.status = WP_OK};
    struct request request;
    struct wp_found found;
    struct wp_found edited;
    struct wp_input input;
    enum wp_status status;

    if (!choose_request(&plan, chosen->root, &request))
        return;
    request.later = chosen->root->later;
    if (run.verbose)
        describe(stderr, &request);
    require(find(plan_text(), chosen->start, &found, &input) == WP_OK, "no week");
    require(found.week->text.length < TEXT_MAX, "the plan is too large for this test");
    note_before(chosen->root, found.week);
    find_allowed_changes(&allowed, &request, found.week);
    status = make_edit(&edit, found.week, &request, plan.writer.arena, &error);
    if (status == WP_INVALID && is_refused(&request)) {
        wp_edit_free(&edit);
        wp_week_free(found.week);
        return;
    }
    if (status != WP_OK)
        give_up(error.message);
    count(&request, chosen);
    apply(plan_text(), &edit.patch, &after);
    accept(&edit.patch, &after);
    carry_out(&request);
    compare_week(plan_text(), chosen);
    require(find(plan_text(), chosen->start, &edited, &input) == WP_OK, "the week is gone");
    judge(&allowed, &request, &edit, edited.week, chosen->root);
    note_edited(&request);
    wp_edit_free(&edit);
    wp_week_free(edited.week);
    wp_week_free(found.week);
}

static void insert_week(wp_day start, struct node *root)
{
    size_t place = plan.week_count++;

    for (; place > 0 && plan.weeks[place - 1].start > start; place--)
        plan.weeks[place] = plan.weeks[place - 1];
    plan.weeks[place] = (struct written_week){.start = start, .root = root};
}

/* Require that starting a week removes no bytes but blanks and a chomping indicator at
 * the end of the file. */
static void require_nothing_goes(const struct wp_patch *patch)
{
    struct wp_str text = plan_text();

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];
        struct wp_str gone = wp_str_slice(text, (size_t)piece->offset, piece->length);

        require(wp_str_trim(gone).length == 0 || wp_str_equal_c(piece->text, "-"),
                "bytes are taken out for a new week");
    }
}

static struct wp_list kept_list(struct wp_list list)
{
    struct wp_list copy = {wp_arena_array(plan.writer.arena, list.count + 1, sizeof *copy.items),
                           list.count};

    if (copy.items == NULL)
        give_up("no memory");
    for (size_t i = 0; i < list.count; i++)
        copy.items[i] = copy_string(&plan.writer, list.items[i]);
    return copy;
}

/* Make a node of the model from an item that was carried from another week, with its
 * subtasks. */
static struct node *read_node(struct node *parent, const struct wp_item *item)
{
    struct node *node = new_node(plan.writer.arena, STYLE_EDITED);
    struct wp_item *says = &node->says;
    const struct wp_item *subtask;

    take(says, item, ~0U);
    says->title = copy_string(&plan.writer, says->title);
    says->note = copy_string(&plan.writer, says->note);
    says->review = copy_string(&plan.writer, says->review);
    says->id = copy_string(&plan.writer, says->id);
    says->dropped_reason = copy_string(&plan.writer, says->dropped_reason);
    says->skip_reason = copy_string(&plan.writer, says->skip_reason);
    says->progress_value.unit = copy_string(&plan.writer, says->progress_value.unit);
    says->tags = kept_list(says->tags);
    says->links = kept_list(says->links);
    node->parent = parent;
    node->extra = wp_item_field(item, WP_KEY_EXTRA) != NULL;
    if (parent != NULL)
        *tail_of(parent) = node;
    for (subtask = item->first; subtask != NULL; subtask = subtask->next)
        read_node(node, subtask);
    return node;
}

/* Read the week that begins at `start` from the plan into the model. */
static void read_week(wp_day start)
{
    struct wp_found found;
    struct wp_input input;
    struct node *root;
    size_t i = 0;

    require(find(plan_text(), start, &found, &input) == WP_OK, "the week is not there");
    root = read_node(NULL, &found.week->root);
    root->also = read_node(NULL, &found.week->also);
    root->also->besides = true;
    run.over = has_equal_comments(found.week->text);
    while (i < plan.week_count && plan.weeks[i].start != start)
        i++;
    if (i == plan.week_count)
        insert_week(start, root);
    else
        plan.weeks[i].root = root;
    wp_week_free(found.week);
}

/* Store random items of the week in `items`, to carry only these. Return their number; 0 to carry
 * all open items. */
static size_t choose_items(const struct wp_week *week, const struct wp_item **items)
{
    const struct wp_item *item = &week->root;
    size_t count = 0;

    if (random_percent(60))
        return 0;
    while ((item = wp_item_after(item, &week->root)) != NULL && count < TARGETS_MAX)
        if (random_percent(40))
            items[count++] = item;
    return count;
}

/* Carry items from a random week into a later one, which may exist. carry_test.c checks which items
 * are carried; this test checks that the rest of the file is unchanged. */
static void carry_week(void)
{
    wp_day from = plan.weeks[random_below(plan.week_count)].start;
    wp_day start = from + 7 * (1 + (wp_day)random_below(3));
    const struct wp_item *items[TARGETS_MAX];
    struct request request = {.command = COMMAND_CARRY};
    struct wp_found source, found;
    struct wp_input input;
    struct wp_edit edit = {.after = NULL};
    struct wp_error error = {.status = WP_OK};
    struct wp_carrying *carrying;
    struct wp_carried carried;
    struct wp_buf after = WP_BUF_INIT;
    struct wp_carry carry;
    enum wp_status status;

    if (plan.week_count == WEEKS_MAX || from == WP_NO_DAY)
        return;
    if (run.verbose)
        describe(stderr, &request);
    require(find(plan_text(), from, &source, &input) == WP_OK, "no week");
    find(plan_text(), start, &found, &input);
    carry = (struct wp_carry){
        .from = source.week, .to = found.week, .start = start, .input = &input, .found = &found};
    carry.only_count = choose_items(source.week, items);
    carry.only = carry.only_count > 0 ? items : NULL;
    status = wp_carry_take(&carrying, &carry, &carried, &error);
    if (status == WP_OK)
        status = wp_carry_put(&edit, carrying, &error);
    wp_carry_end(carrying);
    if (status == WP_BUG)
        give_up(error.message);
    if (found.week == NULL)
        require_nothing_goes(&edit.patch);
    if (status == WP_OK && edit.patch.count > 0) {
        count(&request, NULL);
        apply(plan_text(), &edit.patch, &after);
        accept(&edit.patch, &after);
        read_week(start);
        compare_weeks(plan_text());
    }
    wp_edit_free(&edit);
    wp_week_free(source.week);
    wp_week_free(found.week);
}

/* Return the first week of the plan: the second document if the first one is the list for later. */
static const struct written_week *first_week(void)
{
    return plan.weeks[0].start == WP_NO_DAY ? &plan.weeks[1] : &plan.weeks[0];
}

/* Start the list for later, if there is none. */
static void start_list(void)
{
    struct request request = {.command = COMMAND_START, .later = true};
    struct node *root = new_roots(plan.writer.arena, STYLE_EDITED);
    struct wp_week started = wp_week_empty_later();
    struct wp_edit edit = {.after = NULL};
    struct wp_buf after = WP_BUF_INIT;
    struct wp_error error;
    struct wp_found found;
    struct wp_input input;
    size_t room = 6;

    if (plan.week_count == WEEKS_MAX || plan.weeks[0].start == WP_NO_DAY)
        return;
    root->later = true;
    require(find(plan_text(), WP_NO_DAY, &found, &input) == WP_MISSING, "a list is there already");
    if (random_percent(80))
        root->first = new_items(&plan, 2, &room, false);
    for (struct node *node = root->first; node != NULL; node = node->next)
        node->parent = root;
    root->says.note = wp_str(random_percent(50) ? "One.\nTwo: three." : "");
    started.root.note = root->says.note;
    started.root.first = items_of(plan.writer.arena, root->first);
    if (run.verbose)
        describe(stderr, &request);
    if (wp_edit_new_week(&edit, &input, &found, &started, &error) != WP_OK)
        give_up(error.message);
    require_nothing_goes(&edit.patch);
    count(&request, NULL);
    apply(plan_text(), &edit.patch, &after);
    accept(&edit.patch, &after);
    insert_week(WP_NO_DAY, root);
    wp_edit_free(&edit);
    compare_weeks(plan_text());
}

/* Start a new week before, between or after the weeks of the plan. */
static void start_week(void)
{
    const unsigned drawn = random_few(8);
    wp_day start = first_week()->start + 7 * ((wp_day)drawn - 2);
    struct request request = {.command = COMMAND_START};
    struct wp_item says;
    struct wp_edit edit = {.after = NULL};
    struct wp_buf after = WP_BUF_INIT;
    struct wp_error error;
    struct wp_found found;
    struct wp_input input;
    struct node *root = new_roots(plan.writer.arena, STYLE_EDITED);
    struct wp_week started = wp_week_empty(start);
    size_t room = 6;

    if (plan.week_count == WEEKS_MAX)
        return;
    if (find(plan_text(), start, &found, &input) == WP_OK) {
        wp_week_free(found.week);
        return;
    }
    if (random_percent(80))
        root->first = new_items(&plan, 2, &room, false);
    if (random_percent(40) && room > 0)
        root->also->first = new_items(&plan, 1, &room, true);
    started.also.first = items_of(plan.writer.arena, root->also->first);
    for (struct node *node = root->first; node != NULL; node = node->next)
        node->parent = root;
    for (struct node *node = root->also->first; node != NULL; node = node->next) {
        node->parent = root->also;
        node->says.done = true;
    }
    root->says.title = wp_str((drawn & 1) != 0 ? "far: away" : "");
    root->says.note = wp_str((drawn & 2) != 0 ? "One.\nTwo: three." : "");
    root->says.review = wp_str((drawn & 1) != 0 ? "Well.\n\n## Next\n- less" : "");
    root->says.skip = (drawn & 4) != 0;
    root->says.skip_reason = wp_str(drawn > 4 ? "#ill" : "");
    says = root->says;
    says.first = items_of(plan.writer.arena, root->first);
    if (run.verbose)
        describe(stderr, &request);
    started.root = says;
    if (wp_edit_new_week(&edit, &input, &found, &started, &error) != WP_OK)
        give_up(error.message);
    require_nothing_goes(&edit.patch);
    count(&request, NULL);
    apply(plan_text(), &edit.patch, &after);
    accept(&edit.patch, &after);
    insert_week(start, root);
    wp_edit_free(&edit);
    compare_weeks(plan_text());
}

/* --- Several items, and other weeks --- */

/* Numbers of moves of several items within a week, and of moves to another week. */
static unsigned long moves_of_several, moves_to_week;

/* Items that are moved together, in their order. */
struct moving {
    struct written_week *from, *to; /* equal if the items stay in their week */
    struct request request;         /* the items are its targets */
    struct wp_week *source, *week;  /* the weeks before the move; owned */
};

/* Choose items of which none is within another. Items of `also:` are chosen only together with
 * others of that list. */
static bool choose_moved(struct moving *moving)
{
    struct request *request = &moving->request;
    const size_t wanted = 1 + random_below(4);

    *request = (struct request){.command = COMMAND_RM, .values = wp_item_empty()};
    while (request->count < wanted) {
        struct node *node = choose_target(request, moving->from->root);

        if (node == NULL)
            break;
        if (request->count == 0 || is_besides(node) == is_besides(request->targets[0]))
            request->targets[request->count++] = node;
        else
            break;
    }
    request->command = COMMAND_MOVE;
    return request->count > 0;
}

/* Return the item to move that is the node or above it, or NULL. */
static struct node *moved_with(const struct request *request, const struct node *node)
{
    for (size_t i = 0; i < request->count; i++)
        if (is_within(node, request->targets[i]))
            return request->targets[i];
    return NULL;
}

/* Choose the new parent and the next sibling, among the items of the other week. The list of an
 * item stays the same kind. */
static bool choose_moved_place(struct moving *moving)
{
    struct request *request = &moving->request;
    struct node *root = moving->to->root;
    struct node *fitting[NODES_MAX];
    size_t count = 0;

    if (is_besides(request->targets[0])) {
        if (root->later)
            return false;
        request->under = root->also;
    } else {
        for (struct node *node = root; node != NULL && count < NODES_MAX;
             node = node_after(node, root))
            if (moved_with(request, node) == NULL && !node->says.progress_value.given &&
                depth_of(node) < DEPTH_MAX + 3)
                fitting[count++] = node;
        if (count == 0)
            return false;
        request->under = fitting[random_below(count)];
    }
    count = 0;
    for (struct node *node = request->under->first; node != NULL; node = node->next)
        fitting[count++] = node;
    if (count > 0 && random_percent(70))
        request->ahead = fitting[random_below(count)];
    return true;
}

/* Whether the other week has an id of an item that is moved. `mv` refuses that. */
static bool shares_id(const struct moving *moving)
{
    for (size_t i = 0; moving->from != moving->to && i < moving->request.count; i++) {
        struct node *top = moving->request.targets[i];

        for (struct node *node = top; node != NULL; node = node_after(node, top))
            for (struct node *other = moving->to->root; other != NULL;
                 other = node_of_week_after(other, moving->to->root))
                if (node->says.id.length > 0 && wp_str_equal(node->says.id, other->says.id))
                    return true;
    }
    return false;
}

/* Whether the library may refuse the move: see is_refused. */
static bool is_move_refused(const struct request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        struct request one = {
            .command = COMMAND_MOVE, .targets = {request->targets[i]}, .under = request->under};

        if (is_refused(&one))
            return true;
    }
    return false;
}

static enum wp_status move_in_week(struct moving *moving, struct wp_patch *patch,
                                   struct wp_edit *edit, struct wp_error *error)
{
    const struct request *request = &moving->request;
    struct wp_item_move moves[TARGETS_MAX];
    const struct wp_item *moved[TARGETS_MAX];
    enum wp_status status;

    for (size_t i = 0; i < request->count; i++)
        moves[i] = (struct wp_item_move){request->targets[i]->before, request->under->before,
                                         request->ahead != NULL ? request->ahead->before : NULL};
    status = wp_move_items(edit, moving->source, moves, request->count, moved, error);
    for (size_t i = 0; status == WP_OK && edit->after != NULL && i < request->count; i++)
        require(wp_str_equal(moved[i]->title, moves[i].item->title), "another item is named");
    *patch = edit->patch;
    return status;
}

/* Remove the items from their week, and copy them into the other week. */
static enum wp_status move_to_week(struct moving *moving, struct wp_patch *patch,
                                   struct wp_edit *edit, struct wp_error *error)
{
    const struct request *request = &moving->request;
    const struct wp_item *items[TARGETS_MAX];
    struct wp_item copies[TARGETS_MAX];
    struct wp_str text = plan_text();
    struct wp_edit copy = {.after = NULL};
    struct wp_buf removed = WP_BUF_INIT;
    struct wp_found found = {.week = NULL};
    struct wp_input patched;
    enum wp_status status;

    for (size_t i = 0; i < request->count; i++) {
        items[i] = request->targets[i]->before;
        copies[i] = *items[i];
        copies[i].next = i + 1 < request->count ? &copies[i + 1] : NULL;
    }
    status = wp_edit_remove(edit, moving->source, items, request->count, error);
    *patch = edit->patch;
    if (status != WP_OK)
        return status;
    apply(text, &edit->patch, &removed);
    require(find(wp_buf_str(&removed), moving->to->start, &found, &patched) == WP_OK,
            "the other week is gone");
    status = wp_edit_copy_items_before(
        &copy, found.week, moving->source, copies, item_of(found.week, request->under),
        request->ahead != NULL ? item_of(found.week, request->ahead) : NULL, error);
    if (status == WP_OK)
        status = wp_patch_append(patch, &copy.patch, edit->arena, error);
    wp_edit_free(&copy);
    wp_week_free(found.week);
    wp_buf_free(&removed);
    return status;
}

/* Move the nodes of the model. */
static void move_nodes(const struct request *request)
{
    struct node *ahead = request->ahead;

    while (ahead != NULL && moved_with(request, ahead) != NULL)
        ahead = ahead->next;
    for (size_t i = 0; i < request->count; i++)
        move_node(request->targets[i], request->under, ahead);
}

/*
 * Require that each comment of the two weeks is still in one of them, and that none is new.
 *
 * Known gap: a comment after the last item of a flow list stays in the list if that item is moved
 * to another week, and is lost if the list is empty then, as `rm` removes it.
 */
static void require_comments(const struct moving *moving, struct wp_str before, struct wp_str after)
{
    static struct comment old[COMMENTS_MAX], new[COMMENTS_MAX];
    static struct allowed allowed;
    struct request removal = moving->request;
    size_t old_count = find_comments(before, old);
    size_t new_count = find_comments(after, new);

    removal.command = COMMAND_RM;
    find_allowed_changes(&allowed, &removal, moving->source);
    for (size_t i = 0; i < new_count; i++)
        require(holds_comment(old, old_count, new[i].number), "a comment is new");
    for (size_t i = 0; i < old_count; i++) {
        bool in_flow = moving->from != moving->to && old[i].at < allowed.text.length &&
                       (allowed.permission[old[i].at] & COMMENT_MAY_GO) != 0;

        require(in_flow || holds_comment(new, new_count, old[i].number), "a comment is lost");
    }
}

/* Require that the comments of the item are still its own, unless the item is in a flow list or is
 * the first one of its list. */
static void require_own_comments(const struct wp_week *source, const struct wp_item *old,
                                 const struct wp_week *after, const struct wp_item *new)
{
    static struct comment own[COMMENTS_MAX], now[COMMENTS_MAX];
    struct wp_span lines;
    size_t own_count, now_count;

    if (previous_of(new) == NULL || stands_in_brackets(after, new) ||
        stands_in_brackets(source, old) || previous_of(old) == NULL)
        return;
    lines = own_lines(source->text, old);
    own_count = find_comments(wp_str_slice(source->text, lines.offset, lines.length), own);
    lines = own_lines(after->text, new);
    now_count = find_comments(wp_str_slice(after->text, lines.offset, lines.length), now);
    for (size_t i = 0; i < own_count; i++)
        require(holds_comment(now, now_count, own[i].number), "a comment has not come along");
}

/* Require that each item of the week is written as before. */
static void require_spelling(const struct moving *moving, struct node *root,
                             const struct wp_week *after)
{
    for (struct node *node = root; node != NULL; node = node_of_week_after(node, root)) {
        struct node *top = moved_with(&moving->request, node);
        const struct wp_week *before = top != NULL ? moving->source : moving->week;
        const struct wp_item *new = item_of(after, node);

        if (root == moving->from->root)
            before = moving->source;
        if (node->before == NULL || node->besides)
            continue;
        require_none(check_quotes(before, after, node->before, new));
        require_none(check_keys(before, after, node->before, new));
        if (top == NULL || !is_written_anew(before, top->before, after, item_of(after, top)))
            require_none(check_fields(before, after, node->before, new, 0, true));
    }
}

/* Require that the bytes of all weeks but the two are as before. */
static void require_other_weeks(const struct moving *moving, struct wp_str before)
{
    for (size_t i = 0; i < plan.week_count; i++) {
        struct wp_found old, new;
        struct wp_input input;

        if (&plan.weeks[i] == moving->from || &plan.weeks[i] == moving->to)
            continue;
        require(find(before, plan.weeks[i].start, &old, &input) == WP_OK, "no week");
        require(find(plan_text(), plan.weeks[i].start, &new, &input) == WP_OK, "a week is gone");
        require(wp_str_equal(old.week->text, new.week->text), "another week has changed");
        wp_week_free(old.week);
        wp_week_free(new.week);
    }
}

/* Check the weeks after the move. */
static void judge_moved(const struct moving *moving, struct wp_str before)
{
    struct wp_found source, week;
    struct wp_input input;
    struct wp_buf old = WP_BUF_INIT, new = WP_BUF_INIT;

    compare_weeks(plan_text());
    require_other_weeks(moving, before);
    require(find(plan_text(), moving->from->start, &source, &input) == WP_OK, "no week");
    require(find(plan_text(), moving->to->start, &week, &input) == WP_OK, "no other week");
    wp_buf_append(&old, moving->source->text);
    wp_buf_append(&new, source.week->text);
    if (moving->from != moving->to) {
        wp_buf_append(&old, moving->week->text);
        wp_buf_append(&new, week.week->text);
        require_spelling(moving, moving->from->root, source.week);
    }
    require_comments(moving, wp_buf_str(&old), wp_buf_str(&new));
    require_spelling(moving, moving->to->root, week.week);
    for (size_t i = 0; i < moving->request.count; i++)
        require_own_comments(moving->source, moving->request.targets[i]->before, week.week,
                             item_of(week.week, moving->request.targets[i]));
    wp_buf_free(&old);
    wp_buf_free(&new);
    wp_week_free(source.week);
    wp_week_free(week.week);
}

/* Move several items within a week, or into another one. */
static void move_items(struct written_week *from, struct written_week *to)
{
    struct moving moving = {.from = from, .to = to};
    struct wp_edit edit = {.after = NULL};
    struct wp_error error = {.status = WP_OK};
    struct wp_buf after = WP_BUF_INIT, before = WP_BUF_INIT;
    struct wp_found found;
    struct wp_input input;
    struct wp_patch patch;
    enum wp_status status;

    if (!choose_moved(&moving) || !choose_moved_place(&moving) || shares_id(&moving) ||
        count_nodes(to->root) > NODES_MAX / 2)
        return;
    if (run.verbose) {
        fprintf(stderr, "--- from %d to %d\n", (int)from->start, (int)to->start);
        describe(stderr, &moving.request);
    }
    require(find(plan_text(), to->start, &found, &input) == WP_OK, "no week");
    moving.week = found.week;
    note_before(to->root, moving.week);
    require(find(plan_text(), from->start, &found, &input) == WP_OK, "no week");
    moving.source = found.week;
    note_before(from->root, moving.source);
    status = from == to ? move_in_week(&moving, &patch, &edit, &error)
                        : move_to_week(&moving, &patch, &edit, &error);
    if (status != WP_OK && !(status == WP_INVALID && is_move_refused(&moving.request)))
        give_up(error.message);
    if (status == WP_OK && patch.count > 0) {
        count(&moving.request, to);
        moves_of_several += run.counts && from == to && moving.request.count > 1;
        moves_to_week += run.counts && from != to;
        wp_buf_append(&before, plan_text());
        apply(plan_text(), &patch, &after);
        run.two = from != to;
        accept(&patch, &after);
        run.two = false;
        move_nodes(&moving.request);
        judge_moved(&moving, wp_buf_str(&before));
    }
    wp_buf_free(&before);
    wp_edit_free(&edit);
    wp_week_free(moving.week);
    wp_week_free(moving.source);
}

/* Move several items within a random week, or from one to another. */
static void move_several(void)
{
    struct written_week *from = &plan.weeks[random_below(plan.week_count)];

    move_items(from, random_percent(50) ? from : &plan.weeks[random_below(plan.week_count)]);
}

/* Write a random plan and make random edits of it, both from the current draws. */
static void run_case(void)
{
    write_plan(&plan);
    print_text(run.verbose, "the plan", plan_text());
    compare_weeks(plan_text());
    run.over = false;
    run.two = false;
    for (int edit = 0; edit < EDITS_MAX && !run.over && (edit == 0 || random_percent(75)); edit++) {
        if (random_percent(10))
            start_week();
        else if (random_percent(5))
            start_list();
        else if (random_percent(15))
            carry_week();
        else if (random_percent(10))
            move_several();
        else
            edit_week(&plan.weeks[random_below(plan.week_count)]);
    }
    compare_weeks(plan_text());
}

/* Run the case again with the recorded draws. Return whether it fails. */
static bool fails(void)
{
    bool failed = setjmp(run.here) != 0;

    if (!failed)
        run_case();
    free_plan(&plan);
    return failed;
}

static void show_failure(uint64_t seed)
{
    run.counts = false;
    shrink(fails);
    fprintf(stderr, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1, made smaller:\n", seed);
    run.verbose = true;
    fails_again(fails);
    fail();
}

static void test_edits_do_what_they_say_and_nothing_else(void **state)
{
    const uint64_t cases = case_count(CASES);
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    const uint64_t end = seed + cases;

    (void)state;
    for (run.counts = true; seed < end; seed++) {
        random_begin(seed);
        if (fails())
            show_failure(seed);
    }
    if (cases < CASES)
        return;
    print_table();
    assert_int_equal(count_empty_cells(), 0);
    print_message("%lu moves of several items, %lu moves to another week\n", moves_of_several,
                  moves_to_week);
    assert_true(moves_of_several > 1000 && moves_to_week > 1000);
    assert_true(edits_made >= EDITS_WANTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits_do_what_they_say_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
