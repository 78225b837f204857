#include "read/week_build_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include <weekplan/plan.h>

enum { NAME_COLUMNS = 40 };

void wp_week_build_state_free(struct wp_week_build_state *b)
{
    wp_node_reader_close(&b->reading.nodes);
    free(b->fields);
    free(b->extras);
}

void wp_week_build_state_push_field(struct wp_week_build_state *b, enum wp_key key,
                                    struct wp_span name)
{
    b->fields =
        wp_memory_grow(b->fields, &b->field_capacity, b->field_count + 1, sizeof *b->fields);
    b->fields[b->field_count++] = (struct wp_field){.key = key, .name = name};
}

enum wp_status wp_week_build_state_push_extra(struct wp_week_build_state *b,
                                              const struct wp_event *key)
{
    if (b->extra_total++ == WP_EXTRAS_MAX) {
        wp_document_error(b->reading.nodes.document, b->reading.nodes.problems, key->span,
                          "a week holds at most %d keys of your own", WP_EXTRAS_MAX);
        return WP_INVALID;
    }
    b->extras =
        wp_memory_grow(b->extras, &b->extra_capacity, b->extra_count + 1, sizeof *b->extras);
    b->extras[b->extra_count++] =
        (struct wp_unique_name){wp_arena_copy(b->reading.arena, key->value), key->span};
    return WP_OK;
}

/* Order names by their bytes, and equal names by their offsets in the document. */
static int compare_names(const void *a, const void *b)
{
    const struct wp_unique_name *x = a;
    const struct wp_unique_name *y = b;
    size_t common = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.data, y->name.data, common);

    if (order != 0)
        return order;
    if (x->name.length != y->name.length)
        return x->name.length < y->name.length ? -1 : 1;
    return x->span.offset < y->span.offset ? -1 : x->span.offset > y->span.offset;
}

void wp_week_build_state_report_equal(struct wp_week_build_state *b, struct wp_unique_name *names,
                                      size_t count, const char *kind, const char *advice)
{
    size_t i;

    if (count < 2)
        return;
    qsort(names, count, sizeof *names, compare_names);
    for (i = 1; i < count; i++) {
        struct wp_str shown = wp_utf8_fit(names[i].name, NAME_COLUMNS, NULL);

        if (wp_str_equal(names[i - 1].name, names[i].name))
            wp_document_error(
                b->reading.nodes.document, b->reading.nodes.problems, names[i].span,
                "the %s '%.*s%s' is already on line %llu (%s)", kind, (int)shown.length, shown.data,
                shown.length < names[i].name.length ? "…" : "",
                (unsigned long long)wp_node_reader_line(&b->reading.nodes, names[i - 1].span),
                advice);
    }
}
