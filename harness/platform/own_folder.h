/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folders that gorge makes, and deletes again, in places that others use too. A name proves nothing, so each
 * bears a file that says whose it is: without it nothing is deleted that this very gorge has not made.
 */
#ifndef GORGE_PLATFORM_OWN_FOLDER_H
#define GORGE_PLATFORM_OWN_FOLDER_H

#include "base/error.h"

/* The name of that file, which belongs to no content. */
#define OWN_FOLDER_MARKER ".gorge-own"

/* Makes a folder of gorge's own, which bears its mark from the moment that it is there: `path` ends in
 * "XXXXXX" as for folder_make_unique(). What killed gorges have left of such a making is deleted. Raises
 * WRITE, with nothing made. */
bool own_folder_make(char *path, struct error *err);
/* The same for a path where nothing is yet. */
bool own_folder_make_named(const char *path, struct error *err);
/* Makes an existing folder that gorge has made gorge's own. Raises WRITE. */
bool own_folder_mark(const char *path, struct error *err);
/* Whether a folder is gorge's own; a link to one is not. */
bool own_folder_is(const char *path);
/* Deletes one; its mark goes last, so that what a killed gorge leaves of it is still known. Fine when it is
 * not there. Raises WRITE. */
bool own_folder_delete(const char *path, struct error *err);
/* The same, but what of it cannot be deleted is told on stderr and is no error: what was to be done is done,
 * and the next gorge tries again. */
void own_folder_drop(const char *path);
/* The same for one that a gorge has left which is no more. What of it cannot be deleted is told on stderr,
 * and is in nobody's way; what is not gorge's own is not looked at. */
void own_folder_clear_away(const char *path);

#endif
