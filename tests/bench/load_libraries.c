/* A program that only loads the shared libraries that weekplan uses. */
#include <jansson.h>
#include <utf8proc.h>
#include <yaml.h>

int main(void)
{
    return yaml_get_version_string() == NULL || utf8proc_version() == NULL || json_null() == NULL;
}
