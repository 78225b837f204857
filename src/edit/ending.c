#include "edit/ending.h"

#include "edit/lines.h"
#include "model/values.h"
#include "read/events.h"

/* The field that stands last in the week; NULL where that is a plain-string
 * item. */
static const struct wp_field *last_field(const struct wp_week *week)
{
    const struct wp_item *item = &week->root;

    for (;;) {
        const struct wp_field *field = item->layout.field_count > 0
                                           ? &item->layout.fields[item->layout.field_count - 1]
                                           : NULL;

        if (field == NULL || !wp_key_is_list(field->key) || item->first == NULL)
            return field;
        for (item = item->first; item->next != NULL;)
            item = item->next;
    }
}

/* Line breaks at the end of a title or a note mean nothing. */
static bool means_something(const struct wp_week *week)
{
    const struct wp_field *field = last_field(week);

    return field != NULL && field->key != WP_KEY_TITLE && field->key != WP_KEY_NOTE;
}

static bool is_block(const struct wp_event *event)
{
    return event->style == WP_SCALAR_LITERAL || event->style == WP_SCALAR_FOLDED;
}

/* Finds the last scalar, where it is a literal or folded text that ends the bytes: behind
 * a comment a line break more is none of its own. */
static enum wp_status find_last_block(struct wp_str bytes, struct wp_span *span)
{
    struct wp_text text = {.bytes = bytes, .first_line = 1};
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_event event = {.kind = WP_EVENT_MAPPING};
    struct wp_events *events = NULL;
    enum wp_status status = WP_OK;

    *span = wp_span(0, 0);
    if (!wp_text_check(&text, &problems))
        return WP_OK;
    events = wp_events_open(&text, &problems);
    if (events == NULL)
        return WP_NO_MEMORY;
    while (status == WP_OK && event.kind != WP_EVENT_END) {
        status = wp_events_next(events, &event);
        if (status == WP_OK && event.kind == WP_EVENT_SCALAR)
            *span = is_block(&event) ? event.span : wp_span(0, 0);
    }
    wp_events_close(events);
    if (wp_span_end(*span) < bytes.length)
        *span = wp_span(0, 0);
    return status == WP_NO_MEMORY ? status : WP_OK;
}

/* The sign in a header that says what becomes of the line breaks at the end, or
 * the place for one. */
static struct wp_span find_sign(struct wp_str text, size_t header)
{
    size_t at = header + 1;

    while (text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return wp_span(at, text.data[at] == '+' || text.data[at] == '-');
}

enum wp_status wp_ending_find(const struct wp_week *week, struct wp_span *sign, bool *needed)
{
    struct wp_span block;
    enum wp_status status = WP_OK;

    *needed = wp_break_before(week->text, week->text.length) == 0 && means_something(week);
    if (*needed)
        status = find_last_block(week->text, &block);
    *needed = *needed && status == WP_OK && block.length > 0;
    if (!*needed)
        return status;
    *sign = find_sign(week->text, block.offset);
    *needed = sign->length == 0 || week->text.data[sign->offset] != '-';
    return status;
}

enum wp_status wp_ending_keep(const struct wp_week *week, struct wp_splices *splices,
                              struct wp_error *error)
{
    struct wp_span sign;
    bool needed;

    if (wp_ending_find(week, &sign, &needed) != WP_OK)
        return wp_fail_memory(error);
    if (needed)
        wp_splice(splices, sign, wp_str("-"));
    return WP_OK;
}

/* One of two texts that are to say the same. */
struct side {
    struct wp_text text;
    struct wp_problems problems; /* none is listed */
    struct wp_events *events;
    struct wp_event event;
};

static enum wp_status open_side(struct side *side, struct wp_str bytes)
{
    side->text = (struct wp_text){.bytes = bytes, .first_line = 1};
    side->problems = (struct wp_problems){NULL, 0, 0, 0, 0};
    if (!wp_text_check(&side->text, &side->problems))
        return WP_INVALID;
    side->events = wp_events_open(&side->text, &side->problems);
    return side->events != NULL ? WP_OK : WP_NO_MEMORY;
}

/* Whether two events say the same, `but_breaks` aside: line breaks at the end of a text. */
static bool are_same(const struct wp_event *a, const struct wp_event *b, bool but_breaks)
{
    struct wp_str x = a->value;
    struct wp_str y = b->value;

    while (but_breaks && x.length > 0 && x.data[x.length - 1] == '\n')
        x.length--;
    while (but_breaks && y.length > 0 && y.data[y.length - 1] == '\n')
        y.length--;
    return a->kind == b->kind &&
           (a->kind != WP_EVENT_SCALAR || (a->style == b->style && wp_str_equal(x, y)));
}

/* Whether the texts say the same, `but_breaks` of their last scalar aside; WP_INVALID when
 * they do not. */
static enum wp_status compare(struct wp_str before, struct wp_str after, bool but_breaks)
{
    struct side a = {.events = NULL};
    struct side b = {.events = NULL};
    bool last = false; /* no scalar may follow */
    enum wp_status status = open_side(&a, before);

    if (status == WP_OK)
        status = open_side(&b, after);
    while (status == WP_OK) {
        status = wp_events_next(a.events, &a.event);
        if (status == WP_OK)
            status = wp_events_next(b.events, &b.event);
        if (status != WP_OK || a.event.kind == WP_EVENT_END)
            break;
        if ((last && a.event.kind == WP_EVENT_SCALAR) || !are_same(&a.event, &b.event, but_breaks))
            status = WP_INVALID;
        last = last || !are_same(&a.event, &b.event, false);
    }
    if (status == WP_OK && b.event.kind != WP_EVENT_END)
        status = WP_INVALID;
    wp_events_close(a.events);
    wp_events_close(b.events);
    return status;
}

enum wp_status wp_ending_complete(const struct wp_week *week, const char *line_break,
                                  struct wp_splices *splices, struct wp_buf *text,
                                  struct wp_error *error)
{
    enum wp_status status = wp_ending_keep(week, splices, error);

    if (status != WP_OK)
        return status;
    wp_splices_apply(splices, week->text, text);
    wp_buf_puts(text, line_break);
    if (text->failed || splices->failed)
        return wp_fail_memory(error);
    status = compare(week->text, wp_buf_str(text), !means_something(week));
    if (status == WP_NO_MEMORY)
        return wp_fail_memory(error);
    if (status != WP_OK)
        return wp_fail(error, WP_BUG,
                       "this is a bug in weekplan: a line break at the end of a week would change "
                       "what it says, so nothing was written (please report it)");
    return WP_OK;
}
