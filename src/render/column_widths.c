#include "render/column_widths.h"

size_t wp_column_widths_end(const struct wp_column_widths *columns, unsigned number)
{
    size_t end = 0;
    unsigned i;

    for (i = 0; i <= number; i++)
        if (columns->width[i] > 0)
            end += (end > 0 ? WP_COLUMN_WIDTHS_GAP : 0) + columns->width[i];
    return end;
}

void wp_column_widths_fit(struct wp_column_widths *columns, size_t width,
                          const struct wp_column_widths_step *steps, size_t count)
{
    size_t i;

    for (i = 0; i < count && wp_column_widths_end(columns, WP_COLUMN_WIDTHS_MAX - 1) > width; i++)
        columns->width[steps[i].column] = steps[i].width;
}

void wp_column_widths_widen(size_t *width, size_t needed)
{
    if (needed > *width)
        *width = needed;
}
