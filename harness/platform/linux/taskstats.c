/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/taskstats.h"

#include "platform/file.h"
#include "base/memory.h"

#include <errno.h>
#include <linux/genetlink.h>
#include <linux/taskstats.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* NLA_HDRLEN and NLA_ALIGN() are signed in the kernel's header. */
static const size_t attribute_head = sizeof(struct nlattr);

static size_t
aligned(size_t bytes)
{
	return (bytes + 3) & ~(size_t)3;
}

enum { MESSAGE_BYTES = 4096, RECEIVE_BYTES = 1024 * 1024, PATIENCE_S = 2 };

/* A generic netlink message with room for one attribute. */
struct message {
	struct nlmsghdr header;
	struct genlmsghdr generic;
	char attributes[MESSAGE_BYTES];
};

static struct nlattr *
first_attribute(struct message *message)
{
	return (struct nlattr *)(void *)message->attributes;
}

static bool
send_request(int fd, uint16_t family, uint8_t command, uint16_t attribute, const char *text)
{
	struct message message = {.header = {.nlmsg_type = family, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
		.generic = {.cmd = command, .version = 1}};
	struct nlattr *head = first_attribute(&message);
	size_t bytes = strlen(text) + 1;
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};

	head->nla_type = attribute;
	head->nla_len = (uint16_t)(attribute_head + bytes);
	memcpy(message.attributes + attribute_head, text, bytes);
	message.header.nlmsg_len = (uint32_t)(NLMSG_HDRLEN + GENL_HDRLEN + aligned(attribute_head + bytes));
	return sendto(fd, &message, message.header.nlmsg_len, 0, (struct sockaddr *)&kernel, sizeof kernel) ==
		   (ssize_t)message.header.nlmsg_len;
}

/* The attribute of that type among `bytes` of attributes, or NULL. */
static const char *
find_attribute(const char *attributes, size_t bytes, uint16_t type, size_t *length)
{
	while (bytes >= attribute_head) {
		struct nlattr head;

		memcpy(&head, attributes, sizeof head);
		if (head.nla_len < attribute_head || head.nla_len > bytes)
			return NULL;
		if ((head.nla_type & NLA_TYPE_MASK) == type) {
			*length = head.nla_len - attribute_head;
			return attributes + attribute_head;
		}
		if (aligned(head.nla_len) >= bytes)
			return NULL;
		bytes -= aligned(head.nla_len);
		attributes += aligned(head.nla_len);
	}
	return NULL;
}

/* Receives until the request is acknowledged; on the way picks up the id of the family, if told. */
static bool
await_answer(int fd, uint16_t *family)
{
	struct message message;
	size_t length;

	for (;;) {
		ssize_t got = recv(fd, &message, sizeof message, 0);
		const char *id;
		int error;

		if (got < (ssize_t)NLMSG_HDRLEN)
			return false;
		if (message.header.nlmsg_type == NLMSG_ERROR) {
			memcpy(&error, (char *)&message + NLMSG_HDRLEN, sizeof error);
			errno = -error;
			return error == 0;
		}
		if (!family || got < (ssize_t)(NLMSG_HDRLEN + GENL_HDRLEN))
			continue;
		id = find_attribute(
			message.attributes, (size_t)got - NLMSG_HDRLEN - GENL_HDRLEN, CTRL_ATTR_FAMILY_ID, &length);
		if (id && length == sizeof *family)
			memcpy(family, id, sizeof *family);
	}
}

static bool
listen_on_all_cpus(int fd, struct error *err)
{
	CLEANUP_TEXT struct text cpus = {0};
	uint16_t family = 0;

	if (!file_read("/sys/devices/system/cpu/possible", &cpus, err))
		return false;
	if (!send_request(fd, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_NAME, TASKSTATS_GENL_NAME) ||
		!await_answer(fd, &family) || family == 0)
		return error_raise(
			err, ERROR_METER_UNAVAILABLE, "taskstats", "not in this kernel: %s", strerror(errno));
	if (!send_request(
			fd, family, TASKSTATS_CMD_GET, TASKSTATS_CMD_ATTR_REGISTER_CPUMASK, text_trim(cpus.data)) ||
		!await_answer(fd, NULL))
		return error_raise_errno(err, ERROR_METER_UNAVAILABLE, "taskstats");
	return true;
}

bool
taskstats_open(int *fd, struct error *err)
{
	struct timeval patience = {.tv_sec = PATIENCE_S};
	int bytes = RECEIVE_BYTES;

	if ((*fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC)) < 0)
		return error_raise_errno(err, ERROR_METER_UNAVAILABLE, "taskstats");
	(void)setsockopt(*fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
	(void)setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (listen_on_all_cpus(*fd, err))
		return true;
	(void)close(*fd);
	*fd = -1;
	return false;
}

/* An aggregate of its pid and its figures. */
bool
taskstats_parse(const char *attributes, size_t bytes, struct taskstats_exit *exit)
{
	struct taskstats stats = {0};
	size_t length, inner;
	const char *aggregate = find_attribute(attributes, bytes, TASKSTATS_TYPE_AGGR_PID, &length);
	const char *pid, *figures;
	uint32_t number;

	if (!aggregate || !(pid = find_attribute(aggregate, length, TASKSTATS_TYPE_PID, &inner)) ||
		inner != sizeof number)
		return false;
	memcpy(&number, pid, sizeof number);
	if (!(figures = find_attribute(aggregate, length, TASKSTATS_TYPE_STATS, &inner)))
		return false;
	memcpy(&stats, figures, inner < sizeof stats ? inner : sizeof stats);
	*exit = (struct taskstats_exit){.pid = (int)number, .peak_bytes = stats.hiwater_rss * 1024};
	return true;
}

size_t
taskstats_read(int fd, struct taskstats_exit *exits, size_t most)
{
	struct message message;
	size_t count = 0;
	ssize_t got;

	while (count < most && (got = recv(fd, &message, sizeof message, MSG_DONTWAIT)) > 0)
		if (got > (ssize_t)(NLMSG_HDRLEN + GENL_HDRLEN) &&
			taskstats_parse(message.attributes, (size_t)got - NLMSG_HDRLEN - GENL_HDRLEN, &exits[count]))
			count++;
	return count;
}
