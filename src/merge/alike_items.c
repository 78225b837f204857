#include "merge/alike_items.h"

#include "base/edit_distance.h"
#include "plan/item_value.h"

enum {
    WORDS_MAX = 32,  /* most words of a title that are compared */
    MISTYPED_MIN = 5 /* a title of so many bytes may have a typing error; shorter ones are words */
};

/* The words of a title, borrowed from the title. */
struct title_words {
    struct wp_str words[WORDS_MAX];
    size_t count;
};

/* Whether the byte is a part of a word: an ASCII letter or digit, or a byte of another character.
 */
static bool is_in_title_word(char byte)
{
    char lower = wp_str_lower(byte);

    return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ||
           (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static struct title_words words_of_title(struct wp_str title)
{
    struct title_words words = {.count = 0};
    size_t end;

    for (size_t at = 0; at < title.length && words.count < WORDS_MAX; at = end + 1) {
        for (end = at; end < title.length && is_in_title_word(title.data[end]); end++)
            continue;
        if (end > at)
            words.words[words.count++] = wp_str_slice(title, at, end - at);
    }
    return words;
}

/* Whether two words are equal, in any case of ASCII letters. */
static bool is_same_word(struct wp_str a, struct wp_str b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (wp_str_lower(a.data[i]) != wp_str_lower(b.data[i]))
            return false;
    return true;
}

static bool has_title_word(const struct title_words *words, struct wp_str word)
{
    for (size_t i = 0; i < words->count; i++)
        if (is_same_word(words->words[i], word))
            return true;
    return false;
}

/* Return the number of words of `a` that are in `b`. Count only the words that begin with a digit,
 * or only the others. */
static size_t count_in(const struct title_words *a, const struct title_words *b, bool digits)
{
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++)
        if (is_digit(a->words[i].data[0]) == digits && has_title_word(b, a->words[i]))
            count++;
    return count;
}

/* Whether both titles have a number that the other one lacks. */
static bool have_other_numbers(const struct title_words *a, const struct title_words *b)
{
    return count_in(a, b, true) < count_in(a, a, true) &&
           count_in(b, a, true) < count_in(b, b, true);
}

static bool are_alike_titles(struct wp_str a, struct wp_str b)
{
    struct title_words first = words_of_title(a);
    struct title_words second = words_of_title(b);
    const struct title_words *shorter = first.count <= second.count ? &first : &second;
    const struct title_words *longer = shorter == &first ? &second : &first;
    size_t same = count_in(shorter, longer, true) + count_in(shorter, longer, false);
    unsigned distance;

    if (have_other_numbers(&first, &second))
        return false;
    return 2 * same > shorter->count || (a.length >= MISTYPED_MIN && b.length >= MISTYPED_MIN &&
                                         wp_edit_distance_is_near(a, b, &distance));
}

bool wp_alike_items(const struct wp_item *a, const struct wp_item *b)
{
    static const enum wp_key own[] = {WP_KEY_NOTE, WP_KEY_LINKS, WP_KEY_PROGRESS};

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (wp_item_has(a, own[i]) && wp_item_value_equal(a, b, own[i]))
            return true;
    return are_alike_titles(a->title, b->title);
}
