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
