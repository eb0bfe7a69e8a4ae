import { expect, test } from "vitest";
import { expose } from "./exposition.ts";

test("metrics are written in Prometheus' text format, label values escaped", () => {
  const text = expose([
    {
      name: "a_total",
      help: "How\nmany",
      type: "counter",
      samples: [{ labels: { who: 'a "b" \\ c\n' }, value: 2 }],
    },
    { name: "b", help: "None yet", type: "gauge", samples: [] },
    { name: "c", help: "Waits", type: "histogram", samples: [{ suffix: "_sum", value: 0.5 }] },
  ]);
  expect(text.split("\n")).toEqual([
    "# HELP a_total How many",
    "# TYPE a_total counter",
    'a_total{who="a \\"b\\" \\\\ c\\n"} 2',
    "",
    "# HELP b None yet",
    "# TYPE b gauge",
    "",
    "# HELP c Waits",
    "# TYPE c histogram",
    "c_sum 0.5",
    "",
  ]);
});
