# What bench/load.sh makes of its rows: medians of odd and even numbers of runs, what is missing, and live heaps.
mkdir some none
cat >some/load.csv <<'CSV'
package,workload,loops,repetition,go_version,peak_bytes,heap_peak_bytes,heap_live_bytes,wall_ns,others_share,quality
giant_switch cases=3,build,0,1,1.27.4,400000000,,,1000,0.01,
giant_switch cases=3,build,0,2,1.27.4,410000000,,,1000,0.01,
giant_switch cases=3,build,0,3,1.27.4,404000000,,,1000,0.03,
giant_switch cases=3,build,12,1,1.27.4,440000000,,,1000,0.9,busy
giant_switch cases=3,build,12,2,1.27.4,450000000,,,1000,0.91,busy
giant_switch cases=3,build,2,1,1.27.4,404000000,,,1000,0.5,busy
map_literal entries=1,build,0,1,1.27.4,99900000,,,1000,0.01,
map_literal entries=1,build,12,1,1.27.4,98901000,,,1000,0.9,busy
module files=3,load:full,0,1,1.27.4,24000000,15000000,13000000,1000,0.01,
module files=3,load:full,2,1,1.27.4,25000000,16500000,13000000,1000,0.5,busy
CSV
"$GORGE_SOURCE/bench/load.sh" table "$PWD/some"
"$GORGE_SOURCE/bench/load.sh" table "$PWD/none" | head -n 1
