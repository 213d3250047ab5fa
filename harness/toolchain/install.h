/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Releases in gorge's own folder, fetched as the module golang.org/toolchain by whatever go is on PATH.
 */
#ifndef GORGE_TOOLCHAIN_INSTALL_H
#define GORGE_TOOLCHAIN_INSTALL_H

#include "toolchain/toolchain.h"

/* Where the release of that canonical name lives or would live. The caller frees it. A folder of this name
 * is always whole: it gets its name as the last step. */
char *toolchain_release_folder(const char *release);

/* Fetches one release by its canonical name ("1.20.14") unless it is there. The go command checks it against
 * the checksum database. Several gorges may ask at once: one fetches, the others wait for it; what an
 * interrupted one left is cleared away. Raises NO_GO, TOOLCHAIN_INSTALL, WRITE or INTERRUPTED. */
bool toolchain_install(const char *release, bool quiet, struct error *err);

#endif
