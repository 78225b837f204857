/*
 * libFuzzer target (make fuzz): import any bytes as Markdown. They become weeks with remarks, or
 * are refused with a message.
 */
#include "fuzz_helpers.h"
#include <weekplan/calendar.h>
#include <weekplan/import.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Check that each remark is one line of text, and that the lines ascend. */
static void check_remarks(const struct wp_import *import)
{
    for (size_t i = 0; i < import->remark_count; i++) {
        const struct wp_import_remark *remark = &import->remarks[i];

        PROMISE(remark->line > 0 && remark->message[0] != '\0');
        PROMISE(strchr(remark->message, '\n') == NULL);
        PROMISE(i == 0 || remark->line >= import->remarks[i - 1].line);
    }
}

static void import_bytes(struct wp_str bytes, const struct wp_import_options *options)
{
    struct wp_import import = {0};
    struct wp_error error = {0};
    enum wp_status status = wp_import_markdown(&import, bytes, options, &error);

    PROMISE(status == WP_OK || status == WP_INVALID || status == WP_MISSING ||
            status == WP_UNAVAILABLE);
    if (status == WP_OK) {
        PROMISE(import.week_count > 0);
        for (size_t i = 0; i < import.week_count; i++)
            PROMISE(import.weeks[i] != NULL);
        check_remarks(&import);
    } else {
        PROMISE(error.message[0] != '\0');
    }
    wp_import_free(&import);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_str bytes = {size > 0 ? (const char *)data : "", size};
    struct wp_import_options options = {.week = wp_day_of((struct wp_date){2019, 8, 5}),
                                        .week_start = WP_MONDAY};

    import_bytes(bytes, &options);
    options.week = WP_NO_DAY;
    options.file_name = "2019-08-05.md";
    import_bytes(bytes, &options);
    options.file_name = NULL;
    options.week_start = WP_SUNDAY;
    import_bytes(bytes, &options);
    return 0;
}
