"""Reads the flags of a jabta server as Arrow and counts them by indicator: the cells of a notebook, one after the other."""
import os
import sys
import urllib.request

import pyarrow as pa

address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
key = os.environ.get("JABTA_KEY")

# %% Everything that passes the filters, as it comes.
request = urllib.request.Request(f"{address}/v1/flags.arrow", headers={"Authorization": f"Bearer {key}"} if key else {})
with urllib.request.urlopen(request) as answer:
    run = answer.headers["Run-Id"]
    flags = pa.ipc.open_stream(answer).read_all()

# %% How many of each, and of how much: amounts of one currency only are ever added.
table = flags.group_by(["indicator", "title", "currency"]).aggregate([("flag_id", "count"), ("amount", "sum")]).sort_by([("flag_id_count", "descending")])
print(f"run {run}: {flags.num_rows} flags. A flag is a reason to look, not a verdict.")
for row in table.to_pylist():
    print(row["indicator"], row["title"], row["flag_id_count"], row["amount_sum"], row["currency"], sep="\t")
