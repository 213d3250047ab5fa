# What packages of real code say of releases: two builds a side, made up so that the truth is known. Between Go 1.24.13
# and 1.26.8 all packages take 13% more, and every seventh 40% besides; between 1.26.8 and 1.27.4 nothing changes.
mkdir out
echo "schema,experiment,run_id,repetition,started_at,host,go_version,generator,params,files,project_hash,workload,cache,outcome,largest_compile_bytes,tree_anon_peak_bytes" >out/runs.csv
echo "schema,run_id,tool,package,peak_bytes" >out/tools.csv
build() { # release repetition per-mille-of-all per-mille-of-every-seventh
	echo "1,suite,$1-$2,$2,2026-11-30T12:0$2:00Z,bench,$1,get:example.com/m@v1.2.3,,90,abc,build,std,ok,90000000,120000000" >>out/runs.csv
	awk -v run="$1-$2" -v all="$3" -v seventh="$4" -v repetition="$2" 'BEGIN {
		for (i = 1; i <= 90; i++) {
			bytes = 20000000 + i * 900000
			noise = (i * 37 + repetition * 101 + all * 13) % 17 / 1000 - 0.008
			print "1," run ",compile,example.com/m/p" i "," int(bytes * all / 1000 * (i % 7 ? 1 : seventh / 1000) * (1 + noise))
			if (i == 7)
				print "1," run ",compile,example.com/m/p7 [example.com/m/p7.test]," int(bytes * all / 1000)
		}
	}' >>out/tools.csv
}
for repetition in 1 2; do
	build 1.24.13 $repetition 1000 1000
	build 1.26.8 $repetition 1130 1400
	build 1.27.4 $repetition 1131 1400
done
try() {
	gorge compare "$@" 2>&1
	echo "status $?"
}
try out@1.24.13 out@1.26.8
try out@1.26.8 out@1.27.4
try out --markdown
try out@1.24.13 out@1.26.8 --fail-above 20% | tail -n 2
try out@1.24.13 out@1.26.8 --metric tree_anon_peak_bytes | tail -n 2
gorge compare out@1.24.13 out@1.26.8 --json | python3 -c '
import json, sys
answer = json.load(sys.stdin)
real = answer["steps"][0]["real_code"]
print(answer["worse"], real["judged"], real["worse"])
for row in real["classes"]:
    print(row["class"], row["packages"], row["verdict"], row["worse"], row["noise_of_builds"] is not None)
print(sorted((p["package"], p["moved"]) for p in real["packages"] if p["moved"] != "stayed"))'
# A folder whose text changed, std in a cold cache, and one build a side decide nothing.
sed 's/^\(1,suite,1.26.8-.*\),abc,/\1,abd,/' out/runs.csv >edited && cp edited out/runs.csv
try out@1.24.13 out@1.26.8 | tail -n 2
mkdir cold
sed 's/,abd,/,abc,/; s/,std,/,cold,/' out/runs.csv >cold/runs.csv
sed 's#example.com/m#m#' out/tools.csv >cold/tools.csv
try cold@1.24.13 cold@1.26.8 | tail -n 2
sed 's/,abd,/,abc,/; /-2,/d' out/runs.csv >edited && cp edited out/runs.csv
try out@1.24.13 out@1.26.8 | sed -n '/^real code/,$p'
# What a program of the user has written is no real code.
sed 's/,get:[^,]*,/,exec:.\/make@1,/' out/runs.csv >edited && cp edited out/runs.csv
try out@1.24.13 out@1.26.8 | grep 'real code' || echo none
