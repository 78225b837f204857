/*
 * A day, several days or the number of a week, as they are written in a line of text.
 */
#ifndef IMPORT_WRITTEN_DAYS_H
#define IMPORT_WRITTEN_DAYS_H

#include "plan/typed_date.h"

/* A day or several days as they are written in the text. */
struct wp_written_days {
    struct wp_typed_date first;
    struct wp_typed_date last; /* equal to `first` for a single day */
    bool several;
    /* A week by its number; its `week` is 0 for days. Its `year` is WP_TYPED_DATE_NO_YEAR if it is
     * not written. */
    struct wp_iso_week iso;
};

/* Read the days with which the text begins, and move the beginning of the text behind them. Return
 * false if it does not begin with days. The days may not exist. */
bool wp_written_days_take(struct wp_str *text, struct wp_written_days *days);

#endif
