#include "import/section_words.h"

#include "base/utf8.h"
#include "base/words_in_text.h"

/* A row of the own table. */
struct section_row {
    const char *words; /* folded, with single blanks */
    enum wp_import_section section;
    /* Whether the row matches only a heading whose other words say nothing. */
    bool alone;
    bool either_week;
};

static const struct section_row section_rows[] = {
    {"done", WP_IMPORT_DONE, false, false},
    {"accomplished", WP_IMPORT_DONE, false, false},
    {"accomplishments", WP_IMPORT_DONE, false, false},
    {"shipped", WP_IMPORT_DONE, false, false},
    {"completed", WP_IMPORT_DONE, false, false},
    {"finished", WP_IMPORT_DONE, false, false},
    {"achieved", WP_IMPORT_DONE, false, false},
    {"achievements", WP_IMPORT_DONE, false, false},
    {"what i did", WP_IMPORT_DONE, false, false},
    {"worked on", WP_IMPORT_DONE, false, false},
    {"wins", WP_IMPORT_DONE, true, false},
    {"been up to", WP_IMPORT_DONE, true, false},

    {"additional", WP_IMPORT_ALSO, true, false},
    {"additionally", WP_IMPORT_ALSO, true, false},
    {"also", WP_IMPORT_ALSO, true, false},
    {"also done", WP_IMPORT_ALSO, false, false},
    {"also accomplished", WP_IMPORT_ALSO, false, false},
    {"also completed", WP_IMPORT_ALSO, false, false},
    {"also shipped", WP_IMPORT_ALSO, false, false},
    {"additionally accomplished", WP_IMPORT_ALSO, false, false},
    {"also did", WP_IMPORT_ALSO, false, false},
    {"additionally done", WP_IMPORT_ALSO, false, false},
    {"done besides", WP_IMPORT_ALSO, false, false},
    {"done in addition", WP_IMPORT_ALSO, false, false},
    {"in addition", WP_IMPORT_ALSO, true, false},
    {"other things", WP_IMPORT_ALSO, false, false},
    {"other stuff", WP_IMPORT_ALSO, true, false},
    {"other things done", WP_IMPORT_ALSO, false, false},
    {"other accomplishments", WP_IMPORT_ALSO, false, false},
    {"additional accomplishments", WP_IMPORT_ALSO, false, false},
    {"other", WP_IMPORT_ALSO, true, false},
    {"besides", WP_IMPORT_ALSO, true, false},
    {"unplanned", WP_IMPORT_ALSO, false, false},
    {"bonus", WP_IMPORT_ALSO, true, false},

    {"not done", WP_IMPORT_OPEN, false, false},
    {"not accomplished", WP_IMPORT_OPEN, false, false},
    {"not completed", WP_IMPORT_OPEN, false, false},
    {"not finished", WP_IMPORT_OPEN, false, false},
    {"not achieved", WP_IMPORT_OPEN, false, false},
    {"not shipped", WP_IMPORT_OPEN, false, false},
    {"not yet done", WP_IMPORT_OPEN, false, false},
    {"didn't do", WP_IMPORT_OPEN, false, false},
    {"did not do", WP_IMPORT_OPEN, false, false},
    {"did not accomplish", WP_IMPORT_OPEN, false, false},
    {"didn't accomplish", WP_IMPORT_OPEN, false, false},
    {"did not complete", WP_IMPORT_OPEN, false, false},
    {"didn't complete", WP_IMPORT_OPEN, false, false},
    {"did not finish", WP_IMPORT_OPEN, false, false},
    {"did not happen", WP_IMPORT_OPEN, false, false},
    {"didn't get done", WP_IMPORT_OPEN, false, false},
    {"did not get done", WP_IMPORT_OPEN, false, false},
    {"didn't get to", WP_IMPORT_OPEN, false, false},
    {"did not get to", WP_IMPORT_OPEN, false, false},
    {"didn't finish", WP_IMPORT_OPEN, false, false},
    {"didn't happen", WP_IMPORT_OPEN, false, false},
    {"unfinished", WP_IMPORT_OPEN, false, false},
    {"incomplete", WP_IMPORT_OPEN, false, false},
    {"undone", WP_IMPORT_OPEN, false, false},
    {"missed", WP_IMPORT_OPEN, true, false},
    {"open", WP_IMPORT_OPEN, true, false},
    {"in progress", WP_IMPORT_OPEN, true, false},
    {"left open", WP_IMPORT_OPEN, true, false},

    {"next week", WP_IMPORT_NEXT, false, false},
    {"next week's", WP_IMPORT_NEXT, false, false},
    {"coming week", WP_IMPORT_NEXT, false, false},
    {"week ahead", WP_IMPORT_NEXT, false, false},
    {"upcoming", WP_IMPORT_NEXT, true, false},
    {"up next", WP_IMPORT_NEXT, true, false},
    {"next", WP_IMPORT_NEXT, true, false},
    {"plan", WP_IMPORT_NEXT, true, true},
    {"plans", WP_IMPORT_NEXT, true, true},
    {"planned", WP_IMPORT_NEXT, true, true},
    {"to do", WP_IMPORT_NEXT, true, true},
    {"to be done", WP_IMPORT_NEXT, true, true},
    {"to get done", WP_IMPORT_NEXT, false, true},
    {"want to", WP_IMPORT_NEXT, false, true},
    {"need to", WP_IMPORT_NEXT, false, true},
    {"get done", WP_IMPORT_NEXT, false, true},
    {"must be done", WP_IMPORT_NEXT, false, true},
    {"should be done", WP_IMPORT_NEXT, false, true},
    {"needs to be done", WP_IMPORT_NEXT, false, true},
    {"todo", WP_IMPORT_NEXT, true, true},
    {"todos", WP_IMPORT_NEXT, true, true},
    {"to dos", WP_IMPORT_NEXT, true, true},

    {"focus", WP_IMPORT_TITLE, true, false},
    {"theme", WP_IMPORT_TITLE, true, false},

    {"review", WP_IMPORT_REVIEW, true, false},
    {"retrospective", WP_IMPORT_REVIEW, true, false},
    {"retro", WP_IMPORT_REVIEW, true, false},
    {"reflection", WP_IMPORT_REVIEW, true, false},
    {"reflections", WP_IMPORT_REVIEW, true, false},
    {"went well", WP_IMPORT_REVIEW, false, false},
    {"didn't go well", WP_IMPORT_REVIEW, false, false},
    {"did not go well", WP_IMPORT_REVIEW, false, false},
    {"went wrong", WP_IMPORT_REVIEW, false, false},
    {"i learned", WP_IMPORT_REVIEW, false, false},
    {"lessons learned", WP_IMPORT_REVIEW, false, false},
    {"lessons", WP_IMPORT_REVIEW, true, false},
    {"learnings", WP_IMPORT_REVIEW, true, false},
    {"challenges", WP_IMPORT_REVIEW, true, false},
    {"highlights", WP_IMPORT_REVIEW, true, false},
    {"lowlights", WP_IMPORT_REVIEW, true, false},
    {"gratitude", WP_IMPORT_REVIEW, true, false},
    {"grateful", WP_IMPORT_REVIEW, true, false},
    {"grateful for", WP_IMPORT_REVIEW, true, false},
    {"thankful for", WP_IMPORT_REVIEW, true, false},
    {"blockers", WP_IMPORT_REVIEW, true, false},
    {"anything blocking", WP_IMPORT_REVIEW, true, false},
    {"is blocking me", WP_IMPORT_REVIEW, true, false},
    {"got in the way", WP_IMPORT_REVIEW, true, false},
    {"how did it go", WP_IMPORT_REVIEW, true, false},
    {"how it went", WP_IMPORT_REVIEW, true, false},
    {"risks", WP_IMPORT_REVIEW, true, false},
    {"risks issues", WP_IMPORT_REVIEW, true, false},
    {"to improve", WP_IMPORT_REVIEW, false, false},
    {"could be better", WP_IMPORT_REVIEW, false, false},
    {"could have been better", WP_IMPORT_REVIEW, false, false},
    {"could go better", WP_IMPORT_REVIEW, false, false},
    {"could have gone better", WP_IMPORT_REVIEW, false, false},
    {"went badly", WP_IMPORT_REVIEW, false, false},
    {"did i learn", WP_IMPORT_REVIEW, false, false},
    {"do differently", WP_IMPORT_REVIEW, false, false},
    {"be different", WP_IMPORT_REVIEW, false, false},
    {"do differently next week", WP_IMPORT_REVIEW, false, false},
    {"be different next week", WP_IMPORT_REVIEW, false, false},

    {"agenda", WP_IMPORT_NOTE, true, false},
    {"decisions", WP_IMPORT_NOTE, true, false},
    {"notes", WP_IMPORT_NOTE, true, false},
    {"note", WP_IMPORT_NOTE, true, false},
    {"ideas", WP_IMPORT_NOTE, true, false},
    {"thoughts", WP_IMPORT_NOTE, true, false},
    {"links", WP_IMPORT_NOTE, true, false},
    {"log", WP_IMPORT_NOTE, true, false},
    {"journal", WP_IMPORT_NOTE, true, false},
    {"diary", WP_IMPORT_NOTE, true, false},
    {"observations", WP_IMPORT_NOTE, true, false},
    {"resources", WP_IMPORT_NOTE, true, false},
    {"meeting notes", WP_IMPORT_NOTE, true, false},
    {"random notes", WP_IMPORT_NOTE, true, false},
    {"quick notes", WP_IMPORT_NOTE, true, false},
    {"random thoughts", WP_IMPORT_NOTE, true, false},
    {"notes and ideas", WP_IMPORT_NOTE, true, false},
    {"ideas and notes", WP_IMPORT_NOTE, true, false},
    {"notes and links", WP_IMPORT_NOTE, true, false},
    {"notes and thoughts", WP_IMPORT_NOTE, true, false},
    {"thoughts and ideas", WP_IMPORT_NOTE, true, false},
    {"links and notes", WP_IMPORT_NOTE, true, false},
    {"notes ideas", WP_IMPORT_NOTE, true, false},
    {"ideas notes", WP_IMPORT_NOTE, true, false},
    {"notes links", WP_IMPORT_NOTE, true, false},
    {"notes thoughts", WP_IMPORT_NOTE, true, false},

    {"someday", WP_IMPORT_LATER, true, false},
    {"someday maybe", WP_IMPORT_LATER, true, false},
    {"later", WP_IMPORT_LATER, true, false},
    {"backlog", WP_IMPORT_LATER, true, false},
    {"future", WP_IMPORT_LATER, true, false},

    {"week off", WP_IMPORT_OFF, true, false},
    {"in numbers", WP_IMPORT_FIGURES, true, false},

    {"goal", WP_IMPORT_GOALS, true, false},
    {"goals", WP_IMPORT_GOALS, true, false},
    {"task", WP_IMPORT_GOALS, true, false},
    {"tasks", WP_IMPORT_GOALS, true, false},
    {"priorities", WP_IMPORT_GOALS, true, false},
    {"objectives", WP_IMPORT_GOALS, true, false},
    {"intentions", WP_IMPORT_GOALS, true, false},
    {"checklist", WP_IMPORT_GOALS, true, false},
    {"action items", WP_IMPORT_GOALS, true, false},
    {"actions", WP_IMPORT_GOALS, true, false},
    {"carried over", WP_IMPORT_GOALS, true, false},
    {"carry over", WP_IMPORT_GOALS, true, false},
    {"rolled over", WP_IMPORT_GOALS, true, false},
    {"new", WP_IMPORT_GOALS, true, false},
    {"stretch", WP_IMPORT_GOALS, true, false},
    {"stretch goals", WP_IMPORT_GOALS, true, false},
    {"this week", WP_IMPORT_GOALS, true, false},
    {"this week's", WP_IMPORT_GOALS, true, false},
    {"big three", WP_IMPORT_GOALS, true, false},
    {"top three", WP_IMPORT_GOALS, true, false},
};

enum { SECTION_COUNT = sizeof section_rows / sizeof section_rows[0] };

/* Words that say nothing of what a section has. */
static const char filler_words[] =
    "a all an and are at big but by day daily did do during every few five for four from get got "
    "goal "
    "goals have i i'd i'll i'm i've important in is it item items last list look looking main "
    "more most my no of on one or our outcome outcomes past primary sheet short some stuff summary "
    "task tasks that the then these thing things this three to top two was we week week's "
    "weekly weeks were what what's which with year you your yet";

/* Return the length of an emoji's shortcode at the beginning of the text, such as ":dart:", or 0.
 */
static size_t shortcode_length(struct wp_str text)
{
    size_t i = 1;

    if (text.length == 0 || text.data[0] != ':')
        return 0;
    while (i < text.length && ((text.data[i] >= 'a' && text.data[i] <= 'z') ||
                               (text.data[i] >= '0' && text.data[i] <= '9') ||
                               text.data[i] == '_' || text.data[i] == '+' || text.data[i] == '-'))
        i++;
    return i > 1 && i < text.length && text.data[i] == ':' ? i + 1 : 0;
}

/* Append the words of a text: folded, each with a blank before it, and a blank after the last one.
 * Words are letters, digits and apostrophes; all other characters and shortcodes of emoji separate
 * words. */
static void put_heading_words(struct wp_buf *out, struct wp_str text)
{
    struct wp_buf folded = WP_BUF_INIT;
    struct wp_str rest;

    wp_utf8_normalize(&folded, text, true);
    rest = wp_buf_str(&folded);
    wp_buf_putc(out, ' ');
    while (rest.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(rest, &character);
        size_t shortcode = out->data[out->length - 1] == ' ' ? shortcode_length(rest) : 0;
        bool word = (character >= 'a' && character <= 'z') ||
                    (character >= '0' && character <= '9') || character == '\'' ||
                    character == 0x2019 ||
                    /* Letters of other scripts: from À on, without punctuation and symbols. */
                    (character >= 0xC0 && character < 0x2000) ||
                    (character >= 0x2C00 && character < 0x2E00) ||
                    (character >= 0x3040 && character < 0xFE00);

        if (word)
            wp_buf_append(out, character == 0x2019 ? wp_str("'") : wp_str_slice(rest, 0, length));
        else if (out->data[out->length - 1] != ' ')
            wp_buf_putc(out, ' ');
        rest = wp_str_slice(rest, shortcode > 0 ? shortcode : length, rest.length);
    }
    if (out->data[out->length - 1] != ' ')
        wp_buf_putc(out, ' ');
    wp_buf_free(&folded);
}

/* Return the offset of the words in the heading, both by put_heading_words, or -1. */
static long find_words(struct wp_str heading, struct wp_str words)
{
    for (size_t i = 0; i + words.length <= heading.length; i++)
        if (memcmp(heading.data + i, words.data, words.length) == 0)
            return (long)i;
    return -1;
}

/* Remove the first word and the blank after it from words by put_heading_words. Return the word. */
static struct wp_str take_heading_word(struct wp_str *words)
{
    size_t end = 0;
    struct wp_str word;

    while (end < words->length && words->data[end] != ' ')
        end++;
    word = wp_str_slice(*words, 0, end);
    *words = wp_str_slice(*words, end + 1, words->length);
    return word;
}

static bool are_fillers(struct wp_str words)
{
    while (words.length > 0) {
        struct wp_str word = take_heading_word(&words);

        if (word.length > 0 && (word.data[0] < '0' || word.data[0] > '9') &&
            !wp_words_in_text_has(filler_words, word))
            return false;
    }
    return true;
}

/* Whether each word of a heading (by put_heading_words) is a word of the table or says nothing. */
static bool says_section_alone(struct wp_str words)
{
    size_t row;

    while (words.length > 0) {
        struct wp_str word = take_heading_word(&words);

        for (row = 0; row < SECTION_COUNT && !wp_words_in_text_has(section_rows[row].words, word);)
            row++;
        if (row == SECTION_COUNT && !are_fillers(word))
            return false;
    }
    return true;
}

/* Return the length of the row's words if the row matches the heading (by put_heading_words), else
 * 0. */
static size_t row_match(const struct section_row *row, struct wp_str heading, bool alone)
{
    char padded[64];
    struct wp_str words = {padded, 0};
    size_t length = strlen(row->words);
    long at;

    padded[0] = ' ';
    memcpy(padded + 1, row->words, length);
    padded[length + 1] = ' ';
    words.length = length + 2;
    at = find_words(heading, words);
    if (at < 0)
        return 0;
    if ((row->alone || alone) &&
        (!are_fillers(wp_str_slice(heading, 0, (size_t)at)) ||
         !are_fillers(wp_str_slice(heading, (size_t)at + words.length, heading.length))))
        return 0;
    return length;
}

/* Find the longest row of the options that matches the heading (by put_heading_words). */
static const struct wp_import_heading *find_own_row(struct wp_str heading,
                                                    const struct wp_import_options *options)
{
    const struct wp_import_heading *best = NULL;
    struct wp_buf words = WP_BUF_INIT;

    for (size_t i = 0; i < options->heading_count; i++) {
        const struct wp_import_heading *row = &options->headings[i];

        wp_buf_clear(&words);
        put_heading_words(&words, row->words);
        if (words.length > 1 && find_words(heading, wp_buf_str(&words)) >= 0 &&
            (best == NULL || row->words.length > best->words.length))
            best = row;
    }
    wp_buf_free(&words);
    return best;
}

/* Whether `a` wins over `b`: rows for goals of the week lose against all others. */
static bool is_better(const struct section_row *a, size_t length, const struct section_row *b,
                      size_t best)
{
    if (b == NULL || (a->section == WP_IMPORT_GOALS) != (b->section == WP_IMPORT_GOALS))
        return b == NULL || a->section != WP_IMPORT_GOALS;
    return length > best;
}

/* Whether the heading has the words, both by put_heading_words. */
static bool has_words(struct wp_str heading, const char *words)
{
    return find_words(heading, wp_str(words)) >= 0;
}

/* Set what a heading (by put_heading_words) says, by its row of the own table. */
static void set_found_row(struct wp_section_words *found, const struct section_row *row,
                          struct wp_str heading)
{
    static const char words_of_review[] = "review retrospective retro reflection reflections";
    bool this_week = has_words(heading, " this week ") || has_words(heading, " this week's ");

    found->section = row->section;
    found->either_week = row->either_week;
    found->keeps_heading = !wp_words_in_text_has(words_of_review, wp_str(row->words));
    if (row->either_week && this_week)
        found->section = WP_IMPORT_GOALS;
    found->this_week = this_week && found->section == WP_IMPORT_GOALS;
    found->last_week = (row->section == WP_IMPORT_DONE || row->section == WP_IMPORT_OPEN ||
                        row->section == WP_IMPORT_ALSO || row->section == WP_IMPORT_GOALS) &&
                       (has_words(heading, " last week ") || has_words(heading, " past week ") ||
                        has_words(heading, " last week's "));
    if (row->section == WP_IMPORT_NEXT && !row->either_week &&
        (has_words(heading, " focus ") || has_words(heading, " theme "))) {
        found->section = WP_IMPORT_TITLE;
        found->next_week = true;
    }
}

struct wp_section_words wp_section_words_find(struct wp_str heading, bool alone,
                                              const struct wp_import_options *options)
{
    struct wp_section_words found = {.section = WP_IMPORT_OTHER};
    const struct wp_import_heading *own;
    const struct section_row *best = NULL;
    size_t best_length = 0;
    struct wp_buf words = WP_BUF_INIT;

    put_heading_words(&words, heading);
    own = find_own_row(wp_buf_str(&words), options);
    if (own != NULL)
        found.section = own->section;
    for (size_t i = 0; own == NULL && i < SECTION_COUNT; i++) {
        size_t length = row_match(&section_rows[i], wp_buf_str(&words), alone);

        if (length > 0 && is_better(&section_rows[i], length, best, best_length)) {
            best = &section_rows[i];
            best_length = length;
        }
    }
    if (best != NULL) {
        set_found_row(&found, best, wp_buf_str(&words));
        found.more_words = !says_section_alone(wp_buf_str(&words));
    } else if (own == NULL && (wp_str_equal_c(wp_buf_str(&words), " last week ") ||
                               wp_str_equal_c(wp_buf_str(&words), " past week "))) {
        found.section = WP_IMPORT_DONE;
        found.last_week = true;
    }
    wp_buf_free(&words);
    return found;
}

bool wp_section_words_say_nothing(struct wp_str heading)
{
    struct wp_buf words = WP_BUF_INIT;
    bool nothing;

    put_heading_words(&words, heading);
    nothing = are_fillers(wp_buf_str(&words));
    wp_buf_free(&words);
    return nothing;
}
