/* Import Markdown: which part of the text belongs to which item of which week. */
#include <weekplan/import.h>

#include "base/utf8.h"
#include "import/front_matter.h"
#include "import/goal_number.h"
#include "import/import_weeks.h"
#include "import/text_parts.h"
#include "plan/parse_value.h"

enum {
    WEEK_TITLE_MAX = 200, /* the longest text that becomes the title of a week, in bytes */
    QUOTED_COLUMNS = 60,  /* columns of a heading that an error quotes */
    QUOTED_BYTES = 8 * QUOTED_COLUMNS
};

enum scope_kind {
    SCOPE_GROUP,   /* lists are goals, text is the note of the week */
    SCOPE_GOAL,    /* lists are subtasks of an item, text is its note */
    SCOPE_SECTION, /* by `section` */
    SCOPE_NOTE     /* all lines are lines of a note */
};

/* What the parts below a heading belong to. */
struct scope {
    unsigned level; /* level of the heading; 0 for the beginning of the text */
    enum scope_kind kind;
    enum wp_import_section section;
    struct wp_import_week *week;
    struct wp_import_item *item; /* the innermost goal or subtask; NULL if there is none */
    unsigned depth;              /* depth of `item`; 0 if there is none */
    bool titled;                 /* whether the title of the week was in the section */
    struct wp_note *note;        /* for SCOPE_NOTE */
};

struct importer {
    struct wp_import_source source;
    const struct wp_import_options *options;
    struct wp_import_week *weeks;
    struct wp_text_parts parts;
    /* The open scopes, the innermost last: one for the beginning, and one for each level. */
    struct scope scopes[WP_TEXT_PART_LEVELS + 2];
    unsigned scope_count;
    unsigned week_level;  /* level of the headings that begin a week; 0 if none does */
    size_t week_headings; /* how many headings begin a week */
    size_t title_heading; /* index of the heading that is the title of the text; else SIZE_MAX */
    uint64_t other_start_line; /* as in struct wp_import */
    enum wp_weekday other_start;
    struct wp_error *error;
};

static struct scope *innermost(struct importer *importer)
{
    return &importer->scopes[importer->scope_count - 1];
}

/* Close the scopes of `level` and below. */
static void close_scopes(struct importer *importer, unsigned level)
{
    while (importer->scope_count > 1 && innermost(importer)->level >= level)
        importer->scope_count--;
}

/* Open a scope in the innermost one, with the values of that one. */
static struct scope *open_scope(struct importer *importer, unsigned level, enum scope_kind kind)
{
    struct scope *scope = &importer->scopes[importer->scope_count];

    *scope = *innermost(importer);
    scope->level = level;
    scope->kind = kind;
    scope->titled = false;
    importer->scope_count++;
    return scope;
}

/* Give the lines of a heading or of text to a note. NULL is allowed. */
static void give_part(struct importer *importer, const struct wp_text_part *part,
                      struct wp_note *note)
{
    if (part->node != NULL)
        wp_import_items_give_block(&importer->source, part->node, note);
    else
        wp_note_lines_give_range(&importer->source.notes, part->first, part->last, note, true);
}

static struct wp_note *note_of_week(struct importer *importer, const struct scope *scope)
{
    return wp_import_weeks_note(&importer->source, scope->week);
}

/* Return the note for text in the scope. */
static struct wp_note *note_of_scope(struct importer *importer, const struct scope *scope)
{
    if (scope->kind == SCOPE_NOTE)
        return scope->note;
    if (scope->item != NULL)
        return wp_import_items_note(&importer->source, scope->item);
    if (scope->kind == SCOPE_SECTION && scope->section == WP_IMPORT_REVIEW)
        return wp_import_weeks_review(&importer->source, scope->week);
    return note_of_week(importer, scope);
}

/* Return the list to which the items of the scope are appended. */
static struct wp_import_list *list_of_scope(const struct scope *scope)
{
    if (scope->item != NULL)
        return &scope->item->subtasks;
    if (scope->section == WP_IMPORT_DONE)
        return &scope->week->done;
    if (scope->section == WP_IMPORT_OPEN)
        return &scope->week->open;
    return scope->section == WP_IMPORT_ALSO ? &scope->week->also : &scope->week->goals;
}

/* Set the title of a week. Remark on a title that it replaces. */
static void set_week_title(struct importer *importer, struct wp_import_week *week,
                           struct wp_str title, size_t line)
{
    if (title.length == 0 || wp_str_equal(week->title, title))
        return;
    if (week->title.length > 0) {
        struct wp_buf what = WP_BUF_INIT;

        wp_buf_puts(&what, "left out: another title of the week");
        if (week->title_last_line > week->title_line)
            wp_buf_printf(&what, " up to line %zu", week->title_last_line + 1);
        wp_import_remarks_quote(&importer->source.remarks, week->title_line, what.data,
                                week->title);
        wp_buf_free(&what);
    }
    week->title = title;
    week->title_line = week->title_last_line = line;
}

/* Set the title of a week to the title of the text. If the text has several weeks, the title is
 * that of none of them. */
static void set_text_title(struct importer *importer, struct wp_import_week *week,
                           struct wp_str title, size_t line)
{
    if (importer->week_headings < 2 || importer->options->week != WP_NO_DAY || title.length == 0)
        set_week_title(importer, week, title, line);
    else
        wp_import_remarks_quote(&importer->source.remarks, line,
                                "left out: the title of a text with several weeks", title);
}

/* Remark on a heading that is in no note and is no goal. */
static void leave_out_heading(struct importer *importer, const struct wp_text_part *heading,
                              const char *what)
{
    wp_import_remarks_quote(&importer->source.remarks, heading->first, what, heading->title.text);
}

/* Whether a heading begins a week. If the week is given, its day need not be known. */
static bool is_week_heading(const struct importer *importer, const struct wp_text_part *part)
{
    bool known = importer->options->week != WP_NO_DAY ? part->day_kind != WP_HEADING_DAY_NONE
                                                      : part->day_kind == WP_HEADING_DAY_FOUND;

    return part->kind == WP_TEXT_PART_HEADING && part->level <= importer->week_level && known &&
           !part->numbered &&
           (part->day.title.length == 0 || part->level <= 2 || part->level < importer->week_level);
}

static wp_day week_of_day(const struct importer *importer, const struct wp_heading_day *day,
                          bool looks_back)
{
    return importer->options->week != WP_NO_DAY
               ? importer->options->week
               : wp_heading_day_week(day, importer->options->week_start, looks_back);
}

/* Note the line of a day if its words say that the week begins on another weekday: seven days, or
 * "week of" the day that is the last one of its week. */
static void note_other_start(struct importer *importer, const struct wp_heading_day *day,
                             uint64_t line)
{
    enum wp_weekday weekday;
    bool whole, last;

    if (day->first == WP_NO_DAY || importer->other_start_line > 0 ||
        importer->options->week != WP_NO_DAY)
        return;
    weekday = wp_weekday_of(day->first);
    whole = day->last - day->first == WP_DAYS_OF_WEEK - 1;
    last = day->first == day->last && day->names_week && !day->ends_week &&
           wp_window_start(wp_window_holding(day->first), importer->options->week_start) ==
               day->first - (WP_DAYS_OF_WEEK - 1);
    if (!(whole && weekday != importer->options->week_start) && !last)
        return;
    importer->other_start_line = line > 0 ? line : 1;
    importer->other_start = weekday;
}

static void open_week_scope(struct importer *importer, const struct wp_text_part *heading)
{
    struct scope *scope;

    give_part(importer, heading, NULL);
    importer->scope_count = 1;
    scope = open_scope(importer, heading->level, SCOPE_GROUP);
    scope->section = WP_IMPORT_GOALS;
    scope->week = wp_import_weeks_get(&importer->source, &importer->weeks,
                                      week_of_day(importer, &heading->day, heading->looks_back));
    scope->item = NULL;
    scope->depth = 0;
    note_other_start(importer, &heading->day, heading->first + 1);
    set_week_title(importer, scope->week, heading->day.title, heading->first);
}

/* Open the scope of a goal, or of a subtask of the goal that is open. */
static void open_goal(struct importer *importer, const struct wp_text_part *heading)
{
    struct wp_import_source *source = &importer->source;
    struct scope *scope = innermost(importer);
    struct wp_import_item *item;

    give_part(importer, heading, NULL);
    item = wp_import_items_add(source, list_of_scope(scope), heading->title, 0, heading->first, 0);
    /* A sign before words is an ornament: "✅ Habits". */
    if (!heading->numbered && item->marks.sign)
        item->marks.state = WP_ITEM_MARK_NONE;
    if (item->item.title.length == 0)
        return;
    /* A section within a goal is over; its state is that of the subtask. */
    if (scope->kind == SCOPE_SECTION && scope->item != NULL && scope->section == WP_IMPORT_DONE &&
        item->marks.state == WP_ITEM_MARK_NONE)
        item->marks.state = WP_ITEM_MARK_DONE;
    if (heading->rest.length > 0) {
        struct wp_note *note = wp_import_items_note(source, item);

        wp_buf_append(&note->buf, heading->rest);
        note->last_line = heading->last;
    }
    scope = open_scope(importer, heading->level, SCOPE_GOAL);
    scope->item = item;
    scope->depth++;
}

/* Open a scope whose lines are all in a note, with the heading itself. */
static void open_note(struct importer *importer, const struct wp_text_part *heading)
{
    struct wp_note *note = note_of_scope(importer, innermost(importer));

    give_part(importer, heading, note);
    open_scope(importer, heading->level, SCOPE_NOTE)->note = note;
}

static bool is_empty_heading(const struct wp_text_part *heading)
{
    return !heading->has_list && !heading->has_text && !heading->has_headings_below;
}

/* Return the week of the title that a heading has. */
static struct wp_import_week *week_of_title(struct importer *importer,
                                            const struct wp_text_part *heading)
{
    struct wp_import_week *week = innermost(importer)->week;

    if (!heading->words.next_week || week->start == WP_NO_DAY)
        return week;
    return wp_import_weeks_get(&importer->source, &importer->weeks, week->start + WP_DAYS_OF_WEEK);
}

/* Make the week a week off, for a reason that may be empty. */
static void set_week_off(struct importer *importer, struct wp_import_week *week,
                         struct wp_str reason, size_t line)
{
    struct wp_item root = wp_item_empty();

    week->skip = true;
    if (reason.length == 0)
        return;
    if (wp_item_parse_value(&root, WP_KEY_SKIP, reason, importer->source.arena) != NULL)
        wp_import_remarks_quote(&importer->source.remarks, line,
                                "left out: a reason that a plan cannot have", reason);
    week->skip_reason = root.skip_reason;
}

/* Set the title of the week by a heading "Focus: sleep", or make it a week off by "Week off: ill".
 * What is below it is about the week. */
static void open_value(struct importer *importer, const struct wp_text_part *heading)
{
    struct wp_import_week *week = week_of_title(importer, heading);

    give_part(importer, heading, NULL);
    if (heading->words.section == WP_IMPORT_OFF) {
        set_week_off(importer, week, heading->value, heading->first);
    } else {
        set_week_title(importer, week, heading->value, heading->first);
    }
    if (heading->level < WP_TEXT_PART_BOLD)
        open_scope(importer, heading->level, SCOPE_GROUP);
}

/* Return the number of the last line, from 1, that is below a heading. */
static size_t last_line_below(const struct importer *importer, const struct wp_text_part *heading)
{
    const struct wp_text_part *end = importer->parts.list + importer->parts.count;

    for (const struct wp_text_part *part = heading + 1; part < end; part++)
        if (part->kind == WP_TEXT_PART_HEADING && part->level <= heading->level)
            return part->first;
    return importer->source.text.line_count;
}

/* Leave out what is below a heading of figures: a plan computes them. */
static void open_figures(struct importer *importer, const struct wp_text_part *heading)
{
    struct wp_buf what = WP_BUF_INIT;

    give_part(importer, heading, NULL);
    wp_buf_printf(&what, "left out: figures, which a plan computes, up to line %zu",
                  last_line_below(importer, heading));
    leave_out_heading(importer, heading, what.data);
    wp_buf_free(&what);
    open_scope(importer, heading->level, SCOPE_NOTE)->note = NULL;
}

/* Return the first day of the next week (1) or of the last week (-1). The list for later has none.
 */
static wp_day week_beside(wp_day start, int weeks)
{
    return start == WP_NO_DAY ? WP_NO_DAY : start + weeks * WP_DAYS_OF_WEEK;
}

/* Return the first day of the week of a section of the next week: that of the day in its heading,
 * if it is a later one than that of the text. */
static wp_day next_week(const struct importer *importer, const struct wp_text_part *heading,
                        wp_day start)
{
    wp_day day = WP_NO_DAY;

    if (importer->options->week == WP_NO_DAY && heading->day_kind == WP_HEADING_DAY_FOUND)
        day = wp_heading_day_week(&heading->day, importer->options->week_start, false);
    return start != WP_NO_DAY && day != WP_NO_DAY && day > start ? day : week_beside(start, 1);
}

/* Whether a heading has words that say more than its section. The day of the next week says which
 * week it is. */
static bool says_more(const struct importer *importer, const struct wp_text_part *heading)
{
    struct wp_str text = heading->title.text;
    struct wp_span day = heading->day.span;
    struct wp_buf rest = WP_BUF_INIT;
    bool more = heading->words.more_words;

    if (more && heading->words.section == WP_IMPORT_NEXT &&
        heading->day_kind == WP_HEADING_DAY_FOUND) {
        wp_buf_append(&rest, wp_str_slice(text, 0, day.offset));
        wp_buf_append(&rest, wp_str_slice(text, wp_span_end(day), text.length));
        more = wp_section_words_find(wp_buf_str(&rest), false, importer->options).more_words;
        wp_buf_free(&rest);
    }
    return more;
}

/* Give the heading of a section to a note. If `note` is NULL, remark on words that say more than
 * the section. */
static void give_section_heading(struct importer *importer, const struct wp_text_part *heading,
                                 struct wp_note *note)
{
    give_part(importer, heading, note);
    if (note == NULL && says_more(importer, heading))
        leave_out_heading(importer, heading, "left out: a part of this heading");
}

/* Open the scope of a heading that only groups what is below it. */
static void open_group(struct importer *importer, const struct wp_text_part *heading)
{
    struct scope *scope = innermost(importer);
    bool says_nothing = wp_section_words_say_nothing(heading->title.text) ||
                        wp_str_equal(heading->title.text, scope->week->title);

    if (!says_nothing && heading->has_text)
        give_part(importer, heading, note_of_scope(importer, scope));
    else
        give_part(importer, heading, NULL);
    if (!says_nothing && !heading->has_text)
        leave_out_heading(importer, heading, "left out: a heading that only groups goals");
    open_scope(importer, heading->level, scope->kind);
}

/* Whether an item of a list between the heading and the next one has a box. */
static bool has_boxes(const struct importer *importer, const struct wp_text_part *heading)
{
    const struct wp_text_part *end = importer->parts.list + importer->parts.count;

    for (const struct wp_text_part *part = heading + 1;
         part < end && part->kind != WP_TEXT_PART_HEADING; part++)
        if (part->kind == WP_TEXT_PART_LIST)
            for (const struct wp_markdown_node *item = part->node->first; item != NULL;
                 item = item->next)
                if (item->task != 0)
                    return true;
    return false;
}

/* Open the scope of a section by its words. */
static void open_section(struct importer *importer, const struct wp_text_part *heading)
{
    struct wp_import_source *source = &importer->source;
    enum wp_import_section section = heading->words.section;
    struct scope *scope = innermost(importer);
    bool keeps = section == WP_IMPORT_REVIEW && heading->words.keeps_heading;
    wp_day week = scope->week->start;

    if (section == WP_IMPORT_NEXT && heading->words.either_week && !heading->looks_back)
        section = WP_IMPORT_GOALS;
    if (heading->value.length > 0 || section == WP_IMPORT_OFF) {
        open_value(importer, heading);
        return;
    }
    if (section == WP_IMPORT_FIGURES) {
        open_figures(importer, heading);
        return;
    }
    if (is_empty_heading(heading)) {
        give_part(importer, heading, NULL);
        leave_out_heading(importer, heading, "left out: an empty section");
        return;
    }
    /* What can be ticked off is a goal. */
    if (section == WP_IMPORT_NOTE && has_boxes(importer, heading)) {
        open_group(importer, heading);
        return;
    }
    /* Text without a list has only its heading to tell what it is about. */
    if (section == WP_IMPORT_NOTE ||
        (!heading->has_list && !heading->has_headings_below &&
         (section == WP_IMPORT_DONE || section == WP_IMPORT_OPEN || section == WP_IMPORT_ALSO ||
          (section == WP_IMPORT_GOALS && !wp_section_words_say_nothing(heading->title.text))))) {
        open_note(importer, heading);
        return;
    }
    scope = open_scope(importer, heading->level, SCOPE_SECTION);
    scope->section = section;
    if (section == WP_IMPORT_NEXT || heading->words.next_week)
        scope->week =
            wp_import_weeks_get(source, &importer->weeks, next_week(importer, heading, week));
    else if (heading->words.last_week && heading->both_weeks)
        scope->week = wp_import_weeks_get(source, &importer->weeks, week_beside(week, -1));
    else if (section == WP_IMPORT_LATER)
        scope->week = wp_import_weeks_get(source, &importer->weeks, WP_NO_DAY);
    if (section == WP_IMPORT_NEXT || section == WP_IMPORT_LATER)
        scope->section = WP_IMPORT_GOALS;
    give_section_heading(importer, heading, keeps ? note_of_scope(importer, scope) : NULL);
}

/* Open the scope of a heading below a goal. */
static void open_below_goal(struct importer *importer, const struct wp_text_part *heading)
{
    enum wp_import_section section = heading->words.section;
    struct wp_text_part subtask = *heading;

    if (wp_goal_number_take_dotted(&subtask.title)) {
        open_goal(importer, &subtask);
    } else if (section == WP_IMPORT_OTHER && (heading->has_list || heading->has_lists_below)) {
        open_goal(importer, heading);
    } else if (heading->has_list && section != WP_IMPORT_OTHER && section != WP_IMPORT_ALSO &&
               section != WP_IMPORT_REVIEW && section != WP_IMPORT_TITLE &&
               section != WP_IMPORT_LATER && section != WP_IMPORT_NOTE) {
        give_section_heading(importer, heading, NULL);
        open_scope(importer, heading->level, SCOPE_SECTION)->section =
            section == WP_IMPORT_NEXT ? WP_IMPORT_GOALS : section;
    } else {
        open_note(importer, heading);
    }
}

/* Whether the scope is a list of goals, so that each heading below it is one. */
static bool collects_goals(const struct scope *scope)
{
    return scope->kind == SCOPE_SECTION &&
           (scope->section == WP_IMPORT_GOALS || scope->section == WP_IMPORT_DONE ||
            scope->section == WP_IMPORT_OPEN || scope->section == WP_IMPORT_ALSO);
}

static bool is_in_also(const struct scope *scope)
{
    return scope->kind == SCOPE_SECTION && scope->section == WP_IMPORT_ALSO;
}

/* Open the scope of a heading that is no section and has no number. */
static void open_other(struct importer *importer, const struct wp_text_part *heading)
{
    struct scope *scope = innermost(importer);
    struct wp_str title = heading->title.text;
    bool has_goals = heading->has_list || heading->has_lists_below;

    if (scope->item == NULL &&
        (size_t)(heading - importer->parts.list) == importer->title_heading) {
        give_part(importer, heading, NULL);
        if (!wp_section_words_say_nothing(title))
            set_text_title(importer, scope->week, title, heading->first);
        open_scope(importer, heading->level, SCOPE_GROUP);
    } else if (wp_str_equal(title, scope->week->title) || heading->has_numbers_below ||
               heading->has_sections_below || (is_in_also(scope) && has_goals) ||
               wp_section_words_say_nothing(title)) {
        open_group(importer, heading);
    } else if (has_goals || collects_goals(scope)) {
        open_goal(importer, heading);
    } else if (is_empty_heading(heading)) {
        give_part(importer, heading, NULL);
        leave_out_heading(importer, heading, "left out: an empty section");
    } else {
        open_note(importer, heading);
    }
}

/* Whether a heading begins a section. "Notes" above sections, or "Weekly log" above all of the
 * text, is a title. */
static bool begins_section(const struct importer *importer, const struct wp_text_part *heading)
{
    if (heading->words.section == WP_IMPORT_NOTE)
        return !heading->has_sections_below && !heading->has_numbers_below &&
               (size_t)(heading - importer->parts.list) != importer->title_heading;
    return heading->words.section != WP_IMPORT_OTHER;
}

static void read_heading(struct importer *importer, const struct wp_text_part *heading)
{
    struct scope *scope;
    bool section = begins_section(importer, heading);

    close_scopes(importer, heading->closes);
    scope = innermost(importer);
    if (is_week_heading(importer, heading)) {
        open_week_scope(importer, heading);
    } else if (heading->level == WP_TEXT_PART_LABEL && heading->value.length > 0 &&
               (scope->item != NULL || scope->kind == SCOPE_NOTE ||
                scope->section == WP_IMPORT_REVIEW)) {
        give_part(importer, heading, note_of_scope(importer, scope));
    } else if (scope->kind == SCOPE_NOTE ||
               (scope->kind == SCOPE_SECTION && scope->section == WP_IMPORT_REVIEW &&
                (!section || heading->numbered))) {
        give_part(importer, heading, note_of_scope(importer, scope));
        open_scope(importer, heading->level, scope->kind);
    } else if (heading->numbered) {
        open_goal(importer, heading);
    } else if (scope->item != NULL) {
        open_below_goal(importer, heading);
    } else if (section) {
        open_section(importer, heading);
    } else {
        open_other(importer, heading);
    }
}

/* Append a text to the title of a week that a section has. */
static void add_to_week_title(struct importer *importer, struct wp_import_week *week,
                              struct wp_str text, size_t line, bool first)
{
    struct wp_buf title = WP_BUF_INIT;

    if (!first && week->title.length > 0) {
        wp_buf_append(&title, week->title);
        wp_buf_puts(&title, "; ");
        wp_buf_append(&title, text);
        week->title = wp_arena_copy(importer->source.arena, wp_buf_str(&title));
        week->title_last_line = line;
        wp_buf_free(&title);
    } else {
        set_week_title(importer, week, text, line);
    }
}

/* Remark on the items below an item of the title of the week. Their notes are about the week. */
static void leave_out_below(struct importer *importer, const struct wp_import_item *item,
                            struct wp_note *note)
{
    if (item->note != NULL)
        item->note->into = note;
    for (const struct wp_import_item *below = item->subtasks.first; below != NULL;
         below = below->next) {
        wp_import_remarks_quote(&importer->source.remarks, below->line,
                                "left out of the title of the week", below->item.title);
        leave_out_below(importer, below, note);
    }
}

/* Make the titles of the items of a list that is read the title of the week. */
static void read_list_as_title(struct importer *importer, const struct wp_import_list *list,
                               struct scope *scope)
{
    for (const struct wp_import_item *item = list->first; item != NULL; item = item->next) {
        add_to_week_title(importer, scope->week, item->item.title, item->line, !scope->titled);
        scope->titled = true;
        leave_out_below(importer, item, note_of_week(importer, scope));
    }
}

static void read_list_part(struct importer *importer, const struct wp_text_part *part)
{
    struct wp_import_source *source = &importer->source;
    bool ordered = part->node->kind == WP_MARKDOWN_ORDERED_LIST;
    struct wp_import_list items = {0};
    struct scope *scope;

    if (ordered)
        close_scopes(importer, WP_TEXT_PART_ITEM);
    scope = innermost(importer);
    if (scope->kind == SCOPE_NOTE ||
        (scope->kind == SCOPE_SECTION && scope->section == WP_IMPORT_REVIEW)) {
        give_part(importer, part, note_of_scope(importer, scope));
        return;
    }
    wp_import_items_read(source, part->node, &items, scope->depth + 1, is_in_also(scope));
    /* What can be ticked off is a goal. */
    if (scope->kind == SCOPE_SECTION && scope->section == WP_IMPORT_TITLE &&
        !wp_import_list_has_marks(&items)) {
        read_list_as_title(importer, &items, scope);
        return;
    }
    if (scope->kind == SCOPE_SECTION && scope->item != NULL && scope->section == WP_IMPORT_DONE)
        wp_import_list_set_done(&items);
    wp_import_list_append(list_of_scope(scope), &items);
    if (ordered && part->continues && items.last != NULL) {
        struct scope *below = open_scope(importer, WP_TEXT_PART_ITEM, SCOPE_GOAL);

        below->item = items.last;
        below->depth++;
    }
}

/* Make a paragraph the title of the week, if it is short and the first one. */
static bool read_text_as_title(struct importer *importer, const struct wp_text_part *part,
                               struct scope *scope)
{
    struct wp_title_text title;

    if (scope->titled || part->node == NULL || part->node->kind != WP_MARKDOWN_PARAGRAPH ||
        part->node->source.length > WEEK_TITLE_MAX)
        return false;
    title = wp_title_text_make(&importer->source.text, part->node->first, NULL,
                               &importer->source.remarks);
    set_week_title(importer, scope->week, title.text, part->first);
    give_part(importer, part, NULL);
    /* What follows is the note of the week. */
    scope->kind = SCOPE_GROUP;
    return true;
}

static void read_text_part(struct importer *importer, const struct wp_text_part *part)
{
    struct scope *scope = innermost(importer);

    if (scope->kind == SCOPE_SECTION && scope->section == WP_IMPORT_TITLE &&
        read_text_as_title(importer, part, scope))
        return;
    give_part(importer, part, note_of_scope(importer, scope));
}

/* Set whether the parts about the same week have a section of what was done. In a text with
 * sections of the last week and of this week, the day is that of this week. */
static void set_looks_back(struct importer *importer)
{
    struct wp_text_part *parts = importer->parts.list;
    size_t count = importer->parts.count;

    for (size_t begin = 0, end; begin < count; begin = end) {
        bool looks_back = false;
        bool last_week = false;
        bool this_week = false;

        for (end = begin; end < count; end++) {
            if (end > begin && is_week_heading(importer, &parts[end]))
                break;
            if (parts[end].kind == WP_TEXT_PART_HEADING && !parts[end].numbered) {
                looks_back = looks_back || parts[end].words.section == WP_IMPORT_DONE;
                last_week = last_week || parts[end].words.last_week;
                this_week = this_week || parts[end].words.this_week;
            }
        }
        for (size_t i = begin; i < end; i++) {
            parts[i].both_weeks = last_week && this_week;
            parts[i].looks_back = looks_back && !parts[i].both_weeks;
        }
    }
}

/* Find the level of the headings that begin a week: that of the first heading with a day that is
 * no goal. */
static void find_week_level(struct importer *importer)
{
    for (size_t i = 0; i < importer->parts.count && importer->week_level == 0; i++) {
        const struct wp_text_part *part = &importer->parts.list[i];

        if (part->kind == WP_TEXT_PART_HEADING && part->level < WP_TEXT_PART_BOLD &&
            part->day_kind != WP_HEADING_DAY_NONE && !part->numbered &&
            (part->day.title.length == 0 || part->level <= 2))
            importer->week_level = part->level;
    }
}

static void count_week_headings(struct importer *importer)
{
    for (size_t i = 0; i < importer->parts.count; i++)
        importer->week_headings += is_week_heading(importer, &importer->parts.list[i]);
}

/* Find the heading that is the title of the text: the only one of level 1, if it is the first. */
static void find_title_heading(struct importer *importer)
{
    bool first = true;

    importer->title_heading = SIZE_MAX;
    for (size_t i = 0; i < importer->parts.count; i++) {
        const struct wp_text_part *part = &importer->parts.list[i];

        if (part->kind != WP_TEXT_PART_HEADING || is_week_heading(importer, part))
            continue;
        if (part->level == 1 && !first) {
            importer->title_heading = SIZE_MAX;
            return;
        }
        if (part->level == 1)
            importer->title_heading = i;
        first = false;
    }
}

/* Fail because of a day that does not tell its week. */
static enum wp_status refuse_day(struct importer *importer, enum wp_heading_day_kind kind,
                                 struct wp_str text, uint64_t line)
{
    static const char *const messages[] = {
        [WP_HEADING_DAY_NONE] = "no heading has the day of the week",
        [WP_HEADING_DAY_NO_YEAR] = "the year of this day is not known",
        [WP_HEADING_DAY_AMBIGUOUS] = "this day can be read in two ways",
        [WP_HEADING_DAY_MISSING] = "this day does not exist",
        [WP_HEADING_DAY_FOUND] = "",
    };

    text = wp_utf8_fit(wp_str_slice(text, 0, QUOTED_BYTES), QUOTED_COLUMNS, NULL);
    wp_error_set(importer->error, WP_MISSING, "%s%s%.*s (give the week with -w)", messages[kind],
                 text.length > 0 ? ": " : "", (int)text.length, text.data);
    importer->error->line = line;
    return WP_MISSING;
}

/* Find the week of what is above the first heading that begins a week. */
static enum wp_status find_first_week(struct importer *importer, const struct wp_front_day *front,
                                      wp_day *start)
{
    *start = importer->options->week;
    if (*start != WP_NO_DAY)
        return WP_OK;
    for (size_t i = 0; i < importer->parts.count; i++) {
        const struct wp_text_part *part = &importer->parts.list[i];

        if (is_week_heading(importer, part)) {
            *start = week_of_day(importer, &part->day, part->looks_back);
            return WP_OK;
        }
        if (part->kind == WP_TEXT_PART_HEADING && front->kind != WP_HEADING_DAY_FOUND &&
            part->level == importer->week_level && part->day_kind != WP_HEADING_DAY_NONE &&
            part->day_kind != WP_HEADING_DAY_FOUND)
            return refuse_day(importer, part->day_kind, part->title.text, part->first + 1);
    }
    if (front->kind != WP_HEADING_DAY_FOUND)
        return refuse_day(importer, front->kind, wp_str(""),
                          front->kind != WP_HEADING_DAY_NONE ? front->line : 0);
    note_other_start(importer, &front->day, front->line);
    *start = week_of_day(importer, &front->day,
                         importer->parts.count > 0 && importer->parts.list[0].looks_back);
    return WP_OK;
}

/* Replace the front matter by blanks, so that the lines of the text keep their numbers. */
static void blank_front_matter(struct wp_import_text *text, struct wp_arena *arena, size_t length)
{
    struct wp_str copy = wp_arena_copy(arena, text->text);
    char *bytes = (char *)copy.data;

    for (size_t i = 0; i < length; i++)
        if (bytes[i] != '\n')
            bytes[i] = ' ';
    text->text = copy;
}

/* Read the parts of the text into weeks. `title_line` is the line of the title in the front matter,
 * or 0. */
static enum wp_status read_parts(struct importer *importer, const struct wp_front_day *front,
                                 uint64_t title_line)
{
    wp_day start;
    enum wp_status status;

    find_week_level(importer);
    count_week_headings(importer);
    find_title_heading(importer);
    set_looks_back(importer);
    status = find_first_week(importer, front, &start);
    if (status != WP_OK)
        return status;
    importer->scopes[0] =
        (struct scope){.kind = SCOPE_GROUP,
                       .section = WP_IMPORT_GOALS,
                       .week = wp_import_weeks_get(&importer->source, &importer->weeks, start)};
    importer->scope_count = 1;
    set_text_title(importer, importer->scopes[0].week, front->title,
                   title_line > 0 ? (size_t)title_line - 1 : 0);
    for (size_t i = 0; i < importer->parts.count; i++) {
        const struct wp_text_part *part = &importer->parts.list[i];

        if (part->kind == WP_TEXT_PART_HEADING)
            read_heading(importer, part);
        else if (part->kind == WP_TEXT_PART_LIST)
            read_list_part(importer, part);
        else
            read_text_part(importer, part);
    }
    return WP_OK;
}

/* Read the text, whose bytes have been checked, into weeks. */
static enum wp_status import_text(struct importer *importer, struct wp_import *import)
{
    struct wp_import_source *source = &importer->source;
    const struct wp_import_options *options = importer->options;
    struct wp_front_matter matter = {0};
    struct wp_front_day front = {0};
    const struct wp_markdown_node *document;
    enum wp_status status =
        wp_front_matter_read(&matter, source->text.text, source->arena, importer->error);

    if (status != WP_OK)
        return status;
    wp_front_matter_find_day(&front, &matter, wp_str(options->file_name));
    blank_front_matter(&source->text, source->arena, matter.length);
    document = wp_markdown_parse_linear(source->text.text, source->arena);
    if (document == NULL)
        return wp_error_set(
            importer->error, WP_UNAVAILABLE,
            "Markdown needs md4c, which is not installed (install libmd4c0 or md4c)");
    wp_note_lines_begin(&source->notes, &source->text, source->arena);
    wp_text_parts_find(&importer->parts, source, document, &front.hint, options);
    status = read_parts(importer, &front, matter.title.line);
    if (status == WP_OK)
        wp_note_lines_write(&source->notes, document, &source->remarks);
    if (status == WP_OK)
        status = wp_import_weeks_finish(source, importer->weeks, import, importer->error);
    if (status == WP_OK && import->week_count == 0)
        status = wp_error_set(importer->error, WP_INVALID,
                              "the text has nothing for a plan: no list, no goal, no note");
    return status;
}

enum wp_status wp_import_markdown(struct wp_import *import, struct wp_str text,
                                  const struct wp_import_options *options, struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(4 * text.length);
    struct importer importer = {.source = {.arena = arena, .remarks = {.arena = arena}},
                                .options = options,
                                .error = error};
    enum wp_status status;

    *import = (struct wp_import){.arena = arena};
    status = wp_import_text_read(&importer.source.text, arena, text, error);
    if (status == WP_OK)
        status = import_text(&importer, import);
    wp_import_remarks_sort(&importer.source.remarks);
    import->remarks = importer.source.remarks.list;
    import->remark_count = importer.source.remarks.count;
    import->other_start_line = importer.other_start_line;
    import->other_start = importer.other_start;
    import->tag_line = importer.source.tag_line;
    import->tag = importer.source.tag;
    return status;
}

void wp_import_free(struct wp_import *import)
{
    wp_arena_free(import->arena);
    *import = (struct wp_import){0};
}
