#include "render/columns.h"

size_t wp_columns_end(const struct wp_columns *columns, unsigned number)
{
    size_t end = 0;
    unsigned i;

    for (i = 0; i <= number; i++)
        if (columns->width[i] > 0)
            end += (end > 0 ? WP_COLUMNS_GAP : 0) + columns->width[i];
    return end;
}

void wp_columns_fit(struct wp_columns *columns, size_t width, const struct wp_columns_step *steps,
                    size_t count)
{
    size_t i;

    for (i = 0; i < count && wp_columns_end(columns, WP_COLUMNS_MAX - 1) > width; i++)
        columns->width[steps[i].column] = steps[i].width;
}

void wp_columns_widen(size_t *width, size_t needed)
{
    if (needed > *width)
        *width = needed;
}
