/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where gorge's own things are on this host. The caller frees each path.
 */
#ifndef GORGE_PLATFORM_PLACES_H
#define GORGE_PLATFORM_PLACES_H

#include "base/error.h"

/* Comes with gorge.
 * share: the folder that holds bench/ and plots/: $GORGE_SHARE, else share/gorge beside the folder of the
 * program, else the first folder above the program that holds bench/loader (a build tree).
 * shim: gorge-exec: $GORGE_EXEC, beside the program, or in ../libexec/gorge.
 * NULL with a raised READ where it is not there. */
char *places_share(struct error *err);
char *places_shim(struct error *err);

/* Made by gorge, and may be deleted while none runs. An empty variable counts as unset, and so does a
 * relative path, since it would be another folder from every working folder. cache: what is kept between
 * experiments: $XDG_CACHE_HOME/gorge/NAME, else .cache/gorge/NAME below $HOME, else below the home that the
 * user's account has, else below the temporary folder and named after the user. scratch: workspaces:
 * $GORGE_SCRATCH (which may be relative), else the cache's scratch. toolchains: Go releases:
 * $GORGE_TOOLCHAINS (may be relative), else the cache's toolchains. */
char *places_cache(const char *name);
char *places_scratch(void);
char *places_toolchains(void);

#endif
