# What was measured under different loads is not held against each other unsaid: two folders, and rows of one.
rows() { # GO SHARE...
	echo schema,run_id,repetition,host,go_version,generator,params,files,workload,cache,meter,outcome,largest_compile_bytes,wall_ns,others_share,started_at
	local i=0 go=$1
	shift
	for share in "$@"; do
		i=$((i + 1))
		echo "1,$go$i,$i,here,$go,many_methods@1,types=100 seed=1,3,build,std,cgroup2,ok,$((500000000 + i * 1000)),2000000000,$share,2026-01-02T03:04:0${i}Z"
	done
}
mkdir idle busy mixed apart old
rows 1.26.8 0.01 0.02 0.00 0.03 0.01 >idle/runs.csv
rows 1.27.4 0.55 0.62 0.58 0.6 0.61 >busy/runs.csv
rows 1.27.4 0.01 0.62 0.02 0.02 0.5 >mixed/runs.csv
rows 1.27.4 '' '' '' '' '' >old/runs.csv
gorge compare idle busy --metric largest_compile_bytes | grep '^note: others'
gorge compare idle busy --metric largest_compile_bytes --markdown | grep '^note: others'
gorge compare busy idle --baseline 1.26.8 --metric largest_compile_bytes | grep '^note: others'
gorge compare idle busy --metric largest_compile_bytes --json | grep -E 'others_share|loads_differ'
gorge compare idle old --metric largest_compile_bytes --json | grep -E 'others_share|loads_differ'
gorge compare idle old --metric largest_compile_bytes | grep -c 'note: others'
# Two settings measured one after the other are two series of their own loads.
{
	rows 1.26.8 0.01 0.02 0.00
	rows 1.27.4 0.51 0.52 0.50 | tail -n +2
} >apart/runs.csv
for folder in idle mixed apart old; do
	gorge report --no-figures -q $folder | sed -n '/different loads/,/^How/p'
	sed -n '/under different loads/,/^|.*%/p' $folder/report.md
done
