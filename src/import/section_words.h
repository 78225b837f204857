/* What a section of a weekly note has, by the words of its heading. */
#ifndef IMPORT_SECTION_WORDS_H
#define IMPORT_SECTION_WORDS_H

#include <weekplan/import.h>

/* What the words of a heading say. */
struct wp_section_words {
    enum wp_import_section section;
    /* Whether the heading names a plan without a week ("To do"): of the next week in a text that
     * looks back, else of the week itself. `section` is WP_IMPORT_NEXT. */
    bool either_week;
    bool next_week;  /* whether the title is that of the next week: "Focus for next week" */
    bool last_week;  /* what was done or left open in the last week: "Done last week" */
    bool this_week;  /* goals of this week, with these words */
    bool more_words; /* whether the heading says more than its section: "Done at work" */
    /* Whether the heading of a review is a part of it, as in "What went well". */
    bool keeps_heading;
};

/*
 * Find the section of a heading. Rows of the options are looked at first, then the own table. In
 * each, the longest row that matches wins; the words of a row match whole words of the heading, in
 * any case. Some words of the own table are also words of goals ("Plan the party"): they match only
 * if the rest of the heading says nothing ("My plan for the week"). With `alone` that holds for all
 * rows of the own table.
 */
struct wp_section_words wp_section_words_find(struct wp_str heading, bool alone,
                                              const struct wp_import_options *options);

/* Whether all words of the heading are words like "goals", "main", "week" or a number. */
bool wp_section_words_say_nothing(struct wp_str heading);

#endif
