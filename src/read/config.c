#include <weekplan/config.h>

#include <stddef.h>
#include <string.h>

#include "base/edit_distance.h"
#include "plan/email.h"
#include "plan/item_value.h"
#include "read/post_config.h"
#include "yaml/conflict.h"
#include "yaml/node_reader.h"
#include <weekplan/history.h>
#include <weekplan/progress.h>

/* The mapping of the configuration in which a key is allowed: the top level, `mail:`, `review:` or
 * `import:`. */
enum section { AT_TOP, IN_MAIL, IN_REVIEW, IN_IMPORT };

/* The type of a value, and the type of the member of struct wp_config. */
enum config_kind {
    A_FILE,     /* a path: struct wp_str */
    A_WEEKDAY,  /* a weekday: enum wp_weekday */
    A_PERCENT,  /* a percentage: int32_t, in tenths */
    A_COLOR,    /* when to use colours: enum wp_color */
    A_BOOL,     /* true or false: bool */
    AN_ADDRESS, /* an e-mail address: struct wp_str */
    ADDRESSES,  /* an e-mail address, or a list of addresses: struct wp_list */
    A_COMMAND,  /* a program, or a list of a program and its arguments: struct wp_list */
    QUESTIONS,  /* one or several lines of text: struct wp_list */
    HEADINGS,   /* a mapping of the words of headings to their meanings: import_headings */
    POST_KEYS,  /* a mapping of the keys of a front matter: struct wp_post */
    A_SECTION   /* a mapping with keys of its own: no member */
};

#define IN_CONFIG(member) offsetof(struct wp_config, member)

static const struct config_key {
    const char *name;
    enum section section;
    enum config_kind kind;
    /* offset of a member of struct wp_config; for A_SECTION the value of an enum section */
    size_t member;
} config_keys[] = {
    {"file", AT_TOP, A_FILE, IN_CONFIG(file)},
    {"week_start", AT_TOP, A_WEEKDAY, IN_CONFIG(week_start)},
    {"goal", AT_TOP, A_PERCENT, IN_CONFIG(goal)},
    {"color", AT_TOP, A_COLOR, IN_CONFIG(color)},
    {"ascii", AT_TOP, A_BOOL, IN_CONFIG(ascii)},
    {"mail", AT_TOP, A_SECTION, IN_MAIL},
    {"review", AT_TOP, A_SECTION, IN_REVIEW},
    {"import", AT_TOP, A_SECTION, IN_IMPORT},
    {"post", AT_TOP, POST_KEYS, IN_CONFIG(post)},
    {"to", IN_MAIL, ADDRESSES, IN_CONFIG(mail_to)},
    {"from", IN_MAIL, AN_ADDRESS, IN_CONFIG(mail_from)},
    {"sendmail", IN_MAIL, A_COMMAND, IN_CONFIG(mail_sendmail)},
    {"questions", IN_REVIEW, QUESTIONS, IN_CONFIG(review_questions)},
    {"sections", IN_IMPORT, HEADINGS, IN_CONFIG(import_headings)},
};

/* The name of the key of each section, and a line of the section as an example for messages. */
static const struct {
    const char *name;
    const char *example;
} config_sections[] = {
    [IN_MAIL] = {"mail", "to: ADDRESS"},
    [IN_REVIEW] = {"review", "questions: [QUESTION, QUESTION]"},
    [IN_IMPORT] = {"import", "sections: {WORDS: done}"},
};

enum { KEY_COUNT = sizeof config_keys / sizeof config_keys[0] };

struct config_reader {
    struct wp_node_reader nodes;
    struct wp_config *config;
};

/* The end of a message about a path that begins with a variable of the shell. */
#define VARIABLE                                                                                   \
    "begins with '$', and variables have no value here (write '~/' for the home "                  \
    "directory, or the whole path)"

/* The parse_ and add_ functions return NULL if the text is valid. Else they return the end of a
 * message, such as "is not the name of a file", to print after "KEY: 'TEXT'". */

static const char *parse_file(struct wp_str text, struct wp_str *file)
{
    if (wp_str_trim(text).length == 0 || memchr(text.data, '\0', text.length) != NULL)
        return "is not the name of a file";
    if (text.data[0] == '~' && !wp_str_starts(text, "~/"))
        return "begins with '~' (write '~/' for the home directory, or the whole path)";
    if (text.data[0] == '$')
        return VARIABLE;
    *file = text;
    return NULL;
}

static const char *parse_weekday(struct wp_str text, enum wp_weekday *weekday)
{
    static const char *const names[] = {
        [WP_MONDAY] = "monday",     [WP_TUESDAY] = "tuesday", [WP_WEDNESDAY] = "wednesday",
        [WP_THURSDAY] = "thursday", [WP_FRIDAY] = "friday",   [WP_SATURDAY] = "saturday",
        [WP_SUNDAY] = "sunday",
    };
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (wp_str_equal_c(text, names[i])) {
            *weekday = (enum wp_weekday)i;
            return NULL;
        }
    }
    return "is not understood (write monday, tuesday, wednesday, thursday, friday, saturday or "
           "sunday)";
}

static const char *parse_goal(struct wp_str text, int32_t *percent_tenths)
{
    int tenths;

    if (!wp_progress_parse_percent(text, &tenths))
        return "is not a percentage from 0% to 100% (write it as in 80% or 79.5%)";
    *percent_tenths = tenths;
    return NULL;
}

static const char *parse_color(struct wp_str text, enum wp_color *color)
{
    static const char *const names[] = {
        [WP_COLOR_AUTO] = "auto", [WP_COLOR_ALWAYS] = "always", [WP_COLOR_NEVER] = "never"};
    size_t i;

    for (i = WP_COLOR_AUTO; i < sizeof names / sizeof names[0]; i++) {
        if (wp_str_equal_c(text, names[i])) {
            *color = (enum wp_color)i;
            return NULL;
        }
    }
    return "is not known (write auto, always or never)";
}

static const char *parse_bool(struct wp_str text, bool *value)
{
    bool yes = wp_str_equal_c(text, "true");

    if (!yes && !wp_str_equal_c(text, "false"))
        return "is not understood (write true or false)";
    *value = yes;
    return NULL;
}

static const char *parse_address(struct wp_str text, struct wp_str *address)
{
    const char *problem = wp_email_problem(text);

    if (problem == NULL)
        *address = text;
    return problem;
}

static const char *add_address(struct wp_str text, struct wp_list *list, struct wp_arena *arena)
{
    const char *problem = wp_email_problem(text);

    if (problem == NULL)
        wp_list_extend(list, text, arena);
    return problem;
}

/* Append a word of a command: the name of the program if the list is empty, else an argument. */
static const char *add_word(struct wp_str text, struct wp_list *list, struct wp_arena *arena)
{
    bool program = list->count == 0;

    if (memchr(text.data, '\0', text.length) != NULL || (program && text.length == 0))
        return "is not the name of a program";
    if (program && text.data[0] == '$')
        return VARIABLE;
    if (program && memchr(text.data, '/', text.length) != NULL && text.data[0] != '/' &&
        !wp_str_starts(text, "~/"))
        return "is neither a name nor a whole path (begin it with '/', or with '~/' for the home "
               "directory)";
    wp_list_extend(list, text, arena);
    return NULL;
}

/* Append a question. A question must be one line, because the review prints it as a heading. */
static const char *add_question(struct wp_str text, struct wp_list *list, struct wp_arena *arena)
{
    struct wp_str question = wp_str_trim(text);

    if (question.length == 0)
        return "is not a question (write a line of text)";
    for (size_t i = 0; i < question.length; i++)
        if ((unsigned char)question.data[i] < ' ' || question.data[i] == 0x7F)
            return "is not one line of text (write each question as one)";
    wp_list_extend(list, question, arena);
    return NULL;
}

static const char *parse_text(struct wp_config *config, const struct config_key *key,
                              struct wp_str text)
{
    void *member = (char *)config + key->member;

    switch (key->kind) {
    case A_FILE:
        return parse_file(text, member);
    case A_WEEKDAY:
        config->has_week_start = true;
        return parse_weekday(text, member);
    case A_PERCENT:
        return parse_goal(text, member);
    case A_COLOR:
        return parse_color(text, member);
    case A_BOOL:
        return parse_bool(text, member);
    case AN_ADDRESS:
        return parse_address(text, member);
    case ADDRESSES:
        return add_address(text, member, config->arena);
    case A_COMMAND:
        return add_word(text, member, config->arena);
    case QUESTIONS:
        return add_question(text, member, config->arena);
    case HEADINGS:
    case POST_KEYS:
    case A_SECTION:
        break;
    }
    return NULL;
}

static void report_value(struct config_reader *reader, struct wp_span span, const char *name,
                         const char *problem)
{
    wp_document_error(reader->nodes.document, reader->nodes.problems, span, "%s: %s", name,
                      problem);
}

/* Append the names of the keys of a section: "file, week_start, goal, color, ascii, mail and
 * review". In config_keys the keys of a section are next to each other. */
static void list_names(struct wp_buf *buf, enum section section)
{
    size_t i;

    for (i = 0; i < KEY_COUNT; i++) {
        bool last = i + 1 == KEY_COUNT || config_keys[i + 1].section != section;
        bool first = i == 0 || config_keys[i - 1].section != section;

        if (config_keys[i].section == section)
            wp_buf_printf(buf, "%s%s", first ? "" : last ? " and " : ", ", config_keys[i].name);
    }
}

static void report_unknown(struct config_reader *reader, const struct wp_event *key,
                           enum section section)
{
    struct wp_nearest nearest = {.word = key->value};
    struct wp_buf advice = WP_BUF_INIT;
    size_t i;

    for (i = 0; i < KEY_COUNT; i++)
        if (config_keys[i].section == section)
            wp_nearest_try(&nearest, config_keys[i].name);
    if (section == AT_TOP)
        wp_buf_puts(&advice, "the keys here are ");
    else
        wp_buf_printf(&advice, "the keys below '%s:' are ", config_sections[section].name);
    list_names(&advice, section);
    wp_node_reader_report_unknown(&reader->nodes, key, nearest.name, advice.data);
    wp_buf_free(&advice);
}

/* Report that the key is in the mapping `section`, to which it does not belong. */
static void report_section(struct config_reader *reader, struct wp_span span,
                           const struct config_key *key, enum section section)
{
    struct wp_buf problem = WP_BUF_INIT;

    if (key->section == AT_TOP)
        wp_buf_printf(&problem,
                      "this key does not belong below '%s:' (begin it at the left margin)",
                      config_sections[section].name);
    else
        wp_buf_printf(&problem, "this key belongs below '%s:' (indent it there)",
                      config_sections[key->section].name);
    report_value(reader, span, key->name, problem.data);
    wp_buf_free(&problem);
}

/* Return the index of the key in config_keys. Report a key that is unknown or in the wrong section,
 * and return KEY_COUNT. */
static size_t find_key(struct config_reader *reader, const struct wp_event *key,
                       enum section section)
{
    size_t i = 0;

    if (key->refused)
        return KEY_COUNT;
    while (i < KEY_COUNT && !wp_str_equal_c(key->value, config_keys[i].name))
        i++;
    if (i == KEY_COUNT) {
        report_unknown(reader, key, section);
    } else if (config_keys[i].section != section) {
        report_section(reader, key->span, &config_keys[i], section);
        i = KEY_COUNT;
    }
    return i;
}

static bool is_absent(const struct wp_event *event)
{
    return event->kind == WP_EVENT_SCALAR && event->style == WP_SCALAR_PLAIN &&
           event->value.length == 0;
}

/* Set the member of a key from a scalar, which is the value or an entry of a list. Ignore an empty
 * scalar. */
static void read_config_text(struct config_reader *reader, const struct config_key *key,
                             const struct wp_event *event)
{
    const char *problem;

    if (event->refused || is_absent(event))
        return;
    problem = parse_text(reader->config, key, wp_arena_copy(reader->config->arena, event->value));
    if (problem != NULL)
        wp_node_reader_report_value(&reader->nodes, key->name, event, problem);
}

static enum wp_status read_list(struct config_reader *reader, const struct config_key *key)
{
    for (;;) {
        struct wp_event event;
        enum wp_status status = wp_node_reader_next(&reader->nodes, &event);

        if (status != WP_OK || event.kind == WP_EVENT_CLOSE)
            return status;
        if (event.kind == WP_EVENT_SCALAR) {
            read_config_text(reader, key, &event);
            continue;
        }
        report_value(reader, event.span, key->name, "this has to be a list of texts");
        status = wp_node_reader_skip(&reader->nodes, &event, NULL);
        if (status != WP_OK)
            return status;
    }
}

/* Set the meaning of a heading. Return the end of a message if the text names none. */
static const char *parse_config_heading(struct wp_str text, enum wp_import_section *section)
{
    static const struct {
        const char *name;
        enum wp_import_section section;
    } names[] = {
        {"goals", WP_IMPORT_GOALS}, {"done", WP_IMPORT_DONE},     {"also", WP_IMPORT_ALSO},
        {"open", WP_IMPORT_OPEN},   {"next", WP_IMPORT_NEXT},     {"title", WP_IMPORT_TITLE},
        {"later", WP_IMPORT_LATER}, {"review", WP_IMPORT_REVIEW}, {"note", WP_IMPORT_NOTE},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (wp_str_equal_c(text, names[i].name)) {
            *section = names[i].section;
            return NULL;
        }
    }
    return "is not known (write goals, done, also, open, next, title, review, note or later)";
}

/* Append a heading and its meaning. Return the end of a message if the heading has no words, or is
 * there already. */
static const char *add_config_heading(struct wp_config *config, struct wp_str words,
                                      enum wp_import_section section)
{
    size_t count = config->import_heading_count;
    bool full = (count & (count - 1)) == 0; /* the memory is that of a power of two */

    if (words.length == 0)
        return "a heading has no words";
    for (size_t i = 0; i < count; i++)
        if (wp_str_equal(config->import_headings[i].words, words))
            return "this heading is there twice (take one of them out)";
    if (full) {
        struct wp_import_heading *longer =
            wp_arena_array(config->arena, count > 0 ? 2 * count : 1, sizeof *longer);

        for (size_t i = 0; i < count; i++)
            longer[i] = config->import_headings[i];
        config->import_headings = longer;
    }
    config->import_headings[count] = (struct wp_import_heading){words, section};
    config->import_heading_count = count + 1;
    return NULL;
}

/* Read the meaning of the heading `words`. */
static enum wp_status read_config_heading(struct config_reader *reader,
                                          const struct wp_event *words)
{
    struct wp_str copy = wp_str_trim(wp_arena_copy(reader->config->arena, words->value));
    struct wp_span span = words->span;
    bool refused = words->refused;
    enum wp_import_section section;
    struct wp_event event;
    enum wp_status status = wp_node_reader_next(&reader->nodes, &event);
    const char *problem;

    if (status != WP_OK)
        return status;
    if (event.kind != WP_EVENT_SCALAR) {
        report_value(reader, event.span, "sections", "this has to be a single value");
        return wp_node_reader_skip(&reader->nodes, &event, NULL);
    }
    problem = parse_config_heading(event.value, &section);
    if (problem != NULL && !event.refused)
        wp_node_reader_report_value(&reader->nodes, "sections", &event, problem);
    if (problem == NULL && !refused) {
        problem = add_config_heading(reader->config, copy, section);
        if (problem != NULL)
            report_value(reader, span, "sections", problem);
    }
    return WP_OK;
}

/* Read the mapping of headings, whose first event is read. */
static enum wp_status read_config_headings(struct config_reader *reader)
{
    for (;;) {
        struct wp_event key;
        enum wp_status status = wp_node_reader_next_key(&reader->nodes, &key);

        if (status == WP_OK && key.kind != WP_EVENT_CLOSE)
            status = read_config_heading(reader, &key);
        if (status != WP_OK || key.kind == WP_EVENT_CLOSE)
            return status;
    }
}

/* Report that the value of a section such as `mail:` is not a mapping. Ignore an empty value. */
static void report_no_section(struct config_reader *reader, const struct config_key *key,
                              const struct wp_event *event)
{
    struct wp_buf problem = WP_BUF_INIT;

    if (is_absent(event))
        return;
    wp_buf_printf(&problem, "this needs keys and values (write '%s' on the next line, indented)",
                  config_sections[key->member].example);
    report_value(reader, event->span, key->name, problem.data);
    wp_buf_free(&problem);
}

static enum wp_status read_section(struct config_reader *reader, enum section section);

static enum wp_status read_config_value(struct config_reader *reader, const struct config_key *key,
                                        const struct wp_event *event)
{
    bool list = key->kind == ADDRESSES || key->kind == A_COMMAND || key->kind == QUESTIONS;

    if (key->kind == A_SECTION && event->kind == WP_EVENT_MAPPING)
        return read_section(reader, (enum section)key->member);
    if (key->kind == HEADINGS && event->kind == WP_EVENT_MAPPING)
        return read_config_headings(reader);
    if (key->kind == POST_KEYS && event->kind == WP_EVENT_MAPPING)
        return wp_post_config_read(&reader->config->post, &reader->nodes, reader->config->arena);
    if (key->kind == HEADINGS && !is_absent(event)) {
        report_value(
            reader, event->span, key->name,
            "this needs headings and what they mean (write 'WORDS: done' on the next line, "
            "indented)");
    } else if (key->kind == POST_KEYS && !is_absent(event)) {
        report_value(reader, event->span, key->name,
                     "this needs keys and values (write 'layout: NAME' on the next line, "
                     "indented)");
    } else if (key->kind == A_SECTION) {
        report_no_section(reader, key, event);
    } else if (event->kind == WP_EVENT_SCALAR) {
        read_config_text(reader, key, event);
        return WP_OK;
    } else if (list && event->kind == WP_EVENT_SEQUENCE) {
        return read_list(reader, key);
    } else {
        report_value(reader, event->span, key->name,
                     list ? "this has to be a list of texts" : "this has to be a single value");
    }
    return wp_node_reader_skip(&reader->nodes, event, NULL);
}

/* Read the value of the key `name`. `seen` has the spans of the keys that were read so far, by
 * their indices in config_keys. */
static enum wp_status read_config_entry(struct config_reader *reader, struct wp_span *seen,
                                        enum section section, const struct wp_event *name)
{
    size_t number = find_key(reader, name, section);
    struct wp_span span = name->span;
    struct wp_event event;
    enum wp_status status = wp_node_reader_next(&reader->nodes, &event);

    if (status != WP_OK)
        return status;
    if (number < KEY_COUNT && seen[number].length > 0) {
        wp_node_reader_report_twice(&reader->nodes, span, config_keys[number].name, seen[number],
                                    "take one of them out");
        number = KEY_COUNT;
    }
    if (number == KEY_COUNT)
        return wp_node_reader_skip(&reader->nodes, &event, NULL);
    seen[number] = span;
    return read_config_value(reader, &config_keys[number], &event);
}

static enum wp_status read_section(struct config_reader *reader, enum section section)
{
    struct wp_span seen[KEY_COUNT] = {{0, 0}};

    for (;;) {
        struct wp_event key;
        enum wp_status status = wp_node_reader_next_key(&reader->nodes, &key);

        if (status == WP_OK && key.kind != WP_EVENT_CLOSE)
            status = read_config_entry(reader, seen, section, &key);
        if (status != WP_OK || key.kind == WP_EVENT_CLOSE)
            return status;
    }
}

static void read_document(struct config_reader *reader)
{
    struct wp_node_reader *nodes = &reader->nodes;
    struct wp_event event;
    enum wp_status status = wp_node_reader_next(nodes, &event);

    if (status == WP_OK && event.kind == WP_EVENT_MAPPING) {
        status = read_section(reader, AT_TOP);
    } else if (status == WP_OK && event.kind != WP_EVENT_END && event.span.length > 0 &&
               !event.refused) {
        wp_document_error(nodes->document, nodes->problems, event.span,
                          "this is not a configuration (write keys and values, as in 'week_start: "
                          "sunday')");
        return;
    }
    /* Read to the end of the document, to find syntax errors after the mapping. */
    while (status == WP_OK && event.kind != WP_EVENT_END)
        status = wp_node_reader_next(nodes, &event);
}

struct wp_config wp_config_default(void)
{
    return (struct wp_config){.week_start = WP_MONDAY, .goal = WP_GOAL_DEFAULT};
}

struct wp_list wp_config_questions(const struct wp_config *config)
{
    static struct wp_str usual[] = {WP_STR("What went well?"), WP_STR("What got in the way?"),
                                    WP_STR("What will be different next week?")};

    return config->review_questions.count > 0
               ? config->review_questions
               : (struct wp_list){usual, sizeof usual / sizeof usual[0]};
}

enum wp_status wp_config_read(struct wp_config *config, struct wp_str bytes,
                              struct wp_error *problem)
{
    struct wp_problems problems = {.list = problem, .limit = 1};
    struct wp_document document = {.kind = WP_DOCUMENT_CONFIG, .bytes = bytes, .first_line = 1};
    struct config_reader reader = {.config = config};

    *config = wp_config_default();
    config->arena = wp_arena_new(bytes.length + 256);
    if (wp_document_check(&document, &problems) && !wp_conflict_report(&document, &problems)) {
        wp_node_reader_open(&reader.nodes, &document, &problems);
        read_document(&reader);
        wp_node_reader_close(&reader.nodes);
    }
    if (problems.errors == 0)
        return WP_OK;
    problem->status = WP_CONFIG;
    return WP_CONFIG;
}

void wp_config_free(struct wp_config *config)
{
    wp_arena_free(config->arena);
    *config = wp_config_default();
}
