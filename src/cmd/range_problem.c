#include "cmd/range_problem.h"

#include "plan/find_ref.h"

/* A path at an end of the range, and its item. */
struct range_end {
    struct wp_str path;
    const struct wp_item *item; /* NULL if the week has no such item */
};

static struct range_end find_end(const struct wp_week *week, struct wp_str path)
{
    struct wp_selection selection;

    wp_find_ref(week, path, WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO, &selection);
    return (struct range_end){path, selection.item};
}

/* Return the length of the part of a path before its last number: of "1.3." or "+", or 0. */
static size_t list_length(struct wp_str path)
{
    size_t length = path.length;

    while (length > 0 && path.data[length - 1] >= '0' && path.data[length - 1] <= '9')
        length--;
    return length;
}

/* Return the last item of the list that a path is in, or NULL if the week has no such list. */
static const struct wp_item *last_of_list(const struct wp_week *week, struct wp_str path)
{
    struct wp_str list = wp_str_slice(path, 0, list_length(path));
    const struct wp_item *parent = &week->root;
    const struct wp_item *last;

    if (wp_str_equal_c(list, "+"))
        parent = &week->also;
    else if (list.length > 0)
        parent = find_end(week, wp_str_slice(list, 0, list.length - 1)).item;
    last = parent != NULL ? parent->first : NULL;
    while (last != NULL && last->next != NULL)
        last = last->next;
    return last;
}

/* Append "(write FIRST-LAST)". */
static void put_range_to_write(struct wp_buf *buf, const struct wp_item *first,
                               const struct wp_item *last)
{
    bool backwards = first->number > last->number;

    wp_buf_puts(buf, " (write ");
    wp_item_path(buf, backwards ? last : first);
    wp_buf_putc(buf, '-');
    wp_item_path(buf, backwards ? first : last);
    wp_buf_putc(buf, ')');
}

/* Append that the week has no item at the path, and where its list ends. `first` is the item at the
 * first end of the range, or NULL. */
static void put_missing_item(struct wp_buf *buf, const struct wp_context *context,
                             const struct wp_week *week, struct wp_str path,
                             const struct wp_item *first)
{
    const struct wp_item *last = last_of_list(week, path);

    wp_buf_puts(buf, "there is no item ");
    wp_buf_append(buf, path);
    if (last == NULL) {
        wp_buf_puts(buf, " (");
        wp_context_name_command(buf, context, "status", NULL);
        wp_buf_puts(buf, " shows the paths)");
        return;
    }
    wp_buf_puts(buf, ": the list ends at ");
    wp_item_path(buf, last);
    if (first != NULL && first != last && first->parent == last->parent)
        put_range_to_write(buf, first, last);
}

/* Append the path of the second end in the list of the first: "1.3.3" for "1.3.1-3". */
static void put_whole_path(struct wp_buf *path, struct wp_str first, struct wp_str second)
{
    wp_buf_append(path, wp_str_slice(first, 0, list_length(first)));
    wp_buf_append(path, wp_str_slice(second, list_length(second), second.length));
}

/* Append what is wrong with a range such as "1.3.1-3", whose second end lacks the list. */
static void put_short_end(struct wp_buf *buf, const struct wp_context *context,
                          const struct wp_week *week, struct wp_str ref,
                          const struct range_end *first, struct wp_str second)
{
    struct wp_buf path = WP_BUF_INIT;
    struct range_end end;

    put_whole_path(&path, first->path, second);
    end = find_end(week, wp_buf_str(&path));
    if (end.item == NULL) {
        put_missing_item(buf, context, week, end.path, first->item);
    } else {
        wp_buf_append(buf, ref);
        wp_buf_puts(buf, " needs a whole path at its end");
        put_range_to_write(buf, first->item, end.item);
    }
    wp_buf_free(&path);
}

void wp_range_problem_put(struct wp_buf *buf, const struct wp_context *context,
                          const struct wp_week *week, struct wp_str ref)
{
    struct wp_str paths[2];
    struct range_end first, last;

    if (!wp_find_ref_split_range(ref, &paths[0], &paths[1]))
        return;
    first = find_end(week, paths[0]);
    last = find_end(week, paths[1]);
    if (first.item == NULL) {
        put_missing_item(buf, context, week, first.path, NULL);
    } else if (list_length(first.path) > 0 && list_length(last.path) == 0) {
        put_short_end(buf, context, week, ref, &first, last.path);
    } else if (last.item == NULL) {
        put_missing_item(buf, context, week, last.path, first.item);
    } else if (first.item->parent == last.item->parent) {
        bool backwards = first.item->number > last.item->number;

        wp_buf_append(buf, ref);
        wp_buf_puts(buf, backwards ? " is backwards" : " is a range (write one of its items)");
        if (backwards)
            put_range_to_write(buf, first.item, last.item);
    } else {
        wp_buf_append(buf, first.path);
        wp_buf_puts(buf, " and ");
        wp_buf_append(buf, last.path);
        wp_buf_puts(buf, " are in different lists (a range is within one list, such as 1.2-1.5)");
    }
}
