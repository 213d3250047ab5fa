/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a project is still what its runs are named by. Its files are hashed once; from then on looks at
 * their sizes and times tell, before a run and after it, whether anything was written to. If so, what was
 * made of it or measured of it meanwhile may have been made of something else, also where the files are
 * the same again.
 */
#ifndef GORGE_EXECUTE_PREPARE_SOURCE_H
#define GORGE_EXECUTE_PREPARE_SOURCE_H

#include "execute/prepare/preparation.h"

bool source_look(const struct project *project, struct project_look *look, struct error *err);

/* Writes into `touched` the path of the last change between two looks, "" when there was none. folders_too: a
 * name that came and went is one as well. */
enum { SOURCE_PATH_BYTES = sizeof((struct project_look *)0)->newest };
void source_compare(const struct project_look *before, const struct project_look *after, bool folders_too,
	char touched[SOURCE_PATH_BYTES]);

/* Reads the project's files into the page cache: a run is charged for every page that it is the first to
 * touch, so without this a run soon after generating would seem to need less than a later one. Raises
 * PROJECT_CHANGED when they are not those that the project's hash was made of. */
bool source_read(const struct project *project, struct error *err);

/* Has later looks held against how the project looks now, and reads it. */
bool source_renew(struct preparation *preparation, const struct project *project, struct error *err);

/* Compares with how the project looked when it was last read. Where that differs, and its files are the same
 * even so, all that was prepared of it is forgotten, and `touched` filled; where they are not, raises
 * PROJECT_CHANGED. */
bool source_check(struct preparation *preparation, const struct project *project, bool folders_too,
	char touched[SOURCE_PATH_BYTES], struct error *err);

#endif
