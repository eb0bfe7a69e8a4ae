/** What differs between the two recorded releases of ComfyUI. */
export type ProfileName = "0.3.64" | "0.33.0";

export type Profile = {
  version: ProfileName;
  /** 0.3.64 takes `str(value)` as prompt id; later only canonical lowercase UUIDs. */
  requiresUuidPromptId: boolean;
  /** The error type for a node without a class, or of an unknown one. */
  unknownClassError: "invalid_prompt" | "missing_node_type";
  checksNewStyleCombos: boolean;
  reportsCycles: boolean;
  hasJobsApi: boolean;
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

const profiles: Record<ProfileName, Profile> = {
  "0.3.64": {
    version: "0.3.64",
    requiresUuidPromptId: false,
    unknownClassError: "invalid_prompt",
    checksNewStyleCombos: false,
    reportsCycles: false,
    hasJobsApi: false,
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
  },
  "0.33.0": {
    version: "0.33.0",
    requiresUuidPromptId: true,
    unknownClassError: "missing_node_type",
    checksNewStyleCombos: true,
    reportsCycles: true,
    hasJobsApi: true,
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
  },
};

export function profileOf(name: ProfileName): Profile {
  return profiles[name];
}
