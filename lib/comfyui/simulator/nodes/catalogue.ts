import { compositeNodes } from "./composite-nodes.ts";
import { conditioningNodes } from "./conditioning-nodes.ts";
import { decodeNodes } from "./decode-nodes.ts";
import { imageBatchNodes } from "./image-batch-nodes.ts";
import { imageFilterNodes } from "./image-filter-nodes.ts";
import { imageScaleNodes } from "./image-scale-nodes.ts";
import { imageShapeNodes } from "./image-shape-nodes.ts";
import { imageSourceNodes } from "./image-source-nodes.ts";
import { latentNodes } from "./latent-nodes.ts";
import { loaderNodes } from "./loader-nodes.ts";
import { maskNodes } from "./mask-nodes.ts";
import type { NodeClass } from "./node-class.ts";
import { primitiveNodes } from "./primitive-nodes.ts";
import { probeNodes } from "./probe-nodes.ts";
import { samplerNodes } from "./sampler-nodes.ts";
import { saveImageNodes } from "./save-image-nodes.ts";
import { saveMediaNodes } from "./save-media-nodes.ts";

const nodeClasses: readonly NodeClass[] = [
  imageSourceNodes,
  imageScaleNodes,
  imageFilterNodes,
  imageShapeNodes,
  imageBatchNodes,
  compositeNodes,
  maskNodes,
  latentNodes,
  loaderNodes,
  conditioningNodes,
  samplerNodes,
  decodeNodes,
  primitiveNodes,
  saveImageNodes,
  saveMediaNodes,
  probeNodes,
].flat();

export type Catalogue = ReadonlyMap<string, NodeClass>;

/** Every class by name, without those a partial install lacks. */
export function nodeCatalogue(missing: readonly string[] = []): Catalogue {
  return new Map(nodeClasses.filter(({ name }) => !missing.includes(name)).map((node) => [node.name, node]));
}
