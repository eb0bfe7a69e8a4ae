import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";

/** One complaint about one node. */
export type Complaint = { type: string; message: string; details: string; extra_info: PyObject };

export type NodeErrors = Record<
  string,
  { errors: Complaint[]; dependent_outputs: string[]; class_type: string }
>;

export type PromptError = Complaint;

export function complaint(type: string, message: string, details: string, extra: PyObject = {}): Complaint {
  return { type, message, details, extra_info: extra };
}

export function missingInput(name: string): Complaint {
  return complaint("required_input_missing", "Required input is missing", name, { input_name: name });
}

export function badLink(name: string, config: PyJson, value: PyJson): Complaint {
  const message = "Bad linked input, must be a length-2 list of [node_id, slot_index]";
  return complaint("bad_linked_input", message, name, {
    input_name: name,
    input_config: config,
    received_value: value,
  });
}

export function typeMismatch(
  name: string,
  config: PyJson,
  received: string,
  wanted: string,
  link: PyJson,
): Complaint {
  return complaint(
    "return_type_mismatch",
    "Return type mismatch between linked nodes",
    `${name}, received_type(${received}) mismatch input_type(${wanted})`,
    { input_name: name, input_config: config, received_type: received, linked_node: link },
  );
}

export function innerException(
  name: string,
  config: PyJson,
  error: { type: string; message: string },
  link: PyJson,
): Complaint {
  return complaint(
    "exception_during_inner_validation",
    "Exception when validating inner node",
    error.message,
    {
      input_name: name,
      input_config: config,
      exception_message: error.message,
      exception_type: error.type,
      traceback: ['  File "/srv/comfyui/execution.py", in validate_inputs\n'],
      linked_node: link,
    },
  );
}

export function outerException(error: { type: string; message: string }): Complaint {
  return complaint("exception_during_validation", "Exception when validating node", error.message, {
    exception_type: error.type,
    traceback: ['  File "/srv/comfyui/execution.py", in validate_prompt\n'],
  });
}
