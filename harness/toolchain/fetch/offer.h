/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the module proxy offers: the versions of the module golang.org/toolchain, which are
 * v0.0.1-goRELEASE.GOOS-GOARCH.
 */
#ifndef GORGE_TOOLCHAIN_FETCH_OFFER_H
#define GORGE_TOOLCHAIN_FETCH_OFFER_H

#include "toolchain/release.h"
#include "base/text.h"

/* Appends the names of the releases for this platform that gorge can measure with (1.11 and newer),
 * ascending. Asked by `go list -m -versions` of the go on PATH, and kept for a day in
 * places_cache("offers") for each GOPROXY and platform; `anew` asks all the same. Raises what
 * fetcher_open() and fetcher_run() do. A proxy may hold more than it lists: the list is what it has been
 * asked for before. */
bool toolchain_offer(bool anew, struct list *releases, struct error *err);

/* The releases for `platform` ("linux-amd64") among versions that blanks part, ascending. Pure. */
void offer_parse(const char *versions, const char *platform, struct list *releases);
/* The newest of one line, final or, before there is one, a candidate; false when there is none. Pure. */
bool offer_newest(const struct list *releases, unsigned minor, struct release *newest);

/* Turns "1.20.x" into the newest 1.20 that is offered; copies everything else. The caller frees *release.
 * Raises TOOLCHAIN_UNKNOWN when there is none, and what toolchain_offer() does. */
bool toolchain_resolve(const char *request, char **release, struct error *err);

#endif
