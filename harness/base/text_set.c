/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_set.h"
#include "base/memory.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

bool
text_set_has(const struct text_set *set, const char *string)
{
	return tfind(string, &set->root, by_text) != NULL;
}

bool
text_set_add(struct text_set *set, const char *string)
{
	if (text_set_has(set, string))
		return false;
	if (!tsearch(memory_copy_text(string), &set->root, by_text))
		memory_exhausted("a set of texts");
	return true;
}

void
text_set_dispose(struct text_set *set)
{
	tdestroy(set->root, free);
	set->root = NULL;
}
