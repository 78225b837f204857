/* A program that does nothing but load the libraries of weekplan. */
#include <jansson.h>
#include <utf8proc.h>
#include <yaml.h>

int main(void)
{
    return yaml_get_version_string() == NULL || utf8proc_version() == NULL || json_null() == NULL;
}
