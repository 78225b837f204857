#include "cmd/settings.h"

#include <string.h>

#include "os/file.h"
#include "os/home.h"

/* Far more than all the keys there are can need. */
enum { CONFIG_MAX = 1 << 20 };

static enum wp_status read_bytes(struct wp_file *file, struct wp_buf *bytes, struct wp_error *error)
{
    const struct wp_input input = wp_file_input(file);
    enum wp_status status;

    if (input.size > CONFIG_MAX)
        return wp_error_set(error, WP_CONFIG, "%s is too large for a configuration file",
                            file->name);
    status = wp_input_read(&input, bytes, error);
    /* Which of the two files it was has to be told by the status. */
    return status == WP_IO ? wp_error_set(error, WP_CONFIG, "%s", error->message) : status;
}

enum wp_status wp_settings_read(struct wp_context *context, struct wp_error *error)
{
    struct wp_file file = {.fd = -1};
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_error problem = {0};
    enum wp_status status;

    if (!wp_home_path(&context->config_path, "XDG_CONFIG_HOME", ".config"))
        return WP_OK;
    wp_buf_puts(&context->config_path, "/weekplan/config.yaml");
    if (context->config_path.failed)
        return wp_error_set_no_memory(error);
    status = wp_file_open_config(&file, context->config_path.data, &problem);
    if (status == WP_MISSING)
        return WP_OK;
    if (status == WP_OK)
        status = read_bytes(&file, &bytes, &problem);
    if (status == WP_OK)
        status = wp_config_read(&context->config, wp_buf_str(&bytes), &problem);
    if (status != WP_OK)
        *error = problem;
    wp_buf_free(&bytes);
    wp_file_close(&file);
    return status;
}

bool wp_settings_plan(const struct wp_context *context, struct wp_buf *path)
{
    struct wp_str file = context->config.file;
    const char *home = wp_str_starts(file, "~/") ? wp_home() : NULL;

    if (file.length == 0)
        return false;
    if (home != NULL) {
        wp_buf_puts(path, home);
        file = wp_str_slice(file, 1, file.length);
    } else if (file.data[0] != '/') {
        const char *slash = strrchr(context->config_path.data, '/');

        wp_buf_append(path, (struct wp_str){context->config_path.data,
                                            (size_t)(slash - context->config_path.data) + 1});
    }
    wp_buf_append(path, file);
    return true;
}
