#include "cmd/carry_list.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "cmd/read_outline.h"
#include "plan/parse_value.h"
#include "render/escape.h"

#define ADVICE_NEW "(begin the line with '- ' for a new goal)"

/* The sign before the number of a goal of the new week. A number without the sign is that of a goal
 * of the old week. */
#define OWN '='

/* The words of the verbs. WP_CARRY_ADD has no word. */
static const char *const verb_words[WP_CARRY_VERBS] = {
    [WP_CARRY_KEEP] = "keep",   [WP_CARRY_CARRY] = "carry", [WP_CARRY_DROP] = "drop",
    [WP_CARRY_LATER] = "later", [WP_CARRY_LEAVE] = "leave",
};

/* Abbreviations of the verbs, as git-rebase(1) has. */
static const char verb_letters[WP_CARRY_VERBS] = {
    [WP_CARRY_KEEP] = 'k', [WP_CARRY_CARRY] = 'c', [WP_CARRY_DROP] = 'd', [WP_CARRY_LATER] = 'l'};

/* Append what follows the title in the comment of a line: ", into =2, carried ×1". If the subtasks
 * of `goal` are added to a goal of the new week, `there` is that goal; else NULL. `times` is the
 * multiplication sign. */
static void put_goal_details(struct wp_buf *out, const struct wp_item *goal,
                             const struct wp_item *there, const char *times)
{
    if (there != NULL) {
        wp_buf_printf(out, ", into %c", OWN);
        wp_item_path(out, there);
    }
    if (goal->weekly)
        wp_buf_puts(out, ", every week");
    else if (goal->carried > 0)
        wp_buf_printf(out, ", carried %s%u", times, (unsigned)goal->carried);
}

/* Return the multiplication sign. */
static const char *times_sign(bool ascii)
{
    return ascii ? "x" : "×";
}

/* Append the line of `goal`. The parameters are those of put_goal_details. */
static void put_goal_line(struct wp_buf *out, enum wp_carry_verb verb, const struct wp_item *goal,
                          const struct wp_item *there, const char *times)
{
    wp_buf_puts(out, verb_words[verb]);
    wp_buf_putc(out, ' ');
    if (verb == WP_CARRY_KEEP)
        wp_buf_putc(out, OWN);
    wp_item_path(out, goal);
    wp_buf_puts(out, "  # ");
    wp_escape_line(out, goal->title);
    put_goal_details(out, goal, there, times);
    wp_buf_putc(out, '\n');
}

void wp_carry_list_put(struct wp_buf *out, const struct wp_carry_list_goals *goals, bool ascii)
{
    const char *times = times_sign(ascii);
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
    size_t line;       /* number of the current line, from 1 */
    struct wp_str raw; /* the current line, with its comment */
    /* The line that names a goal, by the number of the goal: `kept` for the goals of the new week,
     * `open` for those of the old week. 0 if no line may name the goal, ANY_LINE if no line names
     * the goal yet. */
    size_t *kept;
    size_t *open;
    /* The lines of the new goal that is being read, as an outline. Blank lines are before them, so
     * that errors of the outline have the line numbers of the list. */
    struct wp_buf outline;
    struct wp_carry_line *outline_goal; /* the new goal that is being read, or NULL */
    size_t outline_column;              /* column in which the text of that goal begins */
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

/* Allocate parser->kept and parser->open. A line may name each goal of the new week, and each goal
 * of the old week that can be carried. */
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

/* Return the line without its comment. A '#' that is not the first character of the line begins a
 * comment only if it has a blank on both sides. */
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

/* Return the path at the beginning of the text. Set *reason to the text after it, without a
 * comment that begins directly after the path. */
static struct wp_str split_path(struct wp_str text, struct wp_str *reason)
{
    struct wp_str path = first_word(text, reason);
    const char *comment = path.length > 0 ? memchr(path.data, '#', path.length) : NULL;

    if (comment != NULL)
        path.length = (size_t)(comment - path.data);
    if (comment != NULL || wp_str_starts(*reason, "#"))
        reason->length = 0;
    return path;
}

/* Whether the path is the number of a goal, with or without OWN. */
static bool is_number(struct wp_str path)
{
    size_t i = path.length > 0 && path.data[0] == OWN;

    if (i == path.length)
        return false;
    while (i < path.length && path.data[i] >= '0' && path.data[i] <= '9')
        i++;
    return i == path.length;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool equals_in_any_case(struct wp_str word, const char *name)
{
    size_t i = 0;

    while (i < word.length && name[i] != '\0' && lower(word.data[i]) == name[i])
        i++;
    return i == word.length && name[i] == '\0';
}

/* Return the verb at the beginning of the line, and set *rest to the text after it. A single letter
 * is a verb only before a number. Return WP_CARRY_ADD if the line has no verb. */
static enum wp_carry_verb find_verb(struct wp_str line, struct wp_str *rest)
{
    struct wp_str word = first_word(line, rest);
    struct wp_str reason;
    bool letter = word.length == 1 && is_number(split_path(*rest, &reason));

    for (int verb = 0; verb < WP_CARRY_VERBS; verb++)
        if (verb_words[verb] != NULL && (equals_in_any_case(word, verb_words[verb]) ||
                                         (letter && lower(word.data[0]) == verb_letters[verb])))
            return (enum wp_carry_verb)verb;
    return WP_CARRY_ADD;
}

/* Return the listed goal of the old week with the number `number`. */
static const struct wp_carry_goal *listed_goal(const struct list_parser *parser, uint32_t number)
{
    const struct wp_carry_goal *listed = parser->goals->open->list;

    while (listed->goal->number != number)
        listed++;
    return listed;
}

/* Return the text after the title in the comment of the current line, which names a listed goal:
 * "no time" of "drop 2  # Talks, carried ×1, no time". Return an empty text if the comment does not
 * begin with the title. */
static struct wp_str find_reason_in_comment(const struct list_parser *parser, uint32_t number)
{
    const struct wp_carry_goal *listed = listed_goal(parser, number);
    const char *hash = memchr(parser->raw.data, '#', parser->raw.length);
    struct wp_str rest = {"", 0};
    struct wp_buf title = WP_BUF_INIT;
    struct wp_buf details = WP_BUF_INIT;

    if (hash != NULL)
        rest = wp_str_trim(
            wp_str_slice(parser->raw, (size_t)(hash + 1 - parser->raw.data), parser->raw.length));
    wp_escape_line(&title, listed->goal->title);
    put_goal_details(&details, listed->goal, listed->there,
                     times_sign(parser->goals->context->ascii));
    rest = wp_str_starts(rest, title.data) ? wp_str_slice(rest, title.length, rest.length)
                                           : (struct wp_str){"", 0};
    if (details.length > 0 && wp_str_starts(rest, details.data))
        rest = wp_str_slice(rest, details.length, rest.length);
    while (rest.length > 0 && strchr(" \t,;:-", rest.data[0]) != NULL)
        rest = wp_str_slice(rest, 1, rest.length);
    wp_buf_free(&title);
    wp_buf_free(&details);
    return wp_utf8_is_valid(rest) ? rest : (struct wp_str){"", 0};
}

/* Parse the reason of a goal that is dropped. */
static enum wp_status parse_drop_reason(struct list_parser *parser, struct wp_str reason,
                                        struct wp_carry_line *line)
{
    const char *problem = NULL;

    if (reason.length == 0)
        reason = find_reason_in_comment(parser, line->number);

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

/* Return the element of parser->kept (if `own`) or parser->open for the goal with the number
 * `path`, which may begin with OWN. Return NULL if no line may name such a goal. */
static size_t *find_named(struct list_parser *parser, bool own, struct wp_str path)
{
    size_t *names = own ? parser->kept : parser->open;
    uint32_t most = count_week_goals(own ? parser->goals->to : parser->goals->from);
    uint32_t number = 0;

    if (!is_number(path))
        return NULL;
    for (size_t i = path.data[0] == OWN; i < path.length; i++) {
        number = number * 10 + (uint32_t)(path.data[i] - '0');
        if (number > most)
            return NULL;
    }
    return names[number] != 0 ? &names[number] : NULL;
}

/* Return WP_INVALID for a line that would carry or change a goal of the new week. The message has
 * the command that changes such a goal, and the verb `keep`. */
static enum wp_status refuse_own_goal(struct list_parser *parser, const struct wp_carry_line *line)
{
    static const char *const commands[WP_CARRY_VERBS][2] = {
        [WP_CARRY_DROP] = {"drop", " --reason REASON drops it"},
        [WP_CARRY_LATER] = {"mv", " --to later puts it off"},
        [WP_CARRY_LEAVE] = {"rm", " takes it out"},
    };
    const struct wp_item *goal = parser->goals->to->root.first;
    struct wp_buf text = WP_BUF_INIT;

    while (goal->number != line->number)
        goal = goal->next;
    wp_buf_printf(&text, "line %zu of the list: the week has goal %c%u already, so it is not %s (",
                  parser->line, OWN, (unsigned)line->number,
                  line->verb == WP_CARRY_CARRY ? "carried" : "changed here");
    if (commands[line->verb][0] != NULL) {
        wp_context_name_command(&text, parser->goals->context, commands[line->verb][0], goal);
        wp_buf_printf(&text, "%s; ", commands[line->verb][1]);
    }
    wp_buf_printf(&text, "keep %c%u keeps it)", OWN, (unsigned)line->number);
    return wp_context_fail(parser->error, WP_INVALID, &text);
}

/* Parse the text after a verb: a path, and a reason. */
static enum wp_status parse_path(struct list_parser *parser, struct wp_str text,
                                 struct wp_carry_line *line)
{
    const char *verb = verb_words[line->verb];
    struct wp_str reason;
    struct wp_str path = split_path(text, &reason);
    bool own = line->verb == WP_CARRY_KEEP || wp_str_starts(path, (char[]){OWN, '\0'});
    size_t *named = find_named(parser, own, path);

    if (path.length == 0 || strchr("+=0123456789", path.data[0]) == NULL)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: '%s' needs the number of a goal " ADVICE_NEW,
                            parser->line, verb);
    if (named == NULL)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: there is no goal %.*s to %s " ADVICE_NEW,
                            parser->line, (int)path.length, path.data, verb);
    line->number = (uint32_t)(named - (own ? parser->kept : parser->open));
    if (own && line->verb != WP_CARRY_KEEP)
        return refuse_own_goal(parser, line);
    if (*named != ANY_LINE)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: goal %.*s is in line %zu already (remove one of "
                            "the lines)",
                            parser->line, (int)path.length, path.data, *named);
    *named = parser->line;
    if (line->verb == WP_CARRY_DROP)
        return parse_drop_reason(parser, reason, line);
    if (reason.length > 0)
        return wp_error_set(parser->error, WP_INVALID,
                            "line %zu of the list: '%s %.*s' takes no text " ADVICE_NEW,
                            parser->line, verb, (int)path.length, path.data);
    return WP_OK;
}

/* Return WP_INVALID if the line seems to name a listed goal with a word that is no verb, as `cary 2
 *  # Report`: the number of a goal is after the word, and the line ends after the number or has a
 * comment. `commented` is whether a comment was removed from `text`. */
static enum wp_status check_word(struct list_parser *parser, struct wp_str text, bool commented)
{
    struct wp_str rest, reason;
    struct wp_str word = first_word(text, &rest);
    struct wp_str path = split_path(rest, &reason);

    if ((reason.length > 0 && !commented) ||
        (find_named(parser, false, path) == NULL && find_named(parser, true, path) == NULL))
        return WP_OK;
    return wp_error_set(parser->error, WP_INVALID,
                        "line %zu of the list: '%.*s' is not carry, later, drop, leave or "
                        "keep " ADVICE_NEW,
                        parser->line, (int)word.length, word.data);
}

/* Whether the line begins with "- ", so that the rest is a title. */
static bool has_dash(struct wp_str text)
{
    return text.data[0] == '-' && (text.length == 1 || is_list_blank(text.data[1]));
}

/* Append a line of the new goal to parser->outline. `text` is the line without blanks at both ends
 * and without comment; `raw` is the line from its beginning to the end of `text`. Return WP_INVALID
 * if the title is not valid. */
static enum wp_status add_to_outline(struct list_parser *parser, struct wp_str raw,
                                     struct wp_str text)
{
    struct wp_item checked = wp_item_empty();
    const char *problem = wp_item_parse_value(
        &checked, WP_KEY_TITLE, wp_str_trim(wp_str_slice(text, has_dash(text), text.length)), NULL);

    if (problem != NULL)
        return wp_error_set(parser->error, WP_INVALID, "line %zu of the list: the title %s",
                            parser->line, problem);
    wp_buf_append(&parser->outline, raw);
    return WP_OK;
}

/* Parse the outline of the new goal into its line of the list, and clear the outline. No-op if no
 * new goal is being read. */
static enum wp_status end_new_goal(struct list_parser *parser)
{
    struct wp_arena *arena = parser->list->arena;
    struct wp_item *goal = NULL;
    enum wp_status status;

    if (parser->outline_goal == NULL)
        return WP_OK;
    status = wp_read_outline_read(arena, wp_arena_copy(arena, wp_buf_str(&parser->outline)),
                                  WP_LEVELS_MAX, false, &goal, parser->error);
    if (status == WP_OK)
        parser->outline_goal->values = *goal;
    else
        status = parser->error->status = WP_INVALID;
    parser->outline_goal = NULL;
    wp_buf_clear(&parser->outline);
    return status;
}

/* Begin to read a new goal, of which this line is the first. The parameters are those of check_word
 * and add_to_outline. */
static enum wp_status begin_new_goal(struct list_parser *parser, struct wp_str raw,
                                     struct wp_str text, bool commented)
{
    enum wp_status status = has_dash(text) ? WP_OK : check_word(parser, text, commented);

    if (status != WP_OK)
        return status;
    parser->outline_goal = &parser->list->lines[parser->list->count++];
    *parser->outline_goal = (struct wp_carry_line){.verb = WP_CARRY_ADD};
    parser->outline_column = wp_read_outline_column(raw);
    wp_buf_repeat(&parser->outline, "\n", parser->line - 1);
    return add_to_outline(parser, raw, text);
}

/* Most problems that are reported for a list. */
enum { PROBLEMS_MAX = 20 };

/* Append parser->error to the problems of the list, and forget the new goal that is being read. */
static void add_list_problem(struct list_parser *parser)
{
    struct wp_problems *problems = &parser->list->problems;

    problems->errors++;
    if (problems->count < problems->limit)
        problems->list[problems->count++] = *parser->error;
    parser->outline_goal = NULL;
    wp_buf_clear(&parser->outline);
}

/* Parse a line: a verb, a new goal, or, if it is indented below a new goal, a subtask. */
static enum wp_status parse_list_line(struct list_parser *parser, struct wp_str raw)
{
    struct wp_str text = cut_comment(raw);
    bool commented = text.length < wp_str_trim(raw).length;
    struct wp_str rest;
    enum wp_carry_verb verb = find_verb(text, &rest);
    struct wp_carry_line *line;

    parser->raw = raw;
    if (text.length == 0)
        return WP_OK;
    if (!wp_utf8_is_valid(text))
        return wp_error_set(parser->error, WP_INVALID, "line %zu of the list is not UTF-8",
                            parser->line);
    raw = wp_str_slice(raw, 0, (size_t)(text.data - raw.data) + text.length);
    if (verb == WP_CARRY_ADD && parser->outline_goal != NULL &&
        wp_read_outline_column(raw) > parser->outline_column)
        return add_to_outline(parser, raw, text);
    if (end_new_goal(parser) != WP_OK)
        add_list_problem(parser);
    if (verb == WP_CARRY_ADD)
        return begin_new_goal(parser, raw, text, commented);
    line = &parser->list->lines[parser->list->count++];
    *line = (struct wp_carry_line){.verb = verb, .values = wp_item_empty()};
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
    struct wp_problems *problems = &list->problems;
    size_t offset, end;

    *list = (struct wp_carry_list){.arena = wp_arena_new(4096)};
    list->lines = wp_arena_array(list->arena, count_list_lines(text), sizeof *list->lines);
    problems->list = wp_arena_array(list->arena, PROBLEMS_MAX, sizeof *problems->list);
    problems->limit = PROBLEMS_MAX;
    text = wp_arena_copy(list->arena, text);
    collect_names(&parser);
    for (offset = wp_str_starts(text, "\xEF\xBB\xBF") ? 3 : 0; offset < text.length;
         offset = end + 1) {
        for (end = offset; end < text.length && text.data[end] != '\n';)
            end++;
        parser.line++;
        if (parse_list_line(&parser, wp_str_slice(text, offset, end - offset)) != WP_OK)
            add_list_problem(&parser);
        if (parser.outline_goal != NULL)
            wp_buf_putc(&parser.outline, '\n');
    }
    if (end_new_goal(&parser) != WP_OK)
        add_list_problem(&parser);
    wp_buf_free(&parser.outline);
    if (problems->errors == 0)
        return WP_OK;
    *error = problems->list[0];
    return WP_INVALID;
}

void wp_carry_list_free(struct wp_carry_list *list)
{
    wp_arena_free(list->arena);
    *list = (struct wp_carry_list){.count = 0};
}
