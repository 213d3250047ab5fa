/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project_facts.h"

#include <string.h>

void
project_facts_add_hash(struct project_facts *facts, const char *path, size_t path_bytes, struct hash content)
{
	hash_add(&facts->hash, hash_entry(path, path_bytes, content));
}

void
project_facts_add_file(
	struct project_facts *facts, const char *path, size_t path_bytes, const struct project_file *file)
{
	project_facts_add_hash(facts, path, path_bytes, file->content);
	if (path_bytes < 3 || memcmp(path + path_bytes - 3, ".go", 3) != 0)
		return;
	facts->files++;
	facts->lines += file->lines;
	facts->source_bytes += file->bytes;
}

void
project_facts_add(struct project_facts *sum, const struct project_facts *term)
{
	sum->files += term->files;
	sum->packages += term->packages;
	sum->mains += term->mains;
	sum->lines += term->lines;
	sum->source_bytes += term->source_bytes;
	hash_add(&sum->hash, term->hash);
}
