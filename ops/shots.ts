import type { Page } from "@playwright/test";

export const sizes = {
  desktop: { width: 1440, height: 900 },
  laptop: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

type Size = keyof typeof sizes;
type Theme = "dark" | "light";

/** What a shot may need of the world that was set up for all of them. */
export type World = {
  workflow: string;
  run: string;
  receipt: string;
  outputs: readonly string[];
  /** Rejects an output as somebody else, as it now stands. */
  rejectElsewhere: (output: string) => Promise<void>;
  /** Closes the review, if it is open still. */
  closeReview: () => Promise<void>;
};

/** A face of a screen. Its picture is `<name>-<width>-<theme>.webp`. */
export type Shot = {
  name: string;
  path: (world: World) => string;
  sizes: readonly Size[];
  themes: readonly Theme[];
  /** Brings the face about once the screen stands, and waits until it is there. */
  bring?: (page: Page, world: World) => Promise<void>;
  /** Taken by somebody who is not signed in. */
  isPublic?: true;
};

const everywhere: readonly Size[] = ["desktop", "laptop", "phone"];
const onDesks: readonly Size[] = ["desktop", "laptop"];
const dark: readonly Theme[] = ["dark"];
const both: readonly Theme[] = ["dark", "light"];

function keys(...list: string[]): (page: Page) => Promise<void> {
  return async (page) => {
    for (const key of list) await page.keyboard.press(key);
  };
}

async function close(page: Page, { closeReview }: World): Promise<void> {
  await closeReview();
  const line = page.getByRole("region", { name: "Closed review" });
  const lock = page.getByRole("button", { name: "Reopen this picture" });
  await line.or(lock).filter({ visible: true }).first().waitFor();
}

/** Opens the picture under the cursor: by key where there is one, by a tap on a phone. */
async function openLarge(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByText(/^Fit,/).first().waitFor();
}

async function compare(page: Page): Promise<void> {
  await openLarge(page);
  await page.keyboard.press("c");
  await page.getByLabel("Compare").first().waitFor();
}

/** A picture open to be drawn on, with one mark in hand. */
async function draw(page: Page): Promise<void> {
  await page.getByText(/^Fit,/).first().waitFor();
  await page.keyboard.press("d");
  await page.getByRole("application", { name: "Drawing on the picture" }).waitFor();
  await page.getByRole("radio", { name: "Arrow", exact: true }).check({ force: true });
  // Keys mean the drawing once it has the focus again; on its tools arrows choose.
  await page.getByRole("application", { name: "Drawing on the picture" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+ArrowRight");
}

/** Approves what somebody else rejects between the press and its arrival. */
async function conflict(page: Page, { rejectElsewhere }: World): Promise<void> {
  await page.route("**/api/v1/outputs/*/decision", async (route) => {
    await rejectElsewhere(/outputs\/([^/]+)/.exec(route.request().url())?.[1] ?? "");
    await route.continue();
  });
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.getByLabel("Conflicts").waitFor();
  await page.unroute("**/api/v1/outputs/*/decision");
}

/** Every screen and every face of the desk that looks unlike the others. */
export const shots: readonly Shot[] = [
  { name: "review", path: () => "/review", sizes: everywhere, themes: both },
  {
    name: "review-selection",
    path: () => "/review",
    sizes: ["desktop"],
    themes: dark,
    bring: keys(" ", "ArrowRight", " ", "ArrowRight", " "),
  },
  {
    name: "review-empty",
    path: () => "/review?q=nothing+like+this",
    sizes: ["desktop", "phone"],
    themes: dark,
  },
  {
    name: "keys",
    path: () => "/review",
    sizes: ["desktop"],
    themes: dark,
    bring: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "filters",
    path: () => "/review",
    sizes: ["desktop"],
    themes: dark,
    bring: async (page) => {
      await page.getByRole("button", { name: "Filter", exact: true }).click();
      await page.getByRole("listbox").waitFor();
    },
  },
  {
    name: "marks",
    path: () => "/review",
    sizes: ["desktop"],
    themes: dark,
    bring: async (page) => {
      await keys(" ", "ArrowRight", " ", "b")(page);
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "large", path: () => "/review", sizes: everywhere, themes: both, bring: openLarge },
  { name: "compare", path: () => "/review", sizes: everywhere, themes: dark, bring: compare },
  {
    name: "vary",
    path: () => "/review",
    sizes: ["desktop", "phone"],
    themes: dark,
    bring: async (page) => {
      await page.keyboard.press("v");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "comments",
    path: ({ outputs: [first] }) => `/review?output=${first}`,
    sizes: everywhere,
    themes: dark,
    bring: async (page) => page.getByText(/^Fit,/).first().waitFor(),
  },
  {
    name: "drawing",
    path: ({ outputs: [, second] }) => `/review?output=${second}`,
    sizes: ["desktop", "phone"],
    themes: dark,
    bring: draw,
  },
  { name: "mentions", path: () => "/mentions", sizes: ["desktop", "phone"], themes: dark },
  {
    name: "palette",
    path: () => "/review",
    sizes: ["desktop", "phone"],
    themes: dark,
    bring: async (page) => {
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "conflict", path: () => "/review", sizes: ["desktop"], themes: dark, bring: conflict },
  { name: "approved", path: () => "/review?state=approved,rejected", sizes: ["desktop"], themes: ["light"] },
  { name: "sessions", path: () => "/review/sessions", sizes: ["laptop", "phone"], themes: dark },
  { name: "receipt", path: ({ receipt }) => `/review/receipts/${receipt}`, sizes: everywhere, themes: dark },
  { name: "home", path: () => "/", sizes: everywhere, themes: dark },
  { name: "generate", path: () => "/generate", sizes: everywhere, themes: dark },
  {
    name: "form",
    path: ({ workflow }) => `/generate/${workflow}`,
    sizes: everywhere,
    themes: both,
  },
  { name: "runs", path: () => "/runs", sizes: everywhere, themes: dark },
  { name: "run", path: ({ run }) => `/runs/${run}`, sizes: onDesks, themes: dark },
  { name: "workflows", path: () => "/workflows", sizes: onDesks, themes: dark },
  {
    name: "workflow",
    path: ({ workflow }) => `/workflows/${workflow}`,
    sizes: ["laptop"],
    themes: ["light"],
  },
  { name: "servers", path: () => "/servers", sizes: onDesks, themes: dark },
  { name: "settings", path: () => "/settings", sizes: everywhere, themes: dark },
  // From here on nothing is decided any more.
  { name: "closed", path: () => "/review", sizes: ["desktop", "phone"], themes: dark, bring: close },
  {
    name: "closed-large",
    path: ({ outputs: [first] }) => `/review?output=${first}`,
    sizes: ["desktop", "phone"],
    themes: dark,
    bring: close,
  },
  { name: "sign-in", path: () => "/sign-in", sizes: ["desktop", "phone"], themes: both, isPublic: true },
];
