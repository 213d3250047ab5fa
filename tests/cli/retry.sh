# --retry does again what ended badly: rows that are there stay until others take their place, in all three files; what
# ended well stays for good.
cat >work <<SH
#!/bin/sh
sleep 0.2
go version >/dev/null
[ "\$GOGC" = 50 ] || exec test ! -e "$PWD/bad"
SH
chmod +x work
printf '[experiment]\nrepeat = 2\nsamples = yes\n[project]\ngenerator = module\n[workload]\nname = command\ncommand = ./work\ncache = cold\n[settings]\nGOGC = 50, 60\n' >x.ini
touch bad
gorge run x.ini -o out -q
# columns NAME...
columns() {
	tr -d '\r' <out/runs.csv | awk -F, -v wanted="$*" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; count = split(wanted, chosen, " "); next }
		{ for (i = 1; i <= count; i++) printf "%s%s", $place[chosen[i]], i < count ? " " : "\n" }' | sort
}
outcomes() {
	columns GOGC outcome | uniq -c
	columns run_id | uniq -d
	echo "ids with samples: $(tail -n +2 out/samples.csv | cut -d, -f2 | sort -u | comm -12 - <(columns run_id) | wc -l)"
	echo "$(cd out && echo .[a-z]* *)"
}
outcomes
good=$(grep ',ok,' out/runs.csv | sort | cksum)
rm bad
for word in 'ok' 'failed,kiled' '' 'oom'; do
	gorge run x.ini -o out -q --retry "$word" 2>&1
	echo "status $?"
done
gorge run x.ini -o out -q --retry failed --fresh 2>&1 | head -n 2
before=$(cat out/*.csv | cksum)
gorge run x.ini -o out -q
[ "$(cat out/*.csv | cksum)" = "$before" ] || echo "changed without --retry"
first=$(columns run_id outcome started_at)
gorge run x.ini -o out -q --retry 'timeout, failed'
outcomes
[ "$(grep ',50,' out/runs.csv | sort | cksum)" = "$good" ] || echo "a good row has changed"
gorge run x.ini -o out -q --retry failed
diff <(columns run_id) <(cut -d' ' -f1 <<<"$first") && echo "the same runs"

# Whoever finds a replacement that was interrupted finishes it, or forgets it: from one moment on it counts.
mkdir out/.replacement.partial out/.replacement
head -n 1 out/runs.csv >out/.replacement.partial/runs.csv
cp out/*.csv out/.replacement
sed -i s/,ok,/,timeout,/ out/.replacement/runs.csv
gorge run x.ini -o out -q
outcomes
gorge compare out out --retry failed 2>&1 | head -n 2
