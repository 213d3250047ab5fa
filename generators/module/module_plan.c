/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/module/module_plan.h"
#include "generators/words.h"
#include "base/error.h"

/* What random_stream()'s last word is when the stream is not a file's. */
enum { STREAM_BORDER = 1, STREAM_IMPORTS, STREAM_NAMES, STREAM_HEAVY, STREAM_API, STREAM_HUB, STREAMS };
#define STREAM_OF_PACKAGE(kind) (UINT64_MAX - (kind))

/* Layer l begins after l(l+1) of D(D+1) shares: the top is narrow, so that main imports few packages, and
 * each layer has more packages than the one above, so that each finds a parent there. */
static void
place_layers(struct module_plan *plan)
{
	uint64_t depth = plan->layers;

	for (uint64_t layer = 0; layer <= depth; layer++) {
		uint64_t start = plan->packages * (layer * (layer + 1)) / (depth * (depth + 1));
		plan->layer_start[layer] = start > layer ? start : layer;
	}
	plan->layer_start[depth] = plan->packages;
}

/* Mean extra imports of the packages that have a layer below them, so that the mean over all is right. */
static double
extra_mean(const struct module_plan *plan, double imports)
{
	double packages = (double)plan->packages, top = (double)plan->layer_start[1];
	double importers = (double)plan->layer_start[plan->layers - 1];
	double mandatory = plan->reachable ? packages - top : 0;

	if (importers <= 0 || imports * packages <= mandatory)
		return 0;
	return (imports * packages - mandatory) / importers;
}

void
module_plan_init(struct module_plan *plan, const struct module_numbers *numbers)
{
	uint64_t files = numbers->files - 1, mean;

	*plan = (struct module_plan){
		.seed = numbers->seed,
		.files = numbers->files,
		.lines = numbers->lines,
		.tail = numbers->tail,
		.package_tail = numbers->package_tail,
		.std_imports = numbers->std_imports,
		.std_heavy = numbers->std_heavy,
		.exposed = numbers->exposed,
		.hub = numbers->hub,
		.tables = numbers->tables,
		.comments = numbers->comments,
		.hub_package = numbers->files,
		.generics = numbers->generics,
		.go_minor = (unsigned)numbers->go_minor,
		.reachable = numbers->reachable,
		.mixed = numbers->mixed,
	};
	if (files == 0)
		return;
	plan->packages = (files + numbers->files_per_package / 2) / numbers->files_per_package;
	if (plan->packages == 0)
		plan->packages = 1;
	mean = files / plan->packages;
	plan->spread = mean - 1;
	plan->layers = (unsigned)(plan->packages < numbers->depth ? plan->packages : numbers->depth);
	place_layers(plan);
	if (plan->hub > 0 && plan->layers > 2)
		plan->hub_package = plan->layer_start[plan->layers - 2];
	if (plan->package_tail > 0)
		module_shares_init(&plan->shares, plan->packages, files, plan->package_tail, plan->seed);
	plan->extra_imports = extra_mean(plan, numbers->imports);
}

/* The number of files in all packages before this one: even steps, each border moved at random by up to half
 * a package, so that a package has from one file to twice the mean. */
static uint64_t
files_before(const struct module_plan *plan, uint64_t package)
{
	uint64_t files = plan->files - 1;
	uint64_t even = files / plan->packages * package + files % plan->packages * package / plan->packages;
	struct random random;

	if (package == 0 || package == plan->packages || plan->spread == 0)
		return even;
	random = random_stream(plan->seed, package, STREAM_OF_PACKAGE(STREAM_BORDER));
	return even + random_below(&random, (uint32_t)(plan->spread + 1)) - plan->spread / 2;
}

static bool
has_hub(const struct module_plan *plan)
{
	return plan->hub_package < plan->packages;
}

uint64_t
module_plan_package_files(const struct module_plan *plan, uint64_t package)
{
	if (package == plan->packages)
		return 1;
	if (plan->package_tail > 0)
		return module_shares_files(&plan->shares, package);
	return files_before(plan, package + 1) - files_before(plan, package);
}

unsigned
module_plan_layer(const struct module_plan *plan, uint64_t package)
{
	unsigned layer = 0;

	while (package >= plan->layer_start[layer + 1])
		layer++;
	return layer;
}

static uint64_t
divide_up(uint64_t dividend, uint64_t divisor)
{
	return (dividend + divisor - 1) / divisor;
}

void
module_plan_children(const struct module_plan *plan, uint64_t package, uint64_t *first, uint64_t *end)
{
	unsigned layer;
	uint64_t position, width, below, start;

	*first = *end = 0;
	if (package == plan->packages) {
		*end = plan->packages > 0 ? plan->layer_start[1] : 0;
		return;
	}
	layer = module_plan_layer(plan, package);
	if (!plan->reachable || layer + 1 == plan->layers)
		return;
	position = package - plan->layer_start[layer];
	width = plan->layer_start[layer + 1] - plan->layer_start[layer];
	start = plan->layer_start[layer + 1];
	below = plan->layer_start[layer + 2] - start;
	*first = start + divide_up(position * below, width);
	*end = start + divide_up((position + 1) * below, width);
}

static bool
contains(const uint64_t *items, size_t count, uint64_t item)
{
	for (size_t i = 0; i < count; i++)
		if (items[i] == item)
			return true;
	return false;
}

/* The larger of two draws: packages near the bottom are imported by more. */
static uint64_t
draw_below(const struct module_plan *plan, unsigned layer, struct random *random)
{
	uint64_t start = plan->layer_start[layer + 1];
	uint32_t count = (uint32_t)(plan->packages - start);
	uint32_t a = random_below(random, count), b = random_below(random, count);

	return start + (a > b ? a : b);
}

static bool
imports_hub(const struct module_plan *plan, uint64_t package)
{
	struct random random = random_stream(plan->seed, package, STREAM_OF_PACKAGE(STREAM_HUB));

	return has_hub(plan) && package < plan->layer_start[plan->layers - 2] &&
		   random_chance(&random, plan->hub);
}

static uint64_t
wanted_imports(const struct module_plan *plan, uint64_t package, struct random *random)
{
	double wanted = random_unit(random) * 2 * plan->extra_imports;

	wanted += random_unit(random);
	if (package == plan->hub_package)
		return HUB_IMPORTS;
	return wanted < IMPORTS_MOST ? (uint64_t)wanted : IMPORTS_MOST;
}

size_t
module_plan_extra_imports(const struct module_plan *plan, uint64_t package, uint64_t *imports)
{
	struct random random = random_stream(plan->seed, package, STREAM_OF_PACKAGE(STREAM_IMPORTS));
	uint64_t first, end, wanted;
	size_t count = 0;
	unsigned layer;

	if (package == plan->packages || (layer = module_plan_layer(plan, package)) + 1 == plan->layers)
		return 0;
	module_plan_children(plan, package, &first, &end);
	wanted = wanted_imports(plan, package, &random);
	if (imports_hub(plan, package) && (plan->hub_package < first || plan->hub_package >= end))
		imports[count++] = plan->hub_package;
	for (uint64_t tries = 0; tries < wanted * 2 && count < wanted; tries++) {
		uint64_t import = draw_below(plan, layer, &random);
		if ((import < first || import >= end) && !contains(imports, count, import))
			imports[count++] = import;
	}
	return count;
}

struct random
module_plan_api(const struct module_plan *plan, uint64_t package)
{
	return random_stream(plan->seed, package, STREAM_OF_PACKAGE(STREAM_API));
}

bool
module_plan_exposes(const struct module_plan *plan, uint64_t package, size_t imports, struct random *random)
{
	return plan->exposed > 0 &&
		   (package == plan->hub_package || random_chance(random, plan->exposed / (double)imports));
}

unsigned
module_plan_heavy(const struct module_plan *plan, uint64_t package, unsigned of, unsigned char *heavy)
{
	struct random random;
	unsigned wanted, first, step;

	if (plan->std_heavy == 0)
		return 0;
	random = random_stream(plan->seed, package, STREAM_OF_PACKAGE(STREAM_HEAVY));
	if (!random_chance(&random, plan->std_heavy))
		return 0;
	wanted = 1 + random_below(&random, HEAVY_MOST);
	first = random_below(&random, of);
	step = 1 + random_below(&random, (of - 1) / HEAVY_MOST);
	for (unsigned i = 0; i < wanted; i++)
		heavy[i] = (unsigned char)((first + i * step) % of);
	return wanted;
}

void
module_plan_package_name(const struct module_plan *plan, uint64_t package, struct go_name *name)
{
	const struct word *noun = &word_nouns[(package * 29 + plan->seed) % WORD_NOUNS];

	go_name_clear(name);
	if (package == plan->packages) {
		go_name_add(name, "main");
		return;
	}
	go_name_add_word(name, noun);
	name->bytes[0] |= 0x20; /* lower case */
	go_name_add_number(name, package);
}

void
module_plan_folder(
	const struct module_plan *plan, uint64_t package, const struct go_name *name, struct go_name *folder)
{
#define AREA(text)                                                                                           \
	{                                                                                                        \
		text, sizeof(text) - 1                                                                               \
	}
	static const struct word areas[] = {AREA("app/"), AREA("service/"), AREA("handler/"), AREA("flow/"),
		AREA("engine/"), AREA("domain/"), AREA("store/"), AREA("codec/"), AREA("model/"), AREA("core/"),
		AREA("base/")};
#undef AREA
	unsigned layer;

	go_name_clear(folder);
	if (package < plan->packages) {
		layer = module_plan_layer(plan, package);
		if (layer < sizeof areas / sizeof areas[0]) {
			go_name_add_word(folder, &areas[layer]);
		} else {
			go_name_add(folder, "tier");
			go_name_add_number(folder, layer);
			go_name_add(folder, "/");
		}
		go_name_add_name(folder, name);
	}
	folder->bytes[folder->length] = '\0';
}

enum { PAIRS = WORD_ADJECTIVES * WORD_NOUNS };

struct module_names
module_plan_names(const struct module_plan *plan, uint64_t package)
{
	struct random random = random_stream(plan->seed, package, STREAM_OF_PACKAGE(STREAM_NAMES));

	return (struct module_names){random_below(&random, PAIRS)};
}

struct module_file_name
module_plan_file_name(struct module_names names, uint64_t file)
{
	enum { STRIDE = 3253 /* odd: meets every pair once */ };
	uint64_t pair = (file * STRIDE + names.first) % PAIRS;

	return (struct module_file_name){
		.adjective = (unsigned)(pair % WORD_ADJECTIVES),
		.noun = (unsigned)(pair / WORD_ADJECTIVES),
		.round = file / PAIRS,
	};
}

void
module_plan_type_name(const struct module_file_name *file, struct go_name *name)
{
	go_name_join(name, &word_adjectives[file->adjective], &word_nouns[file->noun]);
	if (file->round > 0)
		go_name_add_number(name, file->round);
}

unsigned
module_plan_form(const struct module_file_name *file, unsigned forms)
{
	return (file->adjective + file->noun) % forms;
}
