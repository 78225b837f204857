#include "mail/message.h"

#include <gmime/gmime.h>
#include <inttypes.h>
#include <string.h>

enum { MINUTES_OF_HOUR = 60, SECONDS_OF_HOUR = 3600 };

/* Append the `Date:` of RFC 5322, in English in every locale. */
static void message_put_date(struct wp_buf *buf, const struct wp_now *now)
{
    struct wp_date date = wp_date_of(now->day);
    int east = now->east < 0 ? -now->east : now->east;

    wp_buf_printf(buf, "%s, %02d %s %04d %02d:%02d:%02d %c%02d%02d",
                  wp_weekday_short(wp_weekday_of(now->day)), date.day,
                  wp_calendar_month_short(date.month), date.year,
                  (int)(now->second / SECONDS_OF_HOUR),
                  (int)(now->second / MINUTES_OF_HOUR % MINUTES_OF_HOUR),
                  (int)(now->second % MINUTES_OF_HOUR), now->east < 0 ? '-' : '+',
                  east / MINUTES_OF_HOUR, east % MINUTES_OF_HOUR);
}

/* Append the Message-ID. It is the same for the same plan, kind, week and recipients. Its domain is
 * the domain of the sender. */
static void put_message_id(struct wp_buf *buf, const struct wp_message *message)
{
    struct wp_str from = message->recipients->from;
    const char *at = memchr(from.data, '@', from.length);

    wp_buf_puts(buf, "weekplan.");
    if (message->kind != WP_LETTER_LAST_WEEK)
        wp_buf_printf(buf, "%s.", wp_letter_kind_word(message->kind));
    wp_day_format(buf, message->week);
    wp_buf_printf(buf, ".%016" PRIx64, message->key);
    wp_buf_append(buf, wp_str_slice(from, at != NULL ? (size_t)(at - from.data) : 0, from.length));
}

/* Return a copy of the text with a NUL byte at its end, for GMime. Free the copy with g_free. */
static char *copy_terminated(struct wp_str text)
{
    return g_strndup(text.length > 0 ? text.data : "", text.length);
}

static void add_mailbox(GMimeMessage *letter, GMimeAddressType type, const char *name,
                        struct wp_str address)
{
    char *text = copy_terminated(address);

    g_mime_message_add_mailbox(letter, type, name, text);
    g_free(text);
}

static void add_part(GMimeMultipart *parts, const char *subtype, struct wp_str text)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
    char *content = copy_terminated(text);

    g_mime_text_part_set_charset(part, "utf-8");
    g_mime_text_part_set_text(part, content);
    g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_multipart_add(parts, GMIME_OBJECT(part));
    g_object_unref(part);
    g_free(content);
}

/* Add the plain text part, then the HTML part. A client shows the last part that it supports (RFC
 * 2046, 5.1.4). */
static void add_parts(GMimeMessage *letter, const struct wp_message *message, const char *id)
{
    GMimeMultipart *parts = g_mime_multipart_new_with_subtype("alternative");
    char *boundary = g_strdup_printf("=-%.*s-=", (int)strcspn(id, "@"), id);

    g_mime_multipart_set_boundary(parts, boundary);
    add_part(parts, "plain", message->text);
    add_part(parts, "html", message->html);
    g_mime_message_set_mime_part(letter, GMIME_OBJECT(parts));
    g_object_unref(parts);
    g_free(boundary);
}

static void add_headers(GMimeMessage *letter, const struct wp_message *message, const char *id,
                        const char *date)
{
    const struct wp_list *to = &message->recipients->to;
    char *subject = copy_terminated(message->subject);

    add_mailbox(letter, GMIME_ADDRESS_TYPE_FROM, "weekplan", message->recipients->from);
    for (size_t i = 0; i < to->count; i++)
        add_mailbox(letter, GMIME_ADDRESS_TYPE_TO, NULL, to->items[i]);
    g_mime_message_set_subject(letter, subject, "utf-8");
    g_mime_object_set_header(GMIME_OBJECT(letter), "Date", date, NULL);
    g_mime_message_set_message_id(letter, id);
    g_mime_object_set_header(GMIME_OBJECT(letter), "Auto-Submitted", "auto-generated", NULL);
    g_free(subject);
}

static void message_write_out(struct wp_buf *out, GMimeMessage *letter)
{
    GMimeStream *stream = g_mime_stream_mem_new();
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));

    (void)g_mime_object_write_to_stream(GMIME_OBJECT(letter), NULL, stream);
    wp_buf_append(out, (struct wp_str){(const char *)bytes->data, bytes->len});
    g_object_unref(stream);
}

void wp_message_put(struct wp_buf *out, const struct wp_message *message)
{
    struct wp_buf id = WP_BUF_INIT;
    struct wp_buf date = WP_BUF_INIT;
    GMimeMessage *letter;

    put_message_id(&id, message);
    message_put_date(&date, &message->date);
    g_mime_init();
    letter = g_mime_message_new(TRUE);
    add_headers(letter, message, id.data, date.data);
    add_parts(letter, message, id.data);
    message_write_out(out, letter);
    g_object_unref(letter);
    g_mime_shutdown();
    wp_buf_free(&date);
    wp_buf_free(&id);
}
