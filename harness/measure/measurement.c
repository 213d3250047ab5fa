/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/measurement.h"

#include <stdlib.h>

void
measurement_dispose(struct measurement *measurement)
{
	free(measurement->tools);
	free(measurement->strings);
	list_dispose(&measurement->texts);
	text_dispose(&measurement->holders);
	*measurement = (struct measurement){0};
}
