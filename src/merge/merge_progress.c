#include "merge/merge_progress.h"

static wp_decimal larger_of(wp_decimal a, wp_decimal b)
{
    return a > b ? a : b;
}

/* Whether `value` is `base` with another name of the unit. */
static bool is_unit_renamed(const struct wp_progress_value *base,
                            const struct wp_progress_value *value)
{
    return value->have == base->have && value->of == base->of && !wp_str_equal_c(base->unit, "%") &&
           !wp_str_equal_c(value->unit, "%");
}

/* Merge the units. Return false if they are in conflict. */
static bool merge_units(struct wp_progress_value *merged, const struct wp_progress_value *base,
                        const struct wp_progress_value *ours,
                        const struct wp_progress_value *theirs)
{
    merged->unit = ours->unit;
    if (wp_str_equal(ours->unit, theirs->unit))
        return true;
    if (!base->given)
        return false;
    if (wp_str_equal(ours->unit, base->unit)) {
        merged->unit = theirs->unit;
        return is_unit_renamed(base, theirs);
    }
    return wp_str_equal(theirs->unit, base->unit) && is_unit_renamed(base, ours);
}

/* Merge what is to be reached. Return false if it is in conflict. */
static bool merge_goals(struct wp_progress_value *merged, const struct wp_progress_value *base,
                        const struct wp_progress_value *ours,
                        const struct wp_progress_value *theirs)
{
    merged->of = base->given && ours->of == base->of ? theirs->of : ours->of;
    return ours->of == theirs->of ||
           (base->given && (ours->of == base->of || theirs->of == base->of));
}

/* Merge what was reached, of two counts in one unit. Return false if it is in conflict. */
static bool merge_counts(struct wp_progress_value *merged, wp_decimal base, wp_decimal ours,
                         wp_decimal theirs)
{
    if (ours < base && theirs < base) {
        merged->have = ours;
        return ours == theirs;
    }
    merged->have = ours + theirs - base;
    return merged->have < WP_DECIMAL_END;
}

bool wp_merge_progress(struct wp_progress_value *merged, const struct wp_progress_value *base,
                       const struct wp_progress_value *ours, const struct wp_progress_value *theirs)
{
    static const struct wp_progress_value none = {.given = false};
    const struct wp_progress_value *before = base != NULL ? base : &none;

    *merged = (struct wp_progress_value){.given = true};
    if (!ours->given || !theirs->given || !merge_units(merged, before, ours, theirs) ||
        !merge_goals(merged, before, ours, theirs))
        return false;
    if (before->given && ours->have == before->have)
        merged->have = theirs->have;
    else if (before->given && theirs->have == before->have)
        merged->have = ours->have;
    else if (base == NULL || wp_str_equal_c(merged->unit, "%"))
        merged->have = larger_of(ours->have, theirs->have);
    else if (before->given && !wp_str_equal(before->unit, ours->unit) &&
             !wp_str_equal(before->unit, theirs->unit))
        return (merged->have = ours->have) == theirs->have;
    else
        return merge_counts(merged, before->given ? before->have : 0, ours->have, theirs->have);
    return true;
}
