/*
 * libFuzzer target (make fuzz): merge any three files.
 *
 * The files are separated by NUL bytes. A file that is missing is the first one with a few lines
 * changed. A merge is refused, or both readings of its result are valid plans if the files are. If
 * only one version was changed, the result is that version.
 */
#include "fuzz_helpers.h"
#include <weekplan/buf.h>
#include <weekplan/merge.h>

enum { CHANGES_MAX = 3 };

static const char *const lines[] = {
    "  # comment\n",     "\n",
    "    done: true\n",  "    due: 2019-08-05\n",
    "  - New\n",         "    subtasks:\n",
    "      - Sub\n",     "    progress: 1/2\n",
    "    x-a: [1, 2]\n", "---\n",
};

/* Return the offset of a line of the text. */
static size_t draw_line(struct fuzzed *fuzzed, struct wp_str text)
{
    size_t at = text.length > 0 ? (size_t)draw(fuzzed, text.length) : 0;

    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

/* Append the text after a change: a line is added, removed or written twice. */
static void change_line(struct fuzzed *fuzzed, struct wp_str text, struct wp_buf *out)
{
    size_t at = draw_line(fuzzed, text);
    const char *end = at < text.length ? memchr(text.data + at, '\n', text.length - at) : NULL;
    size_t next = end != NULL ? (size_t)(end - text.data) + 1 : text.length;

    wp_buf_append(out, wp_str_slice(text, 0, at));
    switch (draw(fuzzed, 4)) {
    case 0:
        break;
    case 1:
        wp_buf_append(out, wp_str_slice(text, at, next - at));
        wp_buf_append(out, wp_str_slice(text, at, next - at));
        break;
    default:
        wp_buf_puts(out, lines[draw(fuzzed, sizeof lines / sizeof lines[0])]);
        wp_buf_append(out, wp_str_slice(text, at, next - at));
        break;
    }
    wp_buf_append(out, wp_str_slice(text, next, text.length));
}

/* Append another version of the plan. */
static void change_plan(struct fuzzed *fuzzed, struct wp_str base, struct wp_buf *out)
{
    uint64_t changes = 1 + draw(fuzzed, CHANGES_MAX);

    wp_buf_append(out, base);
    while (changes-- > 0) {
        struct wp_buf changed = WP_BUF_INIT;

        change_line(fuzzed, wp_buf_str(out), &changed);
        wp_buf_free(out);
        *out = changed;
    }
}

/* Append one reading of a merged text: leave out the marker lines, and the lines of the other
 * reading. */
static void take_reading(struct wp_str text, enum wp_version reading, struct wp_buf *out)
{
    enum wp_version side = WP_BASE;

    while (text.length > 0) {
        const char *end = memchr(text.data, '\n', text.length);
        size_t length = end != NULL ? (size_t)(end - text.data) + 1 : text.length;

        if (wp_str_starts(text, "<<<<<<< "))
            side = WP_OURS;
        else if (side == WP_OURS && wp_str_starts(text, "======="))
            side = WP_THEIRS;
        else if (side == WP_THEIRS && wp_str_starts(text, ">>>>>>> "))
            side = WP_BASE;
        else if (side == WP_BASE || side == reading)
            wp_buf_append(out, wp_str_slice(text, 0, length));
        text = wp_str_slice(text, length, text.length);
    }
}

/* Merge the versions. If all are valid, check that both readings of the result are. */
static void merge(struct wp_str base, struct wp_str ours, struct wp_str theirs, bool without_base)
{
    const struct wp_merge_input input = {.versions = {base, ours, theirs},
                                         .marker_size = WP_MERGE_MARKER_SIZE,
                                         .without_base = without_base};
    size_t weeks;
    bool valid = (base.length == 0 || is_valid(base, &weeks)) && is_valid(ours, &weeks) &&
                 is_valid(theirs, &weeks);
    struct wp_error error;
    struct wp_merge merged;
    enum wp_status status = wp_merge_plans(&merged, &input, &error);

    PROMISE(status == WP_OK || status == WP_INVALID || status == WP_BUG);
    PROMISE(status == WP_OK || merged.text.length == 0);
    PROMISE(!without_base || status != WP_OK || merged.conflicts == 0);
    for (enum wp_version side = WP_OURS; status == WP_OK && valid && side < WP_VERSIONS; side++) {
        struct wp_buf reading = WP_BUF_INIT;

        take_reading(wp_buf_str(&merged.text), side, &reading);
        PROMISE(is_valid(wp_buf_str(&reading), &weeks));
        wp_buf_free(&reading);
    }
    if (status == WP_OK && !without_base && wp_str_equal(ours, base))
        PROMISE(wp_str_equal(wp_buf_str(&merged.text), theirs));
    if (status == WP_OK && !without_base && wp_str_equal(theirs, base))
        PROMISE(wp_str_equal(wp_buf_str(&merged.text), ours));
    wp_merge_free(&merged);
}

/* Take the next file from the input, up to a NUL byte. */
static struct wp_str next_file(struct wp_str *rest)
{
    const char *nul = rest->length > 0 ? memchr(rest->data, '\0', rest->length) : NULL;
    size_t length = nul != NULL ? (size_t)(nul - rest->data) : rest->length;
    struct wp_str file = wp_str_slice(*rest, 0, length);

    *rest = wp_str_slice(*rest, length + 1, rest->length);
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzzed fuzzed = fuzzed_begin(data, size);
    struct wp_str rest = {size > 0 ? (const char *)data : "", size};
    struct wp_str base = next_file(&rest);
    struct wp_str none = {"", 0};
    struct wp_buf ours = WP_BUF_INIT;
    struct wp_buf theirs = WP_BUF_INIT;

    if (rest.length > 0)
        wp_buf_append(&ours, next_file(&rest));
    else
        change_plan(&fuzzed, base, &ours);
    if (rest.length > 0)
        wp_buf_append(&theirs, next_file(&rest));
    else
        change_plan(&fuzzed, base, &theirs);
    merge(base, wp_buf_str(&ours), wp_buf_str(&theirs), false);
    merge(base, wp_buf_str(&ours), base, false);
    merge(base, base, wp_buf_str(&theirs), false);
    merge(none, wp_buf_str(&ours), wp_buf_str(&theirs), true);
    wp_buf_free(&ours);
    wp_buf_free(&theirs);
    return 0;
}
