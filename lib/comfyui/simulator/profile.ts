/**
 * The releases that can be simulated. 0.3.64 and 0.33.0 were recorded; the others are derived from what is known of
 * when things came, for what clients must do without: 0.3.56 has no targeted interrupt, 0.20.0 no jobs cancel.
 */
export const profileNames = ["0.3.56", "0.3.64", "0.20.0", "0.33.0"] as const;
export type ProfileName = (typeof profileNames)[number];

export type Profile = {
  version: ProfileName;
  /** 0.3.64 takes `str(value)` as prompt id; later only canonical lowercase UUIDs. */
  requiresUuidPromptId: boolean;
  /** The error type for a node without a class, or of an unknown one. */
  unknownClassError: "invalid_prompt" | "missing_node_type";
  checksNewStyleCombos: boolean;
  reportsCycles: boolean;
  /** An older server interrupts whatever runs, whichever prompt was named. */
  targetsInterrupts: boolean;
  hasJobsApi: boolean;
  hasJobsCancel: boolean;
  hasAssetsRoutes: boolean;
  stampsCreateTime: boolean;
  /** Up to 0.3.67 history lists every cached output of the graph, run or not. */
  historyListsCachedOutputs: boolean;
  queueShowsApiKeys: boolean;
  refusesPathEscapesInLoadImage: boolean;
  refusesCrossSiteFetches: boolean;
  maskPreviewIsAnimated: boolean;
  audioNamesEndInUnderscore: boolean;
  saveNodesHaveSockets: boolean;
  /** Markup is served as an opaque attachment, every file with nosniff. */
  hardensViews: boolean;
  marksListInputs: boolean;
  samplersOnlyHere: readonly string[];
  serverFlags: Record<string, unknown>;
};

const v0364: Profile = {
  version: "0.3.64",
  requiresUuidPromptId: false,
  unknownClassError: "invalid_prompt",
  checksNewStyleCombos: false,
  reportsCycles: false,
  targetsInterrupts: true,
  hasJobsApi: false,
  hasJobsCancel: false,
  hasAssetsRoutes: false,
  stampsCreateTime: false,
  historyListsCachedOutputs: true,
  queueShowsApiKeys: true,
  refusesPathEscapesInLoadImage: false,
  refusesCrossSiteFetches: false,
  maskPreviewIsAnimated: false,
  audioNamesEndInUnderscore: true,
  saveNodesHaveSockets: false,
  hardensViews: false,
  marksListInputs: false,
  samplersOnlyHere: [],
  serverFlags: { supports_preview_metadata: true, max_upload_size: 104857600 },
};

const v0330: Profile = {
  version: "0.33.0",
  requiresUuidPromptId: true,
  unknownClassError: "missing_node_type",
  checksNewStyleCombos: true,
  reportsCycles: true,
  targetsInterrupts: true,
  hasJobsApi: true,
  hasJobsCancel: true,
  hasAssetsRoutes: true,
  stampsCreateTime: true,
  historyListsCachedOutputs: false,
  queueShowsApiKeys: false,
  refusesPathEscapesInLoadImage: true,
  refusesCrossSiteFetches: true,
  maskPreviewIsAnimated: true,
  audioNamesEndInUnderscore: false,
  saveNodesHaveSockets: true,
  hardensViews: true,
  marksListInputs: true,
  samplersOnlyHere: ["exp_heun_2_x0", "exp_heun_2_x0_sde"],
  serverFlags: {
    supports_preview_metadata: true,
    supports_model_type_tags: true,
    max_upload_size: 104857600,
    extension: { manager: { supports_v4: true } },
    node_replacements: true,
    assets: false,
  },
};

const profiles: Record<ProfileName, Profile> = {
  "0.3.56": { ...v0364, version: "0.3.56", targetsInterrupts: false },
  "0.3.64": v0364,
  "0.20.0": {
    ...v0330,
    version: "0.20.0",
    requiresUuidPromptId: false,
    hasJobsCancel: false,
    refusesPathEscapesInLoadImage: false,
    saveNodesHaveSockets: false,
    hardensViews: false,
  },
  "0.33.0": v0330,
};

export function profileOf(name: ProfileName): Profile {
  return profiles[name];
}
