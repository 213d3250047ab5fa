/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/line/help.h"
#include <string.h>

void
help_overview(FILE *out)
{
	fprintf(out, "gorge %s measures how the Go compiler's memory grows.\n\nusage: gorge COMMAND ...\n\n",
		GORGE_VERSION);
	for (const struct command *const *command = commands; *command; command++)
		fprintf(out, "  %-10s %s\n", (*command)->name, (*command)->summary);
	fprintf(out,
		"\n'gorge COMMAND --help' tells more about one; -q says less, -v more. stdout is the result,\n"
		"stderr the story.\n\n"
		"Exit status: 0 done, 1 done and the answer is \"worse\", 2 bad input, 3 this host lacks\n"
		"something, 4 a bug in gorge, 130 interrupted (run again to go on).\n");
}

static void
print_option(const char *name, const char *value, const char *help, FILE *out)
{
	int width = fprintf(out, "  %s%s%s", name, value ? " " : "", value ? value : "");

	fprintf(out, "%*s%s\n", width < 24 ? 24 - width : 1, "", help);
}

void
help_command(const struct command *command, FILE *out)
{
	fprintf(out, "usage: gorge %s %s\n\n%s\n", command->name, command->synopsis, command->summary);
	if (command->details && command->details[0])
		fprintf(out, "\n%s\n", command->details);
	fputs("\noptions:\n", out);
	for (const struct option *option = command->options; option && option->name; option++)
		print_option(option->name, option->value, option->help, out);
	print_option("-q, --quiet", NULL, "no progress", out);
	print_option("-v, --verbose", NULL, "more of the story", out);
	print_option("-h, --help", NULL, "this text", out);
}
