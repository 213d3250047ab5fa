# Takes the doubts that depend on what else this host does out of the column quality.
s/\b(busy|steal|throttled|pressure)\b;?//g
s/;($|[|[:blank:]])/\1/g
