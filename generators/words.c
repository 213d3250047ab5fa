/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/words.h"

#define W(text)                                                                                              \
	{                                                                                                        \
		text, sizeof(text) - 1                                                                               \
	}

const struct word word_nouns[WORD_NOUNS] = {W("Account"), W("Address"), W("Agent"), W("Alarm"), W("Anchor"),
	W("Archive"), W("Asset"), W("Auction"), W("Badge"), W("Balance"), W("Barrier"), W("Basket"), W("Batch"),
	W("Beacon"), W("Bracket"), W("Branch"), W("Bridge"), W("Broker"), W("Budget"), W("Bundle"), W("Cabinet"),
	W("Cache"), W("Calendar"), W("Campaign"), W("Canvas"), W("Cargo"), W("Catalog"), W("Channel"),
	W("Chapter"), W("Charge"), W("Circuit"), W("Claim"), W("Client"), W("Cluster"), W("Column"), W("Command"),
	W("Contract"), W("Corridor"), W("Counter"), W("Courier"), W("Cursor"), W("Customer"), W("Dealer"),
	W("Deposit"), W("Device"), W("Digest"), W("Document"), W("Domain"), W("Driver"), W("Editor"),
	W("Element"), W("Envelope"), W("Episode"), W("Event"), W("Exchange"), W("Factor"), W("Feature"),
	W("Filter"), W("Folder"), W("Forecast"), W("Fragment"), W("Frame"), W("Gateway"), W("Grant"), W("Group"),
	W("Harbor"), W("Header"), W("Index"), W("Invoice"), W("Journal"), W("Kernel"), W("Ledger"), W("Lesson"),
	W("Letter"), W("License"), W("Locker"), W("Manifest"), W("Market"), W("Matrix"), W("Measure"),
	W("Member"), W("Memo"), W("Message"), W("Metric"), W("Mirror"), W("Module"), W("Network"), W("Notice"),
	W("Object"), W("Offer"), W("Order"), W("Outlet"), W("Packet"), W("Parcel"), W("Partner"), W("Passport"),
	W("Payment"), W("Period"), W("Permit"), W("Pipeline"), W("Policy"), W("Portal"), W("Profile"), W("Quota"),
	W("Record"), W("Region"), W("Report"), W("Request"), W("Resource"), W("Route"), W("Sample"),
	W("Schedule"), W("Segment"), W("Sensor"), W("Session"), W("Shipment"), W("Signal"), W("Snapshot"),
	W("Station"), W("Storage"), W("Subject"), W("Summary"), W("Ticket"), W("Token"), W("Transfer"),
	W("Vessel"), W("Voucher"), W("Window")};

const struct word word_adjectives[WORD_ADJECTIVES] = {W("Active"), W("Ample"), W("Basic"), W("Binary"),
	W("Bold"), W("Brief"), W("Bright"), W("Broad"), W("Calm"), W("Central"), W("Clear"), W("Common"),
	W("Compact"), W("Curved"), W("Daily"), W("Dense"), W("Direct"), W("Distant"), W("Double"), W("Early"),
	W("Exact"), W("External"), W("Fast"), W("Final"), W("Fixed"), W("Flat"), W("Formal"), W("Fresh"),
	W("Global"), W("Hidden"), W("Hourly"), W("Idle"), W("Inner"), W("Joint"), W("Large"), W("Latent"),
	W("Level"), W("Local"), W("Lucid"), W("Major"), W("Mobile"), W("Modern"), W("Narrow"), W("Nested"),
	W("Neutral"), W("Outer"), W("Partial"), W("Pending"), W("Plain"), W("Primary"), W("Prompt"), W("Public"),
	W("Quiet"), W("Rapid"), W("Remote"), W("Ripe"), W("Secure"), W("Shared"), W("Silent"), W("Simple"),
	W("Stable"), W("Steady"), W("Urban"), W("Vivid")};

const struct word word_verbs[WORD_VERBS] = {W("Accept"), W("Adjust"), W("Advance"), W("Align"), W("Apply"),
	W("Arrange"), W("Assign"), W("Attach"), W("Audit"), W("Begin"), W("Bind"), W("Build"), W("Cancel"),
	W("Capture"), W("Clean"), W("Collect"), W("Combine"), W("Compare"), W("Compose"), W("Confirm"),
	W("Convert"), W("Create"), W("Decide"), W("Deliver"), W("Derive"), W("Detect"), W("Divide"), W("Enable"),
	W("Encode"), W("Enter"), W("Estimate"), W("Expand"), W("Fetch"), W("Find"), W("Flush"), W("Gather"),
	W("Handle"), W("Inspect"), W("Load"), W("Locate"), W("Merge"), W("Move"), W("Notify"), W("Obtain"),
	W("Prepare"), W("Process"), W("Publish"), W("Query"), W("Reduce"), W("Refresh"), W("Release"),
	W("Render"), W("Resolve"), W("Restore"), W("Review"), W("Scale"), W("Select"), W("Settle"), W("Split"),
	W("Submit"), W("Trace"), W("Update"), W("Verify"), W("Watch")};
