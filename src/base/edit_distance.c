#include "base/edit_distance.h"

enum { LONGEST = 64 };

static bool is_same_letter(char a, char b)
{
    return wp_str_lower(a) == wp_str_lower(b);
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned wp_edit_distance(struct wp_str a, struct wp_str b, unsigned limit)
{
    size_t longer = a.length > b.length ? a.length : b.length;
    size_t shorter = a.length + b.length - longer;

    /* Each insertion or deletion changes the length by one, so unequal lengths need many edits. */
    if (longer > LONGEST || longer - shorter > limit)
        return limit + 1;

    /* Three rows of the table of distances: the row that is filled, the row before, and, for a swap
     * of neighbours, the second row before. */
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    for (unsigned j = 0; j <= b.length; j++)
        last[j] = j;

    for (size_t i = 1; i <= a.length; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.length; j++) {
            unsigned edits = last[j - 1] + !is_same_letter(a.data[i - 1], b.data[j - 1]);
            edits = smaller(edits, smaller(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && is_same_letter(a.data[i - 1], b.data[j - 2]) &&
                is_same_letter(a.data[i - 2], b.data[j - 1]))
                edits = smaller(edits, before[j - 2] + 1);
            row[j] = edits;
        }
        unsigned *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b.length] <= limit ? last[b.length] : limit + 1;
}

bool wp_edit_distance_is_near(struct wp_str word, struct wp_str candidate, unsigned *distance)
{
    unsigned limit = word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
    *distance = wp_edit_distance(word, candidate, limit);
    return *distance <= limit;
}

void wp_nearest_try(struct wp_nearest *nearest, const char *name)
{
    unsigned distance;

    if (!wp_edit_distance_is_near(nearest->word, wp_str(name), &distance) ||
        (nearest->name != NULL && distance >= nearest->distance))
        return;
    nearest->name = name;
    nearest->distance = distance;
}
