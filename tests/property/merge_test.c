/*
 * Merge random plans: a random plan in the styles of different people (random_plan.h), and two
 * versions of it with random edits by commands and by hand (edit_version.h).
 *
 * The merged plan is that of a simple model (merge_oracle.h), in both readings of a conflict, and
 * the same whichever version is ours. A merge with an unchanged version gives the other version,
 * byte for byte, and so does a second merge with theirs as the base. Bytes that only one version
 * has changed are those of that version. Comments are neither lost nor doubled.
 *
 * A merge may end with WP_BUG, if the merged plan is not the intended one. This is counted, and
 * must be rare; with WEEKPLAN_STRICT=1 it is a failure. So is a comment that only one version has
 * removed, and that is still there.
 *
 * WEEKPLAN_CASES is the number of plans, WEEKPLAN_SEED the seed of the first plan. A failing case
 * is made smaller (shrink.h) and printed with its seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>

#include "merge_oracle.h"
#include "print_text.h"
#include "shrink.h"

enum { CASES = 2000, EDITS_MAX = 6, PROBLEM_SIZE = 240, STARTS_MAX = 3 * LOADED_MAX };

static struct written plan;

/* How the current random case is run. */
static struct {
    jmp_buf here;
    bool verbose;
    bool counts;  /* whether the case is counted */
    bool strict;  /* whether what is only counted is a failure */
    bool shrinks; /* whether the case is made smaller; then it fails only with the first problem */
    char problem[PROBLEM_SIZE], first_problem[PROBLEM_SIZE];
} run;

/* The versions of the current case. */
static struct {
    struct version base, ours, theirs;
    struct loaded loaded[WP_VERSIONS];
    struct carried_model carried; /* of the week that is checked */
} sides;

/* A merge, and its two readings. */
struct merged {
    enum wp_status status;
    struct wp_merge merge;
    struct wp_error error;
    struct wp_buf readings[READINGS];
    struct loaded loaded[READINGS];
};

static struct {
    unsigned long merges, clean, conflicts, bugs, invalid, unclear, illegal, kept, as_they_are,
        carried, moved;
    unsigned long comments_back, untouched, own_lines, commands, by_hand,
        both_changed[WP_KEY_COUNT];
} counted;

static _Noreturn void give_up(const char *what)
{
    if (run.verbose)
        fprintf(stderr, "--- %s\n", what);
    snprintf(run.problem, sizeof run.problem, "%s", what);
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

static struct wp_str text_of(const struct version *version)
{
    return wp_buf_str(&version->text);
}

/* --- Merge --- */

/* Whether the line at `at` begins with seven of `mark`, and then a blank or the end. */
static bool is_marker(struct wp_str text, size_t at, const char *mark)
{
    size_t length = strlen(mark);

    return wp_str_starts(wp_str_slice(text, at, text.length), mark) &&
           (at + length == text.length || strchr(" \r\n", text.data[at + length]) != NULL);
}

/* Take one reading of each conflict. Return the number of conflicts. */
static size_t read_conflicts(struct wp_str text, int reading, struct wp_buf *out)
{
    size_t conflicts = 0;
    int side = -1; /* outside of conflicts */

    for (size_t at = 0, end; at < text.length; at = end) {
        end = line_end(text, at);
        if (side < 0 && is_marker(text, at, "<<<<<<<"))
            side = READING_OURS;
        else if (side == READING_OURS && is_marker(text, at, "======="))
            side = READING_THEIRS;
        else if (side == READING_THEIRS && is_marker(text, at, ">>>>>>>")) {
            side = -1;
            conflicts++;
        } else if (side < 0 || side == reading)
            wp_buf_append(out, wp_str_slice(text, at, end - at));
    }
    require(side < 0, "a conflict has no end");
    return conflicts;
}

static void merge_texts(struct merged *merged, struct wp_str base, struct wp_str ours,
                        struct wp_str theirs)
{
    const struct wp_merge_input input = {.versions = {base, ours, theirs},
                                         .marker_size = WP_MERGE_MARKER_SIZE};

    *merged = (struct merged){.status = WP_OK};
    merged->status = wp_merge_plans(&merged->merge, &input, &merged->error);
    counted.merges += run.counts;
    if (merged->status != WP_OK)
        return;
    for (int r = 0; r < READINGS; r++) {
        struct wp_str text = wp_buf_str(&merged->merge.text);

        require(read_conflicts(text, r, &merged->readings[r]) == merged->merge.conflicts,
                "the number of conflicts is another one");
        if (!load(&merged->loaded[r], wp_buf_str(&merged->readings[r]))) {
            print_text(run.verbose, "merged", text);
            give_up("a reading is no valid plan");
        }
    }
}

static void free_merged(struct merged *merged)
{
    for (int r = 0; r < READINGS; r++) {
        free_loaded(&merged->loaded[r]);
        wp_buf_free(&merged->readings[r]);
    }
    wp_merge_free(&merged->merge);
}

/* Require that a merge gives exactly `wanted`. */
static void require_text(struct wp_str base, struct wp_str ours, struct wp_str theirs,
                         struct wp_str wanted, const char *what)
{
    struct merged merged;

    merge_texts(&merged, base, ours, theirs);
    if (merged.status != WP_OK)
        give_up(merged.error.message);
    if (!wp_str_equal(wp_buf_str(&merged.merge.text), wanted)) {
        print_text(run.verbose, "merged", wp_buf_str(&merged.merge.text));
        print_text(run.verbose, "wanted", wanted);
        give_up(what);
    }
    free_merged(&merged);
}

/* --- Check comments --- */

static bool has_comment(struct wp_str text, unsigned long number)
{
    static struct comment comments[COMMENTS_MAX];

    return holds_comment(comments, find_comments(text, comments), number);
}

/* What the model lets happen to comments. */
struct comment_rules {
    bool may_be_back; /* whether a comment that one version has removed may be there */
    bool may_double;  /* whether an item may be there twice, as the old and the new one */
    bool may_go;      /* whether a comment that one version has added may be lost with its item */
};

/* Whether the version has changed a line beside the comment, or that of the comment. */
static bool is_beside_change(enum wp_version which, unsigned long number)
{
    static struct hand_lines lines;
    static struct comment comments[COMMENTS_MAX];
    struct wp_str text = text_of(which == WP_OURS ? &sides.ours : &sides.theirs);
    struct wp_str base = text_of(&sides.base);
    size_t count = find_comments(text, comments), line = 0;

    find_lines(&lines, text);
    for (size_t i = 0; i < count; i++)
        if (comments[i].number == number)
            while (line < lines.count && lines.begin[line + 1] <= comments[i].at)
                line++;
    for (size_t i = line > 0 ? line - 1 : 0; i < lines.count && i < line + 2; i++) {
        struct wp_str bytes =
            wp_str_slice(text, lines.begin[i], lines.begin[i + 1] - lines.begin[i]);
        bool found = false;

        for (size_t at = 0; at + bytes.length <= base.length && !found; at++)
            found = memcmp(base.data + at, bytes.data, bytes.length) == 0;
        if (!found)
            return true;
    }
    return false;
}

/* Check that a reading has no comment twice, and none that a version has removed. */
static void check_comments_of(struct wp_str text, const struct comment_rules *rules)
{
    static struct comment comments[COMMENTS_MAX];
    const size_t count = find_comments(text, comments);

    require(rules->may_double || !has_equal_comments(text), "a comment is doubled");
    for (size_t i = 0; i < count; i++) {
        unsigned long number = comments[i].number;
        bool base = has_comment(text_of(&sides.base), number);
        bool ours = has_comment(text_of(&sides.ours), number);
        bool theirs = has_comment(text_of(&sides.theirs), number);

        require(ours || theirs, "a comment is back that both have removed");
        if (base && ours != theirs && !rules->may_be_back &&
            !is_beside_change(ours ? WP_OURS : WP_THEIRS, number)) {
            require(!run.strict, "a removed comment is back");
            counted.comments_back += run.counts;
        }
    }
}

/* Check that the merged text has all comments, in one of the readings if there is a conflict. */
static void check_lost_comments(struct wp_str text, const struct comment_rules *rules)
{
    static struct comment comments[COMMENTS_MAX];
    const struct version *const versions[] = {&sides.ours, &sides.theirs};

    for (size_t v = 0; v < 2; v++) {
        const size_t count = find_comments(text_of(versions[v]), comments);

        for (size_t i = 0; i < count; i++) {
            unsigned long number = comments[i].number;
            bool base = has_comment(text_of(&sides.base), number);
            bool other = has_comment(text_of(versions[1 - v]), number);

            if (has_comment(text, number) || (!other && (base || rules->may_go)))
                continue;
            if (run.verbose)
                fprintf(stderr, "comment ~%lu\n", number);
            give_up("a comment is lost");
        }
    }
}

/* Whether the readings have the same comments. */
static bool same_comments(struct wp_str a, struct wp_str b)
{
    static struct comment comments[COMMENTS_MAX];
    const size_t count = find_comments(a, comments);

    for (size_t i = 0; i < count; i++)
        if (!has_comment(b, comments[i].number))
            return false;
    return find_comments(b, comments) == count;
}

/* --- Check bytes --- */

/* Return the field's bytes. For a scalar item, those of the title. Empty if it has none. */
static struct wp_str field_bytes(const struct wp_week *week, const struct wp_item *item,
                                 enum wp_key key)
{
    const struct wp_field *field = wp_item_field(item, key);

    if (item->layout.scalar)
        return key == WP_KEY_TITLE ? bytes_of(week->text, item->layout.span) : wp_str("");
    return field != NULL ? bytes_of(week->text, field->value) : wp_str("");
}

/* Whether the field is the last of its document, so that a block scalar may get another chomping
 * indicator. */
static bool is_last_field(const struct wp_week *week, const struct wp_item *item, enum wp_key key)
{
    const struct wp_field *field = wp_item_field(item, key);
    size_t end = field != NULL ? end_of(field->value) : end_of(item->layout.span);

    return end >= week->text.length;
}

/* Check that values which at most one version has changed are written as that version has them. */
static const char *check_written(struct joined *joined, const struct entry *entry,
                                 const struct wp_week *week)
{
    const struct wp_week *const *weeks = joined->weeks;
    const struct wp_item *const *items = entry->items;

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        struct wp_str bytes[WP_VERSIONS], now = field_bytes(week, entry->seen, key), wanted;
        enum wp_version from;
        bool last = is_last_field(week, entry->seen, key);

        if (wp_key_holds_items(key))
            continue;
        for (enum wp_version v = 0; v < WP_VERSIONS; v++) {
            bytes[v] = field_bytes(weeks[v], items[v], key);
            last = last || is_last_field(weeks[v], items[v], key);
        }
        if (same_bytes(bytes[WP_BASE], bytes[WP_OURS], true))
            from = WP_THEIRS;
        else if (same_bytes(bytes[WP_BASE], bytes[WP_THEIRS], true))
            from = WP_OURS;
        else
            continue;
        wanted = bytes[from];
        if (last || wanted.length == 0 || has_value(entry->seen, items[from], key) == false ||
            (stands_in_brackets(week, entry->seen) &&
             !stands_in_brackets(weeks[from], items[from])))
            continue;
        counted.untouched += run.counts;
        if (!same_bytes(wanted, now, true))
            return problem_of(entry->seen, "a value is written in another way");
    }
    return NULL;
}

/* Whether the item is in a block list of all versions and of the merged week, without subtasks and
 * not as the first or the last one of its list. */
static bool has_plain_lines(const struct wp_week *week, const struct wp_item *item)
{
    return item->first == NULL && item->previous != NULL && item->next != NULL &&
           !stands_in_brackets(week, item);
}

static struct wp_str item_lines(const struct wp_week *week, const struct wp_item *item)
{
    struct wp_span lines = own_lines(week->text, item);
    struct wp_str text = wp_str_slice(week->text, lines.offset, lines.length);

    while (text.length > 0 && strchr(" \r\n", text.data[0]) != NULL)
        text = wp_str_slice(text, 1, text.length);
    while (text.length > 0 && strchr(" \r\n", text.data[text.length - 1]) != NULL)
        text.length--;
    return text;
}

/* Whether the lines have a comment that the version has moved there from another place. The other
 * version may have moved it too. */
static bool has_moved_comment(struct wp_str lines, struct wp_str before)
{
    static struct comment comments[COMMENTS_MAX];
    const size_t count = find_comments(lines, comments);

    for (size_t i = 0; i < count; i++)
        if (!has_comment(before, comments[i].number) &&
            has_comment(text_of(&sides.base), comments[i].number))
            return true;
    return false;
}

/* Return the place of an item in the table of keys. */
static unsigned place_of_item(const struct wp_item *item)
{
    const struct wp_item *parent = item->parent;

    if (parent == NULL || parent->parent != NULL)
        return WP_ON_SUBTASK;
    return parent->seq_key == WP_KEY_ALSO ? WP_ON_ALSO : WP_ON_GOAL;
}

/* Whether both versions have changed blank lines of an item that has a scalar which keeps its line
 * breaks. The blank lines below such a scalar are a part of it. */
static bool have_kept_breaks(const struct joined *joined, const struct entry *entry)
{
    struct wp_str lines[WP_VERSIONS];
    bool keeps = false;

    for (enum wp_version v = 0; v < WP_VERSIONS; v++) {
        lines[v] =
            bytes_of(joined->weeks[v]->text, own_lines(joined->weeks[v]->text, entry->items[v]));
        for (size_t at = 0; at + 1 < lines[v].length; at++)
            keeps =
                keeps || (strchr("|>", lines[v].data[at]) != NULL && lines[v].data[at + 1] == '+');
    }
    return keeps && !wp_str_equal(lines[WP_BASE], lines[WP_OURS]) &&
           !wp_str_equal(lines[WP_BASE], lines[WP_THEIRS]);
}

/* Check that an item that at most one version has changed has the lines and comments of that
 * version. */
static const char *check_own_lines(struct joined *joined, const struct entry *entry,
                                   const struct wp_week *week)
{
    struct wp_str lines[WP_VERSIONS], now, wanted;

    if (!has_plain_lines(week, entry->seen))
        return NULL;
    for (enum wp_version v = 0; v < WP_VERSIONS; v++) {
        if (!has_plain_lines(joined->weeks[v], entry->items[v]))
            return NULL;
        lines[v] = item_lines(joined->weeks[v], entry->items[v]);
        /* An entry of `also:` does not need `done`. In another place it gets it again. */
        if (((place_of_item(entry->seen) ^ place_of_item(entry->items[v])) & WP_ON_ALSO) != 0)
            return NULL;
    }
    now = item_lines(week, entry->seen);
    if (same_bytes(lines[WP_BASE], lines[WP_OURS], true))
        wanted = lines[WP_THEIRS];
    else if (same_bytes(lines[WP_BASE], lines[WP_THEIRS], true))
        wanted = lines[WP_OURS];
    else
        return NULL;
    if (has_moved_comment(wanted, lines[WP_BASE]) || have_kept_breaks(joined, entry))
        return NULL;
    counted.own_lines += run.counts;
    return same_bytes(now, wanted, true)
               ? NULL
               : problem_of(entry->seen, "the lines of an item are not those of its version");
}

/* Whether a version has moved the item, or an item above it, below another one. */
static bool has_moved(const struct entry *entry)
{
    for (; entry != NULL && entry->parent != NULL; entry = entry->parent)
        if (entry->parents[WP_BASE] != entry->parents[WP_OURS] ||
            entry->parents[WP_BASE] != entry->parents[WP_THEIRS])
            return true;
    return false;
}

static const char *check_bytes(struct joined *joined, const struct wp_week *week)
{
    const char *problem = NULL;

    for (size_t i = 0; i < joined->count && problem == NULL; i++) {
        const struct entry *entry = &joined->entries[i];

        if (i == 1 || entry->seen == NULL || entry->items[WP_BASE] == NULL ||
            entry->items[WP_OURS] == NULL || entry->items[WP_THEIRS] == NULL)
            continue;
        /* A moved item in flow style may be written anew, as its new list is. */
        if (has_moved(entry) &&
            (stands_in_brackets(week, entry->seen) || entry->seen->layout.style == WP_FLOW))
            continue;
        problem = check_written(joined, entry, week);
        if (problem == NULL && i > 1)
            problem = check_own_lines(joined, entry, week);
    }
    return problem;
}

/* --- Check a merge against the model --- */

static void count_joined(const struct joined *joined)
{
    if (!run.counts)
        return;
    counted.unclear += joined->unclear && !joined->moved;
    counted.illegal += joined->illegal;
    for (size_t i = 0; i < joined->count; i++) {
        const struct entry *entry = &joined->entries[i];

        counted.kept += entry->kept;
        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if (entry->items[WP_BASE] != NULL && entry->items[WP_OURS] != NULL &&
                entry->items[WP_THEIRS] != NULL &&
                !both(entry->items[WP_BASE], entry->items[WP_OURS], key) &&
                !both(entry->items[WP_BASE], entry->items[WP_THEIRS], key))
                counted.both_changed[key]++;
    }
}

/* Check one week of both readings. Return whether the model lets it be in conflict. */
static void check_joined(struct joined *joined, const struct merged *merged)
{
    /* An item that one version has moved takes the changes of the other one with it. */
    if (joined->moved)
        return;
    for (int r = 0; r < READINGS; r++) {
        const struct wp_week *week = loaded_week(&merged->loaded[r], joined->start);
        const struct wp_week *as_is = joined->weeks[WP_OURS];

        if (joined->kind == WEEK_MERGED) {
            require(week != NULL, "a week is lost");
            joined->conflict = merged->merge.conflicts > 0;
            require_none(check_week(joined, week, r));
            if (!joined->unclear && !joined->illegal && merged->merge.conflicts == 0)
                require_none(check_bytes(joined, week));
        } else if (joined->kind == WEEK_ABSENT_NOW) {
            require(week == NULL, "a deleted week is back");
        } else if (joined->kind != WEEK_PERHAPS) {
            as_is = joined->weeks[joined->kind == WEEK_OF_OURS ? WP_OURS : WP_THEIRS];
            require(week != NULL, "a week that was worked on is lost");
            require(same_week(week, as_is), "a week of one version has other items");
        }
        if (joined->kind == WEEK_MERGED && joined->weeks[WP_BASE] != NULL &&
            wp_str_equal(joined->weeks[WP_BASE]->text, joined->weeks[WP_OURS]->text))
            as_is = joined->weeks[WP_THEIRS];
        else if (joined->kind != WEEK_MERGED || joined->weeks[WP_BASE] == NULL ||
                 !wp_str_equal(joined->weeks[WP_BASE]->text, joined->weeks[WP_THEIRS]->text))
            continue;
        counted.as_they_are += run.counts;
        require(week != NULL && as_is != NULL &&
                    wp_str_equal(wp_str_trim(week->text), wp_str_trim(as_is->text)),
                "a week that one version has changed has other bytes");
    }
}

static size_t find_starts(wp_day starts[STARTS_MAX])
{
    size_t count = 0;

    for (int v = 0; v < WP_VERSIONS; v++)
        for (size_t i = 0; i < sides.loaded[v].count; i++) {
            wp_day start = sides.loaded[v].weeks[i]->start;
            size_t at = 0;

            while (at < count && starts[at] < start)
                at++;
            if (at < count && starts[at] == start)
                continue;
            memmove(starts + at + 1, starts + at, (count - at) * sizeof *starts);
            starts[at] = start;
            count++;
        }
    return count;
}

/* Whether `which` has an item of the week in another week, in which the base does not have it, and
 * not in the week itself. */
static bool has_moved_from(const struct wp_week *from, enum wp_version which)
{
    const struct loaded *loaded = &sides.loaded[which];
    const struct wp_week *week = loaded_week(loaded, from->start);

    for (const struct wp_item *item = wp_week_item_after(from, NULL); item != NULL;
         item = wp_week_item_after(from, item))
        for (size_t i = 0; i < loaded->count; i++) {
            const struct wp_week *other = loaded->weeks[i];
            const struct wp_week *base = loaded_week(&sides.loaded[WP_BASE], other->start);

            if (other->start != from->start && week_has_title(other, item->title) &&
                (base == NULL || !week_has_title(base, item->title)) &&
                (week == NULL || !week_has_title(week, item->title)))
                return true;
        }
    return false;
}

/* Whether a version has moved an item to another week, from a week of the base, or from one to
 * which both have carried it. Its changes in the other version are merged there, which is beyond
 * the model of a week. */
static bool has_moved_item(enum wp_version which)
{
    const struct loaded *const from[] = {&sides.loaded[WP_BASE],
                                         &sides.loaded[which == WP_OURS ? WP_THEIRS : WP_OURS]};

    for (size_t v = 0; v < 2; v++)
        for (size_t i = 0; i < from[v]->count; i++)
            if (has_moved_from(from[v]->weeks[i], which))
                return true;
    return false;
}

/* Set *start to the week of the only item of the plan with this title. Return its number of
 * items with this title. */
static size_t count_titled(const struct loaded *loaded, struct wp_str title, wp_day *start)
{
    size_t count = 0;

    for (size_t i = 0; i < loaded->count; i++)
        for (const struct wp_item *item = wp_week_item_after(loaded->weeks[i], NULL); item != NULL;
             item = wp_week_item_after(loaded->weeks[i], item))
            if (wp_str_equal(item->title, title)) {
                *start = loaded->weeks[i]->start;
                count++;
            }
    return count;
}

/* Check an item of the base that is one item in each version: if one of them has moved it to
 * another week, the merged plan has it once, in that week; if both have, in that of ours. Items
 * with subtasks may have been torn apart. */
static void check_moved_item(const struct merged *merged, const struct wp_item *item, wp_day from)
{
    wp_day at[WP_VERSIONS], now;

    if (item->first != NULL || item->parent->parent != NULL)
        return;
    for (int v = 0; v < WP_VERSIONS; v++)
        if (count_titled(&sides.loaded[v], item->title, &at[v]) != 1)
            return;
    if (at[WP_OURS] == from && at[WP_THEIRS] == from)
        return;
    for (int r = 0; r < READINGS; r++) {
        if (count_titled(&merged->loaded[r], item->title, &now) != 1)
            give_up(problem_of(item, "a moved item is lost or doubled"));
        if (now != (at[WP_OURS] != from ? at[WP_OURS] : at[WP_THEIRS]))
            give_up(problem_of(item, "a moved item is in another week"));
    }
    counted.moved += run.counts;
}

/* Check that the merged plan has all items of a version that are new, or that both have. */
static void check_lost_items(const struct merged *merged, enum wp_version version)
{
    const struct loaded *loaded = &sides.loaded[version];
    const struct loaded *other = &sides.loaded[version == WP_OURS ? WP_THEIRS : WP_OURS];
    wp_day start;

    for (size_t i = 0; i < loaded->count; i++)
        for (const struct wp_item *item = wp_week_item_after(loaded->weeks[i], NULL); item != NULL;
             item = wp_week_item_after(loaded->weeks[i], item)) {
            if (count_titled(&sides.loaded[WP_BASE], item->title, &start) > 0 &&
                count_titled(other, item->title, &start) == 0)
                continue;
            for (int r = 0; r < READINGS; r++)
                if (count_titled(&merged->loaded[r], item->title, &start) == 0)
                    give_up(problem_of(item, "an item of a moved one is lost"));
        }
}

static void check_moved_items(const struct merged *merged)
{
    const struct loaded *base = &sides.loaded[WP_BASE];

    if (sides.ours.renamed_count > 0 || sides.theirs.renamed_count > 0)
        return;
    check_lost_items(merged, WP_OURS);
    check_lost_items(merged, WP_THEIRS);
    for (size_t i = 0; i < base->count; i++)
        for (const struct wp_item *item = wp_week_item_after(base->weeks[i], NULL); item != NULL;
             item = wp_week_item_after(base->weeks[i], item))
            check_moved_item(merged, item, base->weeks[i]->start);
}

/* What the model says about the whole plan. */
struct expected {
    bool conflict; /* whether values are in conflict */
    bool loose;    /* whether the model does not decide it */
    bool illegal;
    struct comment_rules rules;
};

static void note_expected(struct expected *expected, const struct joined *joined)
{
    expected->conflict = expected->conflict || joined->conflict;
    expected->loose = expected->loose || joined->unclear;
    expected->illegal = expected->illegal || joined->illegal;
    if (joined->kind != WEEK_MERGED)
        expected->rules.may_go = expected->rules.may_be_back = true;
    for (size_t i = 0; i < joined->count; i++) {
        const struct entry *entry = &joined->entries[i];

        expected->loose = expected->loose || entry->loose != 0;
        expected->rules.may_be_back = expected->rules.may_be_back || entry->kept;
        expected->rules.may_double = expected->rules.may_double || joined->unclear || entry->kept;
        expected->rules.may_go =
            expected->rules.may_go || (i > 1 && entry->presence != PRESENT) || joined->unclear;
    }
}

/* Whether ours and theirs have the week, and both have begun or changed it. */
static bool is_changed_by_both(wp_day start)
{
    const struct wp_week *weeks[WP_VERSIONS];

    for (int v = 0; v < WP_VERSIONS; v++)
        weeks[v] = loaded_week(&sides.loaded[v], start);
    for (int v = WP_OURS; v < WP_VERSIONS; v++)
        if (weeks[v] == NULL ||
            (weeks[WP_BASE] != NULL && wp_str_equal(weeks[WP_BASE]->text, weeks[v]->text)))
            return false;
    return true;
}

static void check_merge(const struct merged *merged)
{
    static struct joined joined;
    const struct loaded *const loaded[] = {&sides.loaded[0], &sides.loaded[1], &sides.loaded[2]};
    const struct version *const versions[] = {&sides.base, &sides.ours, &sides.theirs};
    const bool moved = has_moved_item(WP_OURS) || has_moved_item(WP_THEIRS);
    const bool lone_cr = strcmp(plan.writer.line_break, "\r") == 0;
    struct expected expected = {.conflict = false};
    wp_day starts[STARTS_MAX];

    free_carried(&sides.carried);
    for (size_t i = 0, count = find_starts(starts); i < count; i++) {
        leave_carried(&sides.carried);
        if (is_changed_by_both(starts[i]))
            model_carried(&sides.carried, starts[i], loaded, versions);
        counted.carried += run.counts && sides.carried.loaded.count > 0;
        join_week(&joined, starts[i], loaded, versions, &sides.carried, plan.writer.arena);
        /* Marker lines are between lines that end with LF or CRLF. With lone CR the whole document
         * is in conflict, and gets a line break at its end, which may be part of a value. */
        joined.unclear = joined.unclear || (lone_cr && merged->merge.conflicts > 0);
        joined.unclear = joined.unclear || moved;
        joined.moved = moved;
        if (moved && joined.kind != WEEK_MERGED)
            joined.kind = WEEK_PERHAPS;
        count_joined(&joined);
        note_expected(&expected, &joined);
        if (merged->status == WP_OK)
            check_joined(&joined, merged);
    }
    if (merged->status == WP_INVALID && !expected.illegal)
        give_up(merged->error.message);
    if (merged->status == WP_BUG && !expected.illegal) {
        if (run.strict)
            give_up(merged->error.message);
        counted.bugs += run.counts;
    }
    if (merged->status != WP_OK)
        return;
    if (!expected.illegal)
        check_moved_items(merged);
    if (!expected.loose && !expected.illegal) {
        require(!expected.conflict || merged->merge.conflicts > 0, "a conflict is not shown");
        /* Comments that both have changed may be in conflict too. */
        require(expected.conflict || merged->merge.conflicts == 0 ||
                    !same_comments(wp_buf_str(&merged->readings[READING_OURS]),
                                   wp_buf_str(&merged->readings[READING_THEIRS])),
                "there is a conflict where the model has one answer");
    }
    if (merged->merge.conflicts > 0)
        expected.rules.may_be_back = true;
    check_lost_comments(wp_buf_str(&merged->merge.text), &expected.rules);
    for (int r = 0; r < READINGS; r++)
        check_comments_of(wp_buf_str(&merged->readings[r]), &expected.rules);
}

/* --- Check that it does not matter which version is ours --- */

static const struct wp_item *find_title(const struct wp_week *week, struct wp_str title)
{
    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item))
        if (wp_str_equal(item->title, title))
            return item;
    return NULL;
}

static bool is_twice(const struct wp_week *week, struct wp_str title)
{
    size_t count = 0;

    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item))
        count += wp_str_equal(item->title, title);
    return count > 1;
}

/* Whether two items have the same values. If both versions have moved an item, it is where ours has
 * it. So two mirrored merges may have it at two places, and it has the key only where it may have
 * it; and the item that it was moved to lacks `progress`. */
static bool same_values_in_any_order(const struct wp_item *a, const struct wp_item *b)
{
    const unsigned places = place_of_item(a) | place_of_item(b);
    const bool apart = place_of_item(a) != place_of_item(b);

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_key_holds_items(key) && !(apart && (wp_keys[key].where & places) != places) &&
            !(key == WP_KEY_PROGRESS && (a->first == NULL) != (b->first == NULL)) &&
            !has_value(a, b, key))
            return false;
    return a->extras == b->extras;
}

static void check_symmetry(const struct merged *merged, const struct merged *mirrored)
{
    if (merged->status == WP_BUG || mirrored->status == WP_BUG) {
        counted.bugs += run.counts && mirrored->status == WP_BUG;
        return;
    }
    require(merged->status == mirrored->status, "only one of two mirrored merges is made");
    if (merged->status != WP_OK)
        return;
    require((merged->merge.conflicts > 0) == (mirrored->merge.conflicts > 0),
            "only one of two mirrored merges has a conflict");
    /* An item that both have moved to another week is where ours has it. */
    if (has_moved_item(WP_OURS) && has_moved_item(WP_THEIRS))
        return;
    for (int r = 0; r < READINGS; r++) {
        const struct loaded *a = &merged->loaded[r], *b = &mirrored->loaded[1 - r];

        require(a->count == b->count, "mirrored merges have different weeks");
        for (size_t i = 0; i < a->count; i++) {
            require(a->weeks[i]->start == b->weeks[i]->start &&
                        count_week_items(a->weeks[i]) == count_week_items(b->weeks[i]) &&
                        same_values_in_any_order(&a->weeks[i]->root, &b->weeks[i]->root),
                    "mirrored merges have different weeks");
            for (const struct wp_item *item = wp_week_item_after(a->weeks[i], NULL); item != NULL;
                 item = wp_week_item_after(a->weeks[i], item)) {
                const struct wp_item *other = find_title(b->weeks[i], item->title);

                if (is_twice(a->weeks[i], item->title) || is_twice(b->weeks[i], item->title))
                    continue;
                if (other == NULL || !same_values_in_any_order(item, other))
                    give_up(problem_of(item, "mirrored merges have different items"));
            }
        }
    }
}

/* --- Run a case --- */

static void copy_text(struct version *version, struct wp_str text)
{
    *version = (struct version){.text = WP_BUF_INIT};
    wp_buf_append(&version->text, text);
}

/* Carry the newest week in both versions, so that they may remove and move what they have carried.
 */
static void carry_both(void)
{
    struct version *const versions[] = {&sides.ours, &sides.theirs};
    size_t back = random_below(3) == 0;

    for (size_t i = 0; i < 2; i++) {
        struct loaded loaded;

        if (load(&loaded, text_of(versions[i])) && loaded.count > back)
            carry_by_command(versions[i], loaded.weeks[loaded.count - 1 - back]);
        free_loaded(&loaded);
    }
}

/* Write a random plan and edit two versions of it. Return false if the plan is of no use. */
static bool make_sides(void)
{
    write_random_plan(&plan, true);
    sides.base.text = (struct wp_buf)WP_BUF_INIT;
    copy_text(&sides.base, wp_buf_str(&plan.writer.text));
    copy_text(&sides.ours, text_of(&sides.base));
    copy_text(&sides.theirs, text_of(&sides.base));
    if (!is_usable(text_of(&sides.base)))
        return false;
    if (random_percent(15))
        carry_both();
    for (int i = 0; i < EDITS_MAX && (i == 0 || random_percent(65)); i++)
        edit_version(&sides.ours, &plan, NULL);
    for (int i = 0; i < EDITS_MAX && (i == 0 || random_percent(65)); i++)
        edit_version(&sides.theirs, &plan, &sides.ours);
    print_text(run.verbose, "base", text_of(&sides.base));
    print_text(run.verbose, "ours", text_of(&sides.ours));
    print_text(run.verbose, "theirs", text_of(&sides.theirs));
    require(load(&sides.loaded[WP_BASE], text_of(&sides.base)) &&
                load(&sides.loaded[WP_OURS], text_of(&sides.ours)) &&
                load(&sides.loaded[WP_THEIRS], text_of(&sides.theirs)),
            "a version is no plan");
    return true;
}

static void run_case(void)
{
    struct wp_str base, ours, theirs;
    struct merged merged, mirrored;

    if (!make_sides())
        return;
    base = text_of(&sides.base);
    ours = text_of(&sides.ours);
    theirs = text_of(&sides.theirs);
    require_text(base, ours, base, ours, "a merge with an unchanged version changes ours");
    require_text(base, base, theirs, theirs, "a merge of an unchanged version is not theirs");
    merge_texts(&merged, base, ours, theirs);
    if (merged.status == WP_OK)
        print_text(run.verbose, "merged", wp_buf_str(&merged.merge.text));
    else if (run.verbose)
        fprintf(stderr, "--- %d: %s\n", (int)merged.status, merged.error.message);
    check_merge(&merged);
    if (run.counts) {
        counted.commands += sides.ours.commands + sides.theirs.commands;
        counted.by_hand += sides.ours.by_hand + sides.theirs.by_hand;
        counted.clean += merged.status == WP_OK && merged.merge.conflicts == 0;
        counted.conflicts += merged.status == WP_OK && merged.merge.conflicts > 0;
        counted.invalid += merged.status == WP_INVALID;
    }
    merge_texts(&mirrored, base, theirs, ours);
    check_symmetry(&merged, &mirrored);
    if (merged.status == WP_OK && merged.merge.conflicts == 0)
        require_text(theirs, wp_buf_str(&merged.merge.text), theirs, wp_buf_str(&merged.merge.text),
                     "a second merge changes the plan");
    free_merged(&merged);
    free_merged(&mirrored);
}

/* Whether the problem is that which the case had first, perhaps with another item. */
static bool is_first_problem(void)
{
    size_t length = strcspn(run.first_problem, ":'0123456789");

    return strncmp(run.problem, run.first_problem, length) == 0;
}

/* Run the case again with the recorded draws. Return whether it fails. */
static bool fails(void)
{
    bool failed = setjmp(run.here) != 0;

    if (!failed)
        run_case();
    for (int v = 0; v < WP_VERSIONS; v++)
        free_loaded(&sides.loaded[v]);
    free_carried(&sides.carried);
    wp_buf_free(&sides.base.text);
    wp_buf_free(&sides.ours.text);
    wp_buf_free(&sides.theirs.text);
    free_plan(&plan);
    return failed && (!run.shrinks || is_first_problem());
}

static void show_failure(uint64_t seed)
{
    run.counts = false;
    run.shrinks = true;
    memcpy(run.first_problem, run.problem, sizeof run.problem);
    shrink(fails);
    fprintf(stderr, "WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1, made smaller:\n", seed);
    run.verbose = true;
    fails_again(fails);
    fail();
}

static void print_counts(void)
{
    print_message(
        "%lu edits by commands, %lu by hand; merges: %lu clean, %lu with conflicts, %lu not "
        "valid, %lu bugs\n",
        counted.commands, counted.by_hand, counted.clean, counted.conflicts, counted.invalid,
        counted.bugs);
    print_message("weeks: %lu unclear, %lu may break a rule, %lu of one version, %lu carried by "
                  "both; %lu items moved, %lu "
                  "items kept, %lu "
                  "items and %lu values as written, %lu removed comments are back\n",
                  counted.unclear, counted.illegal, counted.as_they_are, counted.carried,
                  counted.moved, counted.kept, counted.own_lines, counted.untouched,
                  counted.comments_back);
    print_message("changed by both:");
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (counted.both_changed[key] > 0)
            print_message(" %s %lu", wp_keys[key].name, counted.both_changed[key]);
    print_message("\n");
}

static void test_merges_are_those_of_the_model(void **state)
{
    const uint64_t cases = case_count(CASES);
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    const uint64_t end = seed + cases;

    (void)state;
    run.strict = setting("WEEKPLAN_STRICT", 0) != 0;
    for (run.counts = true; seed < end; seed++) {
        random_begin(seed);
        if (fails())
            show_failure(seed);
    }
    print_counts();
    if (cases < CASES)
        return;
    /* Two of the merges of a case may end with WP_BUG: that of the versions, and its mirror. */
    assert_true(counted.bugs * 100 <= cases * 2);
    assert_true(counted.comments_back * 200 <= cases);
    assert_true(counted.conflicts * 20 >= cases && counted.kept * 50 >= cases);
    assert_true(counted.unclear * 10 <= cases && counted.illegal * 50 <= cases);
    assert_true(counted.untouched > 10 * cases && counted.own_lines > cases);
    assert_true(counted.carried * 100 >= cases && counted.moved * 100 >= cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merges_are_those_of_the_model),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
