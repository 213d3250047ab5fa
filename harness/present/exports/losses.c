/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/exports/losses.h"

#include "base/memory.h"
#include "record/ends/culprit_rows.h"

#include <stdlib.h>

struct loss *
losses_find(const struct losses *losses, size_t group, const char *tool, const char *package)
{
	for (size_t i = 0; i < losses->count; i++) {
		struct loss *loss = &losses->items[i];
		if (loss->group == group && text_equal(loss->tool, tool) && text_equal(loss->package, package))
			return loss;
	}
	return NULL;
}

/* Takes the texts over. */
static struct loss *
note(struct losses *losses, size_t group, char *tool, char *package, uint64_t bytes)
{
	struct loss *loss = losses_find(losses, group, tool, package);

	if (loss) {
		free(tool);
		free(package);
	} else {
		losses->items = memory_grow(losses->items, losses->count, &losses->capacity, sizeof *losses->items);
		loss = &losses->items[losses->count++];
		*loss = (struct loss){.group = group, .tool = tool, .package = package};
	}
	loss->bytes = bytes > loss->bytes ? bytes : loss->bytes;
	return loss;
}

void
losses_add(struct losses *losses, size_t group, const struct culprit *culprit)
{
	struct beside beside;

	if (culprit->how == CULPRIT_NONE || culprit->how == CULPRIT_UNKNOWN)
		return;
	note(losses, group, memory_copy_text(culprit->tool), memory_copy_text(culprit->package), culprit->bytes)
		->culprit++;
	for (const char *at = text_string(&culprit->beside); (at = culprit_next_beside(at, &beside)) != NULL;)
		note(losses, group, text_format("%.*s", (int)beside.tool_bytes, beside.tool),
			text_format("%.*s", (int)beside.package_bytes, beside.package), beside.bytes)
			->beside++;
}

void
losses_dispose(struct losses *losses)
{
	for (size_t i = 0; i < losses->count; i++) {
		free(losses->items[i].tool);
		free(losses->items[i].package);
	}
	free(losses->items);
	*losses = (struct losses){0};
}
