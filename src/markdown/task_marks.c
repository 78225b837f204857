#include "markdown/task_marks.h"

#include <string.h>

#include "base/words_in_text.h"

/* Signs and their shortcodes. A variation selector may follow a sign. */
static const struct {
    const char *sign;
    bool done;
} state_signs[] = {
    {"✓", true},
    {"✔", true},
    {"☑", true},
    {"✅", true},
    {":white_check_mark:", true},
    {":heavy_check_mark:", true},
    {":ballot_box_with_check:", true},
    {"☐", false},
    {"✗", false},
    {"✘", false},
    {"❌", false},
    {"✖", false},
    {":x:", false},
    {":heavy_multiplication_x:", false},
    {":negative_squared_cross_mark:", false},
};

/* Signs with which Obsidian writes a fact that is a day: "📅 2019-08-09". */
static const struct {
    const char *sign;
    enum wp_task_fact fact;
} day_signs[] = {
    {"📅", WP_TASK_FACT_DUE},  {"📆", WP_TASK_FACT_DUE},        {"🗓", WP_TASK_FACT_DUE},
    {"✅", WP_TASK_FACT_DONE}, {"❌", WP_TASK_FACT_DROPPED_ON},
};

/* Words in capitals that tell the state, as in Org mode and Logseq, with the boxes for which they
 * stand. */
static const struct {
    const char *word;
    char box;
    bool begins; /* whether it may be the first word of a title; else only the last one */
} state_words[] = {
    {"TODO", ' ', true},     {"DOING", ' ', true},     {"NOW", ' ', true},  {"LATER", ' ', true},
    {"CANCELED", '~', true}, {"CANCELLED", '~', true}, {"DONE", 'x', true}, {"FAILED", ' ', false},
};

/* If the words of one fact begin with those of another one, the longer ones are first. */
static const char *const fact_words[] = {
    [WP_TASK_FACT_PROGRESS] = "",
    [WP_TASK_FACT_WAS_AT] = "was at ",
    [WP_TASK_FACT_DUE] = "due ",
    [WP_TASK_FACT_LATE] = "",
    [WP_TASK_FACT_DONE] = "done ",
    [WP_TASK_FACT_DONE_ITSELF] = "done",
    [WP_TASK_FACT_CARRIED] = "carried ×",
    [WP_TASK_FACT_FROM] = "from ",
    [WP_TASK_FACT_STILL_AT] = "still at ",
    [WP_TASK_FACT_LEFT_AT] = "what was left at ",
    [WP_TASK_FACT_WEIGHT] = "weight ×",
    [WP_TASK_FACT_ALL_DROPPED] = "all dropped",
    [WP_TASK_FACT_PUT_OFF] = "put off to the week of ",
    [WP_TASK_FACT_DROPPED_FOR] = "dropped:",
    [WP_TASK_FACT_DROPPED_ON] = "dropped ",
    [WP_TASK_FACT_DROPPED] = "dropped",
};

const char wp_task_marks_after_progress[] = "done complete completed finished";

const char *wp_task_marks_words(enum wp_task_fact fact)
{
    return fact_words[fact];
}

static bool is_fact_digit(struct wp_str text)
{
    return text.length > 0 && ((text.data[0] >= '0' && text.data[0] <= '9') || text.data[0] == '.');
}

enum wp_task_fact wp_task_marks_fact(struct wp_str text, struct wp_str *value)
{
    static const char late[] = "late";
    const size_t late_length = sizeof late - 1;

    *value = text;
    if (is_fact_digit(text))
        return text.length > late_length &&
                       wp_str_starts(wp_str_slice(text, text.length - late_length, late_length),
                                     late)
                   ? WP_TASK_FACT_LATE
                   : WP_TASK_FACT_PROGRESS;
    for (enum wp_task_fact fact = 0; fact < WP_TASK_FACT_NONE; fact++) {
        if (fact_words[fact][0] == '\0' || !wp_str_starts(text, fact_words[fact]))
            continue;
        *value = wp_str_slice(text, strlen(fact_words[fact]), text.length);
        return fact;
    }
    return WP_TASK_FACT_NONE;
}

/* Return the length of the variation selector at the beginning of `text`, or 0. */
static size_t selector_length(struct wp_str text)
{
    return wp_str_starts(text, "\xEF\xB8\x8F") || wp_str_starts(text, "\xEF\xB8\x8E") ? 3 : 0;
}

size_t wp_task_marks_word(struct wp_str text, char *box)
{
    /* "TODO list app" is an app. */
    static const char nouns_after[] = "list lists app apps comment comments item items file files";

    for (size_t i = 0; i < sizeof state_words / sizeof state_words[0]; i++) {
        size_t length = strlen(state_words[i].word);
        struct wp_str rest;
        size_t end = 0;

        if (!state_words[i].begins || !wp_str_starts(text, state_words[i].word))
            continue;
        length += length < text.length && text.data[length] == ':';
        rest = wp_str_slice(text, length, text.length);
        if (rest.length == 0 || rest.data[0] != ' ')
            continue;
        rest = wp_str_trim(rest);
        if (wp_str_starts(rest, "(")) /* it is the title, with facts behind it */
            continue;
        while (end < rest.length && rest.data[end] != ' ')
            end++;
        if (end == 0 || wp_words_in_text_has(nouns_after, wp_str_slice(rest, 0, end)))
            continue;
        *box = state_words[i].box;
        return length;
    }
    return 0;
}

/* Whether the text ends with a dash or a colon, and has more before it. */
static bool ends_with_separator(struct wp_str text)
{
    static const char *const separators[] = {" –", " —", " -", ":"};

    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        size_t length = strlen(separators[i]);

        if (text.length > length &&
            wp_str_equal_c(wp_str_slice(text, text.length - length, length), separators[i]))
            return true;
    }
    return false;
}

size_t wp_task_marks_word_at_end(struct wp_str text, char *box)
{
    size_t begin = text.length;
    struct wp_str word;

    while (begin > 0 && text.data[begin - 1] != ' ')
        begin--;
    word = wp_str_slice(text, begin, text.length);
    if (!ends_with_separator(wp_str_trim(wp_str_slice(text, 0, begin))))
        return 0;
    for (size_t i = 0; i < sizeof state_words / sizeof state_words[0]; i++) {
        if (!wp_str_equal_c(word, state_words[i].word))
            continue;
        *box = state_words[i].box;
        return word.length;
    }
    return 0;
}

/* Whether the text ends with a day in the form 2019-08-09. */
static bool ends_with_iso_day(struct wp_str text)
{
    static const char form[] = "dddd-dd-dd";
    const size_t length = sizeof form - 1;

    if (text.length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char byte = text.data[text.length - length + i];

        if (form[i] == '-' ? byte != '-' : byte < '0' || byte > '9')
            return false;
    }
    return true;
}

size_t wp_task_marks_day_sign(struct wp_str text, enum wp_task_fact *fact, struct wp_str *day)
{
    size_t begin = text.length;

    *day = wp_str("");
    if (!ends_with_iso_day(text))
        return 0;
    begin -= strlen("2019-08-09");
    *day = wp_str_slice(text, begin, text.length);
    while (begin > 0 && text.data[begin - 1] == ' ')
        begin--;
    while (begin > 0 && text.data[begin - 1] != ' ')
        begin--;
    text = wp_str_slice(text, begin, text.length);
    for (size_t i = 0; i < sizeof day_signs / sizeof day_signs[0]; i++) {
        size_t length = strlen(day_signs[i].sign);

        if (!wp_str_starts(text, day_signs[i].sign))
            continue;
        length += selector_length(wp_str_slice(text, length, text.length));
        if (wp_str_trim(wp_str_slice(text, length, text.length)).length != day->length)
            continue;
        *fact = day_signs[i].fact;
        return text.length;
    }
    return 0;
}

size_t wp_task_marks_sign(struct wp_str text, bool *done)
{
    for (size_t i = 0; i < sizeof state_signs / sizeof state_signs[0]; i++) {
        size_t length = strlen(state_signs[i].sign);

        if (!wp_str_starts(text, state_signs[i].sign))
            continue;
        *done = state_signs[i].done;
        return length + selector_length(wp_str_slice(text, length, text.length));
    }
    return 0;
}

static bool is_label_byte(char byte)
{
    char lower = wp_str_lower(byte);

    return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
}

bool wp_task_marks_may_be_heading(struct wp_str line)
{
    enum { MOST_WORDS = 5 };
    size_t words = 0;

    for (size_t i = 0; i < line.length; i++)
        words += line.data[i] != ' ' && (i == 0 || line.data[i - 1] == ' ');
    return words > 0 && words <= MOST_WORDS && is_label_byte(line.data[0]) &&
           (is_label_byte(line.data[line.length - 1]) || line.data[line.length - 1] == '?');
}
