/** Every screen that a signed-in person can open by its address, without those that show one run or output. */
export const screens = [
  "/",
  "/generate",
  "/generate/sdxl_base_refiner",
  "/generate/sdxl_inpaint_masked",
  "/runs",
  "/review",
  "/review/sessions",
  "/mentions",
  "/workflows",
  "/workflows/model_free_card",
  "/servers",
  "/settings",
] as const;
