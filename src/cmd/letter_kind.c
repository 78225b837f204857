#include "cmd/letter_kind.h"

static const char *const kind_words[WP_LETTER_KINDS] = {
    [WP_LETTER_LAST_WEEK] = "last", [WP_LETTER_THIS_WEEK] = "this", [WP_LETTER_ASK] = "ask"};

const char *wp_letter_kind_word(enum wp_letter_kind kind)
{
    return kind_words[kind];
}

const char *wp_letter_kind_begin_sentence(enum wp_letter_kind kind)
{
    static const char *const begins[WP_LETTER_KINDS] = {
        [WP_LETTER_LAST_WEEK] = "the letter about the week of",
        [WP_LETTER_THIS_WEEK] = "the letter about the running week of",
        [WP_LETTER_ASK] = "the letter that asks for the review of the week of"};

    return begins[kind];
}

bool wp_letter_kind_parse(struct wp_str word, enum wp_letter_kind *kind)
{
    for (size_t i = 0; i < WP_LETTER_KINDS; i++)
        if (wp_str_equal_c(word, kind_words[i])) {
            *kind = (enum wp_letter_kind)i;
            return true;
        }
    return false;
}

enum wp_letter_kind wp_letter_kind_of(wp_day week, wp_day today, bool ask)
{
    if (ask)
        return WP_LETTER_ASK;
    return week + WP_DAYS_OF_WEEK <= today ? WP_LETTER_LAST_WEEK : WP_LETTER_THIS_WEEK;
}
