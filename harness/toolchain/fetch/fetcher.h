/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The go command that reaches the network for gorge. It knows the user's GOPROXY, credentials and
 * certificates, and checks what it gets against the checksum database; gorge never speaks HTTP itself.
 */
#ifndef GORGE_TOOLCHAIN_FETCH_FETCHER_H
#define GORGE_TOOLCHAIN_FETCH_FETCHER_H

#include "toolchain/toolchain.h"

/* Zero-initialised is closed. */
struct fetcher {
	struct toolchain go;  /* the one on PATH, 1.13 or newer */
	char *platform;       /* "linux-amd64", which runs here */
	char *proxies;        /* GOPROXY as in force, the file of `go env -w` included */
	struct list settings; /* what toolchain_network_settings() says */
};

/* Raises NO_GO when there is none that checks what it downloads. */
bool fetcher_open(struct fetcher *fetcher, struct error *err);
void fetcher_close(struct fetcher *fetcher);
#define CLEANUP_FETCHER __attribute__((cleanup(fetcher_close)))

/* One question to the network. */
struct fetch {
	const char *const *arguments; /* of the go command, NULL-terminated, at most 8 */
	const char *subject;          /* where, in an error */
	const char *gopath;           /* modules go below it; made when missing */
	/* Which error a message of the go command is; NULL: fetcher_meaning. */
	enum error_id (*meaning)(const char *message);
	void (*tick)(void *context); /* as in struct process */
	void *context;
};

/* Runs it outside of any module and appends stdout. A failure is raised as what it means for the user; by
 * fetcher_meaning() that is TOOLCHAIN_CHECKSUM, TOOLCHAIN_NO_ROOM, TOOLCHAIN_UNKNOWN (the proxy does not have
 * it), TOOLCHAIN_PROXY (it cannot be reached), else TOOLCHAIN_INSTALL; why is what the go command said. */
bool fetcher_run(
	const struct fetcher *fetcher, const struct fetch *fetch, struct text *answer, struct error *err);

/* Which of those errors a message of the go command is. Pure. */
enum error_id fetcher_meaning(const char *message);

/* What the go command says, and which error that is. */
struct fetch_meaning {
	const char *says;
	enum error_id id;
};
/* The error of the first meaning that the message holds, or `otherwise`. */
enum error_id fetch_meaning_find(
	const struct fetch_meaning *meanings, size_t count, const char *message, enum error_id otherwise);
/* A text in the JSON that `go mod download -json` prints, also when it fails. NULL without it; the caller
 * frees it. */
char *fetcher_answer_text(const struct text *answer, const char *key);

#endif
