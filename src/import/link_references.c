#include "import/link_references.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "import/link_text.h"

struct wp_str wp_link_references_fold(struct wp_str label, struct wp_arena *arena)
{
    struct wp_buf folded = WP_BUF_INIT;
    struct wp_buf single = WP_BUF_INIT;
    struct wp_str result;

    wp_utf8_normalize(&folded, wp_str_trim(label), true);
    for (size_t i = 0; i < folded.length; i++) {
        char byte = folded.data[i] == '\t' || folded.data[i] == '\n' ? ' ' : folded.data[i];

        if (byte != ' ' || (single.length > 0 && single.data[single.length - 1] != ' '))
            wp_buf_putc(&single, byte);
    }
    result = wp_arena_copy(arena, wp_buf_str(&single));
    wp_buf_free(&folded);
    wp_buf_free(&single);
    return result;
}

static int compare_labels(const void *a, const void *b)
{
    return wp_str_compare(((const struct wp_link_label *)a)->label,
                          ((const struct wp_link_label *)b)->label);
}

/* Compare where references begin. */
static int compare_references(const void *a, const void *b)
{
    const struct wp_link_reference *left = a;
    const struct wp_link_reference *right = b;

    return (left->span.offset > right->span.offset) - (left->span.offset < right->span.offset);
}

static bool is_link_or_image(const struct wp_markdown_node *node)
{
    return node->kind == WP_MARKDOWN_LINK || node->kind == WP_MARKDOWN_IMAGE;
}

static void add_reference(struct wp_link_references *references, struct wp_str text,
                          const struct wp_markdown_node *link, struct wp_arena *arena)
{
    struct wp_link_reference *reference = &references->list[references->count];
    struct wp_buf end = WP_BUF_INIT;
    struct wp_str label;

    if (wp_link_text_is_address(link) ||
        !wp_link_text_find_reference(link, text, &reference->span, &label) ||
        wp_str_starts(label, "^"))
        return;
    wp_link_text_put_end(&end, link);
    reference->inline_ = wp_arena_copy(arena, wp_buf_str(&end));
    reference->label = wp_link_references_fold(label, arena);
    reference->target = link->target;
    references->count++;
    wp_buf_free(&end);
}

/* Remove each reference that begins before the end of the one before it. */
static void remove_overlaps(struct wp_link_references *references)
{
    size_t count = 0;

    for (size_t i = 0; i < references->count; i++)
        if (count == 0 ||
            references->list[i].span.offset >= wp_span_end(references->list[count - 1].span))
            references->list[count++] = references->list[i];
    references->count = count;
}

/* Sort the labels, and remove those that are there already. */
static void list_labels(struct wp_link_references *references)
{
    struct wp_link_label *labels = references->labels;
    size_t count = 0;

    for (size_t i = 0; i < references->count; i++)
        labels[i] =
            (struct wp_link_label){references->list[i].label, references->list[i].target, false};
    qsort(labels, references->count, sizeof *labels, compare_labels);
    for (size_t i = 0; i < references->count; i++)
        if (count == 0 || !wp_str_equal(labels[i].label, labels[count - 1].label))
            labels[count++] = labels[i];
    references->label_count = count;
}

/* Whether the node is a link or an image in a line that is in the plan. */
static bool is_reference_in_plan(const struct wp_markdown_node *node,
                                 const struct wp_import_text *text, const bool *used)
{
    return is_link_or_image(node) && node->source.length > 0 &&
           used[wp_import_text_line_at(text, node->source.offset)];
}

void wp_link_references_find(struct wp_link_references *references,
                             const struct wp_import_text *text, const bool *used,
                             const struct wp_markdown_node *document, struct wp_arena *arena)
{
    size_t count = 0;

    *references = (struct wp_link_references){0};
    for (const struct wp_markdown_node *node = document; node != NULL;
         node = wp_markdown_after(node, document))
        count += is_link_or_image(node);
    if (count == 0)
        return;
    references->list = wp_arena_array(arena, count, sizeof *references->list);
    references->labels = wp_arena_array(arena, count, sizeof *references->labels);
    for (const struct wp_markdown_node *node = document; node != NULL;
         node = wp_markdown_after(node, document))
        if (is_reference_in_plan(node, text, used))
            add_reference(references, text->text, node, arena);
    if (references->count == 0)
        return;
    qsort(references->list, references->count, sizeof *references->list, compare_references);
    remove_overlaps(references);
    list_labels(references);
}

static struct wp_link_label *find_label(struct wp_link_references *references, struct wp_str label)
{
    const struct wp_link_label wanted = {.label = label};

    return references->label_count > 0
               ? bsearch(&wanted, references->labels, references->label_count, sizeof wanted,
                         compare_labels)
               : NULL;
}

enum wp_link_definition wp_link_references_define(struct wp_link_references *references,
                                                  struct wp_str label)
{
    struct wp_link_label *found = find_label(references, label);

    if (found == NULL)
        return WP_LINK_DEFINITION_UNUSED;
    if (found->defined)
        return WP_LINK_DEFINITION_SECOND;
    found->defined = true;
    return WP_LINK_DEFINITION_USED;
}

void wp_link_references_pass(struct wp_link_references *references, struct wp_str label,
                             struct wp_str line)
{
    struct wp_link_label *found = find_label(references, label);

    for (size_t i = 0; found != NULL && !found->defined && i < line.length; i++)
        found->defined = wp_str_equal(wp_str_slice(line, i, found->target.length), found->target);
}
