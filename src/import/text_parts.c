#include "import/text_parts.h"

#include "import/goal_number.h"
#include "markdown/task_marks.h"

/* The longest line that ends with a colon and is a heading of the list below it, in words. */
enum {
    LABEL_WORDS = 5,
    VALUE_MAX = 200 /* the longest line "Focus: sleep", in bytes */
};

struct parts_finder {
    struct wp_text_parts *parts;
    struct wp_import_source *source;
    const struct wp_import_options *options;
    struct wp_heading_day_hint hint; /* the last day that was found */
    size_t capacity;
};

static struct wp_text_part *append_part(struct parts_finder *finder, enum wp_text_part_kind kind,
                                        const struct wp_markdown_node *node)
{
    struct wp_text_parts *parts = finder->parts;

    if (parts->count == finder->capacity) {
        size_t capacity = finder->capacity > 0 ? 2 * finder->capacity : 64;
        struct wp_text_part *list = wp_arena_array(finder->source->arena, capacity, sizeof *list);

        if (parts->count > 0)
            memcpy(list, parts->list, parts->count * sizeof *list);
        parts->list = list;
        finder->capacity = capacity;
    }
    parts->list[parts->count] = (struct wp_text_part){.kind = kind, .node = node};
    return &parts->list[parts->count++];
}

static size_t line_of_begin(const struct parts_finder *finder, struct wp_span span)
{
    return wp_import_text_line_at(&finder->source->text, span.offset);
}

static size_t line_of_end(const struct parts_finder *finder, struct wp_span span)
{
    return wp_import_text_line_at(&finder->source->text, wp_span_end(span) - 1);
}

/* Return the title without the byte `end` at its end. */
static struct wp_title_text without_end(struct wp_title_text title, char end)
{
    size_t length = title.text.length;

    if (length > 1 && title.text.data[length - 1] == end &&
        !wp_title_text_is_literal(title, length - 1, length))
        return wp_title_text_before(title, length - 1);
    return title;
}

static struct wp_title_text without_colon(struct wp_title_text title)
{
    return without_end(title, ':');
}

/* Find the day of a heading. Its year, or a heading that is only a year, is the year of the days in
 * the headings below. */
static void find_day_of_heading(struct parts_finder *finder, struct wp_text_part *part)
{
    int year = wp_heading_day_year(part->title.text);

    part->day_kind = wp_heading_day_find(part->title.text, &finder->hint, &part->day);
    if (part->day_kind == WP_HEADING_DAY_FOUND)
        finder->hint.near = part->day.first;
    else if (part->day_kind == WP_HEADING_DAY_NONE && year != 0)
        finder->hint = (struct wp_heading_day_hint){WP_NO_DAY, year};
}

/* Whether the marks of a heading make it a goal. A word in capitals at its beginning does if the
 * heading cannot be a section: "DONE Ship it", but not "DONE at work", "DONE THIS WEEK", or "DONE
 * Monday" above a list. One at its end does not: "Week 32: DONE". */
static bool is_goal_by_marks(const struct wp_text_part *part, const struct wp_item_marks *marks,
                             struct wp_str title, bool above_list)
{
    bool small = false;

    if (marks->state == WP_ITEM_MARK_NONE || marks->sign || marks->last_word)
        return false;
    if (!marks->first_word || part->words.section == WP_IMPORT_OTHER)
        return true;
    for (size_t i = 0; i < title.length; i++)
        small = small || (title.data[i] >= 'a' && title.data[i] <= 'z');
    return part->words.more_words && !above_list && small && title.data[0] >= 'A' &&
           title.data[0] <= 'Z';
}

/* Set what the words of a heading say. "Focus: sleep" is the title "sleep" of the week, and "Week
 * off: ill" its reason. A heading with a box is a goal. */
static void set_words_of_heading(struct parts_finder *finder, struct wp_text_part *part,
                                 bool above_list)
{
    struct wp_str text = part->title.text;
    const char *colon = text.length > 0 ? memchr(text.data, ':', text.length) : NULL;
    struct wp_title_text title = part->title;
    struct wp_item_marks marks = wp_item_marks_take(&title, 0, finder->source->arena);

    if (colon != NULL) {
        size_t length = (size_t)(colon - text.data);

        part->words = wp_section_words_find(wp_str_slice(text, 0, length), false, finder->options);
        if (part->words.section == WP_IMPORT_TITLE || part->words.section == WP_IMPORT_OFF)
            part->value = wp_title_text_after(part->title, length + 1).text;
    }
    if (part->value.length == 0)
        part->words = wp_section_words_find(text, false, finder->options);
    part->numbered = part->numbered || is_goal_by_marks(part, &marks, title.text, above_list);
}

static bool is_list_node(const struct wp_markdown_node *node)
{
    return node != NULL &&
           (node->kind == WP_MARKDOWN_BULLET_LIST || node->kind == WP_MARKDOWN_ORDERED_LIST);
}

static void add_heading(struct parts_finder *finder, const struct wp_markdown_node *node)
{
    struct wp_text_part *part;
    struct wp_title_text title;

    if (node->source.length == 0)
        return;
    part = append_part(finder, WP_TEXT_PART_HEADING, node);
    part->level = node->number;
    part->closes = part->level;
    part->first = line_of_begin(finder, node->source);
    part->last = line_of_end(finder, node->source);
    part->title = without_colon(
        wp_title_text_make(&finder->source->text, node->first, NULL, &finder->source->remarks));
    find_day_of_heading(finder, part);
    title = part->title;
    if (wp_goal_number_take(&title) &&
        (part->day_kind != WP_HEADING_DAY_FOUND || part->day.title.length > 0)) {
        part->title = title;
        part->numbered = true;
    }
    set_words_of_heading(finder, part, is_list_node(node->next));
}

/* A line of a paragraph: its inlines up to `end`. */
struct paragraph_line {
    const struct wp_markdown_node *first;
    const struct wp_markdown_node *end; /* the line break, or NULL */
    struct wp_span source;
};

/* Return the line that begins with `first`. */
static struct paragraph_line take_paragraph_line(const struct wp_markdown_node *first)
{
    struct paragraph_line line = {.first = first, .end = first};

    for (; line.end != NULL && line.end->kind != WP_MARKDOWN_SOFT_BREAK &&
           line.end->kind != WP_MARKDOWN_HARD_BREAK;
         line.end = line.end->next) {
        struct wp_span span = line.end->source;

        if (span.length == 0)
            continue;
        if (line.source.length == 0)
            line.source = span;
        line.source.length = (uint32_t)(wp_span_end(span) - line.source.offset);
    }
    return line;
}

/* Remove the marks of bold text that md4c has left, because the closing ones are missing. */
static struct wp_title_text without_bold_marks(struct wp_title_text title)
{
    char mark = title.text.length > 0 ? title.text.data[0] : 0;

    if (!wp_str_starts(title.text, "**") && !wp_str_starts(title.text, "__"))
        return title;
    title = wp_title_text_after(title, 2);
    while (title.text.length > 0 && title.text.data[title.text.length - 1] == mark &&
           !wp_title_text_is_literal(title, title.text.length - 1, title.text.length))
        title = wp_title_text_before(title, title.text.length - 1);
    return title;
}

/* Return the text of a line after the bold text with which it begins, without the marks. */
static struct wp_str text_after_bold(const struct parts_finder *finder,
                                     const struct paragraph_line *line)
{
    size_t line_number = line_of_end(finder, line->source);
    struct wp_str whole = wp_import_text_line(&finder->source->text, line_number);
    size_t line_begin = (size_t)(whole.data - finder->source->text.text.data);
    size_t end = wp_span_end(line->first->source) - line_begin;
    struct wp_str rest = wp_str_slice(whole, end, whole.length);

    while (rest.length > 0 && strchr("*_", rest.data[0]) != NULL)
        rest = wp_str_slice(rest, 1, rest.length);
    while (rest.length > 0 && strchr(":.,- \t", rest.data[0]) != NULL)
        rest = wp_str_slice(rest, 1, rest.length);
    while (wp_str_starts(rest, "–") || wp_str_starts(rest, "—"))
        rest = wp_str_trim(wp_str_slice(rest, 3, rest.length));
    return rest;
}

/* Set the title of a numbered line in bold. Text after the bold is a part of the title if it is
 * marks alone; else it is the beginning of the note. */
static void set_title_of_bold_line(struct parts_finder *finder, struct wp_text_part *part,
                                   const struct paragraph_line *line)
{
    struct wp_import_source *source = finder->source;
    struct wp_title_text whole =
        wp_title_text_make(&source->text, line->first, line->end, &source->remarks);
    bool bold = line->first->kind == WP_MARKDOWN_STRONG;
    struct wp_title_text title = whole;

    if (bold && line->first->next != line->end) {
        struct wp_title_text in_bold =
            wp_title_text_make(&source->text, line->first, line->first->next, &source->remarks);
        struct wp_title_text number = in_bold;
        struct wp_title_text marks = whole;

        in_bold = without_colon(in_bold);
        wp_item_marks_take(&marks, 0, source->arena);
        if (!wp_str_equal(marks.text, in_bold.text) && wp_goal_number_take(&number)) {
            title = without_end(in_bold, '.');
            part->rest = text_after_bold(finder, line);
        }
    }
    title = without_colon(without_bold_marks(title));
    wp_goal_number_take(&title);
    part->title = title;
}

static void add_text_range(struct parts_finder *finder, size_t first, size_t last)
{
    struct wp_text_part *part = append_part(finder, WP_TEXT_PART_TEXT, NULL);

    part->first = first;
    part->last = last;
}

/* Whether a line of the paragraph is a numbered line in bold. */
static bool has_bold_goal(const struct parts_finder *finder, const struct wp_markdown_node *node)
{
    size_t last = line_of_end(finder, node->source);

    for (size_t line = line_of_begin(finder, node->source); line <= last; line++)
        if (wp_goal_number_is_bold(wp_import_text_line(&finder->source->text, line)))
            return true;
    return false;
}

/* Add the numbered lines in bold of a paragraph as headings, and the lines between them as text. */
static void add_bold_goals(struct parts_finder *finder, const struct wp_markdown_node *node)
{
    size_t done = line_of_begin(finder, node->source); /* first line without a part */
    size_t last = line_of_end(finder, node->source);

    for (const struct wp_markdown_node *at = node->first; at != NULL;) {
        struct paragraph_line line = take_paragraph_line(at);

        if (line.source.length > 0) {
            size_t first = line_of_begin(finder, line.source);

            if (first >= done &&
                wp_goal_number_is_bold(wp_import_text_line(&finder->source->text, first))) {
                struct wp_text_part *part;

                if (first > done)
                    add_text_range(finder, done, first - 1);
                part = append_part(finder, WP_TEXT_PART_HEADING, NULL);
                part->level = WP_TEXT_PART_BOLD;
                part->closes = part->level;
                part->numbered = true;
                part->first = first;
                part->last = line_of_end(finder, line.source);
                done = part->last + 1;
                set_title_of_bold_line(finder, part, &line);
            }
        }
        at = line.end != NULL ? line.end->next : NULL;
    }
    if (done <= last)
        add_text_range(finder, done, last);
}

static size_t count_words_of_label(struct wp_str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] != ' ' && (i == 0 || text.data[i - 1] == ' ');
    return count;
}

/* Add a line "Focus: sleep" as a heading, if it is one. */
static bool add_line_with_value(struct parts_finder *finder, const struct wp_markdown_node *node,
                                size_t line)
{
    struct wp_text_part part = {.kind = WP_TEXT_PART_HEADING,
                                .level = WP_TEXT_PART_LABEL,
                                .closes = WP_TEXT_PART_LABEL,
                                .first = line,
                                .last = line,
                                .title = wp_title_text_make(&finder->source->text, node->first,
                                                            NULL, &finder->source->remarks)};

    set_words_of_heading(finder, &part, false);
    if (part.value.length == 0)
        return false;
    part.numbered = false;
    *append_part(finder, WP_TEXT_PART_HEADING, NULL) = part;
    return true;
}

/* Whether a line that is not in bold may be a heading: it is short, and above a list, with a colon
 * at its end or the words of a section alone. Those of a review may be above any block. */
static bool is_plain_label(const struct parts_finder *finder, struct wp_str line, bool colon,
                           const struct wp_markdown_node *next)
{
    enum wp_import_section section;

    if (next == NULL || count_words_of_label(line) > LABEL_WORDS)
        return false;
    if (colon)
        return is_list_node(next);
    section = wp_section_words_find(line, true, finder->options).section;
    /* "#goals" is a tag, and "Done." a sentence. */
    return wp_task_marks_may_be_heading(line) &&
           (section == WP_IMPORT_REVIEW ||
            (is_list_node(next) && section != WP_IMPORT_OTHER && section != WP_IMPORT_GOALS));
}

/* Add a paragraph of one line as a heading, if it is one: all in bold and above a list or with the
 * words of a section, or a plain label. */
static bool add_label(struct parts_finder *finder, const struct wp_markdown_node *node)
{
    const struct wp_markdown_node *first = node->first;
    size_t line = line_of_begin(finder, node->source);
    struct wp_str whole = wp_str_trim(wp_import_text_line(&finder->source->text, line));
    bool colon = whole.length > 0 && whole.data[whole.length - 1] == ':';
    bool value = !colon && whole.length > 0 && whole.length < VALUE_MAX &&
                 memchr(whole.data, ':', whole.length) != NULL;
    bool bold = first->kind == WP_MARKDOWN_STRONG &&
                (first->next == NULL || (first->next->next == NULL &&
                                         wp_str_equal_c(wp_str_trim(first->next->text), ":")));
    struct wp_section_words words;
    struct wp_title_text title;
    struct wp_text_part *part;

    if (line_of_end(finder, node->source) != line)
        return false;
    if (value && add_line_with_value(finder, node, line))
        return true;
    if (!bold && !is_plain_label(finder, whole, colon, node->next))
        return false;
    title = without_colon(
        wp_title_text_make(&finder->source->text, first, NULL, &finder->source->remarks));
    words = wp_section_words_find(title.text, true, finder->options);
    if (words.section == WP_IMPORT_OTHER && (!bold || !is_list_node(node->next)))
        return false;
    part = append_part(finder, WP_TEXT_PART_HEADING, NULL);
    part->level = bold && words.section != WP_IMPORT_OTHER ? WP_TEXT_PART_BOLD : WP_TEXT_PART_LABEL;
    part->closes = bold ? WP_TEXT_PART_BOLD : WP_TEXT_PART_LABEL;
    part->first = line;
    part->last = line;
    part->title = title;
    part->words = words;
    return true;
}

static void add_block(struct parts_finder *finder, const struct wp_markdown_node *node)
{
    struct wp_text_part *part;

    if (node->kind == WP_MARKDOWN_HEADING) {
        add_heading(finder, node);
    } else if (is_list_node(node)) {
        append_part(finder, WP_TEXT_PART_LIST, node);
    } else if (node->source.length > 0) {
        if (node->kind == WP_MARKDOWN_PARAGRAPH && has_bold_goal(finder, node)) {
            add_bold_goals(finder, node);
            return;
        }
        if (node->kind == WP_MARKDOWN_PARAGRAPH && add_label(finder, node))
            return;
        part = append_part(finder, WP_TEXT_PART_TEXT, node);
        part->first = line_of_begin(finder, node->source);
        part->last = line_of_end(finder, node->source);
    }
}

static bool is_section(const struct wp_text_part *heading)
{
    return !heading->numbered && heading->words.section != WP_IMPORT_OTHER &&
           heading->words.section != WP_IMPORT_GOALS && heading->words.section != WP_IMPORT_NOTE;
}

/* What is below the headings that have not been reached yet, while the parts are walked from the
 * end. */
struct below {
    bool has_list;
    bool has_text;
    /* For each level, what the headings of this level have that are not below another one. */
    bool lists[WP_TEXT_PART_LEVELS + 1];
    bool numbers[WP_TEXT_PART_LEVELS + 1];
    bool sections[WP_TEXT_PART_LEVELS + 1];
    bool headings[WP_TEXT_PART_LEVELS + 1];
};

static void set_what_is_below(struct wp_text_part *part, struct below *below)
{
    unsigned level = part->level;
    bool section = is_section(part);
    bool note = !part->numbered && part->words.section == WP_IMPORT_NOTE;

    part->has_list = below->has_list;
    part->has_text = below->has_text;
    below->has_list = false;
    below->has_text = false;
    for (unsigned deeper = level + 1; deeper <= WP_TEXT_PART_LEVELS; deeper++) {
        part->has_lists_below = part->has_lists_below || below->lists[deeper];
        part->has_numbers_below = part->has_numbers_below || below->numbers[deeper];
        part->has_sections_below = part->has_sections_below || below->sections[deeper];
        part->has_headings_below = part->has_headings_below || below->headings[deeper];
        below->lists[deeper] = false;
        below->numbers[deeper] = false;
        below->sections[deeper] = false;
        below->headings[deeper] = false;
    }
    below->lists[level] |= !section && !note && (part->has_list || part->has_lists_below);
    below->numbers[level] |= part->numbered || part->has_numbers_below;
    below->sections[level] |= section || part->has_sections_below;
    below->headings[level] = true;
}

static unsigned count_list_items(const struct wp_markdown_node *list)
{
    unsigned count = 0;

    for (const struct wp_markdown_node *item = list->first; item != NULL; item = item->next)
        count++;
    return count;
}

/* Find the ordered lists that are one list with text between its items. `next` is the next ordered
 * list before the next heading. */
static void find_continued(struct wp_text_part *part, struct wp_text_part **next)
{
    if (part->kind == WP_TEXT_PART_HEADING) {
        *next = NULL;
    } else if (part->kind == WP_TEXT_PART_LIST && part->node->kind == WP_MARKDOWN_ORDERED_LIST) {
        if (*next != NULL &&
            (*next)->node->number == part->node->number + count_list_items(part->node)) {
            part->continues = true;
            (*next)->continues = true;
        }
        *next = part;
    }
}

void wp_text_parts_find(struct wp_text_parts *parts, struct wp_import_source *source,
                        const struct wp_markdown_node *document,
                        const struct wp_heading_day_hint *hint,
                        const struct wp_import_options *options)
{
    struct parts_finder finder = {
        .parts = parts, .source = source, .options = options, .hint = *hint};
    struct below below = {0};
    struct wp_text_part *next = NULL;

    *parts = (struct wp_text_parts){0};
    for (const struct wp_markdown_node *node = document->first; node != NULL; node = node->next)
        add_block(&finder, node);
    for (size_t i = parts->count; i-- > 0;) {
        struct wp_text_part *part = &parts->list[i];

        find_continued(part, &next);
        if (part->kind == WP_TEXT_PART_HEADING)
            set_what_is_below(part, &below);
        else if (part->kind == WP_TEXT_PART_LIST)
            below.has_list = true;
        else if (part->node == NULL || !wp_import_items_has_no_text(source, part->node))
            below.has_text = true;
    }
}
