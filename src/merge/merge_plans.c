/* Merge three versions of a plan document by document. A document that only one version changed
 * has the bytes of this version; documents that no version changed are not read. */
#include <weekplan/merge.h>

#include <stdlib.h>

#include "base/memory.h"
#include "edit/line.h"
#include "merge/check_merge.h"
#include "merge/compose_week.h"
#include "merge/conflict_lines.h"
#include "merge/merge_comments.h"
#include "merge/merge_week.h"
#include "merge/plan_carries.h"
#include "merge/plan_documents.h"
#include "merge/plan_moves.h"
#include "read/walk_documents.h"

/* A merge in progress. */
struct plan_merge {
    struct wp_merge *merge;
    const struct wp_merge_input *input;
    struct wp_plan_documents versions[WP_VERSIONS];
    size_t next[WP_VERSIONS];            /* numbers of the next documents */
    struct wp_arena *arena;              /* owns texts of one document; renewed for each */
    struct wp_buf readings[WP_READINGS]; /* the current document */
    size_t begin;                        /* where the first document of the merged plan begins */
    wp_day last;                         /* first day of the last week in the merged plan */
    size_t remark_capacity;
    struct wp_plan_moves moves;
    struct wp_plan_documents unmoved[WP_VERSIONS]; /* the documents before the moves were made */
    bool moving; /* whether the documents are merged once more, to make the moves */
    const char *line_break;
    struct wp_error *error;
};

/* The versions of a document. A version that lacks the document is NULL. */
struct document_versions {
    wp_day start; /* first day of the week; WP_NO_DAY for the list for later */
    const struct wp_plan_text *texts[WP_VERSIONS];
};

/* Whether document `a` is above document `b` in a plan. */
static bool is_above(const struct wp_plan_text *a, const struct wp_plan_text *b)
{
    return a->later != b->later ? a->later : a->start < b->start;
}

/* Return the next document of a version, or NULL at its end. */
static const struct wp_plan_text *next_of(const struct plan_merge *m, int version)
{
    const struct wp_plan_documents *documents = &m->versions[version];

    return m->next[version] < documents->count ? &documents->list[m->next[version]] : NULL;
}

/* Take the next document of all versions. Return false at the end. */
static bool next_document(struct plan_merge *m, struct document_versions *document)
{
    const struct wp_plan_text *first = NULL;

    *document = (struct document_versions){.start = WP_NO_DAY};
    for (int i = 0; i < WP_VERSIONS; i++) {
        const struct wp_plan_text *next = next_of(m, i);

        if (next != NULL && (first == NULL || is_above(next, first)))
            first = next;
    }
    if (first == NULL)
        return false;
    document->start = first->start;
    for (int i = 0; i < WP_VERSIONS; i++) {
        const struct wp_plan_text *next = next_of(m, i);

        if (next != NULL && !is_above(first, next)) {
            document->texts[i] = next;
            m->next[i]++;
        }
    }
    return true;
}

static bool same_text(const struct wp_plan_text *a, const struct wp_plan_text *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return wp_str_equal(a->text, b->text);
}

/* Choose the document by its bytes. Set *text to the document, or to NULL if the merged plan lacks
 * it. Return false if the versions of the document have to be merged. */
static bool choose_by_bytes(const struct plan_merge *m, const struct document_versions *document,
                            const struct wp_plan_text **text)
{
    const struct wp_plan_text *const *t = document->texts;

    if (m->moving && wp_plan_moves_remark_on(&m->moves, document->start))
        return false;
    if (m->input->without_base) {
        *text = t[WP_OURS];
        return t[WP_THEIRS] == NULL || same_text(t[WP_OURS], t[WP_THEIRS]);
    }
    *text = same_text(t[WP_OURS], t[WP_BASE]) ? t[WP_THEIRS] : t[WP_OURS];
    return same_text(t[WP_OURS], t[WP_BASE]) || same_text(t[WP_THEIRS], t[WP_BASE]) ||
           (t[WP_OURS] == NULL && t[WP_THEIRS] == NULL);
}

/* Add a remark to the result. Its titles are copied. */
static void keep_remark(struct plan_merge *m, const struct wp_merge_remark *remark)
{
    struct wp_merge *merge = m->merge;

    merge->remarks = wp_memory_grow(merge->remarks, &m->remark_capacity, merge->remark_count + 1,
                                    sizeof *merge->remarks);
    merge->remarks[merge->remark_count] = *remark;
    merge->remarks[merge->remark_count].title = wp_arena_copy(merge->arena, remark->title);
    merge->remarks[merge->remark_count++].other = wp_arena_copy(merge->arena, remark->other);
}

/* Count the items below a merged item, at most WP_ITEMS_MAX + 1. */
static size_t count_merged_items(const struct wp_merged_item *parent)
{
    size_t count = 0;

    for (const struct wp_merged_item *item = parent->first; item != NULL && count <= WP_ITEMS_MAX;
         item = item->next)
        count += 1 + count_merged_items(item);
    return count;
}

static enum wp_status check_readings(struct plan_merge *m, const struct wp_merged_week *merged,
                                     const struct wp_week *const weeks[WP_VERSIONS],
                                     struct wp_doubled_comments *doubled)
{
    const struct wp_str texts[] = {wp_buf_str(&m->readings[WP_READING_OURS]),
                                   wp_buf_str(&m->readings[WP_READING_THEIRS])};

    return wp_check_merge(texts, merged, weeks, doubled, m->arena, m->error);
}

/* Whether a value of an item below `parent` is in conflict. */
static bool has_conflict_below(const struct wp_merged_item *parent)
{
    for (const struct wp_merged_item *item = parent->first; item != NULL; item = item->next)
        if (item->conflicts != 0 || has_conflict_below(item))
            return true;
    return false;
}

/* Make one reading that of both. Return false, and leave the readings as they are, if the merged
 * week would not be right then. */
static bool take_one_reading(struct plan_merge *m, const struct wp_merged_week *merged,
                             const struct wp_week *const weeks[WP_VERSIONS],
                             enum wp_reading reading)
{
    struct wp_buf *other = &m->readings[WP_READINGS - 1 - reading];
    struct wp_doubled_comments doubled;
    struct wp_buf kept = *other;
    bool right;

    *other = (struct wp_buf)WP_BUF_INIT;
    wp_buf_append(other, wp_buf_str(&m->readings[reading]));
    right = check_readings(m, merged, weeks, &doubled) == WP_OK;
    wp_buf_free(right ? &kept : other);
    if (!right)
        *other = kept;
    return right;
}

/* Remove the doubled comments, and check the readings again. If no value is in conflict, and one
 * reading has all comments, it is the only one: the other one has them at other places. */
static enum wp_status remove_doubled(struct plan_merge *m, const struct wp_merged_week *merged,
                                     const struct wp_week *const weeks[WP_VERSIONS],
                                     struct wp_doubled_comments *doubled)
{
    wp_doubled_comments_remove(m->readings, doubled);
    if (merged->root.conflicts == 0 && !has_conflict_below(&merged->root) &&
        !has_conflict_below(&merged->also) &&
        (take_one_reading(m, merged, weeks, WP_READING_OURS) ||
         take_one_reading(m, merged, weeks, WP_READING_THEIRS)))
        return WP_OK;
    return check_readings(m, merged, weeks, doubled);
}

/* Compose both readings of a merged week, and check them. */
static enum wp_status compose_readings(struct plan_merge *m, const struct wp_merged_week *merged,
                                       const struct wp_week *const weeks[WP_VERSIONS])
{
    struct wp_doubled_comments doubled;
    enum wp_status status = WP_OK;

    if (count_merged_items(&merged->root) + count_merged_items(&merged->also) > WP_ITEMS_MAX)
        return wp_error_set(m->error, WP_INVALID,
                            "the merged week would have more than %d items, which is the limit",
                            WP_ITEMS_MAX);
    for (int i = 0; i < WP_READINGS && status == WP_OK; i++)
        status = wp_compose_week(&m->readings[i], merged, weeks, (enum wp_reading)i, m->error);
    if (status != WP_OK)
        return status;
    status = check_readings(m, merged, weeks, &doubled);
    if (status == WP_BUG && doubled.count[0] + doubled.count[1] > 0)
        status = remove_doubled(m, merged, weeks, &doubled);
    return status;
}

/* Load a document of a version. Set *week to NULL if there is none. */
static enum wp_status load_document(struct plan_merge *m, enum wp_version version,
                                    const struct wp_plan_text *document, struct wp_week **week)
{
    *week = NULL;
    if (document == NULL)
        return WP_OK;
    m->merge->invalid = version;
    return wp_plan_documents_load(&m->versions[version], document, week, m->error);
}

/* Add remarks about a week to which a version has carried items of the week before. */
static enum wp_status remark_carried(struct plan_merge *m, const struct document_versions *document)
{
    struct wp_plan_carries carries;
    enum wp_status status;

    if (m->input->without_base || document->start == WP_NO_DAY)
        return WP_OK;
    status = wp_plan_carries_list(&carries, m->moving ? m->unmoved : m->versions, document->start,
                                  m->arena, m->error);
    if (status != WP_OK)
        m->merge->invalid = carries.invalid;
    for (size_t i = 0; i < carries.count; i++)
        if (!m->moving ||
            !wp_plan_moves_reach(&m->moves, document->start, carries.remarks[i].title))
            keep_remark(m, &carries.remarks[i]);
    wp_plan_carries_free(&carries);
    return status;
}

/* Merge a document that both versions have changed. */
static enum wp_status merge_week(struct plan_merge *m, const struct document_versions *document,
                                 bool *absent)
{
    struct wp_week *weeks[WP_VERSIONS] = {NULL};
    struct wp_merged_week merged;
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_VERSIONS && status == WP_OK; i++) {
        if (document->texts[i] == NULL)
            continue;
        status = wp_plan_documents_load(&m->versions[i], document->texts[i], &weeks[i], m->error);
        m->merge->invalid = (enum wp_version)i;
    }
    if (status == WP_OK) {
        const struct wp_week *const versions[] = {weeks[WP_BASE], weeks[WP_OURS], weeks[WP_THEIRS]};

        wp_merge_week(
            &merged,
            &(struct wp_week_versions){.weeks = {weeks[WP_BASE], weeks[WP_OURS], weeks[WP_THEIRS]},
                                       .moves = m->moves.list,
                                       .move_count = m->moving ? m->moves.count : 0,
                                       .without_base = m->input->without_base},
            m->arena);
        for (size_t i = 0; i < merged.remark_count; i++)
            keep_remark(m, &merged.remarks[i]);
        *absent = merged.absent;
        if (!merged.absent)
            status = compose_readings(m, &merged, versions);
        if (!m->moving)
            wp_plan_moves_add(&m->moves, &merged, weeks);
    }
    for (int i = 0; i < WP_VERSIONS; i++)
        wp_week_free(weeks[i]);
    return status;
}

/* Return WP_INVALID if the next week of the merged plan begins less than seven days after the last
 * one, because the versions have added different weeks. */
static enum wp_status check_week_order(struct plan_merge *m, wp_day start)
{
    struct wp_buf days = WP_BUF_INIT;

    if (start == WP_NO_DAY)
        return WP_OK;
    if (!wp_plan_walk_in_order(m->last, start)) {
        wp_day_format(&days, m->last);
        wp_buf_puts(&days, " and ");
        wp_day_format(&days, start);
        wp_error_set(m->error, WP_INVALID, "the weeks of %s, of different versions, overlap",
                     days.data);
        wp_buf_free(&days);
        return WP_INVALID;
    }
    m->last = start;
    return WP_OK;
}

/* Whether the text begins with the line `---` of a document, or with a directive above it. */
static bool begins_document(struct wp_str text)
{
    return wp_document_is_marker(text, 0) || wp_str_starts(text, "%");
}

/* Append a text that begins with a document. */
static void begin_document(struct plan_merge *m, struct wp_str text)
{
    struct wp_buf *out = &m->merge->text;

    if (out->length == m->begin || text.length == 0)
        return;
    wp_line_end_in_file(out, m->line_break);
    /* Above a marker, a line of a quoted text that begins with '%' would be a directive. */
    if (wp_line_is_directive_at_end(wp_buf_str(out))) {
        wp_buf_puts(out, "...");
        wp_buf_puts(out, m->line_break);
    }
    if (!begins_document(text)) {
        wp_buf_puts(out, "---");
        wp_buf_puts(out, m->line_break);
    }
}

/* Append both readings of a document, or the same text once. */
static void put_both_readings(struct plan_merge *m, struct wp_str ours, struct wp_str theirs)
{
    begin_document(m, ours.length > 0 ? ours : theirs);
    if (wp_str_equal(ours, theirs))
        wp_buf_append(&m->merge->text, ours);
    else
        m->merge->conflicts += wp_conflict_lines(&m->merge->text, m->input, ours, theirs);
}

/* Merge and append the empty documents at one place. */
static void put_between(struct plan_merge *m, const struct wp_str versions[WP_VERSIONS])
{
    put_both_readings(m, wp_merge_comments(versions, WP_READING_OURS, m->arena),
                      wp_merge_comments(versions, WP_READING_THEIRS, m->arena));
}

/* Append the empty documents below the current document. */
static void put_below(struct plan_merge *m, const struct document_versions *document)
{
    struct wp_str below[WP_VERSIONS] = {{NULL, 0}};

    for (int i = 0; i < WP_VERSIONS; i++)
        if (document->texts[i] != NULL)
            below[i] = document->texts[i]->below;
    put_between(m, below);
}

/* Return WP_INVALID if the document `text`, which only one version has changed, is not a valid
 * week. Documents that no version has changed are not read. */
static enum wp_status check_changed_document(struct plan_merge *m,
                                             const struct document_versions *document,
                                             const struct wp_plan_text *text)
{
    enum wp_version version = text == document->texts[WP_OURS] ? WP_OURS : WP_THEIRS;
    struct wp_week *week;
    enum wp_status status;

    if (m->input->without_base || same_text(text, document->texts[WP_BASE]))
        return WP_OK;
    status = load_document(m, version, text, &week);
    wp_week_free(week);
    return status;
}

static enum wp_status merge_document(struct plan_merge *m, const struct document_versions *document)
{
    const struct wp_plan_text *text = NULL;
    enum wp_status status;
    bool absent = false;

    if (choose_by_bytes(m, document, &text)) {
        if (text == NULL)
            return WP_OK;
        status = check_changed_document(m, document, text);
        if (status == WP_OK)
            status = check_week_order(m, document->start);
        if (status == WP_OK)
            put_both_readings(m, text->text, text->text);
        return status;
    }
    status = merge_week(m, document, &absent);
    if (status == WP_OK && !absent)
        status = check_week_order(m, document->start);
    if (status == WP_OK && !absent)
        put_both_readings(m, wp_buf_str(&m->readings[WP_READING_OURS]),
                          wp_buf_str(&m->readings[WP_READING_THEIRS]));
    for (int i = 0; i < WP_READINGS; i++)
        wp_buf_clear(&m->readings[i]);
    return status;
}

/* Find the documents of all versions. */
static enum wp_status find_documents(struct plan_merge *m)
{
    enum wp_status status = WP_OK;

    for (int i = 0; i < WP_VERSIONS && status == WP_OK; i++) {
        const char *line_break = wp_line_break_of(m->input->versions[i]);

        status = wp_plan_documents_find(&m->versions[i], m->input->versions[i], m->error);
        m->merge->invalid = (enum wp_version)i;
        if (line_break != NULL)
            m->line_break = line_break;
    }
    return status;
}

/* Append the byte order mark, if the version that changed it has one. */
static void put_bom(struct plan_merge *m)
{
    const struct wp_plan_documents *v = m->versions;
    bool ours = v[WP_OURS].has_bom;

    if (m->input->without_base || ours != v[WP_BASE].has_bom ? ours : v[WP_THEIRS].has_bom)
        wp_buf_puts(&m->merge->text, "\xEF\xBB\xBF");
    m->begin = m->merge->text.length;
}

/* Merge the documents one by one, from the beginning of the files. */
static enum wp_status merge_documents(struct plan_merge *m)
{
    struct document_versions document;
    enum wp_status status = WP_OK;
    struct wp_str above[WP_VERSIONS];

    put_bom(m);
    for (int i = 0; i < WP_VERSIONS; i++)
        above[i] = m->versions[i].above;
    put_between(m, above);
    while (status == WP_OK && next_document(m, &document)) {
        status = merge_document(m, &document);
        put_below(m, &document);
        if (status == WP_OK)
            status = remark_carried(m, &document);
        wp_arena_free(m->arena);
        m->arena = wp_arena_new(0);
    }
    return status;
}

/* Merge the documents once more if items were moved from one to another, and changed. */
static enum wp_status make_moves(struct plan_merge *m)
{
    enum wp_status status = wp_plan_moves_find(&m->moves, m->versions, m->error);

    if (status != WP_OK || m->moves.count == 0)
        return status;
    for (int i = 0; i < WP_VERSIONS; i++)
        m->unmoved[i] = wp_plan_documents_copy(&m->versions[i]);
    wp_plan_moves_make(&m->moves, m->versions);
    if (m->moves.count == 0)
        return WP_OK;
    m->moving = true;
    m->last = WP_NO_DAY;
    m->merge->conflicts = 0;
    m->merge->remark_count = 0;
    wp_buf_clear(&m->merge->text);
    for (int i = 0; i < WP_VERSIONS; i++)
        m->next[i] = 0;
    return merge_documents(m);
}

enum wp_status wp_merge_plans(struct wp_merge *merge, const struct wp_merge_input *input,
                              struct wp_error *error)
{
    struct plan_merge m = {.merge = merge,
                           .input = input,
                           .arena = wp_arena_new(0),
                           .last = WP_NO_DAY,
                           .line_break = "\n",
                           .error = error};
    enum wp_status status;

    *merge = (struct wp_merge){.arena = wp_arena_new(0)};
    status = find_documents(&m);
    if (status == WP_OK && !input->without_base)
        wp_plan_carries_put_bases(m.versions);
    if (status == WP_OK)
        status = merge_documents(&m);
    if (status == WP_OK)
        status = make_moves(&m);
    if (status != WP_OK)
        wp_buf_free(&merge->text);
    for (int i = 0; i < WP_VERSIONS; i++) {
        wp_plan_documents_free(&m.versions[i]);
        wp_plan_documents_free(&m.unmoved[i]);
    }
    for (int i = 0; i < WP_READINGS; i++)
        wp_buf_free(&m.readings[i]);
    wp_plan_moves_free(&m.moves);
    wp_arena_free(m.arena);
    return status;
}

void wp_merge_free(struct wp_merge *merge)
{
    wp_buf_free(&merge->text);
    free(merge->remarks);
    wp_arena_free(merge->arena);
    *merge = (struct wp_merge){.conflicts = 0};
}
