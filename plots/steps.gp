# question: Which release changed what a pattern takes?
# order: 11
# each: metric
# needs: changes.csv
# without: no pattern was measured on two releases at the same size
since = 'since_previous'
load plots.'/heat.gp'
