# Runs that were cut short name their culprit: by the row's own columns, and rows of an earlier gorge by what its
# tools.csv holds. What cannot be told is said to be so.
mkdir new old
cat >new/runs.csv <<'CSV'
schema,run_id,repetition,go_version,generator,params,files,workload,memory,meter,outcome,why,wall_ns,tree_peak_bytes,culprit_tool,culprit_package,culprit_bytes,culprit_how,culprit_beside
1,a1,1,1.27.4,dir:/x,,9,build,60M,cgroup2,oom,killed at its limit of 60.0 MB,900,,compile,example.com/big,52000000,killed,compile example.com/other 14680064; cc1 900000
1,a2,2,1.27.4,dir:/x,,9,build,60M,cgroup2,oom,killed at its limit of 60.0 MB,900,,compile,example.com/big,51000000,killed,
1,a3,3,1.27.4,dir:/x,,9,build,60M,cgroup2,oom,killed at its limit of 60.0 MB,900,,,,,unknown,
1,a4,4,1.27.4,dir:/x,,9,build,60M,cgroup2,ok,,900,50000000,,,,,
1,b1,1,1.27.4,dir:/x,,9,build,90M,cgroup2,oom,killed at its limit of 90.0 MB,900,,cc1,example.com/cg [cg.test],67530752,seen,gcc example.com/cg [cg.test] 2650112
1,b2,2,1.27.4,dir:/x,,9,build,90M,cgroup2,timeout,killed at its deadline of 5 s,900,,link,,70000000,alive,compile a 5000000; compile b 4000000; compile c 3000000; compile d 2000000; compile e 1000000; asm f 1000000
1,b3,3,1.27.4,dir:/x,,9,build,90M,cgroup2,failed,"exit status 1: compile: signal: killed",900,,go,,20000000,killed,
CSV
cat >new/tools.csv <<'CSV'
schema,run_id,tool,package,started_ns,wall_ns,peak_bytes,exit_status
1,a1,compile,example.com/big,0,500,52000000,137
1,a4,compile,example.com/big,0,500,49000000,0
CSV
cat >old/runs.csv <<'CSV'
schema,run_id,repetition,go_version,generator,params,files,workload,meter,outcome,why,wall_ns,tree_peak_bytes
1,a1,1,1.27.4,module@2,files=500 seed=1,500,build,cgroup1,oom,killed at its limit of 60.0 MB,900,
1,a2,2,1.27.4,module@2,files=500 seed=1,500,build,cgroup1,failed,"exit status 1: x.go:1: a real error",900,
1,a3,3,1.27.4,module@2,files=500 seed=1,500,build,cgroup1,timeout,killed at its deadline of 5 s,900,
CSV
cat >old/tools.csv <<'CSV'
schema,run_id,tool,package,started_ns,wall_ns,user_ns,system_ns,peak_bytes,exit_status
1,a1,compile,m/done,0,100,1,1,99000000,0
1,a1,compile,m/big,100,500,1,1,52000000,137
1,a1,compile,m/other,200,600,1,1,14000000,0
1,a2,compile,m/big,0,500,1,1,52000000,2
CSV
for folder in new old; do
	gorge report --no-figures -q $folder | sed -n '/^cut short/,/^$/p'
	sed -n '/What was cut short/,/^|/p' $folder/report.md | grep '^-'
	grep -c 'last seen' $folder/report.html
	gorge export packages $folder
done
