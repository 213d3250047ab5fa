/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A Go release on disk.
 */
#ifndef GORGE_TOOLCHAIN_TOOLCHAIN_H
#define GORGE_TOOLCHAIN_TOOLCHAIN_H

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "platform/lock.h"

struct toolchain {
	char *request; /* as asked for: "host", "path:DIR", "1.20.14" */
	char *goroot;  /* absolute, no links */
	char *go;      /* GOROOT/bin/go */
	char *version; /* the third word of `go version`, without "go": "1.26.8"; for a development tree
					  all behind "go version " up to the platform: "devel go1.28-abcdef ..." */
	unsigned major, minor, patch; /* 1, 26, 8; a development tree has the minor it will become */
	struct hash go_hash, compile_hash, link_hash; /* XXH3-128 of the three programs */
	struct hash identity;                         /* of version and the three hashes: goes into run ids */
	struct lock
		in_use; /* while held, nobody removes the release; none when it is not of gorge's own folder */
};

void toolchain_dispose(struct toolchain *toolchain);
/* True when the toolchain is 1.minor or newer. */
bool toolchain_at_least(const struct toolchain *toolchain, unsigned minor);

#endif
