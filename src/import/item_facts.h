/*
 * Facts about an item in parentheses behind its title, separated by commas, as `report` writes
 * them:
 *
 *     (100%, 3/3 chapters, due Fri, done 2 Aug)     (60%, carried ×2, from 20%, weight ×3)
 *     (dropped: no time)     (dropped Fri)          (put off to the week of 11 Aug)
 *
 * or days with signs, as Obsidian writes them:
 *
 *     📅 2019-08-09 ✅ 2019-08-07
 *
 * Parentheses with anything else are a part of the title. markdown/task_marks.h has the words and
 * the signs.
 */
#ifndef IMPORT_ITEM_FACTS_H
#define IMPORT_ITEM_FACTS_H

#include "import/title_text.h"
#include "plan/typed_date.h"
#include <weekplan/item.h>

/* A day of a fact, whose week or year may have to be told by the week. */
struct wp_fact_day {
    bool given;
    bool is_weekday; /* whether only `weekday` is known */
    enum wp_weekday weekday;
    struct wp_date date; /* its year may be WP_TYPED_DATE_NO_YEAR */
};

/* How an item was dropped. */
enum wp_item_drop {
    WP_ITEM_DROP_NONE,    /* nothing is said of it */
    WP_ITEM_DROP_ITSELF,  /* by its own `dropped:` */
    WP_ITEM_DROP_PUT_OFF, /* put off to another week */
    WP_ITEM_DROP_BELOW    /* all of its subtasks were dropped */
};

struct wp_item_facts {
    struct wp_progress_value progress; /* `given` is false if there is none */
    bool has_percent;                  /* whether there is a percentage, perhaps beside a count */
    bool is_more_than_progress;        /* whether there are other facts */
    struct wp_fact_day due;
    struct wp_fact_day done;
    bool done_itself;           /* whether it is done, on a day that is not given */
    struct wp_fact_day dropped; /* the day of WP_ITEM_DROP_ITSELF, or the week of PUT_OFF */
    uint32_t carried;           /* 0 if not given */
    wp_decimal weight;          /* 0 if not given */
    enum wp_item_drop drop;
    struct wp_str reason; /* of WP_ITEM_DROP_ITSELF; empty if not given */
    struct wp_str text;   /* all of it, as it is written */
};

/* Find facts at the end of a title, in parentheses or with signs. Return the offset of the
 * parenthesis or of the first sign, or 0 if there are none. The arena owns the strings. */
size_t wp_item_facts_find(struct wp_title_text title, struct wp_item_facts *facts,
                          struct wp_arena *arena);

/* Parse "60%", "60% done", "3/5", "3/5 talks", "3 of 5 talks". Return false for any other text. The
 * arena owns the unit. */
bool wp_item_facts_parse_progress(struct wp_str text, struct wp_arena *arena,
                                  struct wp_progress_value *value);

/* Return the day in the week that begins on `start`, or near it. Return WP_NO_DAY if it is not
 * given, or if `start` is WP_NO_DAY, which is the list for later, and the year is not known. */
wp_day wp_fact_day_of(const struct wp_fact_day *day, wp_day start);

#endif
