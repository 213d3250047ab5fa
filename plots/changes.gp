# question: Which patterns take more memory than on their first release?
# order: 10
# each: metric
# needs: changes.csv
# without: no pattern was measured on two releases at the same size
since = 'since_first'
load plots.'/heat.gp'
