/*
 * A simple model of a three-way merge, independent of the library. Items are paired by their
 * titles, which differ within a week (edit_version.h). Each item of any version is an entry; for
 * each entry the model says whether the merged week has it, below which item, and with which
 * values. If a value is in conflict, the two readings have the values of ours and of theirs.
 *
 * Where the rules leave a choice, the model does not decide: `loose` keys, PERHAPS, `any_place`.
 * A week is `unclear` if its items can be paired in several ways, as a renamed item without an id.
 */
#ifndef PROPERTY_MERGE_ORACLE_H
#define PROPERTY_MERGE_ORACLE_H

#include <weekplan/merge.h>

#include "edit_version.h"
#include "merge_carries.h"

enum {
    ENTRIES_MAX = 600,
    READING_OURS = 0,
    READING_THEIRS = 1,
    READINGS = 2,
    NOTE_LINES_MAX = 64,
    TITLE_MAX = 80
};

enum presence { ABSENT, PRESENT, PERHAPS };

/* An item of any version, or one of the two roots. */
struct entry {
    const struct wp_item *items[WP_VERSIONS]; /* NULL in a version that does not have it */
    struct entry *parents[WP_VERSIONS];       /* NULL for a root */
    enum presence presence;
    bool kept; /* whether one version has deleted the item and the other one has changed it */
    struct entry *parent;
    bool any_place; /* whether `parent` is not decided */
    struct wp_item values[READINGS];
    unsigned conflicts;         /* keys whose values differ in the readings, as bits */
    unsigned loose;             /* keys whose values are not decided, as bits */
    const struct wp_item *seen; /* the item of the merged week while it is checked */
};

/* What the merged plan has of a week. */
enum week_kind { WEEK_MERGED, WEEK_ABSENT_NOW, WEEK_OF_OURS, WEEK_OF_THEIRS, WEEK_PERHAPS };

/* The versions of a week, joined item by item. */
struct joined {
    wp_day start;
    const struct wp_week *weeks[WP_VERSIONS];
    enum week_kind kind;
    struct entry entries[ENTRIES_MAX]; /* first the root, then the root of `also:` */
    size_t count;
    bool unclear;  /* whether items can be paired in several ways */
    bool moved;    /* whether a version has moved items from one week to another */
    bool illegal;  /* whether the merged week may break a rule of the format */
    bool conflict; /* whether a value is in conflict; while the week is checked, whether the merge
                      has one */
};

/* --- Join the versions --- */

static inline bool entry_has_title(const struct entry *entry, struct wp_str title)
{
    for (int i = 0; i < WP_VERSIONS; i++)
        if (entry->items[i] != NULL && entry->parents[i] != NULL &&
            wp_str_equal(entry->items[i]->title, title))
            return true;
    return false;
}

/* Return the entry of the base to which an item of a version belongs, or NULL. */
static inline struct entry *base_entry(struct joined *joined, struct wp_str title)
{
    for (size_t i = 2; i < joined->count; i++) {
        struct entry *entry = &joined->entries[i];

        if (entry->items[WP_BASE] != NULL && wp_str_equal(entry->items[WP_BASE]->title, title))
            return entry;
    }
    return NULL;
}

/* Return the entry of a new item of ours that is equal to a new item of theirs, or NULL. */
static inline struct entry *twin_entry(struct joined *joined, const struct wp_item *item,
                                       const struct entry *parent)
{
    for (size_t i = 2; i < joined->count; i++) {
        struct entry *entry = &joined->entries[i];
        const struct wp_item *other = entry->items[WP_OURS];

        if (entry->items[WP_BASE] != NULL || other == NULL || entry->items[WP_THEIRS] != NULL)
            continue;
        if (item->id.length > 0 && wp_str_equal(item->id, other->id))
            return entry;
        if (wp_str_equal(item->title, other->title)) {
            if (entry->parents[WP_OURS] == parent)
                return entry;
            joined->unclear = true;
        }
    }
    return NULL;
}

static inline void join_items(struct joined *joined, enum wp_version which,
                              const struct version *version, struct entry *parent)
{
    for (const struct wp_item *item = parent->items[which]->first; item != NULL;
         item = item->next) {
        struct entry *entry = NULL;

        if (which != WP_BASE)
            entry = base_entry(joined, first_title(version, joined->start, item->title));
        if (entry == NULL && which == WP_THEIRS)
            entry = twin_entry(joined, item, parent);
        if (entry == NULL && joined->count == ENTRIES_MAX)
            abort();
        if (entry == NULL || entry->items[which] != NULL) {
            joined->unclear = joined->unclear || entry != NULL;
            entry = &joined->entries[joined->count++];
            *entry = (struct entry){.presence = ABSENT};
        }
        entry->items[which] = item;
        entry->parents[which] = parent;
        join_items(joined, which, version, entry);
    }
}

/* --- Whether items can be paired in one way only --- */

static inline struct entry *entry_of(struct joined *joined, enum wp_version which,
                                     const struct wp_item *item)
{
    for (size_t i = 0; i < joined->count; i++)
        if (joined->entries[i].items[which] == item)
            return &joined->entries[i];
    return NULL;
}

/* Whether the item of a version is paired with one of the base by its id or its title. */
static inline bool is_matched(const struct entry *entry, enum wp_version which)
{
    const struct wp_item *base = entry->items[WP_BASE], *item = entry->items[which];

    return base != NULL && item != NULL &&
           (wp_str_equal(base->title, item->title) ||
            (base->id.length > 0 && wp_str_equal(base->id, item->id)));
}

/* Return the next sibling (or the previous one) in the version `in` that is matched between the
 * base and the version `which`, or NULL. */
static inline struct entry *matched_beside(struct joined *joined, const struct wp_item *item,
                                           enum wp_version in, enum wp_version which, bool next)
{
    for (item = next ? item->next : item->previous; item != NULL;
         item = next ? item->next : item->previous) {
        struct entry *entry = entry_of(joined, in, item);

        if (is_matched(entry, which))
            return entry;
    }
    return NULL;
}

/* Return the number of single bytes to change, insert or remove between two titles. */
static inline size_t title_distance(struct wp_str a, struct wp_str b)
{
    size_t row[TITLE_MAX + 1];

    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t best = diagonal + (a.data[i - 1] != b.data[j - 1]);

            best = best < row[j] + 1 ? best : row[j] + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.length];
}

/* Return the next word of the text, from `*at` on. Empty at the end. */
static inline struct wp_str next_title_word(struct wp_str text, size_t *at)
{
    size_t begin;

    while (*at < text.length && strchr(" \n\t", text.data[*at]) != NULL)
        ++*at;
    begin = *at;
    while (*at < text.length && strchr(" \n\t", text.data[*at]) == NULL)
        ++*at;
    return wp_str_slice(text, begin, *at - begin);
}

/* Whether two titles have no word in common and differ in most of their bytes. */
static inline bool are_unlike(struct wp_str a, struct wp_str b)
{
    size_t longer = a.length > b.length ? a.length : b.length;
    struct wp_str word, other;

    if (longer > TITLE_MAX)
        return false;
    for (size_t i = 0; (word = next_title_word(a, &i)).length > 0;)
        for (size_t j = 0; (other = next_title_word(b, &j)).length > 0;)
            if (wp_str_equal(word, other))
                return false;
    return title_distance(a, b) * 4 >= longer * 3;
}

/* Whether a title is the old one with a new word, as edit_version.h makes it. */
static inline bool is_longer_title(struct wp_str old, struct wp_str new)
{
    return new.length > old.length &&memcmp(new.data, old.data, old.length) == 0;
}

/* Whether two items have nothing in common by which one could be the other one, renamed. */
static inline bool are_strangers(const struct wp_item *a, const struct wp_item *b)
{
    return are_unlike(a->title, b->title) && a->note.length == 0 && a->links.count == 0 &&
           !a->progress_value.given && a->first == NULL;
}

/* Whether the item of the base that is not matched may have become the item of the version that is
 * not matched either. */
static inline bool may_be_renamed(struct joined *joined, struct entry *base, struct entry *entry,
                                  enum wp_version which)
{
    const struct wp_item *old = base->items[WP_BASE], *new = entry->items[which];
    const struct wp_item *renamed = base->items[which];

    /* At the end of a list, a new item is a renamed one only if it is like the old one. */
    if (are_strangers(old, new) &&
        (matched_beside(joined, new, which, which, true) == NULL ||
         (renamed != NULL && is_longer_title(old->title, renamed->title))))
        return false;
    for (const struct wp_item *child = new->first; child != NULL; child = child->next) {
        struct entry *below = entry_of(joined, which, child);

        if (below->parents[WP_BASE] == base)
            return true;
    }
    if (base->parents[WP_BASE] != entry->parents[which])
        return false;
    return matched_beside(joined, old, WP_BASE, which, false) ==
               matched_beside(joined, new, which, which, false) ||
           matched_beside(joined, old, WP_BASE, which, true) ==
               matched_beside(joined, new, which, which, true);
}

/* Find items of a version that may be renamed items of the base, or new ones. */
static inline void find_unclear(struct joined *joined, enum wp_version which)
{
    for (size_t i = 2; i < joined->count; i++) {
        struct entry *base = &joined->entries[i];
        size_t others = 0;

        if (base->items[WP_BASE] == NULL || is_matched(base, which))
            continue;
        for (size_t j = 2; j < joined->count; j++) {
            struct entry *entry = &joined->entries[j];

            if (entry->items[which] != NULL && entry != base && !is_matched(entry, which))
                others += may_be_renamed(joined, base, entry, which);
        }
        if (others > 0)
            joined->unclear = true;
        /* A renamed item that has another id or has also moved, or whose neighbours have changed.
         */
        if (base->items[which] != NULL &&
            (base->items[WP_BASE]->id.length > 0 ||
             (matched_beside(joined, base->items[which], which, which, true) == NULL &&
              !is_longer_title(base->items[WP_BASE]->title, base->items[which]->title)) ||
             base->parents[WP_BASE] != base->parents[which] ||
             matched_beside(joined, base->items[WP_BASE], WP_BASE, which, false) !=
                 matched_beside(joined, base->items[which], which, which, false) ||
             matched_beside(joined, base->items[WP_BASE], WP_BASE, which, true) !=
                 matched_beside(joined, base->items[which], which, which, true)))
            joined->unclear = true;
    }
}

/* --- Merge values --- */

static inline bool both(const struct wp_item *a, const struct wp_item *b, enum wp_key key)
{
    return wp_item_value_equal(a, b, key);
}

static inline void take_key(struct entry *entry, enum wp_key key, const struct wp_item *from)
{
    take(&entry->values[READING_OURS], from, KEY_BIT(key));
    take(&entry->values[READING_THEIRS], from, KEY_BIT(key));
}

static inline void conflict_key(struct entry *entry, enum wp_key key, const struct wp_item *ours,
                                const struct wp_item *theirs)
{
    take(&entry->values[READING_OURS], ours, KEY_BIT(key));
    take(&entry->values[READING_THEIRS], theirs, KEY_BIT(key));
    entry->conflicts |= KEY_BIT(key);
}

static inline struct wp_list united(struct wp_arena *arena, const struct wp_list *base,
                                    const struct wp_list *ours, const struct wp_list *theirs)
{
    struct wp_list list = {
        wp_arena_array(arena, ours->count + theirs->count + 1, sizeof *list.items), 0};

    for (size_t i = 0; i < ours->count; i++)
        if (wp_list_has(theirs, ours->items[i]) || !wp_list_has(base, ours->items[i]))
            list.items[list.count++] = ours->items[i];
    for (size_t i = 0; i < theirs->count; i++)
        if (!wp_list_has(ours, theirs->items[i]) && !wp_list_has(base, theirs->items[i]))
            list.items[list.count++] = theirs->items[i];
    return list;
}

/* Merge the counts of two changed progresses. `known` is whether the item is in the base. */
static inline void merge_progress(struct entry *entry, const struct wp_item *base,
                                  const struct wp_item *ours, const struct wp_item *theirs,
                                  bool known)
{
    const struct wp_progress_value *b = &base->progress_value, *o = &ours->progress_value,
                                   *t = &theirs->progress_value;
    struct wp_item merged = *ours;
    struct wp_progress_value *progress = &merged.progress_value;
    bool same = o->given && t->given && o->of == t->of && wp_str_equal(o->unit, t->unit);
    bool of_base = b->given && o->of == b->of && wp_str_equal(o->unit, b->unit);

    if (!o->given && !t->given) {
        take_key(entry, WP_KEY_PROGRESS, ours);
    } else if (!same) {
        conflict_key(entry, WP_KEY_PROGRESS, ours, theirs);
        /* If one of them has only another goal, the merge may keep both changes. */
        if (o->given && t->given)
            entry->loose |= KEY_BIT(WP_KEY_PROGRESS);
    } else if (!known || wp_str_equal_c(o->unit, "%")) {
        progress->have = o->have > t->have ? o->have : t->have;
        take_key(entry, WP_KEY_PROGRESS, &merged);
    } else {
        wp_decimal before = of_base ? b->have : 0;

        progress->have = o->have + t->have - before;
        if (o->have >= before || t->have >= before)
            take_key(entry, WP_KEY_PROGRESS, &merged);
        else if (o->have == t->have)
            take_key(entry, WP_KEY_PROGRESS, ours);
        else
            conflict_key(entry, WP_KEY_PROGRESS, ours, theirs);
        if (b->given && !of_base)
            entry->loose |= KEY_BIT(WP_KEY_PROGRESS);
    }
}

/* Return whether two values are days or `true`, not reasons, and set `*earlier` to one with the
 * earlier day. */
static inline bool earlier_day(wp_day ours, wp_day theirs, bool *ours_is_earlier)
{
    *ours_is_earlier = theirs == WP_NO_DAY || (ours != WP_NO_DAY && ours <= theirs);
    return true;
}

/* Merge the states of an item: done, dropped or open. Both versions have changed it. */
static inline void merge_state(struct entry *entry, const struct wp_item *ours,
                               const struct wp_item *theirs)
{
    const enum wp_key keys[] = {WP_KEY_DONE, WP_KEY_DROPPED};
    bool reason = ours->dropped_reason.length > 0 || theirs->dropped_reason.length > 0;
    bool first = true;

    if (both(ours, theirs, WP_KEY_DONE) && both(ours, theirs, WP_KEY_DROPPED)) {
        take_key(entry, WP_KEY_DONE, ours);
        take_key(entry, WP_KEY_DROPPED, ours);
    } else if (ours->done && theirs->done) {
        earlier_day(ours->done_on, theirs->done_on, &first);
        take_key(entry, WP_KEY_DONE, first ? ours : theirs);
        take_key(entry, WP_KEY_DROPPED, ours);
    } else if (ours->dropped && theirs->dropped && !reason) {
        earlier_day(ours->dropped_on, theirs->dropped_on, &first);
        take_key(entry, WP_KEY_DROPPED, first ? ours : theirs);
        take_key(entry, WP_KEY_DONE, ours);
    } else {
        bool open = (!ours->done && !ours->dropped) || (!theirs->done && !theirs->dropped);
        bool two_reasons = ours->dropped_reason.length > 0 && theirs->dropped_reason.length > 0;

        for (int i = 0; i < 2; i++) {
            conflict_key(entry, keys[i], ours, theirs);
            if (both(ours, theirs, keys[i]))
                entry->conflicts &= ~KEY_BIT(keys[i]);
        }
        if (open || (ours->dropped && theirs->dropped && !two_reasons))
            entry->loose |= KEY_BIT(WP_KEY_DONE) | KEY_BIT(WP_KEY_DROPPED);
    }
}

/* The lines of a note. */
struct note_lines {
    struct wp_str list[NOTE_LINES_MAX];
    size_t count;
};

/* Split a note into lines. Return false if two lines are equal. */
static inline bool split_note(struct note_lines *lines, struct wp_str note)
{
    size_t begin = 0;

    lines->count = 0;
    for (size_t at = 0; note.length > 0 && at <= note.length; at++)
        if (at == note.length || note.data[at] == '\n') {
            if (lines->count == NOTE_LINES_MAX)
                return false;
            lines->list[lines->count++] = wp_str_slice(note, begin, at - begin);
            begin = at + 1;
        }
    for (size_t i = 0; i < lines->count; i++)
        for (size_t j = 0; j < i; j++)
            if (wp_str_equal(lines->list[i], lines->list[j]))
                return false;
    return true;
}

/* Return the index of the line, or the number of lines. */
static inline size_t line_index(const struct note_lines *lines, struct wp_str line)
{
    size_t i = 0;

    while (i < lines->count && !wp_str_equal(lines->list[i], line))
        i++;
    return i;
}

/* Whether the lines that both have are in the same order. */
static inline bool same_order(const struct note_lines *a, const struct note_lines *b)
{
    size_t last = 0;

    for (size_t i = 0; i < a->count; i++) {
        size_t at = line_index(b, a->list[i]);

        if (at < b->count && at + 1 < last)
            return false;
        last = at < b->count ? at + 1 : last;
    }
    return true;
}

static inline bool same_lines(const struct note_lines *a, size_t a_from, size_t a_to,
                              const struct note_lines *b, size_t b_from, size_t b_to)
{
    if (a_to - a_from != b_to - b_from)
        return false;
    for (size_t i = 0; i < a_to - a_from; i++)
        if (!wp_str_equal(a->list[a_from + i], b->list[b_from + i]))
            return false;
    return true;
}

static inline void put_lines(struct wp_buf *buf, const struct note_lines *lines, size_t from,
                             size_t to)
{
    for (; from < to; from++) {
        wp_buf_append(buf, lines->list[from]);
        wp_buf_putc(buf, '\n');
    }
}

static inline struct wp_str finish_note(struct wp_arena *arena, struct wp_buf *buf)
{
    struct wp_str note;

    while (buf->length > 0 && buf->data[buf->length - 1] == '\n')
        buf->length--;
    note = wp_arena_copy(arena, wp_buf_str(buf));
    wp_buf_free(buf);
    return note;
}

/* Merge two changed notes line by line, where no line occurs twice. Lines that all three versions
 * have are kept; between two of them the lines of the version that has changed them are taken. If
 * both have changed them, these lines are in conflict. Return whether there is a conflict. */
static inline bool merge_lines(struct wp_arena *arena, const struct note_lines *base,
                               const struct note_lines *ours, const struct note_lines *theirs,
                               struct wp_str readings[READINGS])
{
    struct wp_buf bufs[READINGS] = {WP_BUF_INIT, WP_BUF_INIT};
    size_t b = 0, o = 0, t = 0;
    bool conflict = false;

    for (size_t i = 0; i <= base->count; i++) {
        size_t to_o = i < base->count ? line_index(ours, base->list[i]) : ours->count;
        size_t to_t = i < base->count ? line_index(theirs, base->list[i]) : theirs->count;
        bool unchanged, same;

        if (i < base->count && (to_o == ours->count || to_t == theirs->count))
            continue;
        unchanged = same_lines(base, b, i, ours, o, to_o);
        same = same_lines(ours, o, to_o, theirs, t, to_t);
        if (unchanged || same || same_lines(base, b, i, theirs, t, to_t)) {
            for (int r = 0; r < READINGS; r++)
                put_lines(&bufs[r], unchanged ? theirs : ours, unchanged ? t : o,
                          unchanged ? to_t : to_o);
        } else {
            conflict = true;
            put_lines(&bufs[READING_OURS], ours, o, to_o);
            put_lines(&bufs[READING_THEIRS], theirs, t, to_t);
        }
        for (int r = 0; i < base->count && r < READINGS; r++)
            put_lines(&bufs[r], base, i, i + 1);
        b = i + 1;
        o = to_o + 1;
        t = to_t + 1;
    }
    for (int r = 0; r < READINGS; r++)
        readings[r] = finish_note(arena, &bufs[r]);
    return conflict;
}

static inline void merge_note(struct entry *entry, enum wp_key key, struct wp_arena *arena,
                              const struct wp_item *const items[WP_VERSIONS])
{
    struct note_lines lines[WP_VERSIONS];
    struct wp_str readings[READINGS];
    bool clear = true;

    for (int i = 0; i < WP_VERSIONS; i++)
        clear =
            split_note(&lines[i], key == WP_KEY_NOTE ? items[i]->note : items[i]->review) && clear;
    conflict_key(entry, key, items[WP_OURS], items[WP_THEIRS]);
    for (size_t i = 0; clear && i < lines[WP_OURS].count; i++)
        clear = line_index(&lines[WP_THEIRS], lines[WP_OURS].list[i]) == lines[WP_THEIRS].count ||
                line_index(&lines[WP_BASE], lines[WP_OURS].list[i]) < lines[WP_BASE].count;
    if (!clear || !same_order(&lines[WP_BASE], &lines[WP_OURS]) ||
        !same_order(&lines[WP_BASE], &lines[WP_THEIRS])) {
        entry->loose |= KEY_BIT(key);
        return;
    }
    if (!merge_lines(arena, &lines[WP_BASE], &lines[WP_OURS], &lines[WP_THEIRS], readings))
        entry->conflicts &= ~KEY_BIT(key);
    for (int r = 0; r < READINGS; r++) {
        if (key == WP_KEY_NOTE)
            entry->values[r].note = readings[r];
        else
            entry->values[r].review = readings[r];
    }
}

/* Merge a value that both versions have changed, in different ways. */
static inline void merge_changed(struct entry *entry, enum wp_key key, struct wp_arena *arena,
                                 const struct wp_item *const items[WP_VERSIONS])
{
    const struct wp_item *ours = items[WP_OURS], *theirs = items[WP_THEIRS];
    struct wp_item merged = *ours;

    switch (key) {
    case WP_KEY_NOTE:
    case WP_KEY_REVIEW:
        merge_note(entry, key, arena, items);
        break;
    case WP_KEY_TAGS:
        merged.tags = united(arena, &items[WP_BASE]->tags, &ours->tags, &theirs->tags);
        take_key(entry, key, &merged);
        break;
    case WP_KEY_LINKS:
        merged.links = united(arena, &items[WP_BASE]->links, &ours->links, &theirs->links);
        take_key(entry, key, &merged);
        break;
    case WP_KEY_CARRIED:
        take_key(entry, key, ours->carried > theirs->carried ? ours : theirs);
        break;
    case WP_KEY_SKIP:
        conflict_key(entry, key, ours, theirs);
        if (ours->skip_reason.length == 0 || theirs->skip_reason.length == 0)
            entry->loose |= KEY_BIT(key);
        break;
    default:
        conflict_key(entry, key, ours, theirs);
        break;
    }
}

/* Merge the values of an entry that both versions have. */
static inline void merge_values(struct entry *entry, struct wp_arena *arena)
{
    const struct wp_item blank = wp_item_empty();
    const struct wp_item *ours = entry->items[WP_OURS], *theirs = entry->items[WP_THEIRS];
    const struct wp_item *base = entry->items[WP_BASE] != NULL ? entry->items[WP_BASE] : &blank;
    const struct wp_item *const items[WP_VERSIONS] = {base, ours, theirs};
    const unsigned state = KEY_BIT(WP_KEY_DONE) | KEY_BIT(WP_KEY_DROPPED);
    bool by_ours = !both(base, ours, WP_KEY_DONE) || !both(base, ours, WP_KEY_DROPPED);
    bool by_theirs = !both(base, theirs, WP_KEY_DONE) || !both(base, theirs, WP_KEY_DROPPED);

    if (by_ours && by_theirs)
        merge_state(entry, ours, theirs);
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        if (wp_key_holds_items(key) || ((state & KEY_BIT(key)) != 0 && by_ours && by_theirs))
            continue;
        if (both(base, ours, key))
            take_key(entry, key, theirs);
        else if (both(base, theirs, key))
            take_key(entry, key, ours);
        else if (key == WP_KEY_PROGRESS)
            merge_progress(entry, base, ours, theirs, entry->items[WP_BASE] != NULL);
        else if (both(ours, theirs, key))
            take_key(entry, key, ours);
        else
            merge_changed(entry, key, arena, items);
    }
}

/* --- Which items are in the merged week --- */

/* Whether the order of the items below `parent` that both the base and the version have there is
 * the same in both. */
static inline bool is_unmoved(struct joined *joined, const struct entry *parent,
                              enum wp_version which)
{
    const struct wp_item *last = NULL;

    if (parent->items[WP_BASE] == NULL || parent->items[which] == NULL)
        return parent->items[WP_BASE] == NULL;
    for (const struct wp_item *item = parent->items[WP_BASE]->first; item != NULL;
         item = item->next) {
        const struct entry *entry = entry_of(joined, WP_BASE, item);

        if (entry->parents[which] != parent)
            continue;
        if (last != NULL && entry->items[which]->number < last->number)
            return false;
        last = entry->items[which];
    }
    return true;
}

/* Return the bytes of an item with its comments. */
static inline struct wp_str bytes_with_comments(const struct wp_week *week,
                                                const struct wp_item *item)
{
    if (stands_in_brackets(week, item))
        return bytes_of(week->text, item->layout.span);
    return bytes_of(week->text, own_lines(week->text, item));
}

/* Whether the version has written a comment at the item, or below it. */
static inline bool is_commented(const struct joined *joined, const struct entry *entry,
                                enum wp_version which)
{
    static struct comment old[COMMENTS_MAX], new[COMMENTS_MAX];
    size_t old_count =
        find_comments(bytes_with_comments(joined->weeks[WP_BASE], entry->items[WP_BASE]), old);
    size_t new_count =
        find_comments(bytes_with_comments(joined->weeks[which], entry->items[which]), new);

    for (size_t i = 0; i < new_count; i++)
        if (!holds_comment(old, old_count, new[i].number))
            return true;
    return false;
}

/* Whether the version has changed the item of the base that the other version has deleted, or
 * anything below it. */
static inline enum presence is_changed(struct joined *joined, struct entry *entry,
                                       enum wp_version which)
{
    const struct wp_item *item = entry->items[which], *base = entry->items[WP_BASE];
    enum presence changed = ABSENT;
    size_t number = 0;

    if (base == NULL || !same_values(item, base) ||
        entry->parents[which] != entry->parents[WP_BASE])
        return PRESENT;
    for (const struct wp_item *child = item->first; child != NULL; child = child->next) {
        enum presence below = is_changed(joined, entry_of(joined, which, child), which);

        if (below == PRESENT)
            return PRESENT;
        changed = below == PERHAPS ? PERHAPS : changed;
        number++;
    }
    if (!is_unmoved(joined, entry, which))
        return PRESENT;
    /* Items that the version has removed or moved away. */
    for (const struct wp_item *a = base->first, *b = item->first; a != NULL; a = a->next) {
        if (b == NULL || entry_of(joined, which, b) != entry_of(joined, WP_BASE, a))
            changed = PERHAPS;
        b = b != NULL ? b->next : NULL;
    }
    return changed;
}

/* Set the presence and the parent of an entry that only the version `which` has, of ours and
 * theirs. */
static inline void place_single(struct joined *joined, struct entry *entry, enum wp_version which)
{
    const enum wp_version other = which == WP_OURS ? WP_THEIRS : WP_OURS;
    struct entry *top = entry;

    entry->parent = entry->parents[which];
    for (int r = 0; r < READINGS; r++)
        entry->values[r] = *entry->items[which];
    entry->presence = PRESENT;
    if (entry->items[WP_BASE] == NULL)
        return;
    while (top->parents[which] != NULL && top->parents[which]->items[other] == NULL &&
           top->parents[which]->items[WP_BASE] != NULL)
        top = top->parents[which];
    entry->presence = is_commented(joined, top, which) ? PRESENT : is_changed(joined, top, which);
    entry->kept = entry->presence != ABSENT;
}

static inline void place_both(struct entry *entry)
{
    struct entry *base = entry->parents[WP_BASE], *ours = entry->parents[WP_OURS],
                 *theirs = entry->parents[WP_THEIRS];

    entry->presence = PRESENT;
    if (entry->items[WP_BASE] != NULL && ours == base)
        entry->parent = theirs;
    else
        entry->parent = ours;
    entry->any_place =
        ours != theirs && (entry->items[WP_BASE] == NULL || (ours != base && theirs != base));
}

/* Set `illegal` if the merged week may break a rule of the format, and `unclear` if the parents
 * make a circle. */
static inline void find_illegal(struct joined *joined)
{
    for (size_t i = 2; i < joined->count; i++) {
        const struct entry *entry = &joined->entries[i];
        const struct entry *top = entry;
        unsigned depth = 0;

        if (entry->presence == ABSENT)
            continue;
        while (top->parent != NULL && depth < 20) {
            joined->unclear = joined->unclear || top->parent->presence == ABSENT;
            top = top->parent;
            depth++;
        }
        joined->unclear = joined->unclear || depth == 20;
        for (int r = 0; r < READINGS; r++) {
            const struct wp_item *values = &entry->values[r];

            if ((entry->parent->values[r].progress_value.given) ||
                (values->weekly && entry->parent != &joined->entries[0]) ||
                (top == &joined->entries[1] && entry->items[WP_OURS] != NULL &&
                 entry->items[WP_THEIRS] != NULL &&
                 entry->parents[WP_OURS] != entry->parents[WP_THEIRS]) ||
                (top == &joined->entries[1] && depth > 1))
                joined->illegal = true;
            for (size_t j = 2; j < i; j++)
                if (values->id.length > 0 && joined->entries[j].presence != ABSENT &&
                    wp_str_equal(values->id, joined->entries[j].values[r].id))
                    joined->illegal = true;
        }
    }
}

static inline void merge_entries(struct joined *joined, struct wp_arena *arena)
{
    for (size_t i = 0; i < joined->count; i++) {
        struct entry *entry = &joined->entries[i];

        if (entry->items[WP_OURS] != NULL && entry->items[WP_THEIRS] != NULL) {
            place_both(entry);
            merge_values(entry, arena);
        } else if (entry->items[WP_OURS] != NULL) {
            place_single(joined, entry, WP_OURS);
        } else if (entry->items[WP_THEIRS] != NULL) {
            place_single(joined, entry, WP_THEIRS);
        }
        joined->conflict = joined->conflict || entry->conflicts != 0;
    }
    find_illegal(joined);
}

static inline size_t count_week_items(const struct wp_week *week)
{
    size_t count = 0;

    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item))
        count++;
    return count;
}

/* Join and merge the versions of the week that begins on `start`. The arena owns new strings.
 * `carried` is the base of a week to which both have carried items. */
static inline void join_week(struct joined *joined, wp_day start,
                             const struct loaded *const loaded[WP_VERSIONS],
                             const struct version *const versions[WP_VERSIONS],
                             const struct carried_model *carried, struct wp_arena *arena)
{
    const struct wp_week *base, *ours, *theirs;

    *joined = (struct joined){.start = start, .count = 2};
    for (enum wp_version i = 0; i < WP_VERSIONS; i++)
        joined->weeks[i] = loaded_week(loaded[i], start);
    base = joined->weeks[WP_BASE];
    ours = joined->weeks[WP_OURS];
    theirs = joined->weeks[WP_THEIRS];
    if (ours == NULL || theirs == NULL) {
        const struct wp_week *left = ours != NULL ? ours : theirs;

        if (left == NULL)
            joined->kind = WEEK_ABSENT_NOW;
        else if (base != NULL && same_week(base, left))
            joined->kind = wp_str_equal(base->text, left->text) ? WEEK_ABSENT_NOW : WEEK_PERHAPS;
        else if (base != NULL && count_week_items(left) < count_week_items(base))
            joined->kind = WEEK_PERHAPS; /* both versions may only have deleted items */
        else
            joined->kind = ours != NULL ? WEEK_OF_OURS : WEEK_OF_THEIRS;
        return;
    }
    joined->unclear = carried->unclear;
    if (carried->loaded.count > 0)
        joined->weeks[WP_BASE] = base = carried->loaded.weeks[0];
    for (enum wp_version i = 0; i < WP_VERSIONS; i++) {
        if (joined->weeks[i] == NULL)
            continue;
        joined->entries[0].items[i] = &joined->weeks[i]->root;
        joined->entries[1].items[i] = &joined->weeks[i]->also;
        join_items(joined, i, versions[i], &joined->entries[0]);
        join_items(joined, i, versions[i], &joined->entries[1]);
    }
    for (enum wp_version i = WP_OURS; base != NULL && i < WP_VERSIONS; i++)
        find_unclear(joined, i);
    merge_entries(joined, arena);
}

/* --- Compare a merged week with the model --- */

static inline bool same_set(const struct wp_list *a, const struct wp_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!wp_list_has(b, a->items[i]))
            return false;
    for (size_t i = 0; i < b->count; i++)
        if (!wp_list_has(a, b->items[i]))
            return false;
    return true;
}

static inline bool has_value(const struct wp_item *item, const struct wp_item *values,
                             enum wp_key key)
{
    if (key == WP_KEY_TAGS)
        return same_set(&item->tags, &values->tags);
    if (key == WP_KEY_LINKS)
        return same_set(&item->links, &values->links);
    return wp_item_value_equal(item, values, key);
}

static inline struct entry *find_entry(struct joined *joined, struct wp_str title)
{
    for (size_t i = 2; i < joined->count; i++)
        if (entry_has_title(&joined->entries[i], title))
            return &joined->entries[i];
    return NULL;
}

static char problem_text[240];

/* Return a message about an item. */
static inline const char *problem_of(const struct wp_item *item, const char *what)
{
    snprintf(problem_text, sizeof problem_text, "%s: '%.*s'", what, (int)item->title.length,
             item->title.data);
    return problem_text;
}

static inline const char *check_values(const struct entry *entry, int reading)
{
    const struct wp_item *ours = entry->items[WP_OURS], *theirs = entry->items[WP_THEIRS];
    const struct wp_item *base = entry->items[WP_BASE];

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_key_holds_items(key) && (entry->loose & KEY_BIT(key)) == 0 &&
            !has_value(entry->seen, &entry->values[reading], key)) {
            problem_of(entry->seen, wp_keys[key].name);
            return problem_text;
        }
    if (ours == NULL || theirs == NULL)
        return NULL;
    if ((ours->extras == theirs->extras || (base != NULL && base->extras == theirs->extras)) &&
        entry->seen->extras != ours->extras)
        return problem_of(entry->seen, "an x- key has another value");
    if (base != NULL && base->extras == ours->extras && entry->seen->extras != theirs->extras)
        return problem_of(entry->seen, "an x- key has another value");
    return NULL;
}

/* Set `seen` of the entries that the merged week has. */
static inline const char *see_items(struct joined *joined, const struct wp_week *week)
{
    for (size_t i = 0; i < joined->count; i++)
        joined->entries[i].seen = NULL;
    joined->entries[0].seen = &week->root;
    joined->entries[1].seen = &week->also;
    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item)) {
        struct entry *entry = find_entry(joined, item->title);

        if (entry == NULL)
            return problem_of(item, "an item is new");
        if (entry->seen != NULL && !joined->unclear)
            return problem_of(item, "an item is doubled");
        entry->seen = item;
    }
    return NULL;
}

/* Whether both versions have begun a list that the base lacks, with common items in two orders. */
static inline bool is_begun_apart(struct joined *joined, const struct entry *parent)
{
    const struct wp_item *last = NULL;

    if (parent->items[WP_BASE] != NULL || parent->items[WP_OURS] == NULL)
        return false;
    for (const struct wp_item *item = parent->items[WP_OURS]->first; item != NULL;
         item = item->next) {
        const struct entry *entry = entry_of(joined, WP_OURS, item);

        if (entry->parents[WP_THEIRS] != parent)
            continue;
        if (last != NULL && entry->items[WP_THEIRS]->number < last->number)
            return true;
        last = entry->items[WP_THEIRS];
    }
    return false;
}

/* Return -1 if `a` is above `b` in the list of `parent` in the version, 1 if it is below, 0 if one
 * of them is not in this list. */
static inline int order_in(const struct entry *a, const struct entry *b, const struct entry *parent,
                           enum wp_version which)
{
    if (a->items[which] == NULL || b->items[which] == NULL || a->parents[which] != parent ||
        b->parents[which] != parent)
        return 0;
    return a->items[which]->number < b->items[which]->number ? -1 : 1;
}

/* Whether two siblings of the merged week, of which `a` is above `b`, may be in this order. A
 * version decides the order if the other one has not moved items of the list. */
static inline bool is_ordered(struct joined *joined, const struct entry *a, const struct entry *b,
                              const struct entry *parent)
{
    int ours = order_in(a, b, parent, WP_OURS), theirs = order_in(a, b, parent, WP_THEIRS);
    bool in_base = order_in(a, b, parent, WP_BASE) != 0;

    if (a->any_place || b->any_place)
        return true;
    /* If both have moved items, an order that both have kept may be another one afterwards: of
     * 1 2 3 4, ours 1 4 2 3 and theirs 2 3 1 4 come to 4 2 3 1. */
    if (ours == 1)
        return !is_unmoved(joined, parent, WP_THEIRS) &&
               (theirs != 1 || !is_unmoved(joined, parent, WP_OURS));
    if (theirs == 1 && (ours == 0 || in_base))
        return !is_unmoved(joined, parent, WP_OURS) || is_begun_apart(joined, parent);
    return true;
}

static inline const char *check_order(struct joined *joined)
{
    for (size_t i = 0; i < joined->count; i++) {
        const struct entry *parent = &joined->entries[i];

        for (const struct wp_item *a = parent->seen != NULL ? parent->seen->first : NULL; a != NULL;
             a = a->next)
            for (const struct wp_item *b = a->next; b != NULL; b = b->next)
                if (!is_ordered(joined, find_entry(joined, a->title), find_entry(joined, b->title),
                                parent))
                    return problem_of(b, "an item has another place among its siblings");
    }
    return NULL;
}

/* Whether the week has an item with one of the titles of the entry. */
static inline bool has_any_title(const struct wp_week *week, const struct entry *entry)
{
    for (int i = 0; i < WP_VERSIONS; i++)
        if (entry->items[i] != NULL && week_has_title(week, entry->items[i]->title))
            return true;
    return false;
}

/* Compare a reading of the merged week with the model. Return a message, or NULL. */
static inline const char *check_week(struct joined *joined, const struct wp_week *week, int reading)
{
    const char *problem = see_items(joined, week);

    if (problem != NULL || joined->illegal)
        return problem;
    for (size_t i = 0; i < joined->count; i++) {
        struct entry *entry = &joined->entries[i];
        bool mine = entry->items[WP_BASE] == NULL ||
                    (entry->items[WP_OURS] != NULL && entry->items[WP_THEIRS] != NULL);

        if (entry->seen == NULL && entry->presence == PRESENT &&
            (!joined->unclear || (mine && !joined->conflict && !has_any_title(week, entry))))
            return problem_of(entry->items[WP_OURS] != NULL ? entry->items[WP_OURS]
                                                            : entry->items[WP_THEIRS],
                              "an item is lost");
        if (entry->seen == NULL || joined->unclear)
            continue;
        if (entry->presence == ABSENT)
            return problem_of(entry->seen, "a deleted item is back");
        problem = check_values(entry, reading);
        if (problem != NULL)
            return problem;
        if (i >= 2 && !entry->any_place && entry->seen->parent != entry->parent->seen)
            return problem_of(entry->seen, "an item is below another item");
    }
    return joined->unclear ? NULL : check_order(joined);
}

#endif
