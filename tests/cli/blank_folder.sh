# gorge below a folder with a blank: the go command, which splits flags there, starts gorge-exec all the same; with a
# workspace that has a blank too, only the GOFLAGS of an old release can name it in no way.
# fetches: 1.17.13 1.27.4
mkdir "a b"
for name in gorge gorge-exec gorge-touch; do
	program=$(dirname "$(command -v gorge)")/$name
	[ ! -e "$program" ] || cp "$program" "a b/"
done
export GORGE_SHARE=$GORGE_SOURCE
printf '[project]\ngenerator = module\nfiles = 2\ngenerics = 0%%\n[toolchain]\ngo = 1.17.13, 1.27.4\n[workload]\nname = build, list:export, command\ncommand = go build ./...\n' >tiny.ini
for scratch in "$PWD/plain" "$PWD/with 'blanks' in"; do
	rm -rf out
	GORGE_SCRATCH=$scratch "./a b/gorge" run tiny.ini -o out -q >/dev/null || echo "status $?"
	python3 - <<'PY'
import csv
for row in sorted(csv.DictReader(open('out/runs.csv')), key=lambda r: (r['workload'], r['go_version'])):
    went = 'some tools' if int(row['tools'] or 0) > 0 else 'no tools'
    print(row['workload'], row['go_version'], row['outcome'], went, row['why'].split("'")[0])
PY
done
