/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json_text.h"

#include "base/visible.h"

#include <string.h>

json_t *
json_text(const char *string)
{
	CLEANUP_TEXT struct text text = {0};

	if (!string)
		return NULL;
	text_append_utf8(&text, string, strlen(string));
	return json_stringn(text_string(&text), text.length);
}

static void
make_text_visible(json_t *value)
{
	CLEANUP_TEXT struct text text = {0};

	text_append_visible(&text, json_string_value(value), json_string_length(value));
	(void)json_string_setn(value, text_string(&text), text.length);
}

void
json_make_visible(json_t *value)
{
	const char *key;
	json_t *part;
	size_t i;

	if (json_is_string(value))
		make_text_visible(value);
	json_object_foreach(value, key, part) json_make_visible(part);
	json_array_foreach(value, i, part) json_make_visible(part);
}
