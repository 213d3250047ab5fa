/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project_writer.h"
#include "generators/project_facts.h"
#include "generators/tree_writer.h"
#include "platform/interrupt.h"
#include "platform/file.h"
#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

struct project_writer {
	int root;
	const char *root_path;
	unsigned threads;
	struct project_facts facts;
	struct project_volume volume;
};

/* What the threads of one project_write() share. */
struct shared_jobs {
	const struct project_jobs *jobs;
	atomic_uint_fast64_t next;
	atomic_bool stop;
};

struct project_worker {
	const struct project_writer *writer;
	struct shared_jobs *shared;
	thrd_t thread;
	bool started;
	struct tree_writer tree;
	struct project_facts facts;
	struct project_volume volume;
	struct error error;
	int file;                   /* of project_worker_open(); -1: none */
	struct project_file open;   /* what was appended to it */
	struct hash_stream *stream; /* its hash so far; made when first needed */
	size_t path_length;         /* of the folder with its '/', in path */
	size_t file_path_length;    /* of all that path holds */
	char path[TREE_PATH_BYTES]; /* of the last file, relative to the root */
};

static bool
raise_write(struct project_worker *worker)
{
	return tree_writer_raise(worker->writer->root_path, worker->path, &worker->error);
}

/* True when nothing is to be written. */
static bool
is_counting(const struct project_worker *worker)
{
	return worker->writer->root < 0;
}

bool
project_worker_enter(struct project_worker *worker, const char *folder, enum project_folder kind)
{
	size_t length = strlen(folder);

	if (length + 2 > sizeof worker->path)
		BUG("the folder name %s is too long", folder);
	worker->facts.packages += kind != FOLDER_PLAIN;
	worker->facts.mains += kind == FOLDER_MAIN;
	memcpy(worker->path, folder, length);
	worker->path[length] = '/';
	worker->path_length = length > 0 ? length + 1 : 0;
	return is_counting(worker) || tree_writer_folder(&worker->tree, folder, &worker->error);
}

/* Sets worker->path to a file of the folder; returns false when there is a failure. */
static bool
begin_file(struct project_worker *worker, const char *name)
{
	size_t length = strlen(name);

	if (worker->path_length + length + 1 > sizeof worker->path)
		BUG("the file name %s is too long", name);
	memcpy(worker->path + worker->path_length, name, length + 1);
	worker->file_path_length = worker->path_length + length;
	if (interrupt_requested())
		(void)interrupt_check(&worker->error);
	return worker->error.id == ERROR_NONE;
}

static void
count_file(struct project_worker *worker, const struct project_file *file)
{
	project_facts_add_file(&worker->facts, worker->path, worker->file_path_length, file);
	worker->volume.files++;
	worker->volume.bytes += file->bytes;
}

bool
project_worker_lend(
	struct project_worker *worker, const char *name, const char *bytes, size_t count, uint64_t lines)
{
	if (!begin_file(worker, name))
		return false;
	if (!is_counting(worker) &&
		!tree_writer_file(&worker->tree, worker->path, worker->path_length, bytes, count, &worker->error))
		return false;
	count_file(
		worker, &(struct project_file){.content = hash_bytes(bytes, count), .bytes = count, .lines = lines});
	return true;
}

bool
project_worker_file(
	struct project_worker *worker, const char *name, const char *bytes, size_t count, uint64_t lines)
{
	return project_worker_lend(worker, name, bytes, count, lines) &&
		   tree_writer_flush(&worker->tree, &worker->error);
}

bool
project_worker_open(struct project_worker *worker, const char *name)
{
	if (!begin_file(worker, name))
		return false;
	worker->open = (struct project_file){0};
	if (!worker->stream)
		worker->stream = hash_stream_new();
	hash_stream_begin(worker->stream);
	if (!is_counting(worker))
		worker->file = tree_writer_open(&worker->tree, worker->path, worker->path_length, &worker->error);
	return worker->error.id == ERROR_NONE;
}

bool
project_worker_append(struct project_worker *worker, const char *bytes, size_t count, uint64_t lines)
{
	if (worker->error.id != ERROR_NONE || !interrupt_check(&worker->error))
		return false;
	if (!is_counting(worker) && !file_write_all(worker->file, bytes, count))
		return raise_write(worker);
	hash_stream_add(worker->stream, bytes, count);
	worker->open.bytes += count;
	worker->open.lines += lines;
	return true;
}

bool
project_worker_close(struct project_worker *worker)
{
	int fd = worker->file;

	worker->file = -1;
	if (fd >= 0 && !file_close(fd) && worker->error.id == ERROR_NONE)
		(void)raise_write(worker);
	if (worker->error.id != ERROR_NONE)
		return false;
	worker->open.content = hash_stream_end(worker->stream);
	count_file(worker, &worker->open);
	return true;
}

static int
work(void *argument)
{
	struct project_worker *worker = argument;
	struct shared_jobs *shared = worker->shared;
	const struct project_jobs *jobs = shared->jobs;
	void *state = memory_zeroed(1, jobs->state_bytes);

	if (jobs->begin)
		jobs->begin(state, jobs->context);
	while (!atomic_load_explicit(&shared->stop, memory_order_relaxed)) {
		uint64_t index = atomic_fetch_add_explicit(&shared->next, 1, memory_order_relaxed);
		if (index >= jobs->count)
			break;
		if (!jobs->write(worker, index, state, jobs->context))
			atomic_store_explicit(&shared->stop, true, memory_order_relaxed);
	}
	/* What was lent is the state's. */
	if (worker->error.id == ERROR_NONE)
		(void)tree_writer_flush(&worker->tree, &worker->error);
	if (jobs->end)
		jobs->end(state);
	free(state);
	tree_writer_dispose(&worker->tree);
	hash_stream_free(worker->stream);
	return 0;
}

/* A thread that cannot be had is done without: the others take its share. */
static void
start_workers(struct project_worker *workers, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		workers[i].started = thrd_create(&workers[i].thread, work, &workers[i]) == thrd_success;
}

bool
project_write(struct project_writer *writer, const struct project_jobs *jobs, struct error *err)
{
	unsigned count = jobs->count < writer->threads ? (unsigned)jobs->count : writer->threads;
	CLEANUP_FREE struct project_worker *workers = memory_zeroed(count, sizeof *workers);
	struct shared_jobs shared = {.jobs = jobs};
	bool done = true;

	for (unsigned i = 0; i < count; i++) {
		workers[i].writer = writer;
		workers[i].shared = &shared;
		workers[i].file = -1;
		tree_writer_init(&workers[i].tree, writer->root, writer->root_path);
	}
	if (count == 0)
		return true;
	start_workers(workers, count);
	(void)work(&workers[0]);
	for (unsigned i = 0; i < count; i++) {
		if (workers[i].started)
			(void)thrd_join(workers[i].thread, NULL);
		project_facts_add(&writer->facts, &workers[i].facts);
		writer->volume.files += workers[i].volume.files;
		writer->volume.bytes += workers[i].volume.bytes;
		if (done && workers[i].error.id != ERROR_NONE) {
			*err = workers[i].error;
			done = false;
		}
	}
	return done;
}

struct project_writer *
project_writer_new(int root, const char *root_path, unsigned threads)
{
	struct project_writer *writer = memory_zeroed(1, sizeof *writer);

	*writer = (struct project_writer){.root = root, .root_path = root_path, .threads = threads};
	return writer;
}

const struct project_facts *
project_writer_facts(const struct project_writer *writer)
{
	return &writer->facts;
}

const struct project_volume *
project_writer_volume(const struct project_writer *writer)
{
	return &writer->volume;
}

void
project_writer_free(struct project_writer *writer)
{
	free(writer);
}
