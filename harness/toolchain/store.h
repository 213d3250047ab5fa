/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gorge's own folder of releases, places_toolchains(): goRELEASE for each that is whole, .fetching-* and
 * .removing-* for what is half there, and the lock that whoever changes it holds.
 */
#ifndef GORGE_TOOLCHAIN_STORE_H
#define GORGE_TOOLCHAIN_STORE_H

#include "toolchain/toolchain.h"

/* Where the release of that canonical name lives or would live. The caller frees it. A folder of this name
 * is always whole: it gets its name as the last step, and loses it as the first. */
char *toolchain_release_folder(const char *release);

/* Names of the releases installed in places_toolchains() ("1.20.14"), ascending. */
bool toolchain_list_installed(struct list *versions, struct error *err);

/* Makes the folder, waits until no other gorge changes it, and clears away what interrupted ones have left.
 * The caller lets go of the lock. A wait is told on stderr unless `quiet`. */
bool store_lock(bool quiet, struct lock *lock, struct error *err);

/* Clears that away at once, where the folder is and nobody changes it. */
void store_clear_leftovers(void);

/* Makes an own_folder of a name that no other process has, ".NAME-...", for the holder of the lock: a program
 * that a killed gorge left behind still writes into a folder of its own. NULL with an error; the caller frees
 * it.
 */
char *store_work_folder(const char *name, struct error *err);

/* Takes part in the use of a GOROOT, so that nobody removes it meanwhile: toolchain_dispose() ends that.
 * Where folders cannot be locked nothing is taken. Raises BAD_TOOLCHAIN for one that is being removed. */
bool store_use(const char *goroot, struct lock *in_use, struct error *err);

/* Removes one installed release, and nothing else: raises BAD_TOOLCHAIN for what is not there or was not put
 * there by gorge, TOOLCHAIN_IN_USE while a gorge measures with it, WRITE. */
bool store_remove(const char *request, bool quiet, struct error *err);

#endif
