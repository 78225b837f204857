#include "plan/keys.h"

#include "base/edit_distance.h"
#include "base/words_in_text.h"

/* Return the offset of a member of struct wp_item. */
#define AT(member) offsetof(struct wp_item, member)

const struct wp_key_spec wp_keys[WP_KEY_COUNT] = {
    [WP_KEY_WEEK] = {"week", WP_ON_WEEK, WP_KIND_WEEK, "first day of the week, or an ISO week", 0,
                     0, 0},
    [WP_KEY_TITLE] = {"title", WP_ON_WEEK | WP_ON_ITEM | WP_ON_ALSO, WP_KIND_TITLE, "the title",
                      AT(title), 0, 0},
    [WP_KEY_ID] = {"id", WP_ON_ITEM | WP_ON_ALSO, WP_KIND_ID, "a name for commands", AT(id), 0, 0},
    [WP_KEY_NOTE] = {"note", WP_ON_WEEK | WP_ON_ITEM | WP_ON_ALSO | WP_ON_LATER, WP_KIND_STRING,
                     "a note, in Markdown", AT(note), 0, 0},
    [WP_KEY_SKIP] = {"skip", WP_ON_WEEK, WP_KIND_REASON_OR_YES, "a week off: true, or the reason",
                     AT(skip), 0, AT(skip_reason)},
    [WP_KEY_DONE] = {"done", WP_ON_ITEM | WP_ON_ALSO, WP_KIND_DAY_OR_YES,
                     "the day it was done, or true", AT(done), AT(done_on), 0},
    [WP_KEY_DROPPED] = {"dropped", WP_ON_ITEM, WP_KIND_DAY_REASON_YES,
                        "the day or the reason it was given up, or true", AT(dropped),
                        AT(dropped_on), AT(dropped_reason)},
    [WP_KEY_PROGRESS] = {"progress", WP_ON_ITEM, WP_KIND_PROGRESS, "the progress: 60% or 2/3 talks",
                         AT(progress_value), 0, 0},
    [WP_KEY_WEIGHT] = {"weight", WP_ON_ITEM, WP_KIND_WEIGHT, "the weight among its siblings",
                       AT(weight), 0, 0},
    [WP_KEY_DUE] = {"due", WP_ON_ITEM, WP_KIND_DAY, "the last day for it", AT(due), 0, 0},
    [WP_KEY_CARRIED] = {"carried", WP_ON_ITEM, WP_KIND_COUNT, "how many times it was carried over",
                        AT(carried), 0, 0},
    [WP_KEY_REPEAT] = {"repeat", WP_ON_GOAL, WP_KIND_REPEAT, "a goal of every week", AT(weekly), 0,
                       0},
    [WP_KEY_TAGS] = {"tags", WP_ON_ITEM | WP_ON_ALSO, WP_KIND_STRINGS, "words to group items by",
                     AT(tags), 0, 0},
    [WP_KEY_LINKS] = {"links", WP_ON_ITEM | WP_ON_ALSO, WP_KIND_STRINGS,
                      "URLs, or other references", AT(links), 0, 0},
    [WP_KEY_GOALS] = {"goals", WP_ON_WEEK, WP_KIND_ITEMS, "the goals of the week", 0, 0, 0},
    [WP_KEY_SUBTASKS] = {"subtasks", WP_ON_ITEM, WP_KIND_ITEMS, "the subtasks", 0, 0, 0},
    [WP_KEY_LATER] = {"later", WP_ON_LATER, WP_KIND_ITEMS, "what to do in a later week", 0, 0, 0},
    [WP_KEY_ALSO] = {"also", WP_ON_WEEK, WP_KIND_ITEMS, "what was done and had not been planned", 0,
                     0, 0},
    [WP_KEY_REVIEW] = {"review", WP_ON_WEEK, WP_KIND_STRING, "a look back on the week, in Markdown",
                       AT(review), 0, 0},
};

const enum wp_key wp_key_order[] = {
    WP_KEY_WEEK,     WP_KEY_TITLE,    WP_KEY_ID,     WP_KEY_SKIP,   WP_KEY_DONE,
    WP_KEY_DROPPED,  WP_KEY_PROGRESS, WP_KEY_WEIGHT, WP_KEY_DUE,    WP_KEY_REPEAT,
    WP_KEY_CARRIED,  WP_KEY_TAGS,     WP_KEY_LINKS,  WP_KEY_NOTE,   WP_KEY_GOALS,
    WP_KEY_SUBTASKS, WP_KEY_LATER,    WP_KEY_ALSO,   WP_KEY_REVIEW,
};

_Static_assert(sizeof wp_key_order == WP_KEY_COUNT * sizeof *wp_key_order,
               "each key has its place in the order");

/* Whether two names with the same first letter are equal. Most lines of a plan have a key, so
 * compare without a call of memcmp(3). */
static bool is_named(const char *known, struct wp_str name)
{
    size_t i = 1;

    while (i < name.length && known[i] == name.data[i] && known[i] != '\0')
        i++;
    return i == name.length && known[i] == '\0';
}

int wp_key_find(struct wp_str name)
{
    /* Compare first letters before names: most names differ there. */
    char first = name.length > 0 ? name.data[0] : '\0';

    for (int key = 0; key < WP_KEY_COUNT; key++)
        if (wp_keys[key].name[0] == first && is_named(wp_keys[key].name, name))
            return key;
    return wp_str_starts(name, "x-") ? WP_KEY_EXTRA : -1;
}

bool wp_key_is_prose(enum wp_key key)
{
    return key < WP_KEY_COUNT &&
           (wp_keys[key].kind == WP_KIND_TITLE || wp_keys[key].kind == WP_KIND_STRING);
}

static bool is_id_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool wp_item_id_is_valid(struct wp_str id)
{
    size_t i;

    for (i = 0; i < id.length; i++) {
        char byte = id.data[i];

        if (!is_id_letter(byte) &&
            (i == 0 || (byte != '_' && byte != '-' && (byte < '0' || byte > '9'))))
            return false;
    }
    return id.length > 0;
}

unsigned wp_key_place(const struct wp_item *item)
{
    static const unsigned places[] = {WP_ON_WEEK, WP_ON_GOAL};
    unsigned depth = wp_item_depth(item);

    if (item->seq_key == WP_KEY_LATER)
        return WP_ON_LATER;
    if (wp_item_is_also(item))
        return WP_ON_ALSO;
    return depth < sizeof places / sizeof places[0] ? places[depth] : WP_ON_SUBTASK;
}

/* Words that people, and the files of other programs, use for the keys. A word may be in several
 * rows, for the keys of different mappings. */
static const struct {
    enum wp_key key;
    const char *words;
} key_synonyms[] = {
    {WP_KEY_TITLE, "name heading headline subject task"},
    {WP_KEY_DUE, "deadline by date until due_date due-date duedate"},
    {WP_KEY_TAGS, "tag label labels category categories project context"},
    {WP_KEY_LINKS, "link url urls uri href"},
    {WP_KEY_WEIGHT, "priority prio importance points effort estimate size"},
    {WP_KEY_NOTE, "notes comment comments desc description details body"},
    {WP_KEY_PROGRESS, "percent percentage pct completion"},
    {WP_KEY_DONE, "completed complete finished checked ticked"},
    {WP_KEY_DROPPED, "cancelled canceled abandoned"},
    {WP_KEY_REPEAT, "recur recurring recurrence every frequency"},
    {WP_KEY_ID, "handle slug"},
    {WP_KEY_SUBTASKS, "tasks children items steps todo todos checklist"},
    {WP_KEY_GOALS, "tasks items todo todos"},
    {WP_KEY_WEEK, "date start begin from"},
    {WP_KEY_SKIP, "off holiday vacation"},
    {WP_KEY_REVIEW, "retro retrospective summary"},
    {WP_KEY_ALSO, "besides unplanned extra"},
};

/* Return the name of the key that has the word as a synonym, among the keys of the mappings
 * `where`, or NULL. */
static const char *find_synonym(struct wp_str word, unsigned where)
{
    char lower[16];

    if (word.length > sizeof lower)
        return NULL;
    for (size_t i = 0; i < word.length; i++)
        lower[i] = wp_str_lower(word.data[i]);
    word.data = lower;
    for (size_t i = 0; i < sizeof key_synonyms / sizeof key_synonyms[0]; i++) {
        const struct wp_key_spec *key = &wp_keys[key_synonyms[i].key];

        if ((key->where & where) != 0 && wp_words_in_text_has(key_synonyms[i].words, word))
            return key->name;
    }
    return NULL;
}

const char *wp_key_suggest(struct wp_str name, unsigned where)
{
    struct wp_nearest nearest = {.word = name};
    const char *synonym = find_synonym(name, where);

    if (synonym != NULL)
        return synonym;
    for (int key = 0; key < WP_KEY_COUNT; key++)
        if ((wp_keys[key].where & where) != 0)
            wp_nearest_try(&nearest, wp_keys[key].name);
    return nearest.name;
}
