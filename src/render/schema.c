#include "render/schema.h"

#include <jansson.h>
#include <string.h>

#include "plan/keys.h"
#include <weekplan/plan.h>

/* Regular expressions as JSON Schema has them. Only leap years are left out. */
#define DECIMAL "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?"
#define PERCENT "(100(\\.0{1,6})?|[1-9]?[0-9](\\.[0-9]{1,6})?)%"
#define PART    DECIMAL "/(?!0(\\.0+)?([ \\t]|$))" DECIMAL "([ \\t][\\s\\S]*)?"
#define YEAR    "(?!0000)[0-9]{4}"
#define DAY                                                                                        \
    YEAR "-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"           \
         "|02-(0[1-9]|[12][0-9]))"
#define ISO_WEEK YEAR "-W(0[1-9]|[1-4][0-9]|5[0-3])"

/* What looks like yes or no, or like a day, and is none. */
#define NO_ANSWER                                                                                  \
    "[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]|[Nn][Uu][Ll][Ll]|~"                           \
    "|(?!true$)[Tt][Rr][Uu][Ee]|(?!false$)[Ff][Aa][Ll][Ss][Ee]"
#define NO_DAY "(?!" DAY "$)[0-9]{4}-[0-9]+-[0-9]+"

/*
 * What a value may be to YAML, which takes a text without quotes for a number or a
 * boolean where it looks like one, and a value that is not there for null; what
 * it has to look like where it is a text; and what editors say where it does not.
 * Indexed by enum wp_kind.
 */
static const struct {
    const char *types;
    const char *pattern;
    const char *message;
} values[] = {
    [WP_KIND_STRING] = {"string number boolean null", NULL, NULL},
    [WP_KIND_TITLE] = {"string number boolean", "\\S", "a title cannot be empty"},
    [WP_KIND_ID] = {"string boolean null", "^[A-Za-z][A-Za-z0-9_-]*$",
                    "begin with a letter A to Z, then letters, digits, '_' and '-'"},
    [WP_KIND_WEEK] = {"string", "^(" DAY "|" ISO_WEEK ")$",
                      "write its first day as in 2019-08-04, or its ISO number as in 2019-W32"},
    [WP_KIND_DAY] = {"string null", "^" DAY "$", "write YYYY-MM-DD, as in 2019-08-04"},
    [WP_KIND_DAY_OR_YES] = {"string boolean null", "^(true|false|" DAY ")$",
                            "write 'true', or the day as YYYY-MM-DD"},
    [WP_KIND_REASON_OR_YES] = {"string number boolean null",
                               "^(?!(" NO_ANSWER "|" NO_DAY ")$)[\\s\\S]*\\S",
                               "write 'true', or a reason"},
    [WP_KIND_DAY_REASON_YES] = {"string number boolean null",
                                "^(?!(" NO_ANSWER "|" NO_DAY ")$)[\\s\\S]*\\S",
                                "write 'true', the day as YYYY-MM-DD, or a reason"},
    [WP_KIND_PROGRESS] = {"string null", "^(" PERCENT "|" PART ")$",
                          "write it as in 60%, 2/3 or 1.5/3 talks"},
    [WP_KIND_WEIGHT] = {"number string null", "^" DECIMAL "$", "write it as 3 or 0.5"},
    [WP_KIND_COUNT] = {"integer string null", "^[1-9][0-9]{0,3}$",
                       "write a whole number from 1 to 9999"},
    [WP_KIND_REPEAT] = {"string null", "^weekly$", "write 'weekly', or take the line out"},
    [WP_KIND_STRINGS] = {"array string number boolean null", NULL, NULL},
    [WP_KIND_ITEMS] = {"array null", NULL, NULL},
};

/* Sets a member. Where memory is out it is as if it had not been asked for, and
 * `out` fails. */
static void set(struct wp_buf *out, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        out->failed = true;
}

/* "string null" as a list of its words. */
static void set_types(struct wp_buf *out, json_t *schema, const char *types)
{
    json_t *list = json_array();

    while (*types != '\0') {
        size_t length = strcspn(types, " ");

        if (json_array_append_new(list, json_stringn(types, length)) != 0)
            out->failed = true;
        types += length;
        types += strspn(types, " ");
    }
    set(out, schema, "type", list);
}

/* What holds for a value of that kind, as it is written. */
static void set_looks(struct wp_buf *out, json_t *schema, enum wp_kind kind)
{
    if (values[kind].pattern == NULL)
        return;
    set(out, schema, "pattern", json_string(values[kind].pattern));
    set(out, schema, "patternErrorMessage", json_string(values[kind].message));
}

/* `where`: a week's title, but not an item's, may be left out. */
static json_t *value(struct wp_buf *out, const struct wp_key_spec *spec, unsigned where)
{
    json_t *schema = json_pack("{s:s}", "description", spec->help);
    bool optional = spec->kind == WP_KIND_TITLE && where == WP_ON_WEEK;

    set_types(out, schema, values[optional ? WP_KIND_STRING : spec->kind].types);
    set_looks(out, schema, spec->kind);
    if (spec->kind == WP_KIND_WEIGHT) {
        set(out, schema, "exclusiveMinimum", json_integer(0));
        set(out, schema, "maximum", json_integer((json_int_t)(WP_WEIGHT_MAX / WP_DECIMAL_ONE)));
    } else if (spec->kind == WP_KIND_COUNT) {
        set(out, schema, "minimum", json_integer(1));
        set(out, schema, "maximum", json_integer(WP_CARRIED_MAX));
    } else if (spec->kind == WP_KIND_STRINGS) {
        json_t *entry = json_object();

        set_types(out, entry, values[WP_KIND_STRING].types);
        set(out, schema, "items", entry);
    } else if (spec->kind == WP_KIND_ITEMS) {
        set(out, schema, "items",
            json_pack("{s:s}", "$ref",
                      spec->where == WP_ON_WEEK ? "#/definitions/goal" : "#/definitions/subtask"));
    }
    return schema;
}

/* Says which keys may stand there; those of one's own as well. */
static void set_keys(struct wp_buf *out, json_t *schema, unsigned where, enum wp_key required)
{
    json_t *keys = json_object();

    for (int key = 0; key < WP_KEY_COUNT; key++)
        if ((wp_keys[key].where & where) != 0)
            set(out, keys, wp_keys[key].name, value(out, &wp_keys[key], where));
    set(out, schema, "properties", keys);
    set(out, schema, "patternProperties", json_pack("{s:{}}", "^x-"));
    set(out, schema, "additionalProperties", json_false());
    set(out, schema, "required", json_pack("[s]", wp_keys[required].name));
}

/* What an item cannot say at once: that it is done and dropped, or how far it is
 * and what is below it. No, and what is left out, says nothing. */
static json_t *contradictions(void)
{
    const char *done = wp_keys[WP_KEY_DONE].name;
    const char *dropped = wp_keys[WP_KEY_DROPPED].name;
    const char *progress = wp_keys[WP_KEY_PROGRESS].name;
    const char *subtasks = wp_keys[WP_KEY_SUBTASKS].name;
    json_t *both = json_pack("{s:[s,s],s:{s:{s:{s:[b,s,n]}},s:{s:{s:[b,s,n]}}}}", "required", done,
                             dropped, "properties", done, "not", "enum", 0, "false", dropped, "not",
                             "enum", 0, "false");
    json_t *measured =
        json_pack("{s:[s,s],s:{s:{s:s},s:{s:s,s:i}}}", "required", progress, subtasks, "properties",
                  progress, "type", "string", subtasks, "type", "array", "minItems", 1);

    return json_pack("{s:s,s:[o,o]}", "type", "object", "anyOf", both, measured);
}

/* A title alone, or a mapping: what is said of a text concerns the one, what is
 * said of keys the other. */
static json_t *item(struct wp_buf *out, unsigned where)
{
    json_t *schema = json_object();

    set_types(out, schema, "object string number boolean");
    set_looks(out, schema, WP_KIND_TITLE);
    set_keys(out, schema, where, WP_KEY_TITLE);
    set(out, schema, "not", contradictions());
    return schema;
}

static int schema_append_chunk(const char *bytes, size_t length, void *context)
{
    struct wp_buf *out = context;

    wp_buf_append(out, (struct wp_str){bytes, length});
    return out->failed ? -1 : 0;
}

void wp_schema_json(struct wp_buf *out)
{
    json_t *schema = json_pack("{s:s,s:s}", "$schema", "http://json-schema.org/draft-07/schema#",
                               "title", "A week of a plan of weekplan");

    /* A document without a week means nothing, and may be there. */
    set_types(out, schema, "object null");
    set_keys(out, schema, WP_ON_WEEK, WP_KEY_WEEK);
    set(out, schema, "definitions",
        json_pack("{s:o,s:o}", "goal", item(out, WP_ON_GOAL), "subtask", item(out, WP_ON_SUBTASK)));
    if (json_dump_callback(schema, schema_append_chunk, out, JSON_INDENT(2)) != 0)
        out->failed = true;
    wp_buf_putc(out, '\n');
    json_decref(schema);
}
