/*
 * The JSON of a change: what it has done in each week, in parts that are appended one after the
 * other.
 */
#ifndef RENDER_CHANGE_JSON_H
#define RENDER_CHANGE_JSON_H

#include <weekplan/buf.h>
#include <weekplan/item.h>

/* What a change has done in a week. */
struct wp_changed_week {
    const struct wp_week *before; /* NULL if the change has started the week */
    const struct wp_week *after;  /* NULL if the change has removed the week */
    /* Changed items: of `after`, or of `before` if the change has removed them. */
    const struct wp_item *const *items;
    size_t count;
    bool removed; /* whether the change has removed the items */
    /* If the items were moved, the items before the change, as many as `items`; else NULL. */
    const struct wp_item *const *was;
    const struct wp_item *list; /* its items are listed as they are now; NULL for no list */
    /* Whether the goals of both weeks are paired by their ids and titles. Otherwise all goals that
     * are neither new nor removed nor moved keep their order. */
    bool by_name;
};

/* Append the object of a week to a list, with a comma if the list is not empty. */
void wp_change_json_put_week(struct wp_buf *list, const struct wp_changed_week *changed);

/* Append an item that the change had no need to change, as wp_change_json_put_week does. `why` is
 * the reason: "is done already". */
void wp_change_json_put_unchanged(struct wp_buf *list, const struct wp_item *item, const char *why);

/* The JSON of a run. */
struct wp_change_json {
    wp_day today;
    const char *command;
    bool changed; /* whether there was anything to change */
    bool dry_run;
    const char *step;        /* name of the step that is undone or redone; or NULL */
    struct wp_str weeks;     /* the list of wp_change_json_put_week */
    struct wp_str unchanged; /* the list of wp_change_json_put_unchanged */
};

/* Append the object of the run, and a line feed. */
void wp_change_json_put(struct wp_buf *out, const struct wp_change_json *run);

#endif
