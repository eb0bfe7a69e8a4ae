import { expect, test } from "vitest";
import { createFrontDoor } from "./front-door.ts";

const refuse = createFrontDoor([
  { method: "get", path: "/api/v1/runs" },
  { method: "post", path: "/api/v1/runs" },
  { method: "get", path: "/api/v1/runs/{id}" },
  { method: "post", path: "/api/v1/runs/{id}/cancellation" },
  { method: "delete", path: "/api/v1/invites/{id}" },
  { method: "post", path: "/api/v1/invites/inspection" },
]);

test.each([
  ["GET", "/api/v1/runs?limit=%zz"],
  ["POST", "/api/v1/runs"],
  ["HEAD", "/api/v1/runs/1"],
  ["OPTIONS", "/api/v1/runs/1/cancellation"],
  ["POST", "/api/v1/invites/inspection"],
  ["DELETE", "/api/v1/unknown"],
  ["GET", "/review"],
  ["POST", "/"],
])("%s %s goes on to the routes", (method, url) => {
  expect(refuse({ method, url })).toBeNull();
});

test.each([
  ["DELETE", "/api/v1/runs", ["HEAD", "GET", "POST", "OPTIONS"]],
  ["HEAD", "/api/v1/runs/1/cancellation", ["POST", "OPTIONS"]],
  ["TRACE", "/api/v1/runs/1", ["HEAD", "GET", "OPTIONS"]],
  ["POST", "/api/v1/runs/1?x=1", ["HEAD", "GET", "OPTIONS"]],
])("%s %s is told what the address takes", (method, url, allow) => {
  expect(refuse({ method, url })).toMatchObject({ code: "wrong_method", details: { allow } });
});

test.each(["/%ZZ", "/api/v1/runs/%ff", "/runs/%E0%A4"])("%s cannot be decoded and is malformed", (url) => {
  expect(refuse({ method: "GET", url })).toMatchObject({ code: "malformed" });
});
