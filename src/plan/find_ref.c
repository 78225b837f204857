#include "plan/find_ref.h"

#include <string.h>

#include <weekplan/buf.h>

#include "base/edit_distance.h"
#include "base/utf8.h"

/* How well an item fits a REF that is not a path; the best fit is first. An "other" item is an item
 * on which the command cannot act, such as a done item for `done`. */
enum fit {
    FIT_ID,               /* the REF is the id of the item */
    FIT_TITLE,            /* the title has the same bytes as the REF */
    FIT_TITLE_TEXT,       /* the normalized title is equal to the normalized REF */
    FIT_OTHER_TITLE,      /* FIT_TITLE, but the command cannot act on the item */
    FIT_OTHER_TITLE_TEXT, /* FIT_TITLE_TEXT, but the command cannot act on the item */
    FIT_WORDS,            /* the normalized title contains the normalized REF as whole words */
    FIT_BEGINNING,        /* a word of the normalized title begins with the normalized REF */
    FIT_OTHER_WORDS,      /* FIT_WORDS, but the command cannot act on the item */
    FIT_OTHER_BEGINNING,  /* FIT_BEGINNING, but the command cannot act on the item */
    FIT_PART_OF_TITLE,    /* the normalized title contains the normalized REF */
    FIT_OTHER_PART,       /* FIT_PART_OF_TITLE, but the command cannot act on the item */
    FIT_NOT
};

/* A search for the items that a REF names. */
struct ref_search {
    struct wp_str ref;
    unsigned acts_on;     /* set of the states on which the command can act (WP_ACTS_ON) */
    struct wp_buf wanted; /* the normalized REF */
    struct wp_buf title;  /* the normalized title of the item that is compared last */
};

/* An item to suggest because its title is near the REF. */
struct near_title {
    const struct wp_item *item;
    unsigned distance; /* edits from the REF to the title or to a word of the title */
    bool other;        /* whether the command cannot act on the item */
};

static bool ref_is_path(struct wp_str ref)
{
    size_t begin = wp_str_starts(ref, "+") ? 1 : 0;

    for (size_t i = begin; i < ref.length; i++) {
        if (ref.data[i] != '.' && (ref.data[i] < '0' || ref.data[i] > '9'))
            return false;
    }
    return ref.length > begin;
}

static const struct wp_item *subtask_numbered(const struct wp_item *item, uint32_t number)
{
    const struct wp_item *subtask = item->first;

    while (subtask != NULL && subtask->number != number)
        subtask = subtask->next;
    return subtask;
}

/* Return the item at a path such as "1.2" below `item`, or NULL. An empty part of a path (`1..2`)
 * is read as 0, and no item has the number 0. */
static const struct wp_item *follow_path(const struct wp_item *item, struct wp_str path)
{
    size_t at = 0;

    do {
        uint32_t number = 0;
        if (at < path.length && path.data[at] == '0')
            return NULL;
        for (; at < path.length && path.data[at] != '.'; at++) {
            uint32_t digit = (uint32_t)(path.data[at] - '0');
            if (number > (UINT32_MAX - digit) / 10)
                return NULL;
            number = number * 10 + digit;
        }
        item = subtask_numbered(item, number);
    } while (item != NULL && at++ < path.length);
    return item;
}

/* Return the offset at which `part` begins in `text`, at or after `begin`; text.length if `part`
 * does not occur. An empty part never occurs. */
static size_t find_part(struct wp_str text, struct wp_str part, size_t begin)
{
    for (size_t at = begin; part.length > 0 && at + part.length <= text.length; at++)
        if (memcmp(text.data + at, part.data, part.length) == 0)
            return at;
    return text.length;
}

static bool contains(struct wp_str text, struct wp_str part)
{
    return find_part(text, part, 0) < text.length;
}

/* Return the character before the offset `at`, or -1 at the beginning of the text. */
static int32_t character_before(struct wp_str text, size_t at)
{
    int32_t character = -1;
    size_t begin = at;

    while (begin > 0 && ((unsigned char)text.data[--begin] & 0xc0) == 0x80)
        ;
    if (at > 0)
        (void)wp_utf8_decode(wp_str_slice(text, begin, at - begin), &character);
    return character;
}

/* Return the character at the offset `at`, or -1 at the end of the text. */
static int32_t character_at(struct wp_str text, size_t at)
{
    int32_t character = -1;

    if (at < text.length)
        (void)wp_utf8_decode(wp_str_slice(text, at, text.length - at), &character);
    return character;
}

/* Whether the offset `at` is inside a word of the text. */
static bool cuts_word(struct wp_str text, size_t at)
{
    return wp_utf8_is_word(character_before(text, at)) && wp_utf8_is_word(character_at(text, at));
}

/* Whether a word can begin at the offset `at`. Where a letter has no case, this is everywhere. */
static bool can_begin_word(struct wp_str text, size_t at)
{
    return !cuts_word(text, at) || wp_utf8_is_caseless(character_before(text, at)) ||
           wp_utf8_is_caseless(character_at(text, at));
}

/* Return how a title contains `part`: FIT_WORDS, FIT_BEGINNING, FIT_PART_OF_TITLE or FIT_NOT. */
static enum fit fit_inside(struct wp_str title, struct wp_str part)
{
    enum fit best = FIT_NOT;

    for (size_t at = find_part(title, part, 0); at < title.length;
         at = find_part(title, part, at + 1)) {
        if (!cuts_word(title, at) && !cuts_word(title, at + part.length))
            return FIT_WORDS;
        if (can_begin_word(title, at))
            best = FIT_BEGINNING;
        else if (best == FIT_NOT)
            best = FIT_PART_OF_TITLE;
    }
    return best;
}

static bool can_act_on(const struct ref_search *search, const struct wp_item *item)
{
    unsigned kind = wp_item_is_also(item) ? WP_ACTS_ON_ALSO : WP_ACTS_ON(item->progress.state);

    return (search->acts_on & kind) != 0;
}

static struct wp_str normalized_title(struct ref_search *search, const struct wp_item *item)
{
    wp_buf_clear(&search->title);
    wp_utf8_normalize(&search->title, item->title, true);
    return wp_buf_str(&search->title);
}

static enum fit fit_of(struct ref_search *search, const struct wp_item *item)
{
    bool other = !can_act_on(search, item);
    struct wp_str wanted = wp_buf_str(&search->wanted);
    struct wp_str title;

    if (wp_str_equal(item->id, search->ref))
        return FIT_ID;
    if (wp_str_equal(item->title, search->ref))
        return other ? FIT_OTHER_TITLE : FIT_TITLE;
    title = normalized_title(search, item);
    if (wp_str_equal(title, wanted))
        return other ? FIT_OTHER_TITLE_TEXT : FIT_TITLE_TEXT;
    switch (fit_inside(title, wanted)) {
    case FIT_WORDS:
        return other ? FIT_OTHER_WORDS : FIT_WORDS;
    case FIT_BEGINNING:
        return other ? FIT_OTHER_BEGINNING : FIT_BEGINNING;
    case FIT_PART_OF_TITLE:
        return other ? FIT_OTHER_PART : FIT_PART_OF_TITLE;
    default:
        return FIT_NOT;
    }
}

/* Return the fit of the items that were found. */
static enum wp_ref_fit kind_of_fit(enum fit fit)
{
    switch (fit) {
    case FIT_ID:
        return WP_REF_FITS_EXACTLY;
    case FIT_TITLE:
    case FIT_TITLE_TEXT:
    case FIT_OTHER_TITLE:
    case FIT_OTHER_TITLE_TEXT:
        return WP_REF_FITS_TITLE;
    case FIT_WORDS:
    case FIT_OTHER_WORDS:
        return WP_REF_FITS_WORDS;
    case FIT_BEGINNING:
    case FIT_OTHER_BEGINNING:
        return WP_REF_FITS_BEGINNING;
    case FIT_PART_OF_TITLE:
    case FIT_OTHER_PART:
        return WP_REF_FITS_PART;
    case FIT_NOT:
        break;
    }
    return WP_REF_FITS_NONE;
}

/* Whether the REF is a part of the title of an item on which the command cannot act. */
static bool is_other_part(enum fit fit)
{
    return fit == FIT_OTHER_WORDS || fit == FIT_OTHER_BEGINNING || fit == FIT_OTHER_PART;
}

static void find_fitting(struct ref_search *search, const struct wp_week *week,
                         struct wp_selection *selection)
{
    enum fit best = FIT_NOT;

    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item)) {
        enum fit fit = fit_of(search, item);
        if (fit == FIT_NOT || fit > best)
            continue;
        if (fit < best) {
            best = fit;
            selection->fitting = 0;
        }
        if (selection->fitting < WP_CANDIDATES_MAX)
            selection->candidates[selection->fitting] = item;
        selection->fitting++;
    }
    /* A part of a title names an item on which the command cannot act only if exactly one fits. */
    if (is_other_part(best) && selection->fitting > 1) {
        selection->unusable = best == FIT_OTHER_PART ? 0 : selection->fitting;
        selection->fitting = 0;
    }
    if (selection->fitting > 0)
        selection->fit = kind_of_fit(best);
}

/* Set *distance to the number of edits from `wanted` to `text`. Return whether the edits are few
 * enough to suggest `text`, and fewer than the bytes of `wanted`, because so many edits could
 * replace all bytes. */
static bool is_near(struct wp_str wanted, struct wp_str text, unsigned *distance)
{
    return wp_edit_distance_is_near(wanted, text, distance) && *distance < wanted.length;
}

/* Return whether the title or one of its words is near `wanted`. Set *distance to the smallest
 * number of edits. */
static bool title_is_near(struct wp_str wanted, struct wp_str title, unsigned *distance)
{
    bool near = is_near(wanted, title, distance);
    size_t begin = 0;

    if (contains(title, wanted)) {
        *distance = 0;
        return true;
    }
    for (size_t at = 0; at <= title.length; at++) {
        if (at < title.length && title.data[at] != ' ')
            continue;
        struct wp_str word = wp_str_slice(title, begin, at - begin);
        unsigned of_word = 0;
        if (is_near(wanted, word, &of_word) && (!near || of_word < *distance)) {
            near = true;
            *distance = of_word;
        }
        begin = at + 1;
    }
    return near;
}

/* Return whether to suggest `a` before `b`. */
static bool nearer(const struct near_title *a, const struct near_title *b)
{
    if (a->other != b->other)
        return !a->other;
    return a->distance < b->distance;
}

static void find_nearest(struct ref_search *search, const struct wp_week *week,
                         struct wp_selection *selection)
{
    /* One element more than WP_NEAREST_MAX: a title is inserted before the last title is removed.
     */
    struct near_title nearest[WP_NEAREST_MAX + 1];
    size_t count = 0;

    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item)) {
        struct near_title found = {item, 0, !can_act_on(search, item)};
        struct wp_str title = normalized_title(search, item);
        size_t place = count;
        if (!title_is_near(wp_buf_str(&search->wanted), title, &found.distance))
            continue;
        for (; place > 0 && nearer(&found, &nearest[place - 1]); place--)
            nearest[place] = nearest[place - 1];
        nearest[place] = found;
        if (count < WP_NEAREST_MAX)
            count++;
    }
    for (size_t i = 0; i < count; i++)
        selection->candidates[i] = nearest[i].item;
    selection->candidate_count = count;
}

static void search_titles(struct ref_search *search, const struct wp_week *week,
                          struct wp_selection *selection)
{
    size_t found;

    find_fitting(search, week, selection);
    found = selection->fitting + selection->unusable;
    if (found == 0)
        find_nearest(search, week, selection);
    else if (selection->fitting == 1)
        selection->item = selection->candidates[0];
    else
        selection->candidate_count = found < WP_CANDIDATES_MAX ? found : WP_CANDIDATES_MAX;
}

void wp_find_ref(const struct wp_week *week, struct wp_str ref, unsigned acts_on,
                 struct wp_selection *selection)
{
    struct ref_search search = {ref, acts_on, WP_BUF_INIT, WP_BUF_INIT};

    *selection = (struct wp_selection){.item = NULL};
    if (wp_str_trim(ref).length == 0)
        return;
    if (ref_is_path(ref)) {
        selection->item = wp_str_starts(ref, "+")
                              ? follow_path(&week->also, wp_str_slice(ref, 1, ref.length))
                              : follow_path(&week->root, ref);
        selection->fitting = selection->item != NULL ? 1 : 0;
        if (selection->item != NULL)
            selection->fit = WP_REF_FITS_EXACTLY;
        return;
    }
    wp_utf8_normalize(&search.wanted, ref, true);
    search_titles(&search, week, selection);
    wp_buf_free(&search.wanted);
    wp_buf_free(&search.title);
}

bool wp_find_ref_split_range(struct wp_str ref, struct wp_str *first, struct wp_str *last)
{
    const char *dash = ref.length > 0 ? memchr(ref.data, '-', ref.length) : NULL;
    size_t length = dash != NULL ? (size_t)(dash - ref.data) : 0;

    *first = wp_str_slice(ref, 0, length);
    *last = wp_str_slice(ref, length + 1, ref.length);
    return dash != NULL && ref_is_path(*first) && ref_is_path(*last);
}

bool wp_find_ref_range(const struct wp_week *week, struct wp_str ref, const struct wp_item **first,
                       const struct wp_item **last)
{
    struct wp_str ends[2];
    struct wp_selection begin, end;

    if (!wp_find_ref_split_range(ref, &ends[0], &ends[1]))
        return false;
    wp_find_ref(week, ends[0], WP_ACTS_ON_ALL, &begin);
    wp_find_ref(week, ends[1], WP_ACTS_ON_ALL, &end);
    *first = begin.item;
    *last = end.item;
    return begin.item != NULL && end.item != NULL && begin.item->parent == end.item->parent &&
           begin.item->number <= end.item->number;
}
