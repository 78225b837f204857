/*
 * Carry goals by a list of lines, as `carry --edit` does. The lines tell which goals are carried to
 * the later week, and the order of its goals.
 *
 *     wp_carry_goals_find(&goals, &carry);
 *     ... let the user make a line for each goal ...
 *     status = wp_carry_lines_edit(&edit, &carry, lines, count, &carried, &error);
 *     wp_carry_goals_free(&goals);
 */
#ifndef EDIT_CARRY_LINES_H
#define EDIT_CARRY_LINES_H

#include "edit/carry_choice.h"
#include <weekplan/carry.h>

enum wp_carry_verb {
    WP_CARRY_KEEP,  /* keep a goal that the later week already has */
    WP_CARRY_CARRY, /* carry a goal of the old week */
    WP_CARRY_DROP,  /* carry a goal of the old week, and drop it in the later week */
    WP_CARRY_LATER, /* copy a goal of the old week to the list for later */
    WP_CARRY_LEAVE, /* leave a goal in the old week */
    WP_CARRY_ADD,   /* add a new goal */
    WP_CARRY_VERBS
};

struct wp_carry_line {
    enum wp_carry_verb verb;
    /* number of the goal, from 1: in the later week for WP_CARRY_KEEP, else in the old week; 0
     * for a new goal */
    uint32_t number;
    /* values of the line: `title` of a new goal, `dropped` of WP_CARRY_DROP; borrowed */
    struct wp_item values;
};

/* The goals of the old week that can be carried, in the order of the file. */
struct wp_carry_goals {
    struct wp_carry_goal *list;
    size_t count;
    struct wp_arena *arena; /* owns the array of goals */
};

/* Find the goals that `carry` would carry. Free `goals` with wp_carry_goals_free. */
void wp_carry_goals_find(struct wp_carry_goals *goals, const struct wp_carry *carry);

/* Free the array of goals. No-op on a zeroed struct. */
void wp_carry_goals_free(struct wp_carry_goals *goals);

/*
 * Make one edit of the later week from the lines. Do not carry goals of the old week that have no
 * line. In the later week, put the goals in the order of their lines. A goal of the later week
 * without a line stays directly after its previous sibling. If the later week already has a carried
 * goal, only subtasks are added to it; then its WP_CARRY_KEEP line tells its position. At most one
 * WP_CARRY_KEEP line has a given number, and at most one line has the number of a given goal of
 * wp_carry_goals_find.
 *
 * If `places` is not NULL, set places[N], for each goal N that the later week has before the edit,
 * to the number of this goal after the edit.
 *
 * The patch is empty if nothing changes. Return as wp_edit_week does.
 */
enum wp_status wp_carry_lines_edit(struct wp_edit *edit, const struct wp_carry *carry,
                                   const struct wp_carry_line *lines, size_t count,
                                   struct wp_carried *carried, uint32_t *places,
                                   struct wp_error *error);

/*
 * Make the edit of the list for later that adds the goals with WP_CARRY_LATER. `list` is the result
 * of wp_plan_find_later; start the list if the file has none. Set the numbers of `carried`, but not
 * its items. The patch is empty if nothing changes. Return as wp_edit_week does.
 */
enum wp_status wp_carry_lines_later(struct wp_edit *edit, const struct wp_carry *carry,
                                    const struct wp_found *list, const struct wp_carry_line *lines,
                                    size_t count, struct wp_carried *carried,
                                    struct wp_error *error);

#endif
