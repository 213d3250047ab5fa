# The formats of other programs, from made-up rows with odd texts, and from nothing.
mkdir out
cat >out/runs.csv <<'CSV'
schema,experiment,run_id,repetition,host,go_version,go_id,generator,params,files,workload,cache,target,meter,GOGC,GOMAXPROCS,CGO_ENABLED,gcflags,outcome,exit_status,why,wall_ns,user_ns,tree_peak_bytes,tools
1,odd,a1,1,"h ""1""",1.27.4,1111111122222222,module@2,files=1000 lines=70 seed=1,1000,build,std,./...,cgroup2,unset,2,0,,ok,0,,1500000000,2000000000,100000000,12
1,odd,a2,2,"h ""1""",1.27.4,1111111122222222,module@2,files=1000 lines=70 seed=1,1000,build,std,./...,cgroup2,unset,2,0,,ok,0,,1600000000,,100000001,12
1,odd,b1,1,"h ""1""",1.27.4,3333333322222222,module@2,files=2000 lines=80 seed=1,2000,load:full,,./a b,cgroup2,50,,1,-N -l,ok,0,,,0,,
1,odd,c1,1,"h ""1""",1.27.4,1111111122222222,module@2,files=4000 lines=70 seed=1,4000,build,std,./...,cgroup2,unset,2,0,,oom,,"killed, ""by
the kernel"" Ω",,,,
CSV
cat >out/environment.json <<'JSON'
{"experiment": "odd", "hosts": [{"name": "h \"1\"", "machine": "x86_64", "processor": "Some CPU"}]}
JSON
cat >out/tools.csv <<'CSV'
schema,run_id,tool,package,peak_bytes
1,a1,compile,example.com/p,1024
1,a1,link,example.com/p,4096
1,a2,compile,example.com/p,2048
1,a2,compile,"q, r",
1,c1,compile,example.com/p,4096
1,zz,compile,example.com/p,4096
CSV
for format in benchstat json markdown openmetrics packages; do
	echo "== $format"
	gorge export $format out
done
echo "== one metric, into a file"
gorge export benchstat out --metric tree_peak_bytes --metric wall_ns -o file.txt
cat file.txt
gorge list exports
gorge describe packages
try() {
	gorge export "$@" 2>&1
	echo "status $?"
}
try benchstats out
try csv out
try json
try json nowhere
try json out --metric tree_peek_bytes
try packages out --metric wall_ns
try json out -o no/such/folder/file
sed -i 2,3d out/runs.csv
try packages out
try benchstat out --metric wall_ns
rm out/tools.csv
try packages out
sed -i 2,\$d out/runs.csv
try openmetrics out
