# question: Which release changed it?
# order: 11
# each: metric
# needs: changes.csv
# without: no pattern was measured on two releases at the same size
since = 'since_previous'
load plots.'/heat.gp'
