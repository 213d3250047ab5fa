/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Go releases on disk: found, fetched, described.
 */
#ifndef GORGE_TOOLCHAIN_TOOLCHAIN_H
#define GORGE_TOOLCHAIN_TOOLCHAIN_H

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"

#include <dirent.h>

struct toolchain {
	char *request; /* as asked for: "host", "path:DIR", "1.20.14" */
	char *goroot;  /* absolute, no links */
	char *go;      /* GOROOT/bin/go */
	char *version; /* the third word of `go version`, without "go": "1.26.8"; for a development tree
					  all behind "go version " up to the platform: "devel go1.28-abcdef ..." */
	unsigned major, minor, patch; /* 1, 26, 8; a development tree has the minor it will become */
	struct hash go_hash, compile_hash, link_hash; /* XXH3-128 of the three programs */
	struct hash identity;                         /* of version and the three hashes: goes into run ids */
	DIR *in_use; /* while open, nobody removes the release; NULL when it is not of gorge's own folder */
};

/* Finds what is asked for. A release that is not there yet is fetched into gorge's own folder when `fetch`
 * is set, else it is an error; progress goes to stderr unless `quiet`. */
bool toolchain_find(
	const char *request, bool fetch, bool quiet, struct toolchain *toolchain, struct error *err);
void toolchain_dispose(struct toolchain *toolchain);
/* True when the toolchain is 1.minor or newer. */
bool toolchain_at_least(const struct toolchain *toolchain, unsigned minor);

/* What gorge keeps between experiments: ${XDG_CACHE_HOME:-~/.cache}/gorge/NAME. The caller frees it. */
char *gorge_cache_folder(const char *name);
/* gorge's own folder for releases: $GORGE_TOOLCHAINS, else ${XDG_CACHE_HOME:-~/.cache}/gorge/toolchains.
 * The caller frees it. */
char *toolchain_folder(void);
/* Names of the releases installed there ("1.20.14"), ascending. */
bool toolchain_list_installed(struct list *versions, struct error *err);

/* The fixed part of every environment that gorge gives to a go command, built from nothing (DESIGN 6.4):
 * GOENV=off GOTOOLCHAIN=local GOPROXY=off GOFLAGS= GOTELEMETRY=off GO111MODULE=on GOSUMDB=off, PATH with
 * the toolchain's bin first, HOME and TMPDIR and GOTMPDIR and GOPATH below `home`, and GOCACHE = `cache`.
 * The caller appends what its cell sets; a later value of the same name replaces an earlier one by
 * environment_set(). */
void toolchain_environment(
	const struct toolchain *toolchain, const char *home, const char *cache, struct list *environment);
/* Makes `home` fit for toolchain_environment(): its folders, and the setting that keeps the go command from
 * counting into files and starting a telemetry process of its own beside the build (GOTELEMETRY itself cannot
 * be set from outside, only this file can). */
bool toolchain_home_make(const char *home, struct error *err);
/* The environment for a go command that may use the network, never for a measured one: the user's own, since
 * proxies, certificates and the keys of private repositories come in many variables, less every GO* that
 * is not about fetching modules; GOPATH = `gopath`, GOTOOLCHAIN=local, GO111MODULE=on, GOFLAGS blank. */
void toolchain_network_environment(const char *gopath, struct list *environment);
/* Sets NAME=value in an environment; value NULL removes it. */
void environment_set(struct list *environment, const char *name, const char *value);

#endif
