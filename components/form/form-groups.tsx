"use client";

import type { ObjectFieldTemplateProps } from "@rjsf/utils";
import { Fragment, type ReactNode } from "react";
import { AdvancedFields } from "#components/form/advanced-fields";
import { useForm } from "#components/form/form-context";
import { SizePresets } from "#components/form/size-presets";
import { cn } from "#components/ui/cn";
import type { FormField, FormGroup } from "#lib/contract/form-schema";
import { sizePair, sizePresets } from "#lib/form/size-presets";

/** The fields RJSF made, in the author's groups. */
export function FormGroups({ properties }: ObjectFieldTemplateProps) {
  const { form } = useForm();
  const drawn = new Map(properties.map(({ name, content }) => [name, content]));
  return (
    <div className="@container grid grid-cols-1 gap-7">
      {form.groups.map((group) => (
        <Group key={group.title} group={group} drawn={drawn} />
      ))}
    </div>
  );
}

type Drawn = ReadonlyMap<string, ReactNode>;

function Group({ group, drawn }: { group: FormGroup; drawn: Drawn }) {
  const titleId = `group-${group.title.replaceAll(/\W+/g, "-")}`;
  const hasTitle = group.title !== "";
  return (
    <section aria-labelledby={hasTitle ? titleId : undefined} className="grid grid-cols-1 gap-4">
      {hasTitle && (
        <h2 id={titleId} className="border-b pb-1.5 text-xs font-semibold text-soft">
          {group.title}
        </h2>
      )}
      <Fields fields={group.basic} drawn={drawn} />
      {group.advanced.length > 0 && (
        <AdvancedFields group={group.title} fields={group.advanced}>
          <Fields fields={group.advanced} drawn={drawn} />
        </AdvancedFields>
      )}
    </section>
  );
}

function Fields({ fields, drawn }: { fields: readonly FormField[]; drawn: Drawn }) {
  const { desk } = useForm();
  const pair = sizePair(desk.contract);
  const presets = sizePresets(desk.contract);
  const firstOfSize = fields.find(
    ({ name }) => pair !== null && (name === "width" || name === "height"),
  )?.name;
  return (
    <div className="grid grid-cols-1 gap-x-6 gap-y-5 @lg:grid-cols-2">
      {fields.map((field) => (
        <Fragment key={field.name}>
          {field.name === firstOfSize && presets.length > 0 && (
            <div className="col-span-full -mb-1">
              <SizePresets presets={presets} />
            </div>
          )}
          <div className={cn("min-w-0", isWide(field) && "col-span-full")}>{drawn.get(field.name)}</div>
        </Fragment>
      ))}
    </div>
  );
}

function isWide({ widget, choices }: FormField): boolean {
  if (widget === "textarea" || widget === "text" || widget === "seed") return true;
  return widget === "segmented" && (choices?.length ?? 0) > 3;
}
