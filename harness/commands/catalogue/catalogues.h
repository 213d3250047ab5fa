/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of named things there is.
 */
#ifndef GORGE_COMMANDS_CATALOGUE_CATALOGUES_H
#define GORGE_COMMANDS_CATALOGUE_CATALOGUES_H

#include "commands/catalogue/catalogue.h"

/* Every kind, ended by a NULL kind. */
extern const struct catalogue catalogues[];

#endif
