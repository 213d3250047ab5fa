# What a newcomer types first.
gorge --help
echo "status $?"
gorge run --help
echo "status $?"
gorge
echo "status $?"
