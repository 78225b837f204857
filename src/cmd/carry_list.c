#include "cmd/carry_list.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "plan/parse_value.h"
#include "render/escape.h"

#define ADVICE_NEW "(begin the line with '- ' for a new goal)"

/* The words of the verbs. WP_CARRY_ADD has no word. */
static const char *const verb_words[WP_CARRY_VERBS] = {
    [WP_CARRY_KEEP] = "keep",   [WP_CARRY_CARRY] = "carry", [WP_CARRY_DROP] = "drop",
    [WP_CARRY_LATER] = "later", [WP_CARRY_LEAVE] = "leave",
};

/* Append the line of a goal. `there` is the goal of the later week to which its subtasks are
 * added, or NULL. `times` is the sign of multiplication. */
static void put_goal_line(struct wp_buf *out, enum wp_carry_verb verb, const struct wp_item *goal,
                          const struct wp_item *there, const char *times)
{
    wp_buf_puts(out, verb_words[verb]);
    wp_buf_putc(out, ' ');
    wp_item_path(out, goal);
    wp_buf_puts(out, "  # ");
    wp_escape_line(out, goal->title);
    if (there != NULL) {
        wp_buf_puts(out, ", into ");
        wp_item_path(out, there);
    }
    if (goal->weekly)
        wp_buf_puts(out, ", every week");
    else if (goal->carried > 0)
        wp_buf_printf(out, ", carried %s%u", times, (unsigned)goal->carried);
    wp_buf_putc(out, '\n');
}

void wp_carry_list_put(struct wp_buf *out, const struct wp_carry_list_goals *goals, bool ascii)
{
    const char *times = ascii ? "x" : "×";
    const struct wp_item *own = goals->to != NULL ? goals->to->root.first : NULL;

    for (; own != NULL; own = own->next)
        put_goal_line(out, WP_CARRY_KEEP, own, NULL, times);
    for (size_t i = 0; i < goals->open->count; i++)
        put_goal_line(out, WP_CARRY_CARRY, goals->open->list[i].goal, goals->open->list[i].there,
                      times);
}

/* The state of the parser of a list. */
struct list_parser {
    struct wp_carry_list *list;
    const struct wp_carry_list_goals *goals;
    wp_day today;
    size_t line; /* number of the current line, from 1 */
    /* For each goal of the new and of the old week, by its number: 0 if no line may name the
     * goal, ANY_LINE if a line may, else the number of the line that names the goal. */
    size_t *kept;
    size_t *open;
    struct wp_error *error;
};

static const size_t ANY_LINE = SIZE_MAX;

static uint32_t count_week_goals(const struct wp_week *week)
{
    uint32_t count = 0;

    if (week != NULL)
        for (const struct wp_item *goal = week->root.first; goal != NULL; goal = goal->next)
            count = goal->number;
    return count;
}

/* Set parser->kept and parser->open. */
static void collect_names(struct list_parser *parser)
{
    const struct wp_carry_list_goals *goals = parser->goals;
    struct wp_arena *arena = parser->list->arena;
    uint32_t count = count_week_goals(goals->to);

    parser->kept = wp_arena_array(arena, count + 1, sizeof *parser->kept);
    parser->open = wp_arena_array(arena, count_week_goals(goals->from) + 1, sizeof *parser->open);
    for (uint32_t number = 1; number <= count; number++)
        parser->kept[number] = ANY_LINE;
    for (size_t i = 0; i < goals->open->count; i++)
        parser->open[goals->open->list[i].goal->number] = ANY_LINE;
}

static bool is_list_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Return the line without its comment. Within a text, '#' begins a comment only if it has a blank
 * on both sides. */
static struct wp_str cut_comment(struct wp_str line)
{
    line = wp_str_trim(line);
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] == '#' &&
            (i == 0 || (is_list_blank(line.data[i - 1]) &&
                        (i + 1 == line.length || is_list_blank(line.data[i + 1])))))
            return wp_str_trim(wp_str_slice(line, 0, i));
    return line;
}

/* Return the first word of the text. Set *rest to the text after it. */
static struct wp_str first_word(struct wp_str text, struct wp_str *rest)
{
    size_t end = 0;

    while (end < text.length && !is_list_blank(text.data[end]))
        end++;
    *rest = wp_str_trim(wp_str_slice(text, end, text.length));
    return wp_str_slice(text, 0, end);
}

/* Return the verb with the name `word`; WP_CARRY_ADD if no verb has this name. */
static enum wp_carry_verb find_verb(struct wp_str word)
{
    for (int verb = 0; verb < WP_CARRY_VERBS; verb++)
        if (verb_words[verb] != NULL && wp_str_equal_c(word, verb_words[verb]))
            return (enum wp_carry_verb)verb;
    return WP_CARRY_ADD;
}

static enum wp_status parse_new_goal(struct list_parser *parser, struct wp_str title,
                                     struct wp_carry_line *line)
{
    const char *problem = wp_item_parse_value(&line->values, WP_KEY_TITLE, title, NULL);

    if (problem != NULL)
        return wp_error_set(parser->error, WP_INVALID, "line %zu of the list: the title %s",
                            parser->line, problem);
    line->verb = WP_CARRY_ADD;
    return WP_OK;
}

/* Parse the reason of a goal that is dropped. */
static enum wp_status parse_drop_reason(struct list_parser *parser, struct wp_str reason,
                                        struct wp_carry_line *line)
{
    const char *problem = NULL;

    line->values.dropped = true;
    line->values.dropped_on = parser->today;
    if (reason.length > 0)
        problem = wp_item_parse_value(&line->values, WP_KEY_DROPPED, reason, NULL);
    if (problem == NULL && !line->values.dropped)
        problem = "is not a reason";
    if (problem != NULL)
        return wp_error_set(parser->error, WP_INVALID, "line %zu of the list: '%.*s' %s",
                            parser->line, (int)reason.length, reason.data, problem);
    return WP_OK;
}

/* Return where the line is noted that names the goal with the number `path`: an element of
 * parser->kept for `keep`, else of parser->open. Return NULL if the list has no such goal. */
static size_t *find_named(struct list_parser *parser, enum wp_carry_verb verb, struct wp_str path)
{
    bool keeps = verb == WP_CARRY_KEEP;
    size_t *names = keeps ? parser->kept : parser->open;
    uint32_t most = count_week_goals(keeps ? parser->goals->to : parser->goals->from);
    uint32_t number = 0;

    for (size_t i = 0; i < path.length; i++) {
        if (path.data[i] < '0' || path.data[i] > '9')
            return NULL;
        number = number * 10 + (uint32_t)(path.data[i] - '0');
        if (number > most)
            return NULL;
    }
    return names[number] != 0 ? &names[number] : NULL;
}

/* Return the path at the beginning of the text. Set *reason to the text after it, without a
 * comment that begins directly after the path. */
static struct wp_str split_path(struct wp_str text, struct wp_str *reason)
{
    struct wp_str path = first_word(text, reason);
    const char *comment = memchr(path.data, '#', path.length);

    if (comment != NULL)
        path.length = (size_t)(comment - path.data);
    if (comment != NULL || wp_str_starts(*reason, "#"))
        reason->length = 0;
    return path;
}

/* Parse the text after a verb: a path, and a reason. */
static enum wp_status parse_path(struct list_parser *parser, struct wp_str text,
                                 struct wp_carry_line *line)
{
    const char *verb = verb_words[line->verb];
    struct wp_str reason;
    struct wp_str path = split_path(text, &reason);
    size_t *named = find_named(parser, line->verb, path);

    if (named == NULL)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: there is no goal %.*s to %s " ADVICE_NEW,
                            parser->line, (int)path.length, path.data, verb);
    if (*named != ANY_LINE)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: goal %.*s is in line %zu already (remove one of "
                            "the lines)",
                            parser->line, (int)path.length, path.data, *named);
    *named = parser->line;
    line->number = (uint32_t)(named - (line->verb == WP_CARRY_KEEP ? parser->kept : parser->open));
    if (line->verb == WP_CARRY_DROP)
        return parse_drop_reason(parser, reason, line);
    if (reason.length > 0)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: '%s %.*s' takes no text " ADVICE_NEW,
                            parser->line, verb, (int)path.length, path.data);
    return WP_OK;
}

/* Whether the text after a verb is meant as a path. Otherwise the line is the title of a goal. */
static bool is_meant_as_path(struct wp_str text)
{
    return text.length == 0 || strchr("+0123456789#", text.data[0]) != NULL;
}

/* Parse a line that is not blank without its comment. */
static enum wp_status parse_list_line(struct list_parser *parser, struct wp_str text)
{
    struct wp_carry_list *list = parser->list;
    struct wp_carry_line *line = &list->lines[list->count++];
    struct wp_str rest;
    enum wp_carry_verb verb = find_verb(first_word(text, &rest));

    *line = (struct wp_carry_line){.verb = verb, .values = wp_item_empty()};
    if (!wp_utf8_is_valid(text))
        return wp_error_set(parser->error, WP_INVALID, "line %zu of the list is not UTF-8",
                            parser->line);
    if (text.data[0] == '-' && (text.length == 1 || is_list_blank(text.data[1])))
        return parse_new_goal(parser, wp_str_trim(wp_str_slice(text, 1, text.length)), line);
    if (verb == WP_CARRY_ADD || !is_meant_as_path(rest))
        return parse_new_goal(parser, text, line);
    if (rest.length == 0 || rest.data[0] == '#')
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: '%s' needs the number of a goal " ADVICE_NEW,
                            parser->line, verb_words[verb]);
    return parse_path(parser, rest, line);
}

static size_t count_list_lines(struct wp_str text)
{
    size_t count = 1;

    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] == '\n';
    return count;
}

enum wp_status wp_carry_list_parse(struct wp_carry_list *list, struct wp_str text,
                                   const struct wp_carry_list_goals *goals, wp_day today,
                                   struct wp_error *error)
{
    struct list_parser parser = {.list = list, .goals = goals, .today = today, .error = error};
    enum wp_status status = WP_OK;
    size_t offset, end;

    *list = (struct wp_carry_list){.arena = wp_arena_new(4096)};
    list->lines = wp_arena_array(list->arena, count_list_lines(text), sizeof *list->lines);
    text = wp_arena_copy(list->arena, text);
    collect_names(&parser);
    for (offset = wp_str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
         status == WP_OK && offset < text.length; offset = end + 1) {
        struct wp_str line;

        for (end = offset; end < text.length && text.data[end] != '\n';)
            end++;
        parser.line++;
        line = cut_comment(wp_str_slice(text, offset, end - offset));
        if (line.length > 0)
            status = parse_list_line(&parser, line);
    }
    return status;
}

void wp_carry_list_free(struct wp_carry_list *list)
{
    wp_arena_free(list->arena);
    *list = (struct wp_carry_list){.count = 0};
}
