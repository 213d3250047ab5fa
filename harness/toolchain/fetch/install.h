/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Releases in gorge's own folder, fetched as the module golang.org/toolchain by whatever go is on PATH.
 */
#ifndef GORGE_TOOLCHAIN_FETCH_INSTALL_H
#define GORGE_TOOLCHAIN_FETCH_INSTALL_H

#include "toolchain/toolchain.h"

/* Fetches one release by its canonical name ("1.20.14") unless it is there. The go command checks it against
 * the checksum database. Several gorges may ask at once: one fetches, the others wait for it; what an
 * interrupted one left is cleared away. The story goes to stderr unless `quiet`, with what has come so far
 * when that is a terminal. Raises NO_GO, WRITE, INTERRUPTED or one of the TOOLCHAIN_ errors of fetcher_run().
 */
bool toolchain_install(const char *release, bool quiet, struct error *err);

#endif
