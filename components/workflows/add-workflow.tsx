import { Card, CardBody, CardHeader } from "#components/ui/card";

const steps = [
  {
    title: "Make it work in ComfyUI",
    text: "Build the graph and run it once there, so that models and custom nodes are known to be in place.",
  },
  {
    title: "Export it for the API",
    text: "In ComfyUI choose Workflow, then Export (API). The ordinary Save gives another format, which is refused with a hint.",
  },
  {
    title: "Put the graph into workflows/",
    text: "Name it after what it makes: workflows/my_poster.api.json. Do not edit it.",
  },
  {
    title: "Write its contract into params/",
    text: "params/my_poster.schema.json lists what may be set: type, bounds, default, and under x-bind where each value lands, such as /3/inputs/steps. Copy a given one to begin.",
  },
  {
    title: "Look here",
    text: "The workflow appears within seconds. If something does not fit, it is shown as broken with file, place and remedy.",
  },
];

/** How to add one's own workflow, where one would look for it. */
export function AddWorkflow({ isFirst }: { isFirst: boolean }) {
  return (
    <Card>
      <CardHeader title={isFirst ? "Add your first workflow" : "Add your own workflow"} />
      <CardBody>
        <ol className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
          {steps.map(({ title, text }, index) => (
            <li key={title} className="grid min-w-0 grid-cols-1 content-start gap-1">
              <span aria-hidden className="font-mono text-xs text-accent-text">
                {index + 1}
              </span>
              <p className="text-sm font-medium">{title}</p>
              <p className="text-xs wrap-anywhere text-soft">{text}</p>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
