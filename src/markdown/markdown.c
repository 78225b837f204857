/* Parse Markdown into a tree of nodes, with md4c. */
#include "markdown/markdown.h"

#include <dlfcn.h>
#include <md4c.h>

#include "base/memory.h"
#include "markdown/md4c_padding.h"
#include <weekplan/buf.h>

/* Greatest number of URLs in a text whose bare URLs are links. */
enum { URLS_MAX = 2000 };

typedef int parse_function(const MD_CHAR *text, MD_SIZE size, const MD_PARSER *parser,
                           void *user_data);

/* The parser on its way through a text. */
struct markdown_builder {
    struct wp_arena *arena;
    struct wp_str text;
    struct wp_markdown_node *open; /* the innermost node that is open; NULL at the end */
    struct wp_markdown_node *document;
};

#ifdef WP_STATIC

/* A program without shared libraries cannot load one. */
static parse_function *find_parser(void)
{
    return NULL;
}

#else

/* The names of the library: on Linux and the BSDs, and on macOS. */
static const char *const library_names[] = {"libmd4c.so.0", "libmd4c.so", "libmd4c.0.dylib"};

/* Return md_parse of md4c, or NULL. The library stays loaded. */
static parse_function *find_parser(void)
{
    for (size_t i = 0; i < sizeof library_names / sizeof library_names[0]; i++) {
        void *library = dlopen(library_names[i], RTLD_NOW | RTLD_LOCAL);
        parse_function *parse = NULL;

        if (library == NULL)
            continue;
        /* ISO C has no conversion from an object pointer to a function pointer; POSIX requires that
         * the bytes are the same (dlsym, "Application usage"). */
        *(void **)&parse = dlsym(library, "md_parse");
        if (parse != NULL)
            return parse;
        dlclose(library);
    }
    return NULL;
}

#endif

/* The kinds of nodes of blocks and spans. The flags below exclude tables, formulas, wiki links and
 * underlines. */
static const enum wp_markdown_kind block_kinds[] = {
    [MD_BLOCK_DOC] = WP_MARKDOWN_DOCUMENT,    [MD_BLOCK_QUOTE] = WP_MARKDOWN_BLOCK_QUOTE,
    [MD_BLOCK_UL] = WP_MARKDOWN_BULLET_LIST,  [MD_BLOCK_OL] = WP_MARKDOWN_ORDERED_LIST,
    [MD_BLOCK_LI] = WP_MARKDOWN_LIST_ITEM,    [MD_BLOCK_HR] = WP_MARKDOWN_THEMATIC_BREAK,
    [MD_BLOCK_H] = WP_MARKDOWN_HEADING,       [MD_BLOCK_CODE] = WP_MARKDOWN_CODE_BLOCK,
    [MD_BLOCK_HTML] = WP_MARKDOWN_HTML_BLOCK, [MD_BLOCK_P] = WP_MARKDOWN_PARAGRAPH,
};

static const enum wp_markdown_kind span_kinds[] = {
    [MD_SPAN_EM] = WP_MARKDOWN_EMPHASIS,    [MD_SPAN_STRONG] = WP_MARKDOWN_STRONG,
    [MD_SPAN_A] = WP_MARKDOWN_LINK,         [MD_SPAN_IMG] = WP_MARKDOWN_IMAGE,
    [MD_SPAN_CODE] = WP_MARKDOWN_CODE_SPAN, [MD_SPAN_DEL] = WP_MARKDOWN_STRIKETHROUGH,
};

static const enum wp_markdown_kind text_kinds[] = {
    [MD_TEXT_NORMAL] = WP_MARKDOWN_TEXT,   [MD_TEXT_NULLCHAR] = WP_MARKDOWN_TEXT,
    [MD_TEXT_BR] = WP_MARKDOWN_HARD_BREAK, [MD_TEXT_SOFTBR] = WP_MARKDOWN_SOFT_BREAK,
    [MD_TEXT_ENTITY] = WP_MARKDOWN_ENTITY, [MD_TEXT_CODE] = WP_MARKDOWN_TEXT,
    [MD_TEXT_HTML] = WP_MARKDOWN_RAW_HTML,
};

static struct wp_markdown_node *add_markdown_node(struct markdown_builder *builder,
                                                  enum wp_markdown_kind kind)
{
    struct wp_markdown_node *node = wp_arena_alloc(builder->arena, sizeof *node);
    struct wp_markdown_node *parent = builder->open;

    node->kind = kind;
    node->parent = parent;
    if (parent == NULL)
        builder->document = node;
    else if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    if (parent != NULL)
        parent->last = node;
    return node;
}

/* Make the source of `node` include `span`, which is not before it. No-op for an empty span. */
static void extend_source(struct wp_markdown_node *node, struct wp_span span)
{
    if (span.length == 0)
        return;
    if (node->source.length == 0)
        node->source = span;
    else if (wp_span_end(span) > wp_span_end(node->source))
        node->source.length = (uint32_t)(wp_span_end(span) - node->source.offset);
}

static void close_markdown_node(struct markdown_builder *builder)
{
    struct wp_markdown_node *node = builder->open;

    if (node->parent != NULL)
        extend_source(node->parent, node->source);
    builder->open = node->parent;
}

/* Close the innermost open node of the kind, and the spans in it. No-op if there is none in the
 * innermost block. md4c reports no end of a span whose mark for it is in a URL: "*https://e.org*".
 */
static void close_markdown_kind(struct markdown_builder *builder, enum wp_markdown_kind kind)
{
    const struct wp_markdown_node *node = builder->open;

    while (node->kind != kind && wp_markdown_is_inline(node))
        node = node->parent;
    if (node->kind != kind)
        return;
    while (builder->open != node)
        close_markdown_node(builder);
    close_markdown_node(builder);
}

/* Return an attribute with its escapes resolved. Character references stay as they are written. */
static struct wp_str resolved_attribute(struct markdown_builder *builder,
                                        const MD_ATTRIBUTE *attribute)
{
    struct wp_str text = {attribute->text, attribute->size};

    return wp_arena_copy(builder->arena, text);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
    struct markdown_builder *builder = user_data;
    struct wp_markdown_node *node = add_markdown_node(builder, block_kinds[type]);

    switch (type) {
    case MD_BLOCK_H:
        node->number = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_OL:
        node->number = ((const MD_BLOCK_OL_DETAIL *)detail)->start;
        break;
    case MD_BLOCK_LI:
        if (((const MD_BLOCK_LI_DETAIL *)detail)->is_task)
            node->task = ((const MD_BLOCK_LI_DETAIL *)detail)->task_mark;
        break;
    case MD_BLOCK_CODE:
        node->target = resolved_attribute(builder, &((const MD_BLOCK_CODE_DETAIL *)detail)->info);
        node->fence = ((const MD_BLOCK_CODE_DETAIL *)detail)->fence_char;
        break;
    default:
        break;
    }
    builder->open = node;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
    (void)detail;
    close_markdown_kind(user_data, block_kinds[type]);
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user_data)
{
    struct markdown_builder *builder = user_data;
    struct wp_markdown_node *node = add_markdown_node(builder, span_kinds[type]);

    if (type == MD_SPAN_A) {
        node->target = resolved_attribute(builder, &((const MD_SPAN_A_DETAIL *)detail)->href);
        node->title = resolved_attribute(builder, &((const MD_SPAN_A_DETAIL *)detail)->title);
    } else if (type == MD_SPAN_IMG) {
        node->target = resolved_attribute(builder, &((const MD_SPAN_IMG_DETAIL *)detail)->src);
        node->title = resolved_attribute(builder, &((const MD_SPAN_IMG_DETAIL *)detail)->title);
    }
    builder->open = node;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user_data)
{
    (void)detail;
    close_markdown_kind(user_data, span_kinds[type]);
    return 0;
}

/* Return the span of `text` in the parsed text. Empty if md4c has made the text itself, such as the
 * blank for a line break in a code span. */
static struct wp_span source_of(const struct markdown_builder *builder, struct wp_str text)
{
    uintptr_t begin = (uintptr_t)builder->text.data;
    uintptr_t at = (uintptr_t)text.data;

    if (at < begin || at + text.length > begin + builder->text.length)
        return wp_span(0, 0);
    return wp_span(at - begin, text.length);
}

static int add_text_node(MD_TEXTTYPE type, const MD_CHAR *data, MD_SIZE size, void *user_data)
{
    struct markdown_builder *builder = user_data;
    struct wp_markdown_node *node = add_markdown_node(builder, text_kinds[type]);
    struct wp_str text = {data, size};

    node->source = source_of(builder, text);
    extend_source(builder->open, node->source);
    if (type == MD_TEXT_NULLCHAR)
        node->text = wp_str("\xEF\xBF\xBD"); /* U+FFFD, as CommonMark 2.3 has it */
    else if (node->source.length > 0)
        node->text = text;
    else if (type == MD_TEXT_CODE || type == MD_TEXT_HTML || type == MD_TEXT_NORMAL)
        node->text = wp_arena_copy(builder->arena, text);
    return 0;
}

/* Return md_parse, loaded by the first call, or NULL. */
static parse_function *parser(void)
{
    static parse_function *found;
    static bool searched;

    if (!searched)
        found = find_parser();
    searched = true;
    return found;
}

bool wp_markdown_is_available(void)
{
    return parser() != NULL;
}

/* Return the flag for bare URLs, if the text has few of them. md4c 0.4.8 needs time that grows with
 * the square of their number: 16 seconds for 95,000. */
static unsigned url_flag(struct wp_str text)
{
    size_t left = URLS_MAX;

    for (size_t i = 0; i + 2 < text.length; i++)
        if (text.data[i] == ':' && text.data[i + 1] == '/' && text.data[i + 2] == '/' &&
            left-- == 0)
            return 0;
    return MD_FLAG_PERMISSIVEURLAUTOLINKS;
}

/* Return a copy of the text in the arena, after `padding` line breaks. */
static struct wp_str padded_text(struct wp_str text, size_t padding, struct wp_arena *arena)
{
    char *copy = wp_arena_alloc(arena, padding + text.length);

    memset(copy, '\n', padding);
    memcpy(copy + padding, text.data, text.length);
    return (struct wp_str){copy + padding, text.length};
}

static struct wp_markdown_node *parse_with_flags(struct wp_str text, struct wp_arena *arena,
                                                 unsigned flags)
{
    const MD_PARSER callbacks = {
        .flags = flags,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text_node,
    };
    size_t padding = wp_md4c_padding(text);
    struct markdown_builder builder = {.arena = arena};
    parse_function *parse = parser();

    if (parse == NULL)
        return NULL;
    builder.text = padding > 0 ? padded_text(text, padding, arena) : text;
    /* The callbacks never fail, so md_parse fails only if it is out of memory. */
    if (parse(builder.text.data - padding, (MD_SIZE)(padding + text.length), &callbacks,
              &builder) != 0)
        wp_memory_exhausted();
    return builder.document;
}

struct wp_markdown_node *wp_markdown_parse(struct wp_str text, struct wp_arena *arena)
{
    return parse_with_flags(text, arena,
                            MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | url_flag(text));
}

struct wp_markdown_node *wp_markdown_parse_linear(struct wp_str text, struct wp_arena *arena)
{
    return parse_with_flags(text, arena, MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS);
}

struct wp_markdown_node *wp_markdown_after(const struct wp_markdown_node *node,
                                           const struct wp_markdown_node *top)
{
    if (node->first != NULL)
        return node->first;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

void wp_markdown_walk(const struct wp_markdown_node *top, const struct wp_markdown_visitor *visitor,
                      void *page)
{
    const struct wp_markdown_node *node = top;

    for (;;) {
        visitor->enter(page, node);
        if (node->first != NULL) {
            node = node->first;
            continue;
        }
        visitor->leave(page, node);
        while (node != top && node->next == NULL) {
            node = node->parent;
            visitor->leave(page, node);
        }
        if (node == top)
            return;
        node = node->next;
    }
}

bool wp_markdown_is_autolink(const struct wp_markdown_node *link)
{
    struct wp_str address = link->target;

    if (link->first == NULL || link->first != link->last || link->first->kind != WP_MARKDOWN_TEXT)
        return false;
    if (wp_str_starts(address, "mailto:") && !wp_str_starts(link->first->text, "mailto:"))
        address = wp_str_slice(address, strlen("mailto:"), address.length);
    return wp_str_equal(link->first->text, address);
}

bool wp_markdown_is_inline(const struct wp_markdown_node *node)
{
    return node->kind >= WP_MARKDOWN_EMPHASIS;
}
