/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a generator's write() puts its files: jobs taken by index by as many threads as there are. A job
 * makes folders and files whose content depends on parameters, seed and index alone, so the tree does not
 * depend on which thread took what; and nothing is kept of a file once it is written.
 */
#ifndef GORGE_GENERATORS_PROJECT_WRITER_H
#define GORGE_GENERATORS_PROJECT_WRITER_H

#include "generators/generator.h"
#include "generators/tree_writer.h"

#include <stdbool.h>

/* How much a tree takes on disk. */
struct project_volume {
	uint64_t files, bytes;
};

/* One thread's hands: the folder it writes into and what it has written. */
struct project_worker;

/* One piece of work, done `count` times: write(index) for each index below it, in any order. */
struct project_jobs {
	uint64_t count;
	const void *context;                             /* shared by the threads, which only read it */
	size_t state_bytes;                              /* of each thread's own state, zeroed; */
	void (*begin)(void *state, const void *context); /* made ready (NULL: nothing to do) */
	void (*end)(void *state);                        /* and disposed of (NULL: the same) */
	bool (*write)(struct project_worker *worker, uint64_t index, void *state, const void *context);
};

/* Does the jobs; stops early with a raised error when one fails or an interrupt is asked for. */
bool project_write(struct project_writer *writer, const struct project_jobs *jobs, struct error *err);

/* What a new folder counts as. */
enum project_folder { FOLDER_PLAIN, FOLDER_PACKAGE, FOLDER_MAIN };

/* Makes a folder (and those above it) below the project's root, and writes the next files there. "" is the
 * root itself. Returns false with the error kept in the worker, which a job just passes on. */
bool project_worker_enter(struct project_worker *worker, const char *folder, enum project_folder kind);
/* Writes one new file into that folder. `lines` counts for .go files only. */
bool project_worker_file(
	struct project_worker *worker, const char *name, const char *bytes, size_t count, uint64_t lines);
/* The same, a little later and cheaper: `bytes` must stay as they are while PROJECT_LENT more are lent, or
 * until another call of these writes a file. */
enum { PROJECT_LENT = TREE_LENT };
bool project_worker_lend(
	struct project_worker *worker, const char *name, const char *bytes, size_t count, uint64_t lines);
/* The same as project_worker_file() for a file whose bytes come in pieces: open, append as often as wanted,
 * close. A failure is kept, and makes the calls after it do nothing; close() tells of it. */
bool project_worker_open(struct project_worker *worker, const char *name);
bool project_worker_append(struct project_worker *worker, const char *bytes, size_t count, uint64_t lines);
bool project_worker_close(struct project_worker *worker);

/* A writer into a folder that is open; used by project_generate(). root -1: nothing is written, only counted.
 */
struct project_writer *project_writer_new(int root, const char *root_path, unsigned threads);
/* What has been written so far. */
const struct project_facts *project_writer_facts(const struct project_writer *writer);
/* Of all files, .go or not. */
const struct project_volume *project_writer_volume(const struct project_writer *writer);
void project_writer_free(struct project_writer *writer);

#endif
