# Takes the doubts that depend on what else this host does out of a quality.
s/;(busy|steal|throttled|pressure)\b//g
s/\b(busy|steal|throttled|pressure)\b;?//g
s/ \[\]//
