/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project_marker.h"
#include "generators/project_facts.h"
#include "platform/file.h"
#include "platform/tree.h"
#include "base/memory.h"
#include "generators/parameters.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char header[] =
	"# A project that gorge generated; gorge may replace everything in this folder.\n";

void
project_identity(
	const struct generator *generator, const struct parameter_values *values, struct text *identity)
{
	text_append_format(identity, "generator = %s@%u\nparameters = ", generator->name, generator->version);
	parameter_values_describe(generator, values, identity);
	text_append(identity, "\n");
}

bool
project_marker_begin(int folder, const char *path, struct error *err)
{
	return tree_write(folder, PROJECT_MARKER, header, sizeof header - 1) ||
		   error_raise_errno(err, ERROR_WRITE, path);
}

bool
project_marker_finish(
	const char *path, const char *identity, const struct project_facts *facts, struct error *err)
{
	CLEANUP_FREE char *marker = text_format("%s/%s", path, PROJECT_MARKER);
	CLEANUP_TEXT struct text text = {0};
	char hash[HASH_TEXT_BYTES];

	text_append_format(&text,
		"%s%sfiles = %" PRIu64 "\npackages = %" PRIu64 "\nmains = %" PRIu64 "\nlines = %" PRIu64
		"\nsource_bytes = %" PRIu64 "\nhash = %s\n",
		header, identity, facts->files, facts->packages, facts->mains, facts->lines, facts->source_bytes,
		hash_format(hash, facts->hash));
	return file_replace(marker, text.data, text.length, err);
}

/* Reads what project_marker_finish() wrote behind the identity. */
static bool
parse_facts(const char *text, struct project_facts *facts)
{
	int end = 0;

	(void)sscanf(text,
		"files = %" SCNu64 "\npackages = %" SCNu64 "\nmains = %" SCNu64 "\nlines = %" SCNu64
		"\nsource_bytes = %" SCNu64 "\nhash = %16" SCNx64 "%16" SCNx64 "\n%n",
		&facts->files, &facts->packages, &facts->mains, &facts->lines, &facts->source_bytes,
		&facts->hash.high, &facts->hash.low, &end);
	return end > 0 && text[end] == '\0';
}

enum marker_state
project_marker_read(const char *path, const char *identity, struct project_facts *facts)
{
	CLEANUP_FREE char *marker = text_format("%s/%s", path, PROJECT_MARKER);
	CLEANUP_TEXT struct text text = {0};
	struct project_facts read = {0};
	const char *rest;

	if (file_kind(marker) != FILE_PLAIN || !file_try_read(marker, &text))
		return MARKER_NONE;
	if (!text_starts_with(text_string(&text), header))
		/* A disk that filled up may have left a part of the marker, or none of it. */
		return text_starts_with(header, text_string(&text)) ? MARKER_UNFINISHED : MARKER_NONE;
	rest = text.data + sizeof header - 1;
	if (!text_starts_with(rest, identity) || !parse_facts(rest + strlen(identity), &read))
		return MARKER_UNFINISHED;
	*facts = read;
	return MARKER_FINISHED;
}
