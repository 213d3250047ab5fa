/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/words.h"

const char word_nouns[WORD_NOUNS][WORD_BYTES] = {"Account", "Address", "Agent", "Alarm", "Anchor", "Archive",
	"Asset", "Auction", "Badge", "Balance", "Barrier", "Basket", "Batch", "Beacon", "Bracket", "Branch",
	"Bridge", "Broker", "Budget", "Bundle", "Cabinet", "Cache", "Calendar", "Campaign", "Canvas", "Cargo",
	"Catalog", "Channel", "Chapter", "Charge", "Circuit", "Claim", "Client", "Cluster", "Column", "Command",
	"Contract", "Corridor", "Counter", "Courier", "Cursor", "Customer", "Dealer", "Deposit", "Device",
	"Digest", "Document", "Domain", "Driver", "Editor", "Element", "Envelope", "Episode", "Event", "Exchange",
	"Factor", "Feature", "Filter", "Folder", "Forecast", "Fragment", "Frame", "Gateway", "Grant", "Group",
	"Harbor", "Header", "Index", "Invoice", "Journal", "Kernel", "Ledger", "Lesson", "Letter", "License",
	"Locker", "Manifest", "Market", "Matrix", "Measure", "Member", "Memo", "Message", "Metric", "Mirror",
	"Module", "Network", "Notice", "Object", "Offer", "Order", "Outlet", "Packet", "Parcel", "Partner",
	"Passport", "Payment", "Period", "Permit", "Pipeline", "Policy", "Portal", "Profile", "Quota", "Record",
	"Region", "Report", "Request", "Resource", "Route", "Sample", "Schedule", "Segment", "Sensor", "Session",
	"Shipment", "Signal", "Snapshot", "Station", "Storage", "Subject", "Summary", "Ticket", "Token",
	"Transfer", "Vessel", "Voucher", "Window"};

const char word_adjectives[WORD_ADJECTIVES][WORD_BYTES] = {"Active", "Ample", "Basic", "Binary", "Bold",
	"Brief", "Bright", "Broad", "Calm", "Central", "Clear", "Common", "Compact", "Curved", "Daily", "Dense",
	"Direct", "Distant", "Double", "Early", "Exact", "External", "Fast", "Final", "Fixed", "Flat", "Formal",
	"Fresh", "Global", "Hidden", "Hourly", "Idle", "Inner", "Joint", "Large", "Latent", "Level", "Local",
	"Lucid", "Major", "Mobile", "Modern", "Narrow", "Nested", "Neutral", "Outer", "Partial", "Pending",
	"Plain", "Primary", "Prompt", "Public", "Quiet", "Rapid", "Remote", "Ripe", "Secure", "Shared", "Silent",
	"Simple", "Stable", "Steady", "Urban", "Vivid"};

const char word_verbs[WORD_VERBS][WORD_BYTES] = {"Accept", "Adjust", "Advance", "Align", "Apply", "Arrange",
	"Assign", "Attach", "Audit", "Begin", "Bind", "Build", "Cancel", "Capture", "Clean", "Collect", "Combine",
	"Compare", "Compose", "Confirm", "Convert", "Create", "Decide", "Deliver", "Derive", "Detect", "Divide",
	"Enable", "Encode", "Enter", "Estimate", "Expand", "Fetch", "Find", "Flush", "Gather", "Handle",
	"Inspect", "Load", "Locate", "Merge", "Move", "Notify", "Obtain", "Prepare", "Process", "Publish",
	"Query", "Reduce", "Refresh", "Release", "Render", "Resolve", "Restore", "Review", "Scale", "Select",
	"Settle", "Split", "Submit", "Trace", "Update", "Verify", "Watch"};
